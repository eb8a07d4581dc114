package experiment

import "nabla/sim/network"

// visited is a set of pairs as a network sees it: the loss and the answers at
// the weights of the last visit. A nil visited knows nothing.
type visited struct {
	sweep   *network.Sweep
	n       int
	loss    float64
	right   int
	answers []int     // how many of each class (row) were taken for each (column); nil without classes
	outputs []float64 // the first output of each sample; nil with classes
	current bool      // the weights are still those
	visit   func(sample int, output []float64)
}

func newVisited(sweep *network.Sweep, m *material, p pairs) *visited {
	v := &visited{sweep: sweep, n: p.n}
	v.sweep.Load(p.x, p.t)
	if !m.classifies() {
		v.outputs = make([]float64, p.n)
		v.visit = func(sample int, output []float64) { v.outputs[sample] = output[0] }
		return v
	}
	k := len(m.kinds)
	v.answers = make([]int, k*k)
	v.visit = func(sample int, output []float64) {
		actual, answer := m.class(p.t[sample*len(output):(sample+1)*len(output)]), m.class(output)
		v.answers[actual*k+answer]++
		if actual == answer {
			v.right++
		}
	}
	return v
}

// known reports whether the set was visited at the present weights.
func (v *visited) known() bool { return v != nil && v.current }

// forget is what a change of the weights calls for.
func (v *visited) forget() {
	if v != nil {
		v.current = false
	}
}

// begin is what comes before a visit.
func (v *visited) begin() {
	v.right = 0
	clear(v.answers)
}

// look visits the set without working out a gradient.
func (v *visited) look() {
	v.begin()
	v.sweep.Forward(v.visit)
	v.loss, v.current = v.sweep.Loss(), true
}

// run visits the set and works out the gradient.
func (v *visited) run() {
	v.begin()
	v.sweep.Run(v.visit)
	v.loss, v.current = v.sweep.Loss(), true
}
