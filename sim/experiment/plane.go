package experiment

import (
	"math"

	"nabla/sim/dataset"
)

// Plane is two directions through the inputs of a training, over which the
// network's output is mapped. It does not change.
type Plane struct {
	Names     [2]string    // what lies along x and y; the second is empty for one input
	X, Y      [2]float64   // from where to where there are points, and a margin
	Share     float64      // of the variance of the inputs that lies in the plane; NaN where nothing varies
	Principal bool         // the two directions are the principal ones
	Others    int          // inputs that are held at their mean
	Train     []PlanePoint // the first of the training set
	Test      []PlanePoint // and of the test set
	start     []float64    // the coordinates at (0, 0)
	way       [2][]float64 // and how they change along x and y
	material  *material
}

// PlanePoint is a row of the data on a plane.
type PlanePoint struct {
	X, Y   float64
	Class  int     // of those there are
	Target float64 // where numbers are learnt
}

// newPlane lays the plane that the axes name through the material.
func newPlane(m *material, a axes) *Plane {
	s := &m.space
	p := &Plane{material: m, Principal: a.principal, Share: 1}
	coordinates, d := m.train.x, m.inputs
	if s.derived {
		coordinates, d = s.raw[0], 2
	}
	if a.principal {
		found := findPrincipal(coordinates, d)
		p.Names, p.Share = [2]string{"PC1", "PC2"}, found.share
		p.start, p.way = found.mean, found.along
	} else {
		p.columns(a, columnMeans(coordinates, d), coordinates)
	}
	p.Train = p.points(m.train, 0)
	p.Test = p.points(m.test, 1)
	p.frame()
	return p
}

// columns makes the axes two coordinates, in the data's own units.
func (p *Plane) columns(a axes, mean, coordinates []float64) {
	s := &p.material.space
	d := len(mean)
	p.start = mean
	for k, j := range a.column[:min(d, 2)] {
		p.Names[k] = s.names[j]
		p.way[k] = make([]float64, d)
		offset, divisor := 0.0, 1.0
		if !s.derived && s.scaler.Kind != dataset.NoScaling {
			offset, divisor = s.scaler.Offset[j], s.scaler.Divisor[j]
		}
		p.way[k][j] = 1 / divisor
		p.start[j] = -offset / divisor
	}
	if d == 1 {
		p.Names[1] = ""
		return
	}
	p.Others = d - 2
	p.Share = varianceShare(coordinates, d, a.column)
}

// varianceShare is the share of two columns in the variance of all.
func varianceShare(rows []float64, d int, columns [2]int) float64 {
	mean := columnMeans(rows, d)
	part, total := 0.0, 0.0
	for i, x := range rows {
		j := i % d
		c := x - mean[j]
		total += float64(c * c)
		if j == columns[0] || j == columns[1] {
			part += float64(c * c)
		}
	}
	if total == 0 {
		return math.NaN()
	}
	return part / total
}

// points places the first rows of a set.
func (p *Plane) points(set pairs, which int) []PlanePoint {
	m := p.material
	d, coordinates := m.inputs, set.x
	if m.space.derived {
		d, coordinates = 2, m.space.raw[which]
	}
	points := make([]PlanePoint, min(set.n, shownRows))
	for i := range points {
		at := &points[i]
		c := coordinates[i*d : (i+1)*d]
		at.X, at.Y = p.along(0, c), p.along(1, c)
		target := set.t[i*m.outputs : (i+1)*m.outputs]
		at.Target = target[0]
		if m.classifies() {
			at.Class = m.class(target)
		}
	}
	return points
}

// along returns how far coordinates lie along one of the axes.
func (p *Plane) along(axis int, c []float64) float64 {
	way := p.way[axis]
	if way == nil {
		return 0
	}
	sum, length := 0.0, 0.0
	for j, w := range way {
		if w != 0 {
			sum += float64(w * (c[j] - p.start[j]))
			length += float64(w * w)
		}
	}
	return sum / length
}

// planeMargin is how much more than where there are points is shown, as a share.
const planeMargin = 0.08

// frame makes the ranges hold all points.
func (p *Plane) frame() {
	of := func(take func(PlanePoint) float64) [2]float64 {
		lo, hi := math.Inf(1), math.Inf(-1)
		for _, set := range [][]PlanePoint{p.Train, p.Test} {
			for _, at := range set {
				lo, hi = min(lo, take(at)), max(hi, take(at))
			}
		}
		margin := float64(planeMargin * (hi - lo))
		if !(margin > 1e-9*max(math.Abs(lo), math.Abs(hi))) {
			margin = max(1, math.Abs(lo)) / 2 // one value: something around it
		}
		return [2]float64{lo - margin, hi + margin}
	}
	p.X = of(func(at PlanePoint) float64 { return at.X })
	if p.Line() {
		p.Y = of(func(at PlanePoint) float64 { return at.Target })
		return
	}
	p.Y = of(func(at PlanePoint) float64 { return at.Y })
}

// Line reports whether there is one input only: then the points lie over it at the
// height of their targets.
func (p *Plane) Line() bool { return p.way[1] == nil }

// appendPlace appends the network's inputs at a place of the plane. The row is memory
// to work with.
func (p *Plane) appendPlace(dst, row []float64, x, y float64) []float64 {
	from := len(dst)
	for j, c := range p.start {
		c += float64(x * p.way[0][j])
		if p.way[1] != nil {
			c += float64(y * p.way[1][j])
		}
		dst = append(dst, c)
	}
	s := &p.material.space
	if !s.derived {
		return dst
	}
	copy(row, dst[from:])
	dst = s.derive.Append(dst[:from], row)
	if s.scaler.Kind != dataset.NoScaling {
		for j := range dst[from:] {
			dst[from+j] = (dst[from+j] - s.scaler.Offset[j]) / s.scaler.Divisor[j]
		}
	}
	return dst
}
