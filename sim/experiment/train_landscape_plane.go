package experiment

import (
	"math"

	"nabla/sim"
	"nabla/sim/network"
)

// planeFit is what the coordinates of a point on the plane of two directions are
// found with: the directions need not be at right angles.
type planeFit struct {
	square [2]float64 // ‖d₁‖², ‖d₂‖²
	skew   float64    // d₁·d₂/‖d₁‖²
	rest   float64    // ‖d₂ − skew·d₁‖², 0 where both are along one line
	share  [2]float64 // of the path's variance: along d₁, and what d₂ adds
}

func newPlaneFit(axes [2][]float64) planeFit {
	f := planeFit{square: [2]float64{dot(axes[0], axes[0]), dot(axes[1], axes[1])}}
	cross := dot(axes[0], axes[1])
	if f.square[0] > 0 {
		f.skew = cross / f.square[0]
	}
	if f.rest = f.square[1] - float64(f.skew*cross); !(f.rest > 1e-12*f.square[1]) {
		f.rest = 0
	}
	return f
}

// solve returns the coordinates of the point of the plane nearest to one whose
// products with the directions are u and v.
func (f *planeFit) solve(u, v float64) (a, b float64) {
	if f.rest > 0 {
		b = (v - float64(f.skew*u)) / f.rest
	}
	if f.square[0] > 0 {
		a = u/f.square[0] - float64(f.skew*b)
	}
	return a, b
}

// lay chooses the directions, once the path is known, and how far the square
// reaches.
func (l *LossLandscape) lay() {
	var principal [][]float64
	if l.of.Plane == PathPlane {
		principal = l.path.principal()
	}
	rnd := sim.NewRandom(l.of.Seed, streamLandscape)
	switch len(principal) {
	case 0:
		l.plane = RandomPlane
		l.axes = [2][]float64{filterNormalized(l.net, &rnd), filterNormalized(l.net, &rnd)}
	case 1:
		l.plane, l.straight = PathPlane, true
		l.axes = [2][]float64{principal[0], across(principal[0], &rnd)}
	default:
		l.plane = PathPlane
		l.axes = [2][]float64{principal[0], principal[1]}
	}
	l.fit = newPlaneFit(l.axes)
	l.fit.share = l.path.explained(&l.fit, l.axes)
	l.path.place(&l.fit, l.axes)
	l.frame()
	l.values = make([]float64, 0, l.side*l.side)
	l.stage = landscapeLook
}

// filterNormalized returns a random direction in which every unit's incoming
// weights are as long as the unit's own; biases, γ and β are 0.
func filterNormalized(net *network.Network, rnd *sim.Random) []float64 {
	way := make([]float64, len(net.Params()))
	for i := range net.NumLayers() {
		layer := net.Layer(i)
		for u := range layer.Out {
			row := way[layer.Lo+u*layer.In:][:layer.In]
			for j := range row {
				row[j] = rnd.Norm()
			}
			drawn := network.Norm(row)
			if drawn == 0 {
				continue
			}
			scale := network.Norm(layer.Weights[u*layer.In:][:layer.In]) / drawn
			for j := range row {
				row[j] *= scale
			}
		}
	}
	return way
}

// across returns a random direction of length 1 at right angles to one of length 1.
// There are two parameters at least: a weight and a bias.
func across(way []float64, rnd *sim.Random) []float64 {
	other := make([]float64, len(way))
	for {
		for j := range other {
			other[j] = rnd.Norm()
		}
		whole := network.Norm(other)
		for range 2 {
			addTimes(other, -dot(other, way), way)
		}
		length := network.Norm(other)
		if !(length > 1e-3*whole) {
			continue
		}
		for j := range other {
			other[j] /= length
		}
		return other
	}
}

// What is seen of the plane.
const (
	randomReach = 1.0 // of the random directions to both sides
	pathMargin  = 0.2 // around the path, as a share of it
	pathNarrow  = 0.5 // of the longer side that the shorter one has at least
)

// frame finds how far the square reaches: as far as the random directions are long,
// or around the path.
func (l *LossLandscape) frame() {
	if l.plane == RandomPlane {
		l.span = [2][2]float64{{-randomReach, randomReach}, {-randomReach, randomReach}}
		return
	}
	longest := 0.0
	for axis := range l.span {
		lo, hi := 0.0, 0.0
		for _, at := range l.path.at {
			lo, hi = min(lo, at[axis]), max(hi, at[axis])
		}
		margin := float64(pathMargin * (hi - lo))
		l.span[axis] = [2]float64{lo - margin, hi + margin}
		longest = max(longest, l.span[axis][1]-l.span[axis][0])
	}
	for axis, s := range l.span {
		if least := float64(pathNarrow * longest); s[1]-s[0] < least {
			middle := float64(s[0]/2) + float64(s[1]/2)
			l.span[axis] = [2]float64{middle - float64(least/2), middle + float64(least/2)}
		}
	}
}

// Project returns the coordinates of the place of the plane nearest to another
// network's parameters, and how far from it these are; ok is false for a network
// with other parameters.
func (l *LossLandscape) Project(t *Train) (at [2]float64, away float64, ok bool) {
	params := t.learner.net.Params()
	if l.stage != landscapeDone || !l.finite || len(params) != len(l.now) {
		return at, 0, false
	}
	u, v := 0.0, 0.0
	for j, x := range params {
		moved := x - l.now[j]
		u += float64(moved * l.axes[0][j])
		v += float64(moved * l.axes[1][j])
	}
	at[0], at[1] = l.fit.solve(u, v)
	for j, x := range params {
		off := x - l.now[j] - float64(at[0]*l.axes[0][j]) - float64(at[1]*l.axes[1][j])
		away += float64(off * off)
	}
	return at, math.Sqrt(away), finite(away)
}
