package experiment

import (
	"slices"

	"nabla/sim"
	"nabla/sim/network"
)

// judge notes when a weight stops being finite or, where every update looks at
// the whole set, the loss does, and when such an update changes nothing. It
// depends on nothing that a report or a screen asks for.
func (l *learner) judge() {
	if l.status.Outcome == sim.Diverged {
		return
	}
	params := l.net.Params()
	moved, broken := false, false
	for i, w := range params {
		broken = broken || !finite(w)
		moved = moved || w != l.before[i]
	}
	switch {
	case broken:
		l.explode(l.blame())
	case l.whole() && !finite(l.loss()):
		l.explode(l.training().sweep.Trace())
	case moved || l.step == 0 || !l.whole():
		l.status = sim.Status{}
	case l.status.Outcome != sim.Stuck:
		l.status = sim.Status{Outcome: sim.Stuck, Step: l.step, Reason: NothingMoves{}}
	}
}

func (l *learner) explode(layer int, what network.Part) {
	l.status = sim.Status{Outcome: sim.Diverged, Step: l.step, Reason: Exploded{Step: l.step, Layer: layer + 1, What: what}}
}

// blame finds where the last update came from, if weights are no longer finite
// after it: what it was made of, or the weights themselves. It looks once more
// at what the update looked at, by the weights before it.
func (l *learner) blame() (layer int, what network.Part) {
	if l.step > 0 {
		sweep := l.updated()
		l.swap()
		layer, what = sweep.Trace()
		l.swap()
		l.forget()
	}
	if what != network.NoPart {
		return layer, what
	}
	for i := range l.net.NumLayers() {
		at := l.net.Layer(i)
		if slices.ContainsFunc(l.net.Params()[at.Lo:at.Hi], notFinite) {
			return i, network.PartWeights
		}
	}
	return 0, network.PartWeights
}

// updated returns the sweep that the last update took its gradient from.
func (l *learner) updated() *network.Sweep {
	if l.work.batch != nil {
		return l.work.batch
	}
	return l.work.train.sweep
}

// swap exchanges the present weights and those before the last update.
func (l *learner) swap() {
	for i, w := range l.net.Params() {
		l.net.Params()[i], l.before[i] = l.before[i], w
	}
}

func notFinite(x float64) bool { return !finite(x) }
