package model

import "slices"

// Place is where a pane wants to be in a screen of two columns.
type Place struct {
	Right     bool // in the right column of two
	Weight    int  // share of the height that the column has to give
	MinHeight int  // rows, frame included, under which the pane is of no use
	Rank      int  // which panes go first when there is no room: the highest
}

// Rect is a rectangle of cells; empty for a pane that is not shown.
type Rect struct{ X, Y, W, H int }

// Contains reports whether the cell lies in the rectangle.
func (r Rect) Contains(x, y int) bool {
	return x >= r.X && x < r.X+r.W && y >= r.Y && y < r.Y+r.H
}

// Empty reports whether the rectangle has no cells.
func (r Rect) Empty() bool { return r.W <= 0 || r.H <= 0 }

// layout is the last arrangement, which frames share until what it depends on
// changes.
type layout struct {
	last, next arrangement
	areas      []Rect
}

// arrangement is what the panes' rectangles depend on.
type arrangement struct {
	w, h, focus int
	zoomed      bool
	places      []Place
}

func (a *arrangement) equal(b *arrangement) bool {
	return a.w == b.w && a.h == b.h && a.focus == b.focus && a.zoomed == b.zoomed && slices.Equal(a.places, b.places)
}

// rects returns the rectangles of the next arrangement.
func (l *layout) rects() []Rect {
	if l.areas == nil || !l.last.equal(&l.next) {
		l.areas = arrange(l.next.w, l.next.h, l.next.places, l.next.focus, l.next.zoomed)
		l.last, l.next = l.next, l.last
	}
	return l.areas
}

// twoColumns is the width from which panes stand in two columns.
const twoColumns = 72

// arrange divides an area of w columns and h rows among the panes and returns
// a rectangle for each. The rectangles do not overlap and fill the area. In
// a narrow area all panes stand in one column. A column that is too low for
// the least heights drops its panes by rank, highest first; the focused pane
// stays to the last. A zoomed pane has the area to itself.
func arrange(w, h int, places []Place, focus int, zoomed bool) []Rect {
	rects := make([]Rect, len(places))
	if w <= 0 || h <= 0 || len(places) == 0 {
		return rects
	}
	if zoomed {
		rects[focus] = Rect{0, 0, w, h}
		return rects
	}
	var left, right []int
	for i, p := range places {
		if p.Right && w >= twoColumns {
			right = append(right, i)
		} else {
			left = append(left, i)
		}
	}
	switch {
	case len(right) == 0:
		stack(rects, places, left, Rect{0, 0, w, h}, focus)
	case len(left) == 0:
		stack(rects, places, right, Rect{0, 0, w, h}, focus)
	default:
		half := w / 2
		stack(rects, places, left, Rect{0, 0, half, h}, focus)
		stack(rects, places, right, Rect{half, 0, w - half, h}, focus)
	}
	return rects
}

// stack divides a column among its panes, top to bottom.
func stack(rects []Rect, places []Place, column []int, area Rect, focus int) {
	shown := slices.Clone(column)
	need := 0
	for _, i := range shown {
		need += places[i].MinHeight
	}
	for need > area.H && len(shown) > 1 {
		last := slices.MaxFunc(shown, func(a, b int) int {
			return rank(places, a, focus) - rank(places, b, focus)
		})
		need -= places[last].MinHeight
		shown = slices.DeleteFunc(shown, func(i int) bool { return i == last })
	}
	share(rects, places, shown, area, need)
}

func rank(places []Place, i, focus int) int {
	if i == focus {
		return -1
	}
	return places[i].Rank
}

// share gives every pane its least height and spreads the rest by weight.
func share(rects []Rect, places []Place, shown []int, area Rect, need int) {
	if len(shown) == 1 {
		rects[shown[0]] = area
		return
	}
	weights := 0
	for _, i := range shown {
		weights += places[i].Weight
	}
	spare, y := area.H-need, area.Y
	for _, i := range shown {
		extra := spare
		if weights > 0 {
			extra = spare * places[i].Weight / weights
		}
		spare -= extra
		weights -= places[i].Weight
		rects[i] = Rect{area.X, y, area.W, places[i].MinHeight + extra}
		y += rects[i].H
	}
}
