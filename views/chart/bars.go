package chart

import (
	"math"

	"nabla/screen"
	"nabla/views/theme"
)

// BarColumn is one of the sets of bars that [Bars] shows side by side.
type BarColumn struct {
	Name   string
	Look   int       // which of the theme's series it looks like
	Values []float64 // one a row
	Bounds []float64 // a limit marked in each row; nil means none, NaN none in that row
}

// BarsData is what [Bars] draws.
type BarsData struct {
	Labels  []string // of the rows, from above
	Columns []BarColumn
	Log     bool
	Range   Range  // of the values; the zero value means what they need
	Bound   string // what the bounds are: "4⁻ᴸ"
	Empty   string // said where there are no rows or columns
}

// Bars is a chart of horizontal bars, to an eighth of a cell, on one scale: a
// row for each label, or several where there is room, a column for each set of
// values, each value printed right of its bar. What has no bar (0, NaN, the infinities, below 0) is printed
// only. Where there are more rows than room, the first, the last and evenly
// chosen ones between are shown, each with its label, and with a sign behind it
// where rows below it are left out. The zero value is ready.
type Bars struct {
	axis  axis
	scale Scale
	place barPlace
	glyph theme.GlyphSet
}

// barPlace is where things stand in the box.
type barPlace struct {
	label   int // columns of the labels, the blank after them included
	column  int // columns of each set, the gap after it not included
	columns int // sets that are shown
	track   int // columns that a bar may take
	value   int // columns of the values, 0 where there is no room
	header  int // rows
	footer  int
	rows    int // rows that are shown
	pitch   int // rows from one to the next
	thick   int // rows of a bar
}

// Sizes of the parts of a bar chart.
const (
	barGap     = 2 // between sets
	barLeast   = 4 // columns of a bar that is worth a value beside it
	barColumn  = 3 // columns of a set at the least
	barAxis    = 6
	barsHeader = 3 // rows from which there is one for the names
	barsFooter = 5 // and one for the scale
	barThick   = 3 // rows of a bar at the most
)

// Draw fills the box.
func (c *Bars) Draw(b screen.Box, th *theme.Theme, d BarsData) {
	b.Clear()
	if len(d.Labels) == 0 || len(d.Columns) == 0 || b.Empty() {
		placeholder(b, th, d.Empty)
		return
	}
	c.glyph = th.Glyphs()
	c.scale = d.scale()
	c.place.arrange(b, &d)
	for i := range c.place.rows {
		c.drawRow(b, th, &d, i)
	}
	for i := range c.place.columns {
		column := b.Sub(c.place.label+i*(c.place.column+barGap), 0, c.place.column, b.Height())
		c.drawHeader(column, th, &d, &d.Columns[i])
		c.drawFooter(column, th)
	}
}

// scale holds all values and bounds: on a logarithmic scale between whole
// decades, otherwise from 0 to a round number.
func (d *BarsData) scale() Scale {
	if d.Range.given() && (!d.Log || d.Range.Min > 0) {
		return Scale{Min: d.Range.Min, Max: d.Range.Max, Log: d.Log}
	}
	f := fitter{log: d.Log}
	for i := range d.Columns {
		for _, v := range d.Columns[i].Values {
			f.add(v)
		}
		for _, v := range d.Columns[i].Bounds {
			f.add(v)
		}
	}
	if !d.Log {
		f.lo = 0
		if !f.ok || f.hi <= 0 {
			f.hi, f.ok = 1, true
		}
		return f.scale().Nice(4)
	}
	if !f.ok {
		return Scale{Min: 0.1, Max: 1, Log: true}
	}
	lo, hi := int(math.Floor(log10(f.lo))), int(math.Ceil(log10(f.hi)))
	if log10(f.lo) == float64(lo) {
		lo-- // or the least bar would have no length
	}
	return Scale{Min: max(math.Pow10(lo), math.SmallestNonzeroFloat64), Max: min(math.Pow10(hi), math.MaxFloat64), Log: true}
}

func (p *barPlace) arrange(b screen.Box, d *BarsData) {
	w, h := b.Width(), b.Height()
	*p = barPlace{pitch: 1, thick: 1}
	for _, label := range d.Labels {
		p.label = max(p.label, screen.Width(label)+1)
	}
	if p.label = min(p.label, w/3); w < 3*barColumn {
		p.label = 0
	}
	p.columns = min(len(d.Columns), max((w-p.label+barGap)/(barColumn+barGap), 1))
	p.column = max((w-p.label-(p.columns-1)*barGap)/p.columns, 0)
	p.value = valueWidth(d)
	if p.track = p.column - 1 - p.value; p.track < barLeast {
		p.track, p.value = p.column, 0
	}
	if h >= barsHeader {
		p.header = 1
	}
	if h >= barsFooter && p.track >= barAxis {
		p.footer = 1
	}
	room := h - p.header - p.footer
	p.rows = min(len(d.Labels), room)
	if pitch := (room + 1) / len(d.Labels); pitch >= 2 {
		p.thick = min(pitch-1, barThick)
		p.pitch = p.thick + 1
	}
}

// shown is which of n labels stands in row i of those shown.
func (p *barPlace) shown(i, n int) int {
	if p.rows <= 1 {
		return 0
	}
	return (i*(n-1) + (p.rows-1)/2) / (p.rows - 1)
}

func (c *Bars) drawRow(b screen.Box, th *theme.Theme, d *BarsData, i int) {
	p := &c.place
	n := p.shown(i, len(d.Labels))
	row := p.header + i*p.pitch + (p.thick-1)/2 // of the texts
	used := b.TextFit(0, row, p.label-1, d.Labels[n], th.Style(theme.Muted))
	if left := i+1 < p.rows && p.shown(i+1, len(d.Labels)) > n+1; left && used < p.label {
		b.SetRune(min(used+1, p.label-1), row, c.glyph.More, th.Style(theme.Muted))
	}
	for j := range p.columns {
		column := &d.Columns[j]
		at := b.Sub(p.label+j*(p.column+barGap), p.header+i*p.pitch, p.column, p.thick)
		v, bound := math.NaN(), math.NaN()
		if n < len(column.Bounds) {
			bound = column.Bounds[n]
		}
		known := n < len(column.Values)
		if known {
			v = column.Values[n]
		}
		for y := range p.thick {
			c.drawBar(at.Sub(0, y, p.track, 1), th, th.Series(column.Look), v, bound)
		}
		if p.value > 0 && known {
			var buf [32]byte
			style := th.Style(theme.Text)
			if math.IsNaN(v) || math.IsInf(v, 0) {
				style = th.Style(theme.Bad)
			}
			at.TextRight((p.thick-1)/2, string(appendBar(buf[:0], v, d.Log, c.glyph.Infinity)), style)
		}
	}
}

// drawBar draws a bar in its track, and the bound across both.
func (c *Bars) drawBar(b screen.Box, th *theme.Theme, style screen.Style, v, bound float64) {
	track := th.Style(theme.Track)
	style = style.On(track.Bg)
	b.Fill(' ', screen.Style{Bg: track.Bg})
	eighths := 0
	if share := c.scale.Map(v); v > 0 && !math.IsNaN(share) {
		eighths = int(math.Round(min(max(share, 0), 1) * float64(b.Width()*8)))
		eighths = max(eighths, 1) // what is above 0 is seen to be
	}
	for x := range (eighths + 7) / 8 {
		b.SetRune(x, 0, c.glyph.Bars[min(eighths-8*x, 8)], style)
	}
	share := c.scale.Map(bound)
	if !(share >= 0 && share <= 1) {
		return
	}
	x := min(int(share*float64(b.Width())), b.Width()-1)
	mark := th.Style(theme.Text).On(track.Bg)
	if eighths >= 8*(x+1) && style.Fg != 0 {
		mark = screen.Style{Fg: track.Bg, Bg: style.Fg}
	}
	b.SetRune(x, 0, c.glyph.Bound, mark)
}

// appendBar appends the value of a bar: on a logarithmic scale always with an
// exponent, so that these stand below each other.
func appendBar(dst []byte, v float64, log bool, infinity string) []byte {
	if log && !math.IsNaN(v) && !math.IsInf(v, 0) {
		return appendScientific(dst, v)
	}
	return appendNumber(dst, v, infinity)
}

// valueWidth is the number of columns of the longest value, and hardly changes
// from one frame to the next.
func valueWidth(d *BarsData) int {
	width := len("1.0e-1")
	for i := range d.Columns {
		for _, v := range d.Columns[i].Values {
			var buf [32]byte
			width = max(width, screen.Width(string(appendBar(buf[:0], v, d.Log, "inf"))))
		}
	}
	return width
}

// drawHeader names a set, and at its right the bounds.
func (c *Bars) drawHeader(b screen.Box, th *theme.Theme, d *BarsData, column *BarColumn) {
	if c.place.header == 0 {
		return
	}
	b = b.Sub(0, 0, b.Width(), 1)
	b.SetRune(0, 0, th.SeriesMark(column.Look), th.Series(column.Look))
	used := 2 + b.TextFit(2, 0, b.Width()-2, column.Name, th.Style(theme.Text))
	width := screen.Width(d.Bound) + 2
	if len(column.Bounds) == 0 || d.Bound == "" || b.Width()-used <= width {
		return
	}
	x := b.Width() - width
	b.SetRune(x, 0, c.glyph.Bound, th.Style(theme.Text))
	b.Text(x+2, 0, d.Bound, th.Style(theme.Muted))
}

// drawFooter writes the scale below a set's bars.
func (c *Bars) drawFooter(b screen.Box, th *theme.Theme) {
	if c.place.footer == 0 {
		return
	}
	p := &c.place
	row := p.header + (p.rows-1)*p.pitch + p.thick
	b = b.Sub(0, row, b.Width(), 1)
	c.axis.set(c.scale, max(p.track/6, 2), th)
	free := 0
	for i, v := range c.axis.ticks {
		text := string(c.axis.label(i))
		width := screen.Width(text)
		at := int(math.Round(c.scale.Map(v) * float64(p.track)))
		at = min(max(at-width/2, 0), b.Width()-width)
		if at < free {
			continue
		}
		b.Text(at, 0, text, th.Style(theme.Faint))
		free = at + width + 1
	}
}
