package kernel

import (
	"math"
	"testing"
)

// Six samples of two units: a strip and a half. What is in the dead lanes of the
// second must not count.
func twoUnits() []Lanes {
	return []Lanes{{1, 2, 3, 4}, {-1, -1, 1, 1}, {5, 9, 777, 777}, {3, 3, math.Inf(1), math.NaN()}}
}

// By hand: the first unit has the mean 24/6 = 4 and the variance
// (9+4+1+0+1+25)/6 = 40/6, the second 1 and (4+4+0+0+4+4)/6 = 16/6.
func TestUnitMoments(t *testing.T) {
	mean, variance := make([]float64, 2), make([]float64, 2)
	UnitMoments(mean, variance, twoUnits(), 6)
	if mean[0] != 4 || mean[1] != 1 || variance[0] != 40.0/6 || variance[1] != 16.0/6 {
		t.Errorf("means %g and variances %g", mean, variance)
	}
	if n := testing.AllocsPerRun(10, func() { UnitMoments(mean, variance, twoUnits(), 6) }); n != 0 {
		t.Errorf("%g allocations", n)
	}
}

// By hand: of 1 and −1 the mean 0 and the variance 1, of 3 and 1 the mean 2 and 1.
func TestSampleMoments(t *testing.T) {
	mean, variance := SampleMoments(twoUnits()[:2])
	if mean != (Lanes{0, 0.5, 2, 2.5}) || variance != (Lanes{1, 2.25, 1, 2.25}) {
		t.Errorf("means %g and variances %g", mean, variance)
	}
}

// A gradient through a normalisation is at right angles to what it leaves out:
// it sums to 0, and so does its product with x̂, up to ε.
func TestBackIsOrthogonal(t *testing.T) {
	z := twoUnits()
	z[2], z[3] = Lanes{5, 9, 0, 0}, Lanes{3, 3, 0, 0}
	mean, variance, scale := make([]float64, 2), make([]float64, 2), make([]float64, 2)
	UnitMoments(mean, variance, z, 6)
	for u := range scale {
		scale[u] = 1 / math.Sqrt(variance[u])
	}
	hat := make([]Lanes, 4)
	NormalizeUnits(hat, z, mean, scale)
	ClearDead(hat, 2, 6)
	d := []Lanes{{1, -2, 0.5, 3}, {0.25, 1, 1, -1}, {2, 2, 0, 0}, {-3, 0.5, 0, 0}}
	gamma, ggamma, gbeta := []float64{1.5, -0.5}, make([]float64, 2), make([]float64, 2)
	AffineGradient(ggamma, gbeta, d, hat)
	UnitsBack(d, hat, gamma, scale, ggamma, gbeta, 6)
	ClearDead(d, 2, 6)
	for u := range 2 {
		sum, along := 0.0, 0.0
		for strip := range 2 {
			for lane := range Width {
				sum += d[2*strip+u][lane]
				along += float64(d[2*strip+u][lane] * hat[2*strip+u][lane])
			}
		}
		if math.Abs(sum) > 1e-15 || math.Abs(along) > 1e-14 {
			t.Errorf("unit %d: Σ = %g, Σ·x̂ = %g", u, sum, along)
		}
	}
}
