package kernel

import "math"

// Dense computes z = W·x + b for each sample. W is out×in, row by row, and out
// is len(b); x holds strips of in units and z as many strips of out units.
//
// Each sum starts at the bias and runs over the inputs in their order, every
// product fused with its sum.
func Dense(z, x []Lanes, w, b []float64) {
	if len(z) > 0 && !fastDense(z, x, w, b) {
		denseGo(z, x, w, b)
	}
}

func denseGo(z, x []Lanes, w, b []float64) {
	out := len(b)
	in := len(w) / out
	for len(z) >= out {
		denseStrip(z[:out], x[:in], w, b)
		z, x = z[out:], x[in:]
	}
}

// denseStrip takes two units at a time: eight sums fit the registers.
func denseStrip(z, x []Lanes, w, b []float64) {
	in := len(x)
	for len(z) >= 2 {
		w0, w1 := w[:in], w[in:][:in]
		p0, q0 := b[0], b[1]
		p1, p2, p3 := p0, p0, p0
		q1, q2, q3 := q0, q0, q0
		for v := range x {
			xv := &x[v]
			c, d := w0[v], w1[v]
			p0 = math.FMA(c, xv[0], p0)
			q0 = math.FMA(d, xv[0], q0)
			p1 = math.FMA(c, xv[1], p1)
			q1 = math.FMA(d, xv[1], q1)
			p2 = math.FMA(c, xv[2], p2)
			q2 = math.FMA(d, xv[2], q2)
			p3 = math.FMA(c, xv[3], p3)
			q3 = math.FMA(d, xv[3], q3)
		}
		z[0] = Lanes{p0, p1, p2, p3}
		z[1] = Lanes{q0, q1, q2, q3}
		z, w, b = z[2:], w[2*in:], b[2:]
	}
	if len(z) == 1 {
		w0 := w[:in]
		p0 := b[0]
		p1, p2, p3 := p0, p0, p0
		for v := range x {
			xv := &x[v]
			c := w0[v]
			p0 = math.FMA(c, xv[0], p0)
			p1 = math.FMA(c, xv[1], p1)
			p2 = math.FMA(c, xv[2], p2)
			p3 = math.FMA(c, xv[3], p3)
		}
		z[0] = Lanes{p0, p1, p2, p3}
	}
}

// DenseBack takes δ back through a layer: dx = (Wᵀ·delta) ⊙ slope for each
// sample, where slope is φ′ of the layer below. W is out×in, row by row; delta
// holds strips of out units, slope and dx as many strips of in units.
//
// Each sum starts at 0 and runs over the outputs in their order, every product
// fused with its sum.
func DenseBack(dx, slope, delta []Lanes, w []float64, out int) {
	if len(dx) > 0 && !fastDenseBack(dx, slope, delta, w, out) {
		denseBackGo(dx, slope, delta, w, out)
	}
}

func denseBackGo(dx, slope, delta []Lanes, w []float64, out int) {
	in := len(w) / out
	for len(delta) >= out {
		denseBackStrip(dx[:in], slope[:in], delta[:out], w)
		dx, slope, delta = dx[in:], slope[in:], delta[out:]
	}
}

func denseBackStrip(dx, slope, delta []Lanes, w []float64) {
	in := len(dx)
	slope = slope[:in]
	v := 0
	for ; v+1 < in; v += 2 {
		var p0, p1, p2, p3, q0, q1, q2, q3 float64
		at := v
		for u := range delta {
			du := &delta[u]
			pair := w[at : at+2 : at+2]
			c, d := pair[0], pair[1]
			p0 = math.FMA(c, du[0], p0)
			q0 = math.FMA(d, du[0], q0)
			p1 = math.FMA(c, du[1], p1)
			q1 = math.FMA(d, du[1], q1)
			p2 = math.FMA(c, du[2], p2)
			q2 = math.FMA(d, du[2], q2)
			p3 = math.FMA(c, du[3], p3)
			q3 = math.FMA(d, du[3], q3)
			at += in
		}
		s, t := &slope[v], &slope[v+1]
		dx[v] = Lanes{p0 * s[0], p1 * s[1], p2 * s[2], p3 * s[3]}
		dx[v+1] = Lanes{q0 * t[0], q1 * t[1], q2 * t[2], q3 * t[3]}
	}
	if v < in {
		var p0, p1, p2, p3 float64
		for u := range delta {
			du := &delta[u]
			c := w[u*in+v]
			p0 = math.FMA(c, du[0], p0)
			p1 = math.FMA(c, du[1], p1)
			p2 = math.FMA(c, du[2], p2)
			p3 = math.FMA(c, du[3], p3)
		}
		s := &slope[v]
		dx[v] = Lanes{p0 * s[0], p1 * s[1], p2 * s[2], p3 * s[3]}
	}
}
