package kernel

import "math"

// DenseGradient computes the gradient of a layer's parameters over the batch:
// gw = Σ delta·xᵀ (out×in, row by row) and gb = Σ delta. delta holds strips of
// out = len(gb) units, x as many strips of in units.
//
// Each lane has a sum of its own, which starts at 0 and runs over the strips in
// their order, every product fused with its sum; at the end the four are added
// in pairs.
func DenseGradient(gw, gb []float64, delta, x []Lanes) {
	if len(delta) == 0 || !fastDenseGradient(gw, gb, delta, x) {
		denseGradientGo(gw, gb, delta, x)
	}
}

func denseGradientGo(gw, gb []float64, delta, x []Lanes) {
	out := len(gb)
	in := len(gw) / out
	if len(delta) == 0 {
		clear(gw)
		clear(gb)
		return
	}
	for u := range gb {
		row := gw[u*in:][:in]
		v := 0
		if in == 1 {
			gb[u] = sumGo(delta[u:], out)
		} else {
			gb[u], row[0], row[1] = sumAndProductsGo(delta[u:], x, out, in)
			v = 2
		}
		for ; v+1 < in; v += 2 {
			row[v], row[v+1] = productsGo(delta[u:], x[v:], out, in)
		}
		if v < in {
			row[v] = productGo(delta[u:], x[v:], out, in)
		}
	}
}

// sumGo adds a unit's δ, which stand so far from each other.
func sumGo(delta []Lanes, far int) float64 {
	var sum Lanes
	for i := 0; i < len(delta); i += far {
		d := &delta[i]
		sum[0] += d[0]
		sum[1] += d[1]
		sum[2] += d[2]
		sum[3] += d[3]
	}
	return (sum[0] + sum[1]) + (sum[2] + sum[3])
}

// productGo is Σ δ·x of a unit and an input.
func productGo(delta, x []Lanes, out, in int) float64 {
	var p0, p1, p2, p3 float64
	for i, j := 0, 0; i < len(delta); i, j = i+out, j+in {
		d, xv := &delta[i], &x[j]
		p0 = math.FMA(d[0], xv[0], p0)
		p1 = math.FMA(d[1], xv[1], p1)
		p2 = math.FMA(d[2], xv[2], p2)
		p3 = math.FMA(d[3], xv[3], p3)
	}
	return (p0 + p1) + (p2 + p3)
}

// productsGo is [productGo] of a unit and two inputs side by side.
func productsGo(delta, x []Lanes, out, in int) (first, second float64) {
	var p0, p1, p2, p3, q0, q1, q2, q3 float64
	for i, j := 0, 0; i < len(delta); i, j = i+out, j+in {
		d, pair := &delta[i], x[j:j+2:j+2]
		xv, xw := &pair[0], &pair[1]
		p0 = math.FMA(d[0], xv[0], p0)
		q0 = math.FMA(d[0], xw[0], q0)
		p1 = math.FMA(d[1], xv[1], p1)
		q1 = math.FMA(d[1], xw[1], q1)
		p2 = math.FMA(d[2], xv[2], p2)
		q2 = math.FMA(d[2], xw[2], q2)
		p3 = math.FMA(d[3], xv[3], p3)
		q3 = math.FMA(d[3], xw[3], q3)
	}
	return (p0 + p1) + (p2 + p3), (q0 + q1) + (q2 + q3)
}

// sumAndProductsGo is [sumGo] and [productsGo] in one trip.
func sumAndProductsGo(delta, x []Lanes, out, in int) (sum, first, second float64) {
	var s0, s1, s2, s3, p0, p1, p2, p3, q0, q1, q2, q3 float64
	for i, j := 0, 0; i < len(delta); i, j = i+out, j+in {
		d, pair := &delta[i], x[j:j+2:j+2]
		xv, xw := &pair[0], &pair[1]
		s0 += d[0]
		p0 = math.FMA(d[0], xv[0], p0)
		q0 = math.FMA(d[0], xw[0], q0)
		s1 += d[1]
		p1 = math.FMA(d[1], xv[1], p1)
		q1 = math.FMA(d[1], xw[1], q1)
		s2 += d[2]
		p2 = math.FMA(d[2], xv[2], p2)
		q2 = math.FMA(d[2], xw[2], q2)
		s3 += d[3]
		p3 = math.FMA(d[3], xv[3], p3)
		q3 = math.FMA(d[3], xw[3], q3)
	}
	return (s0 + s1) + (s2 + s3), (p0 + p1) + (p2 + p3), (q0 + q1) + (q2 + q3)
}
