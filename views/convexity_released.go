package views

import (
	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/chart"
	"nabla/views/theme"
)

// Released draws the balls on a convex curve and, from the same starts, on
// another. It keeps the memory it draws with.
type Released struct {
	convex, other Landscape
	box           screen.Box
}

// releasedBeside is the width from which the two curves stand side by side.
const releasedBeside = 88

// halves divides the box in two.
func (v *Released) halves(box screen.Box) (first, second screen.Box) {
	w, h := box.Width(), box.Height()
	if w >= releasedBeside {
		return box.Sub(0, 0, w/2, h), box.Sub(w/2, 0, w-w/2, h)
	}
	return box.Sub(0, 0, w, h/2), box.Sub(0, h/2, w, h-h/2)
}

// Draw fills the box.
func (v *Released) Draw(box screen.Box, look Look, convex, other *experiment.Descent, focus int) {
	box.Clear()
	v.box = box
	first, second := v.halves(box)
	what := look.Words.T("convexity.is-convex")
	if convex.Climbs() {
		what = look.Words.T("convexity.is-concave")
	}
	drawReleased(&v.convex, first, look, convex, focus, what)
	drawReleased(&v.other, second, look, other, focus, "")
}

func drawReleased(view *Landscape, box screen.Box, look Look, d *experiment.Descent, focus int, what string) {
	head := 0
	if box.Height() >= 4 {
		head = 1
		x := 1 + box.TextFit(1, 0, box.Width()-2, "f(w) = "+d.Curve().Formula().String(), look.style(theme.Title))
		box.TextFit(x+2, 0, box.Width()-x-3, what, look.style(theme.Muted))
	}
	view.Draw(box.Sub(0, head, box.Width(), box.Height()-head), look, LandscapeData{Descent: d, Focus: focus})
}

// under returns the landscape at a cell of the box and the cell in it.
func (v *Released) under(x, y int) (view *Landscape, atX, atY int) {
	for _, l := range [...]*Landscape{&v.convex, &v.other} {
		left, top := v.box.Origin()
		atX, atY = left+x-l.origin.X, top+y-l.origin.Y
		plot := l.curve.Plot()
		if plot.Contains(left+x, top+y) {
			return l, atX, atY
		}
	}
	return nil, 0, 0
}

// BallAt returns the ball drawn nearest to a cell of the box.
func (v *Released) BallAt(x, y int) (ball int, ok bool) {
	view, atX, atY := v.under(x, y)
	if view == nil {
		return 0, false
	}
	return view.BallAt(atX, atY)
}

// ValueAt returns the w that a cell of the box stands for, in the curve it is
// in; ok is false for a cell in neither.
func (v *Released) ValueAt(x, y int) (w float64, ok bool) {
	view, atX, _ := v.under(x, y)
	if view == nil {
		return 0, false
	}
	return view.ValueAt(atX), true
}

// Ends is the table of where each start has led on both curves.
type Ends struct {
	Convex, Other *experiment.Descent
	Focus         int
}

// Draw fills the box.
func (v Ends) Draw(box screen.Box, look Look) {
	box.Clear()
	on := v.Convex.Curve().Formula().String()
	t := table{chosen: v.Focus, columns: []column{
		{heading: look.Words.T("column.ball")},
		{heading: look.Words.T("column.start"), right: true},
		{heading: look.Words.T("convexity.w-on", "F", on), right: true},
		{heading: look.Words.T("convexity.w-on", "F", "f"), right: true},
		{heading: look.Words.T("convexity.ends-on", "F", on)},
		{heading: look.Words.T("convexity.ends-on", "F", "f")},
	}}
	plain := look.style(theme.Text)
	for i := range v.Convex.Balls() {
		u, w := &v.Convex.Balls()[i], &v.Other.Balls()[i]
		t.add(
			cell{ballName(look, i), look.Theme.Series(i)},
			cell{look.exact(u.Start), plain},
			cell{chart.Number(u.W), plain},
			cell{chart.Number(w.W), plain},
			ending(u.Status(), look),
			ending(w.Status(), look),
		)
	}
	t.draw(box, look)
}
