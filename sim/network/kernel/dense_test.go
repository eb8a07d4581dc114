package kernel

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// batch is a random problem of one layer, sample by sample, and in strips.
type batch struct {
	in, out, samples int
	w, b             []float64
	x, delta, slope  [][]float64 // [sample][unit]
}

func drawBatch(t *rapid.T) batch {
	size := rapid.IntRange(1, 9)
	p := batch{in: size.Draw(t, "in"), out: size.Draw(t, "out"), samples: size.Draw(t, "samples")}
	number := rapid.Float64Range(-3, 3)
	draw := func(n int) []float64 { return rapid.SliceOfN(number, n, n).Draw(t, "numbers") }
	p.w, p.b = draw(p.in*p.out), draw(p.out)
	for range p.samples {
		p.x, p.slope, p.delta = append(p.x, draw(p.in)), append(p.slope, draw(p.in)), append(p.delta, draw(p.out))
	}
	return p
}

// strips lays the rows out as the kernels want them.
func strips(rows [][]float64) []Lanes {
	units := len(rows[0])
	buffer := make([]Lanes, Strips(len(rows))*units)
	for s, row := range rows {
		for u, value := range row {
			buffer[s/Width*units+u][s%Width] = value
		}
	}
	return buffer
}

func TestProductsEqualSlowOnes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawBatch(t)
		n := Strips(p.samples)
		z, dx := make([]Lanes, n*p.out), make([]Lanes, n*p.in)
		gw, gb := make([]float64, len(p.w)), make([]float64, len(p.b))
		Dense(z, strips(p.x), p.w, p.b)
		DenseBack(dx, strips(p.slope), strips(p.delta), p.w, p.out)
		DenseGradient(gw, gb, strips(p.delta), strips(p.x))

		for s := range p.samples {
			for u := range p.out {
				want := p.b[u]
				for v := range p.in {
					want = math.FMA(p.w[u*p.in+v], p.x[s][v], want)
				}
				if got := z[s/Width*p.out+u][s%Width]; got != want {
					t.Fatalf("z of sample %d, unit %d = %g, want %g", s, u, got, want)
				}
			}
			for v := range p.in {
				var sum float64
				for u := range p.out {
					sum = math.FMA(p.w[u*p.in+v], p.delta[s][u], sum)
				}
				if got, want := dx[s/Width*p.in+v][s%Width], sum*p.slope[s][v]; got != want {
					t.Fatalf("δ of sample %d, unit %d = %g, want %g", s, v, got, want)
				}
			}
		}
		for u := range p.out {
			if want := p.sum(func(s int) (d, x float64) { return p.delta[s][u], 1 }); gb[u] != want {
				t.Fatalf("∂L/∂b of unit %d = %g, want %g", u, gb[u], want)
			}
			for v := range p.in {
				want := p.sum(func(s int) (d, x float64) { return p.delta[s][u], p.x[s][v] })
				if got := gw[u*p.in+v]; got != want {
					t.Fatalf("∂L/∂W of %d,%d = %g, want %g", u, v, got, want)
				}
			}
		}
	})
}

// sum adds one product per sample in the order the gradient promises.
func (p batch) sum(factors func(sample int) (d, x float64)) float64 {
	var four [Width]float64
	for sample := range p.samples {
		d, x := factors(sample)
		four[sample%Width] = math.FMA(d, x, four[sample%Width])
	}
	return (four[0] + four[1]) + (four[2] + four[3])
}

func TestClearDead(t *testing.T) {
	const units = 2
	for batch, live := range map[int]int{1: 1, 2: 2, 4: 4, 5: 1, 7: 3, 8: 4} {
		buffer := make([]Lanes, Strips(batch)*units)
		for i := range buffer {
			buffer[i] = Lanes{1, 1, 1, 1}
		}
		ClearDead(buffer, units, batch)
		for i, lanes := range buffer {
			for lane, got := range lanes {
				want := 1.0
				if i/units == Strips(batch)-1 && lane >= live {
					want = 0
				}
				if got != want {
					t.Errorf("batch %d: strip %d, lane %d is %g, want %g", batch, i/units, lane, got, want)
				}
			}
		}
	}
}
