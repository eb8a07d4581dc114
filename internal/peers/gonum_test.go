package peers

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// matrices is the same training by gonum's matrices, samples in rows.
type matrices struct {
	w       *workload
	at      int
	x, t    *mat.Dense
	weights []*mat.Dense // in×out
	bias    [][]float64
	a, d    []*mat.Dense
	gw      []*mat.Dense
	gb      [][]float64
	value   func(z float64) float64
	slope   func(a float64) float64
}

func newMatrices(w *workload) *matrices {
	n := w.network()
	m := &matrices{w: w, x: mat.NewDense(w.batch, w.sizes[0], nil), t: mat.NewDense(w.batch, w.sizes[len(w.sizes)-1], nil)}
	for l := range n.NumLayers() {
		layer := n.Layer(l)
		weights := mat.NewDense(layer.In, layer.Out, nil)
		for u := range layer.Out {
			for v := range layer.In {
				weights.Set(v, u, layer.Weights[u*layer.In+v])
			}
		}
		m.weights = append(m.weights, weights)
		m.bias = append(m.bias, append([]float64(nil), layer.Bias...))
		m.a, m.d = append(m.a, mat.NewDense(w.batch, layer.Out, nil)), append(m.d, mat.NewDense(w.batch, layer.Out, nil))
		m.gw, m.gb = append(m.gw, mat.NewDense(layer.In, layer.Out, nil)), append(m.gb, make([]float64, layer.Out))
	}
	switch w.hidden {
	case "tanh":
		m.value, m.slope = math.Tanh, func(a float64) float64 { return 1 - a*a }
	case "sigmoid":
		m.value, m.slope = func(z float64) float64 { return 1 / (1 + math.Exp(-z)) }, func(a float64) float64 { return a * (1 - a) }
	default:
		m.value, m.slope = func(z float64) float64 { return max(z, 0) }, func(a float64) float64 {
			if a > 0 {
				return 1
			}
			return 0
		}
	}
	return m
}

func (m *matrices) step() {
	m.load()
	below := m.x
	last := len(m.weights) - 1
	for l, weights := range m.weights {
		a := m.a[l]
		a.Mul(below, weights)
		for s := range m.w.batch {
			row := a.RawRowView(s)
			for u := range row {
				row[u] += m.bias[l][u]
			}
			if l == last && m.w.output == "softmax" {
				softmax(row)
				continue
			}
			for u := range row {
				row[u] = m.value(row[u])
			}
		}
		below = a
	}
	m.backward(last)
}

func (m *matrices) load() {
	in, out := m.w.sizes[0], m.w.sizes[len(m.w.sizes)-1]
	for s := range m.w.batch {
		copy(m.x.RawRowView(s), m.w.inputs[m.at*in:][:in])
		copy(m.t.RawRowView(s), m.w.wanted[m.at*out:][:out])
		m.at = (m.at + 1) % m.w.samples
	}
}

func (m *matrices) backward(last int) {
	d := m.d[last]
	d.Sub(m.a[last], m.t)
	scale := 1 / float64(m.w.batch)
	for s := range m.w.batch {
		for u, a := range m.a[last].RawRowView(s) {
			slope := 1.0
			if m.w.output != "softmax" {
				slope = m.slope(a)
			}
			d.RawRowView(s)[u] *= scale * slope
		}
	}
	for l := last; l >= 0; l-- {
		below := m.x
		if l > 0 {
			below = m.a[l-1]
		}
		m.gw[l].Mul(below.T(), m.d[l])
		clear(m.gb[l])
		for s := range m.w.batch {
			for u, d := range m.d[l].RawRowView(s) {
				m.gb[l][u] += d
			}
		}
		if l > 0 {
			m.d[l-1].Mul(m.d[l], m.weights[l].T())
			for s := range m.w.batch {
				row := m.d[l-1].RawRowView(s)
				for u, a := range m.a[l-1].RawRowView(s) {
					row[u] *= m.slope(a)
				}
			}
		}
	}
	for l := range m.weights {
		weights, grad := m.weights[l].RawMatrix().Data, m.gw[l].RawMatrix().Data
		for i := range weights {
			weights[i] -= m.w.rate * grad[i]
		}
		for u := range m.bias[l] {
			m.bias[l][u] -= m.w.rate * m.gb[l][u]
		}
	}
}

func softmax(row []float64) {
	top, sum := row[0], 0.0
	for _, z := range row {
		top = max(top, z)
	}
	for u, z := range row {
		row[u] = math.Exp(z - top)
		sum += row[u]
	}
	for u := range row {
		row[u] /= sum
	}
}
