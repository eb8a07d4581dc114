package experiment

import "nabla/sim/network"

// visited is a set of pairs as a network sees it: the loss and the right
// answers at the weights of the last visit. A nil visited knows nothing.
type visited struct {
	sweep    *network.Sweep
	n        int
	loss     float64
	right    int
	current  bool // the weights are still those
	classify func(sample int, output []float64)
}

func newVisited(sweep *network.Sweep, m *material, p pairs) *visited {
	v := &visited{sweep: sweep, n: p.n}
	v.sweep.Load(p.x, p.t)
	if m.classifies() {
		v.classify = func(sample int, output []float64) {
			if m.right(output, p.t[sample*len(output):(sample+1)*len(output)]) {
				v.right++
			}
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

// look visits the set without working out a gradient.
func (v *visited) look() {
	v.right = 0
	v.sweep.Forward(v.classify)
	v.loss, v.current = v.sweep.Loss(), true
}

// run visits the set and works out the gradient.
func (v *visited) run() {
	v.right = 0
	v.sweep.Run(v.classify)
	v.loss, v.current = v.sweep.Loss(), true
}

// accuracy returns the share of right answers, nil where there are no classes.
func (v *visited) accuracy() *float64 {
	if v == nil || v.classify == nil {
		return nil
	}
	return new(float64(v.right) / float64(v.n))
}
