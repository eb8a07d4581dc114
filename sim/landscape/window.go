package landscape

import "nabla/sim/calculus"

// window chooses the range worth drawing of a formula in two variables, and a
// start in it. It is the first of the squares [−4, 4]², ±16, ±64, ±256 that has
// a hollow or a summit inside; without any, the first in which the formula has
// a value.
func window(f *calculus.Formula) (x, y Interval, start [2]float64) {
	reach := 0.0
	for _, r := range reaches {
		g := newGrid(f, r)
		if reach == 0 && g.defined() {
			reach = r
		}
		if g.peaked() {
			reach = r
			break
		}
	}
	if reach == 0 {
		reach = reaches[0]
	}
	side := Interval{-reach, reach}
	return side, side, startAround(f, reach)
}

// startAround returns a place from which something can be seen to move: well
// away from the middle, and not on a diagonal, if f has a slope there; else the
// first corner of the grid, from the top right, where it has.
func startAround(f *calculus.Formula, reach float64) [2]float64 {
	for _, at := range [...][2]float64{{3. / 4, 1. / 2}, {-3. / 4, 1. / 2}, {-3. / 4, -1. / 2}, {3. / 4, -1. / 2}} {
		if p := [2]float64{at[0] * reach, at[1] * reach}; sloped(f, p) {
			return p
		}
	}
	for i := gridCells; i >= 0; i-- {
		for k := gridCells; k >= 0; k-- {
			if p := [2]float64{place(k, reach), place(i, reach)}; sloped(f, p) {
				return p
			}
		}
	}
	return [2]float64{}
}

// sloped reports whether f has a value at p and a slope other than 0.
func sloped(f *calculus.Formula, p [2]float64) bool {
	var slope [2]float64
	value := f.Gradient(p[:], slope[:])
	return finite(value) && finite(slope[0]) && finite(slope[1]) && slope != [2]float64{}
}

// gridCells is how many cells a side of a square is cut into; being even, it
// puts the origin on a corner of four.
const gridCells = 32

// grid holds the values of a formula at the corners of the cells of a square.
type grid [gridCells + 1][gridCells + 1]float64

func newGrid(f *calculus.Formula, reach float64) *grid {
	g := new(grid)
	for i := range g {
		for k := range g[i] {
			g[i][k] = f.Eval([]float64{place(k, reach), place(i, reach)})
		}
	}
	return g
}

// place returns where corner i of a side is.
func place(i int, reach float64) float64 {
	return reach * (float64(float64(i)/(gridCells/2)) - 1)
}

// defined reports whether there is a finite value in the grid.
func (g *grid) defined() bool {
	for i := range g {
		for _, v := range g[i] {
			if finite(v) {
				return true
			}
		}
	}
	return false
}

// peaked reports whether a value inside is as low as all of its eight
// neighbours and lower than one, or as high and higher.
func (g *grid) peaked() bool {
	for i := 1; i < gridCells; i++ {
		for k := 1; k < gridCells; k++ {
			if g.peak(i, k) {
				return true
			}
		}
	}
	return false
}

func (g *grid) peak(i, k int) bool {
	var above, below int
	for _, row := range g[i-1 : i+2] {
		for _, v := range row[k-1 : k+2] {
			switch {
			case !finite(v):
				return false
			case v > g[i][k]:
				above++
			case v < g[i][k]:
				below++
			}
		}
	}
	return (above == 0) != (below == 0)
}
