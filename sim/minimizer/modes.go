package minimizer

import "math"

// flatness is how small the smaller eigenvalue is, over the larger, to count as
// none.
const flatness = 1e-8

// Modes are the eigenvalues of a symmetric 2×2 matrix, a Hessian, the lower
// first, and its eigenvectors.
type Modes struct {
	Values [2]float64
	low    [2]float64 // a unit eigenvector of the lower
}

// NewModes takes a symmetric matrix apart, given row by row.
func NewModes(h [4]float64) Modes {
	a, b, d := h[0], h[1], h[3]
	switch {
	case b == 0 && a <= d:
		return Modes{Values: [2]float64{a, d}, low: [2]float64{1, 0}}
	case b == 0:
		return Modes{Values: [2]float64{d, a}, low: [2]float64{0, 1}}
	}
	middle, half := float64(a/2)+float64(d/2), float64(a/2)-float64(d/2)
	radius := Length([2]float64{half, b})
	// The eigenvector of the higher, of the two ways to write it the one in
	// which nothing cancels out.
	high := [2]float64{half + radius, b}
	if half < 0 {
		high = [2]float64{b, radius - half}
	}
	size := Length(high)
	return Modes{
		Values: [2]float64{middle - radius, middle + radius},
		low:    [2]float64{-high[1] / size, high[0] / size},
	}
}

// Along returns the unit eigenvector of the lower value, 0, or the higher, 1.
func (m *Modes) Along(i int) [2]float64 {
	if i == 0 {
		return m.low
	}
	return [2]float64{m.low[1], -m.low[0]}
}

// Size returns the larger of the eigenvalues' absolute values, NaN for NaN.
func (m *Modes) Size() float64 { return max(math.Abs(m.Values[0]), math.Abs(m.Values[1])) }

// Straight reports whether there is no curvature along an eigenvector, as far
// as numbers can tell: a part in 10⁸ of the larger.
func (m *Modes) Straight(i int) bool { return math.Abs(m.Values[i]) <= float64(flatness*m.Size()) }

// Dot returns the product of two vectors.
func Dot(a, b [2]float64) float64 { return float64(a[0]*b[0]) + float64(a[1]*b[1]) }

// Length returns √(x² + y²) without overflowing where the result does not, with
// the same bits on every machine, unlike [math.Hypot].
func Length(v [2]float64) float64 {
	largest := max(math.Abs(v[0]), math.Abs(v[1]))
	if largest == 0 || math.IsNaN(largest) || math.IsInf(largest, 0) {
		return largest
	}
	v[0] /= largest
	v[1] /= largest
	return largest * math.Sqrt(Dot(v, v))
}
