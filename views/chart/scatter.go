package chart

import (
	"math"

	"nabla/screen"
	"nabla/views/theme"
)

// ScatterData is what [Scatter] draws.
type ScatterData struct {
	Xs, Ys []float64 // the points
	X, Y   Range     // of the axes; those of the points, with a margin, where not given
	Chosen int       // the point that is marked, −1 for none

	// F is a curve, nil for none. Each point is joined to it by a rod, straight
	// up or down; that of the chosen one is a side of a square where Square is
	// set, and those of all are where Squares is too.
	F       func(float64) float64
	Square  bool
	Squares bool

	XLabel, YLabel string // at the right end of the x axis, above the y axis
	Empty          string // said where there are no points
}

// Scatter is points in a plane with a curve among them and the distances between.
// The zero value is ready.
type Scatter struct {
	axes axes
	line trace
	ink  ink
	rods raster
	mark raster // of the chosen point
}

// fewPoints is up to how many points each has a sign and a rod; of more, only dots
// are drawn.
const fewPoints = 200

// Plot is where the points were drawn last.
func (s *Scatter) Plot() Plot { return s.axes.Plot }

// Draw fills the box.
func (s *Scatter) Draw(b screen.Box, th *theme.Theme, d *ScatterData) {
	b.Clear()
	x, y := d.scales()
	if len(d.Xs) == 0 || b.Empty() || !(x.Max > x.Min && y.Max > y.Min) {
		s.axes.Plot = Plot{}
		placeholder(b, th, d.Empty)
		return
	}
	s.axes.arrange(b, x, y, 0, 0, th)
	s.axes.draw(b, th, d.XLabel)
	p := s.axes.Plot
	w, h := p.box.Width(), p.box.Height()
	if w == 0 || h == 0 {
		return
	}
	if room := s.axes.left - 1; room >= screen.Width(d.YLabel) && blank(b, 0, 0, room) {
		b.Text(room-screen.Width(d.YLabel), 0, d.YLabel, th.Style(theme.Muted))
	}
	s.ink.begin(w, h)
	s.rods.begin(w, h)
	s.mark.begin(w, h)
	if d.F != nil {
		s.line.begin(w, h, solid)
		s.line.follow(d.F, p)
		p.draw(&s.line, &s.ink, th, th.Style(theme.Accent).With(screen.Bold))
		s.setRods(d)
	}
	many := len(d.Xs) > fewPoints
	if many {
		for i := range d.Xs {
			at := p.dotAt(d.Xs[i], d.Ys[i])
			if at.finite() {
				s.rods.set(int(math.Round(at.x)), int(math.Round(at.y)))
			}
		}
	}
	s.drawDots(&s.rods, th, th.Style(theme.Muted))
	s.drawDots(&s.mark, th, th.Style(theme.Warn).With(screen.Bold))
	if !many {
		for i := range d.Xs {
			s.drawPoint(d, i, th.SeriesMark(0), th.Series(0))
		}
	}
	if d.Chosen >= 0 && d.Chosen < len(d.Xs) {
		s.drawPoint(d, d.Chosen, th.SeriesMark(1), th.Style(theme.Warn).With(screen.Bold))
	}
}

// scales are the axes: with a margin about the points as far as they are not
// given.
func (d *ScatterData) scales() (x, y Scale) {
	fx, fy := fitter{}, fitter{}
	for i := range d.Xs {
		fx.add(d.Xs[i])
		fy.add(d.Ys[i])
	}
	x, y = widened(fx.scale(), 0.04), widened(fy.scale(), 0.12)
	if d.X.given() {
		x = Scale{Min: d.X.Min, Max: d.X.Max}
	}
	if d.Y.given() {
		y = Scale{Min: d.Y.Min, Max: d.Y.Max}
	}
	return x, y
}

// widened is a scale with a margin at both ends, a share of its length.
func widened(s Scale, share float64) Scale {
	if margin := (s.Max - s.Min) * share; !math.IsInf(s.Max+margin, 0) && !math.IsInf(s.Min-margin, 0) {
		s.Min, s.Max = s.Min-margin, s.Max+margin
	}
	return s
}

// setRods joins the points to the curve, the chosen one on a raster of its own.
func (s *Scatter) setRods(d *ScatterData) {
	p := s.axes.Plot
	for i := range d.Xs {
		chosen := i == d.Chosen
		if !chosen && len(d.Xs) > fewPoints {
			continue
		}
		from := p.dotAt(d.Xs[i], d.Ys[i])
		to := p.dotAt(d.Xs[i], d.F(d.Xs[i]))
		to.y = min(max(to.y, -farAway), farAway)
		from.x, to.x = math.Round(from.x), math.Round(from.x)
		if !chosen {
			s.rods.line(from, to)
			if d.Squares {
				s.square(&s.rods, d, from, to)
			}
			continue
		}
		s.mark.line(from, to)
		s.square(&s.mark, d, from, to)
	}
}

// square draws the other sides of the square over a rod, to the side with more
// room. A dot is as far across as it is up.
func (s *Scatter) square(on *raster, d *ScatterData, from, to dotPlace) {
	p := s.axes.Plot
	if !d.Square || !from.finite() || !(to.y >= 0 && to.y <= p.spanY()) {
		return
	}
	side := math.Abs(to.y - from.y)
	if from.x > p.spanX()/2 {
		side = -side
	}
	across := dotPlace{from.x + side, from.y}
	over := dotPlace{from.x + side, to.y}
	on.line(from, across)
	on.line(across, over)
	on.line(to, over)
}

// drawDots puts dots into the plot, together with those of the curve.
func (s *Scatter) drawDots(r *raster, th *theme.Theme, style screen.Style) {
	for y := range r.h {
		for x := range r.w {
			dots := r.at(x, y)
			if dots == 0 {
				continue
			}
			if curve := s.ink.at(x, y); curve != 0 {
				s.axes.box.SetRune(x, y, th.Dots(dots|curve), th.Style(theme.Accent).With(screen.Bold))
				continue
			}
			s.axes.box.SetRune(x, y, th.Dots(dots), style)
		}
	}
}

func (s *Scatter) drawPoint(d *ScatterData, i int, glyph rune, style screen.Style) {
	if col, row, ok := s.axes.cell(d.Xs[i], d.Ys[i]); ok {
		s.axes.box.SetRune(col, row, glyph, style)
	}
}

// Nearest returns the point drawn nearest to a cell of the grid, no more than so
// many columns, or half as many rows, away.
func (s *Scatter) Nearest(d *ScatterData, col, row, most int) (i int, ok bool) {
	p := s.axes.Plot
	best := most * most
	for k := range d.Xs {
		x, okX := p.Col(d.Xs[k])
		y, okY := p.Row(d.Ys[k])
		if !okX || !okY {
			continue
		}
		if far := (x-col)*(x-col) + 4*(y-row)*(y-row); far <= best && (!ok || far < best) {
			best, i, ok = far, k, true
		}
	}
	return i, ok
}
