package experiment

import (
	"context"
	"math"
	"slices"

	"nabla/sim"
	"nabla/sim/network"
)

// LandscapePlane is a way to lay a plane through the parameters of a network.
type LandscapePlane int8

// The planes through θ, the parameters at present, and θ + α·d₁ + β·d₂.
const (
	// RandomPlane is that of two random directions in which each unit's incoming
	// weights are as long as the unit's own (Li, Xu, Taylor, Studer and Goldstein,
	// Visualizing the Loss Landscape of Neural Nets, 2018: filter normalisation);
	// biases, γ and β stay.
	RandomPlane LandscapePlane = iota
	// PathPlane is that of the two directions of length 1 along which the
	// parameters have varied most since step 0: the principal axes of the path.
	PathPlane
)

// LandscapeOf is a landscape that has yet to be made: of the run from Start, its
// state at step 0, with the edits, at a step. The seed is that of the random
// directions.
type LandscapeOf struct {
	Start *Train     // only ever cloned
	Edits []sim.Edit // by step
	Step  int
	Seed  uint64
	Plane LandscapePlane
}

// LossLandscape is the loss of a network's neighbours: of the networks whose
// parameters lie in a plane through its own, on a square of them. The loss is that
// which the run reports, [Train.Loss]: without the penalty and without dropout, and
// with batch normalisation by the statistics of the points themselves.
//
// The run is made again from its start, since no more of its past is kept than a
// seek needs: so a landscape depends on nothing but what [LandscapeOf] names.
// [Work] does it part by part; however it is parted, what comes of it is the same.
//
// Beside the run's own memory it takes at most 32 MB, for the path, or three times
// that of the parameters where that is more; once it is done, three times that of
// the parameters.
type LossLandscape struct {
	of    LandscapeOf
	stage landscapeStage
	costs landscapeCosts

	run    *Train // that is made again; nil once it is
	step   int
	edited int // edits that were made
	path   landscapePath

	plane    LandscapePlane // that it became
	straight bool
	finite   bool
	now      []float64    // the parameters at the step
	axes     [2][]float64 // d₁ and d₂
	fit      planeFit
	span     [2][2]float64 // from where to where the square reaches

	sweep  *network.Sweep // while losses are looked at
	net    *network.Network
	looked int
	side   int
	probes [landscapeProbes]float64
	values []float64
	lowest [3]float64 // where, and the loss

	points, all int
}

// landscapeStage is what is done next.
type landscapeStage int8

// The stages, in their order.
const (
	landscapeWalk    landscapeStage = iota // the run is made again
	landscapeCompare                       // the points of the path with one another
	landscapeLook                          // at the losses
	landscapeDone
)

// landscapeCosts are what the parts of the work cost, in products: an estimate that
// the share done is told by.
type landscapeCosts struct{ step, row, loss int }

// How fine a landscape is: as many samples along a side as the products allow.
const landscapeProducts = 4_000_000_000

func landscapeSides() []int { return []int{61, 41, 31, 21, 15} }

// The first losses looked at are those that the curvatures are made of: at the
// centre, and before and beyond it along both axes.
const landscapeProbes = 5

// Begin returns the landscape with everything yet to do.
func (o LandscapeOf) Begin() *LossLandscape {
	l := &LossLandscape{of: o, run: o.Start.Clone(), finite: true}
	learner := l.run.learner
	learner.watched, learner.history = false, sim.History{}
	l.points, l.all = l.run.LossPoints()
	sizes, params := learner.net.Sizes(), len(learner.net.Params())
	each := params
	const activation = 8 // products that one is worth
	for _, units := range sizes[1:] {
		each += activation * units
	}
	l.path = newLandscapePath(o.Step, params)
	l.costs = landscapeCosts{step: 3 * each * learner.batchSize, row: params * l.path.room, loss: each * l.points}
	sides := landscapeSides()
	fits := func(side int) bool { return side*side <= landscapeProducts/l.costs.loss }
	l.side = sides[len(sides)-1]
	if i := slices.IndexFunc(sides, fits); i >= 0 {
		l.side = sides[i]
	}
	return l
}

// Work goes on for about so many products, of one part at least, or until it is
// cancelled. It reports whether there is more to do.
func (l *LossLandscape) Work(ctx context.Context, products int) (more bool) {
	for l.stage != landscapeDone && products > 0 && ctx.Err() == nil {
		products -= l.advance()
	}
	return l.stage != landscapeDone
}

// Share is how much is done, from 0 to 1.
func (l *LossLandscape) Share() float64 {
	if l.stage == landscapeDone {
		return 1
	}
	part := func(n, cost int) float64 { return float64(float64(n) * float64(cost)) }
	done := part(l.step, l.costs.step) + part(l.path.compared, l.costs.row) + part(l.looked, l.costs.loss)
	all := part(l.of.Step, l.costs.step) + part(l.path.room, l.costs.row) + part(landscapeProbes+l.side*l.side, l.costs.loss)
	return min(done/all, 1)
}

// advance does one part, and returns what it cost.
func (l *LossLandscape) advance() (products int) {
	switch l.stage {
	case landscapeWalk:
		l.walk()
		return l.costs.step
	case landscapeCompare:
		if l.path.compare() {
			l.lay()
		}
		return l.costs.row
	case landscapeLook:
		l.look()
		return l.costs.loss
	case landscapeDone:
	}
	return 0
}

// walk makes the edits of a step, notes where it is where the path wants it, and
// goes on to the next one.
func (l *LossLandscape) walk() {
	for ; l.edited < len(l.of.Edits) && l.of.Edits[l.edited].Step == l.step; l.edited++ {
		if err := l.run.Apply(l.of.Edits[l.edited]); err != nil {
			panic("experiment: an edit was accepted once and is refused now: " + err.Error())
		}
	}
	l.path.note(l.step, l.run.learner.net.Params())
	if l.step < l.of.Step {
		l.run.Step()
		l.step++
		return
	}
	l.arrive()
}

// arrive takes from the run what the landscape is made of.
func (l *LossLandscape) arrive() {
	learner := l.run.learner
	l.net, l.run = learner.net, nil
	l.now = slices.Clone(l.net.Params())
	if slices.ContainsFunc(l.now, notFinite) {
		l.finite, l.stage, l.path = false, landscapeDone, landscapePath{}
		return
	}
	l.sweep = network.NewSweep(l.net, learner.seen.n)
	l.sweep.Load(learner.seen.x, learner.seen.t)
	l.path.centre(len(l.now))
	l.stage = landscapeCompare
}

// look works out the next loss.
func (l *LossLandscape) look() {
	i := l.looked
	l.looked++
	if i < landscapeProbes {
		l.probes[i] = l.lossAt(l.probe(i))
		if i == 0 {
			l.lowest = [3]float64{0, 0, l.probes[0]}
		}
		return
	}
	i -= landscapeProbes
	a, b := l.Coordinate(0, i%l.side), l.Coordinate(1, i/l.side)
	loss := l.lossAt(a, b)
	l.values = append(l.values, loss)
	if finite(loss) && !(loss >= l.lowest[2]) {
		l.lowest = [3]float64{a, b, loss}
	}
	if len(l.values) == l.side*l.side {
		l.stage, l.sweep, l.net = landscapeDone, nil, nil
	}
}

// lossAt is the loss of the network at a place of the plane.
func (l *LossLandscape) lossAt(a, b float64) float64 {
	params := l.net.Params()
	copy(params, l.now)
	if a != 0 {
		addTimes(params, a, l.axes[0])
	}
	if b != 0 {
		addTimes(params, b, l.axes[1])
	}
	l.sweep.Forward(nil)
	return l.sweep.Loss()
}

// addTimes adds a multiple of a direction.
func addTimes(to []float64, times float64, way []float64) {
	for j, d := range way {
		to[j] += float64(times * d)
	}
}

// probe is where one of the first losses is looked at.
func (l *LossLandscape) probe(i int) (a, b float64) {
	switch i {
	case 1:
		return -l.reach(0), 0
	case 2:
		return l.reach(0), 0
	case 3:
		return 0, -l.reach(1)
	case 4:
		return 0, l.reach(1)
	}
	return 0, 0
}

// reach is the h of the second differences along an axis: a round number, about
// half a hundredth of what is seen of the axis.
func (l *LossLandscape) reach(axis int) float64 {
	h := (l.span[axis][1] - l.span[axis][0]) / 200
	return brief(h, float64(10*math.Pow10(exponent(h))))
}
