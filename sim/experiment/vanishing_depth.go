package experiment

import (
	"context"
	"slices"

	"nabla/sim"
)

// afterParam is after how many steps losses are compared by depth.
func afterParam() sim.Param {
	return sim.Param{Name: "after", Kind: sim.Whole, Default: "200", Min: 1, Max: 10_000, Log: true, Unit: "steps"}
}

// leastDepths is how many depths are compared at the least, however few layers
// the setup asks for.
const leastDepths = 10

// DepthSweep is the loss of networks of every depth after the same number of
// steps: one of each depth and activation, all from one seed and otherwise as a
// setup says. It is worked out network by network by [DepthSweep.Work], the
// shallow ones first; however the work is parted, what comes of it is the same.
type DepthSweep struct {
	setup    sim.Setup
	material *material
	names    []string
	depths   []int
	after    int

	losses []float64 // of the networks that are done: by depth, and of one depth by name
	now    *learner  // the next one, under way; nil before it begins
}

// DepthSweep returns the sweep of a setup with the data of this one, with nothing
// of it done. The depths are 1 to that of the setup or to 10, from 10 on not all
// of them, and none that no network of the setup's width may have.
func (v *Vanishing) DepthSweep(setup sim.Setup) *DepthSweep {
	d := &DepthSweep{
		setup: setup, material: v.learners[0].material, names: v.names,
		after: setup.Value("after").Whole(),
	}
	width := setup.Value("width").Whole()
	for _, depth := range depthsTo(max(setup.Value("depth").Whole(), leastDepths)) {
		if affordable(d.material, setup.Value("batch").Whole(), slices.Repeat([]int{width}, depth)) != nil {
			break
		}
		d.depths = append(d.depths, depth)
	}
	return d
}

// depthsTo returns 1 to 10 and from there on about every fifth more, up to n.
func depthsTo(n int) []int {
	var depths []int
	for d := 1; d < n; d += max(1, d/5) {
		depths = append(depths, d)
	}
	return append(depths, n)
}

// cost is about how many products a step of a network takes.
func (d *DepthSweep) cost(depth int) float64 {
	width := float64(d.setup.Value("width").Whole())
	weights := width * (float64(d.material.inputs+d.material.outputs) + float64(float64(depth-1)*width))
	batch := d.setup.Value("batch").Whole()
	if batch == 0 || batch > d.material.train.n {
		batch = d.material.train.n
	}
	return 3 * weights * float64(batch)
}

// Work goes on with the sweep for about so many products, of one step at least,
// or until it is cancelled. It reports whether there is more to do.
func (d *DepthSweep) Work(ctx context.Context, products float64) (more bool) {
	for products > 0 && ctx.Err() == nil && d.more() {
		cost := d.cost(d.depths[len(d.losses)/len(d.names)])
		if d.now == nil && !d.begin() {
			break
		}
		for products > 0 && ctx.Err() == nil && d.now.step < d.after && d.now.status.Outcome != sim.Diverged {
			d.now.Step()
			products -= cost
		}
		if d.now.step < d.after && d.now.status.Outcome != sim.Diverged {
			continue
		}
		d.losses = append(d.losses, d.now.loss())
		d.now = nil
	}
	return d.more()
}

func (d *DepthSweep) more() bool { return len(d.losses) < len(d.depths)*len(d.names) }

// begin starts the next network. What is too deep to be one ends the sweep.
func (d *DepthSweep) begin() bool {
	at, name := len(d.losses)/len(d.names), d.names[len(d.losses)%len(d.names)]
	hidden := slices.Repeat([]int{d.setup.Value("width").Whole()}, d.depths[at])
	net, err := newNetwork(d.material, d.setup, name, hidden)
	if err == nil {
		d.now, err = newLearner(d.material, net, d.setup)
	}
	if err != nil {
		d.depths = d.depths[:at]
	}
	return err == nil
}

// Share returns how much of the work is done, from 0 to 1.
func (d *DepthSweep) Share() float64 {
	done, all := 0.0, 0.0
	for k := range len(d.depths) * len(d.names) {
		cost := d.cost(d.depths[k/len(d.names)])
		all += cost
		switch {
		case k < len(d.losses):
			done += cost
		case k == len(d.losses) && d.now != nil:
			done += cost * float64(d.now.step) / float64(d.after)
		}
	}
	if all == 0 {
		return 1
	}
	return done / all
}

// After returns after how many steps the losses are.
func (d *DepthSweep) After() int { return d.after }

// Names returns the activations. The caller must not change them.
func (d *DepthSweep) Names() []string { return d.names }

// Depths returns the depths that are compared. The caller must not change them.
func (d *DepthSweep) Depths() []int { return d.depths }

// Loss returns the loss over the whole training set of the network of a name and
// a depth, both counted from 0; only what is done can be asked for. It is not
// finite where the network has diverged.
func (d *DepthSweep) Loss(name, depth int) float64 { return d.losses[depth*len(d.names)+name] }
