package experiment

import (
	"math"
	"slices"
)

// What a path is kept with.
const (
	pathPoints  = 64      // at the most
	pathNumbers = 1 << 22 // of all of them together
	pathLeast   = 3       // points of a network with more parameters than that
)

// landscapePath is the parameters at some steps of a run, evenly far apart, and
// their principal axes. These come of the points' products with one another
// instead of the covariance, which has as many rows as there are parameters: for
// the centred points X (n × params) the eigenvectors of XXᵀ, times Xᵀ, are those of
// XᵀX (Turk and Pentland 1991).
type landscapePath struct {
	last     int // step
	room     int // for so many points
	steps    []int
	points   [][]float64
	products [][]float64 // of the centred points with one another
	compared int         // rows of them
	total    float64     // Σ of the squares: n times the variance
	at       [][2]float64
}

func newLandscapePath(last, params int) landscapePath {
	return landscapePath{last: last, room: min(last+1, pathPoints, max(pathLeast, pathNumbers/params))}
}

// wanted is the step of a point.
func (p *landscapePath) wanted(i int) int {
	if p.room == 1 {
		return 0
	}
	return i * p.last / (p.room - 1)
}

// note keeps the parameters where the step is one of those wanted. Parameters that
// are of another number than those before begin the path anew: an edit has changed
// the network.
func (p *landscapePath) note(step int, params []float64) {
	n := len(p.points)
	if n > 0 && len(p.points[0]) != len(params) {
		p.steps, p.points = nil, nil
	}
	for i := range p.room {
		if p.wanted(i) == step {
			p.steps, p.points = append(p.steps, step), append(p.points, slices.Clone(params))
			return
		}
	}
}

// centre takes the mean off the points.
func (p *landscapePath) centre(params int) {
	mean := make([]float64, params)
	for _, at := range p.points {
		for j, x := range at {
			mean[j] += x
		}
	}
	n := float64(len(p.points))
	for _, at := range p.points {
		for j := range at {
			at[j] -= mean[j] / n
		}
	}
}

// compare works out the next row of products; done is true after the last.
func (p *landscapePath) compare() (done bool) {
	i := len(p.products)
	row := make([]float64, len(p.points))
	for k := range i + 1 {
		row[k] = dot(p.points[i], p.points[k])
	}
	p.products = append(p.products, row)
	p.compared++
	if len(p.products) < len(p.points) {
		return false
	}
	p.compared = p.room
	for i, row := range p.products {
		for k := range row[i+1:] {
			row[i+1+k] = p.products[i+1+k][i]
		}
		p.total += row[i]
	}
	return true
}

// rankless is the share of the first axis' variance up to which a second is nothing
// but rounding.
const rankless = 1e-12

// principal returns the first principal axes, of length 1: none where the path does
// not leave its place, one where it is straight, else two. Each points to where the
// path leads: its start lies on the negative side of its end.
func (p *landscapePath) principal() [][]float64 {
	if !(p.total > 0) || math.IsInf(p.total, 0) {
		return nil
	}
	values, vectors := symmetricEigen(p.products)
	var axes [][]float64
	for k := range min(2, len(values)) {
		if !(values[k] > rankless*values[0]) {
			break
		}
		axis := make([]float64, len(p.points[0]))
		for i, at := range p.points {
			addTimes(axis, vectors[k][i], at)
		}
		for _, before := range axes {
			addTimes(axis, -dot(axis, before), before)
		}
		scale := 1 / math.Sqrt(dot(axis, axis))
		if dot(p.points[0], axis) > dot(p.points[len(p.points)-1], axis) {
			scale = -scale
		}
		for j := range axis {
			axis[j] *= scale
		}
		axes = append(axes, axis)
	}
	return axes
}

// explained returns the share of the path's variance that lies along the first of
// two directions, and what the second adds to it; NaN where nothing varies.
func (p *landscapePath) explained(f *planeFit, axes [2][]float64) (share [2]float64) {
	if !(p.total > 0) {
		return [2]float64{math.NaN(), math.NaN()}
	}
	for _, at := range p.points {
		u, v := dot(at, axes[0]), dot(at, axes[1])
		if f.square[0] > 0 {
			share[0] += float64(u*u) / f.square[0]
		}
		if f.rest > 0 {
			w := v - float64(f.skew*u)
			share[1] += float64(w*w) / f.rest
		}
	}
	share[0] = min(share[0]/p.total, 1)
	share[1] = min(share[1]/p.total, 1-share[0])
	return share
}

// place finds the coordinates of the points, those of the last being 0, and lets go
// of the points themselves.
func (p *landscapePath) place(f *planeFit, axes [2][]float64) {
	end := p.points[len(p.points)-1]
	endU, endV := dot(end, axes[0]), dot(end, axes[1])
	for _, at := range p.points {
		a, b := f.solve(dot(at, axes[0])-endU, dot(at, axes[1])-endV)
		p.at = append(p.at, [2]float64{a, b})
	}
	p.points, p.products = nil, nil
}

// symmetricEigen returns the eigenvalues of a symmetric matrix, the largest first,
// and their eigenvectors, by Jacobi's rotations, row by row (Golub and Van Loan,
// Matrix Computations, 8.5.2 and 8.5.3). The matrix is left as it is. Only sums,
// products, quotients and square roots occur.
func symmetricEigen(matrix [][]float64) (values []float64, vectors [][]float64) {
	n := len(matrix)
	a, v := make([][]float64, n), make([][]float64, n)
	size := 0.0
	for i := range n {
		a[i], v[i] = slices.Clone(matrix[i]), make([]float64, n)
		v[i][i] = 1
		size += dot(a[i], a[i])
	}
	const mostTurns, settled = 40, 1e-32
	for range mostTurns {
		off := 0.0
		for i := range n {
			off += dot(a[i][:i], a[i][:i])
		}
		if !(off > settled*size) {
			break
		}
		for i := range n {
			for k := range i {
				annul(a, v, k, i)
			}
		}
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, k int) int {
		switch {
		case a[i][i] > a[k][k]:
			return -1
		case a[i][i] < a[k][k]:
			return 1
		}
		return 0
	})
	for _, i := range order {
		values, vectors = append(values, a[i][i]), append(vectors, v[i])
	}
	return values, vectors
}

// annul makes entry (p, q) of a symmetric matrix 0, and turns the eigenvectors,
// which are the rows of v, alike.
func annul(a, v [][]float64, p, q int) {
	if a[p][q] == 0 {
		return
	}
	g := annuls(a[p][p], a[q][q], a[p][q])
	for k := range a {
		g.turn(&a[k][p], &a[k][q])
	}
	for k := range a {
		g.turn(&a[p][k], &a[q][k])
		g.turn(&v[p][k], &v[q][k])
	}
}
