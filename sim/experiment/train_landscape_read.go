package experiment

import (
	"math"
	"strconv"
)

// Finite reports whether the parameters are: else there is nothing around them,
// and nothing but Step can be asked for.
func (l *LossLandscape) Finite() bool { return l.finite }

// Plane returns the plane that was laid: a random one in place of the path's where
// there is no path.
func (l *LossLandscape) Plane() LandscapePlane { return l.plane }

// Straight reports whether the path is straight: then the plane's first axis lies
// along it, and the second is a random one at right angles.
func (l *LossLandscape) Straight() bool { return l.straight }

// Step returns the step whose network is in the centre.
func (l *LossLandscape) Step() int { return l.of.Step }

// Points returns over how many points of the training set the losses are means, and
// how many there are.
func (l *LossLandscape) Points() (n, all int) { return l.points, l.all }

// Side returns how many samples there are along each axis.
func (l *LossLandscape) Side() int { return l.side }

// Range returns from where to where an axis is seen: 0 is the network itself.
func (l *LossLandscape) Range(axis int) (lo, hi float64) { return l.span[axis][0], l.span[axis][1] }

// Coordinate returns where sample i of an axis lies.
func (l *LossLandscape) Coordinate(axis, i int) float64 {
	lo, hi := l.Range(axis)
	return lo + float64((hi-lo)*(float64(i)/float64(l.side-1)))
}

// Values returns the losses of the samples, row by row from the least β. They are
// not to be changed.
func (l *LossLandscape) Values() []float64 { return l.values }

// Value returns the loss at a place, between samples as a straight line from one to
// the next along both axes has it; beyond them it is that of the edge.
func (l *LossLandscape) Value(a, b float64) float64 {
	i, u := l.between(0, a)
	k, v := l.between(1, b)
	low, high := l.values[k*l.side+i:][:2], l.values[(k+1)*l.side+i:][:2]
	return mixed(mixed(low[0], low[1], u), mixed(high[0], high[1], u), v)
}

// mixed is a share of b and the rest of a: none of what has no share, which need
// not be finite.
func mixed(a, b, share float64) float64 {
	switch share {
	case 0:
		return a
	case 1:
		return b
	}
	return float64(a*(1-share)) + float64(b*share)
}

// between finds the samples around a coordinate, and how far from the one to the
// next it lies.
func (l *LossLandscape) between(axis int, x float64) (i int, share float64) {
	lo, hi := l.Range(axis)
	at := float64(min(max((x-lo)/(hi-lo), 0), 1) * float64(l.side-1))
	i = min(int(at), l.side-2)
	return i, at - float64(i)
}

// Center returns the loss of the network itself, that of the run to the bit.
func (l *LossLandscape) Center() float64 { return l.probes[0] }

// Lowest returns the least loss of all samples and the center, and where it is.
func (l *LossLandscape) Lowest() (at [2]float64, loss float64) {
	return [2]float64{l.lowest[0], l.lowest[1]}, l.lowest[2]
}

// Length returns ‖d‖ of an axis: how far in the space of parameters its 1 is.
func (l *LossLandscape) Length(axis int) float64 { return math.Sqrt(l.fit.square[axis]) }

// Path returns where the run has been, from its start to the center, as far as it
// can be seen on the plane. It is not to be changed.
func (l *LossLandscape) Path() [][2]float64 { return l.path.at }

// PathSteps returns the steps at which it was there.
func (l *LossLandscape) PathSteps() []int { return l.path.steps }

// Explained returns the share of the path's variance along the first axis, and what
// the second adds to it: along it where they are at right angles. NaN where nothing
// varies.
func (l *LossLandscape) Explained() [2]float64 { return l.fit.share }

// Curvature is how a landscape bends along an axis, by second differences:
//
//	κ = (L(h) − 2·L(0) + L(−h)) / (h·‖d‖)²
//
// which comes near dᵀHd/‖d‖² with the Hessian H. It is worked out from numbers
// that are rounded to be written: losses to 12 figures, ‖d‖ to 6.
type Curvature struct {
	Length, H           float64
	Before, Here, After float64 // L(−h), L(0), L(h)
	Value               float64 // κ, NaN where it cannot be worked out
}

// What the numbers of a curvature are rounded to.
const (
	curvatureFigures = 12
	lengthFigures    = 6
)

// Curvature returns that along an axis.
func (l *LossLandscape) Curvature(axis int) Curvature {
	c := Curvature{
		Length: figured(l.Length(axis), lengthFigures), H: l.reach(axis),
		Before: figured(l.probes[1+2*axis], curvatureFigures),
		Here:   figured(l.probes[0], curvatureFigures),
		After:  figured(l.probes[2+2*axis], curvatureFigures),
		Value:  math.NaN(),
	}
	way := float64(c.H * c.Length)
	if k := (c.After - float64(2*c.Here) + c.Before) / float64(way*way); way > 0 && finite(k) {
		c.Value = k
	}
	return c
}

// figured rounds a number to so many figures.
func figured(x float64, figures int) float64 {
	short, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', figures, 64), 64)
	if err != nil {
		return x
	}
	return short
}
