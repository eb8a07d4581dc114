package experiment

import "math"

// givens is a rotation by which Jacobi's method (Golub and Van Loan, Matrix
// Computations, 8.5) takes a symmetric matrix apart.
type givens struct{ cos, sin float64 }

// annuls returns the rotation in the plane of p and q that makes entry (p, q) of a
// symmetric matrix 0, by the entries (p, p), (q, q) and (p, q), which is not 0.
func annuls(pp, qq, pq float64) givens {
	tau := (qq - pp) / (2 * pq)
	tan := 1 / (math.Abs(tau) + math.Sqrt(1+float64(tau*tau)))
	if tau < 0 {
		tan = -tan
	}
	cos := 1 / math.Sqrt(1+float64(tan*tan))
	return givens{cos: cos, sin: tan * cos}
}

// turn rotates a pair of numbers.
func (g givens) turn(a, b *float64) {
	x, y := *a, *b
	*a, *b = float64(g.cos*x)-float64(g.sin*y), float64(g.sin*x)+float64(g.cos*y)
}
