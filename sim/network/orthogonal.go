package network

import (
	"math"

	"nabla/sim"
)

// drawOrthogonal fills a layer's weights with gain times a matrix whose rows
// are orthonormal, or its columns if there are more rows than columns.
func drawOrthogonal(l Layer, gain float64, rnd *sim.Random) {
	if l.Out <= l.In {
		drawFrame(l.Weights, l.Out, l.In, rnd)
	} else {
		frame := make([]float64, len(l.Weights))
		drawFrame(frame, l.In, l.Out, rnd)
		for v := range l.In {
			for u, value := range frame[v*l.Out:][:l.Out] {
				l.Weights[u*l.In+v] = value
			}
		}
	}
	for i := range l.Weights {
		l.Weights[i] *= gain
	}
}

// drawFrame fills q, n×m with n ≤ m, with orthonormal rows, every such frame as
// likely as any other: the Qᵀ of the QR decomposition of an m×n matrix of normal
// numbers, with the signs that make R's diagonal positive.
//
// It never has that matrix: what the decomposition would have left of column k
// when its turn comes is m−k normal numbers again, whatever came before
// (G. W. Stewart, SIAM J. Numer. Anal. 17, 1980). So each Householder reflection
// is made of numbers drawn for it and put straight into Q, from the last to the
// first. Reflections keep their rows orthonormal to the last bits without a
// second look. It takes 2n²(m−n/3) floating-point operations, a third less
// than Gram and Schmidt's way, and m numbers of memory.
func drawFrame(q []float64, n, m int, rnd *sim.Random) {
	reflector := make([]float64, m)
	clear(q)
	for k := n - 1; k >= 0; k-- {
		v := reflector[k:]
		norm := 0.0
		for norm == 0 { // all of a column's numbers can be 0, once in 2⁵³ at the earliest
			drawNormal(v, 1, rnd)
			norm = Norm(v)
		}
		row := q[k*m+k : (k+1)*m]
		for i, x := range v {
			row[i] = x / norm
		}
		// v ← v ± ‖v‖e₁, with the sign that adds: H = 1 − v·vᵀ/(‖v‖·|v₁|).
		v[0] += math.Copysign(norm, v[0])
		scale := 1 / (norm * math.Abs(v[0]))
		for j := k + 1; j < n; j++ {
			reflect(q[j*m+k:(j+1)*m], v, scale)
		}
	}
}

// reflect replaces x by x − v·(v·x)·scale.
func reflect(x, v []float64, scale float64) {
	x = x[:len(v)]
	var s0, s1, s2, s3 float64 // side by side: one sum would wait for itself
	i := 0
	for ; i+4 <= len(v); i += 4 {
		a, b := x[i:i+4:i+4], v[i:i+4:i+4]
		s0 += float64(a[0] * b[0])
		s1 += float64(a[1] * b[1])
		s2 += float64(a[2] * b[2])
		s3 += float64(a[3] * b[3])
	}
	for ; i < len(v); i++ {
		s0 += float64(x[i] * v[i])
	}
	by := ((s0 + s1) + (s2 + s3)) * scale
	for i, value := range v {
		x[i] -= float64(by * value)
	}
}
