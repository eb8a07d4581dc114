package chart

import (
	"math"
	"slices"
)

// raster is the dots of an area of cells, those of each cell as bits numbered
// like braille's.
type raster struct {
	w, h int // cells
	bits []uint8
}

// begin makes the raster w×h cells without a dot.
func (r *raster) begin(w, h int) {
	r.w, r.h = w, h
	r.bits = slices.Grow(r.bits[:0], w*h)[:w*h]
	clear(r.bits)
}

// at returns the dots of a cell.
func (r *raster) at(x, y int) uint8 { return r.bits[y*r.w+x] }

// dotBits are the bits of a cell's dots, by row and column.
var dotBits = [dotsDown][dotsAcross]uint8{{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}}

// set sets a dot, counted from the upper left; outside it does nothing.
func (r *raster) set(x, y int) {
	if x < 0 || y < 0 || x >= r.w*dotsAcross || y >= r.h*dotsDown {
		return
	}
	r.bits[y/dotsDown*r.w+x/dotsAcross] |= dotBits[y%dotsDown][x%dotsAcross]
}

// thicker returns the raster with lines of twice the width, in the memory of
// another one.
func (r *raster) thicker(in raster) raster {
	in.begin(r.w, r.h)
	for y := range r.h * dotsDown {
		for x := range r.w * dotsAcross {
			if r.at(x/dotsAcross, y/dotsDown)&dotBits[y%dotsDown][x%dotsAcross] != 0 {
				in.set(x, y)
				in.set(x+1, y)
				in.set(x, y+1)
			}
		}
	}
	return in
}

// dotPlace is a place among the dots; whole numbers are their middles.
type dotPlace struct{ x, y float64 }

func (p dotPlace) plus(by dotPlace, times float64) dotPlace {
	return dotPlace{p.x + float64(by.x*times), p.y + float64(by.y*times)}
}

func (p dotPlace) finite() bool {
	return !math.IsNaN(p.x-p.x) && !math.IsNaN(p.y-p.y)
}

// line sets the dots of a straight line; what lies outside is left out.
func (r *raster) line(a, b dotPlace) {
	if a, b, ok := r.clip(a, b); ok {
		n := max(math.Abs(b.x-a.x), math.Abs(b.y-a.y))
		steps := int(math.Ceil(n))
		for i := range steps + 1 {
			share := 0.0
			if steps > 0 {
				share = float64(i) / float64(steps)
			}
			p := a.plus(dotPlace{b.x - a.x, b.y - a.y}, share)
			r.set(int(math.Round(p.x)), int(math.Round(p.y)))
		}
	}
}

// clip cuts a line off at the edges (Liang and Barsky, 1984); ok is false for
// one that lies outside, or nowhere.
func (r *raster) clip(a, b dotPlace) (from, to dotPlace, ok bool) {
	if !a.finite() || !b.finite() {
		return a, b, false
	}
	way := dotPlace{b.x - a.x, b.y - a.y}
	enter, leave := 0.0, 1.0
	cut := func(way, room float64) bool {
		switch {
		case way == 0:
			return room >= 0
		case way < 0:
			enter = max(enter, room/way)
		default:
			leave = min(leave, room/way)
		}
		return enter <= leave
	}
	right, bottom := float64(r.w*dotsAcross-1), float64(r.h*dotsDown-1)
	if !cut(-way.x, a.x) || !cut(way.x, right-a.x) || !cut(-way.y, a.y) || !cut(way.y, bottom-a.y) {
		return a, b, false
	}
	return a.plus(way, enter), a.plus(way, leave), true
}
