package chart

import (
	"math"
	"slices"

	"nabla/screen"
	"nabla/views/theme"
)

// Range is the part of an axis that is shown. The zero value, and any in which
// Min is not below Max, means what the data needs.
type Range struct{ Min, Max float64 }

func (r Range) given() bool { return r.Min < r.Max && !math.IsInf(r.Max-r.Min, 0) }

// Series is one curve of [Lines].
type Series struct {
	Name string
	X    []float64 // rising; nil means 0, 1, 2, …
	Y    []float64 // NaN, the infinities and what has no logarithm leave a gap
	Look int       // which of the theme's series it looks like
}

// LinesData is what [Lines] draws.
type LinesData struct {
	Series []Series
	LogY   bool
	X, Y   Range
	XLabel string // at the right end of the x axis: "step 1240"
	Empty  string // said where there is nothing to draw
}

// Lines is a chart of several curves over one axis, with a legend that names
// each beside its end and gives its last value. The curves differ in colour,
// in mark and in dashes. The zero value is ready.
type Lines struct {
	axes   axes
	traces []trace
	ink    ink
	legend legend
}

// niceParts is the number of parts of which an axis ends with a whole one, at
// the least: with fewer, half of a low chart could stay empty.
const niceParts = 5

// Draw fills the box.
func (l *Lines) Draw(b screen.Box, th *theme.Theme, d LinesData) {
	b.Clear()
	x, y, ok := d.scales()
	if !ok || b.Empty() {
		l.axes.Plot = Plot{}
		placeholder(b, th, d.Empty)
		return
	}
	b = l.legend.place(b, d.Series, th)
	if !d.Y.given() {
		y = y.Nice(max(yTicks(b.Height()), niceParts))
	}
	l.axes.arrange(b, x, y, l.legend.right, 0, th)
	l.axes.draw(b, th, d.XLabel)
	w, h := l.axes.box.Width(), l.axes.box.Height()
	if w == 0 || h == 0 {
		return
	}
	for len(l.traces) < len(d.Series) {
		l.traces = append(l.traces, trace{})
	}
	l.ink.begin(w, h)
	for i := range d.Series {
		t := &l.traces[i]
		// Colours tell curves apart where there are any, and leave them whole.
		line := solid
		if th.Key().Profile == theme.NoColor {
			line = dash(uint(d.Series[i].Look) % uint(dashes))
		}
		t.begin(w, h, line)
		d.Series[i].draw(t, l.axes.Plot)
		l.axes.Plot.draw(t, &l.ink, th, th.Series(d.Series[i].Look))
	}
	for i := range d.Series {
		l.mark(&d.Series[i], th)
	}
	l.legend.draw(l.axes.Plot, d.Series, th)
}

// Plot is where the curves were drawn last.
func (l *Lines) Plot() Plot { return l.axes.Plot }

// mark puts a series' sign where its curve ends.
func (l *Lines) mark(s *Series, th *theme.Theme) {
	for i, y := range slices.Backward(s.Y) {
		if math.IsNaN(l.axes.Y.Map(y)) {
			continue
		}
		if col, row, ok := l.axes.cell(s.x(i), y); ok {
			l.axes.box.SetRune(col, row, th.SeriesMark(s.Look), th.Series(s.Look))
		}
		return
	}
}

// scales are those that hold the data, as far as the ranges are not given; ok
// is false where no sample has a place.
func (d *LinesData) scales() (x, y Scale, ok bool) {
	fx, fy := fitter{}, fitter{log: d.LogY}
	for i := range d.Series {
		s := &d.Series[i]
		for j, v := range s.Y {
			if d.LogY && v <= 0 || math.IsNaN(v) || math.IsInf(v, 0) {
				continue
			}
			fx.add(s.x(j))
			fy.add(v)
		}
	}
	x, y = fx.scale(), fy.scale()
	if d.X.given() {
		x = Scale{Min: d.X.Min, Max: d.X.Max}
	}
	if d.Y.given() && !(d.LogY && d.Y.Min <= 0) {
		y = Scale{Min: d.Y.Min, Max: d.Y.Max, Log: d.LogY}
	}
	return x, y, fx.ok && fy.ok
}

// x is the x of sample i; NaN where there is none.
func (s *Series) x(i int) float64 {
	switch {
	case s.X == nil:
		return float64(i)
	case i < len(s.X):
		return s.X[i]
	default:
		return math.NaN()
	}
}

// draw sets the series on a trace of the plot's size.
func (s *Series) draw(t *trace, p Plot) {
	// Scale.Map for each of many samples would cost more than all the rest.
	perUnit := p.spanX() / (p.X.Max - p.X.Min)
	for i, v := range s.Y {
		t.sample((s.x(i)-p.X.Min)*perUnit, v, p.Y)
	}
}
