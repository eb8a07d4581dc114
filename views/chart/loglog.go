package chart

import (
	"math"
	"slices"

	"nabla/screen"
	"nabla/views/theme"
)

// Cloud is the points of one series of [LogLog].
type Cloud struct {
	Name string
	Y    []float64 // one for each of LogLogData.X; 0 is marked at the lower edge
	Look int       // which of the theme's series it looks like
}

// Guide is the power law y = Y·(x/X)^Power: a straight line on logarithmic
// axes.
type Guide struct {
	X, Y, Power float64
	From, To    float64 // the part of the x axis over which it is drawn
	Name        string  // written beside it: "∝ h²"
}

// LogLogData is what [LogLog] draws.
type LogLogData struct {
	X      []float64 // of the points of every cloud
	Clouds []Cloud
	Front  int // the cloud that lies over the others
	Shown  int // how many points of each are drawn; the axes hold all of them
	Guides []Guide
	XLabel string // at the right end of the x axis
	YLabel string // before the names of the clouds
	Empty  string // said where there is nothing to draw
}

// LogLog is a chart of points over two logarithmic axes, on which powers of x
// are straight lines. The points of a cloud are joined, and some of them marked,
// those of one cloud beside those of another, so that clouds that coincide are
// both seen; without colour the lines differ in dashes too. The newest point of
// each stands out. The first row names the clouds. The zero value is ready.
type LogLog struct {
	axes   axes
	guides []trace
	joined []trace
	names  []nameplace
	ink    ink
}

// nameplace is where a guide's name stands.
type nameplace struct{ x, y, width int }

// crowds reports whether a name of some width would seem to go on from this one.
func (n nameplace) crowds(x, y, width int) bool {
	const apart = 4
	return max(n.y-y, y-n.y) <= 1 && x < n.x+n.width+apart && n.x < x+width+apart
}

// markEvery is how many columns lie between two marks of a cloud.
const markEvery = 9

// legendRow is the height from which the first row names the clouds.
const legendRow = 4

// Draw fills the box.
func (l *LogLog) Draw(b screen.Box, th *theme.Theme, d LogLogData) {
	b.Clear()
	x, y, ok := d.scales()
	if !ok || b.Empty() {
		placeholder(b, th, d.Empty)
		return
	}
	if b.Height() >= legendRow {
		d.name(b.Sub(0, 0, b.Width(), 1), th)
		b = b.Sub(0, 1, b.Width(), b.Height()-1)
	}
	l.axes.arrange(b, x, y, 0, 0, th)
	l.axes.draw(b, th, d.XLabel)
	p := l.axes.Plot
	if p.box.Empty() {
		return
	}
	l.ink.begin(p.box.Width(), p.box.Height())
	for len(l.guides) < len(d.Guides) {
		l.guides = append(l.guides, trace{})
	}
	for i := range d.Guides {
		l.drawGuide(th, &l.guides[i], &d.Guides[i])
	}
	l.names = l.names[:0]
	for i := range d.Guides {
		l.nameGuide(th, &d, &d.Guides[i])
	}
	for len(l.joined) < len(d.Clouds) {
		l.joined = append(l.joined, trace{})
	}
	for i := range d.Clouds {
		l.join(th, &d, (d.Front+1+i)%len(d.Clouds))
	}
	for i := range d.Clouds {
		l.mark(th, &d, (d.Front+1+i)%len(d.Clouds))
	}
}

// scales are those that hold all points, in whole decades.
func (d *LogLogData) scales() (x, y Scale, ok bool) {
	fx, fy := fitter{log: true}, fitter{log: true}
	for i := range d.Clouds {
		for k, v := range d.Clouds[i].Y {
			if k < len(d.X) && v >= 0 && !math.IsInf(v, 0) {
				fx.add(d.X[k])
				fy.add(v)
			}
		}
	}
	if fx.ok && !fy.ok { // errors that are 0 throughout
		fy.add(1)
	}
	y = fy.scale()
	return fx.scale(), Scale{
		Min: math.Pow(10, max(math.Floor(log10(y.Min)), -300)), Max: math.Pow(10, min(math.Ceil(log10(y.Max)), 300)), Log: true,
	}, fx.ok
}

// name writes what is drawn, with the marks; where there is no room for all of
// it, without the label.
func (d *LogLogData) name(row screen.Box, th *theme.Theme) {
	need := screen.Width(d.YLabel)
	for i := range d.Clouds {
		need += 4 + screen.Width(d.Clouds[i].Name)
	}
	x := 0
	if need <= row.Width() {
		x = row.Text(0, 0, d.YLabel, th.Style(theme.Muted)) + 2
	}
	for i := range d.Clouds {
		c := &d.Clouds[i]
		if x+2+screen.Width(c.Name) > row.Width() {
			return
		}
		row.SetRune(x, 0, th.SeriesMark(c.Look), th.Series(c.Look))
		x += 2 + row.Text(x+2, 0, c.Name, th.Style(theme.Text)) + 2
	}
}

// ends is where a guide enters and leaves the plot, in shares of it.
func (l *LogLog) ends(d *Guide) (x0, y0, x1, y1 float64, ok bool) {
	p := l.axes.Plot
	decades := func(s Scale) float64 { return log10(s.Max) - log10(s.Min) }
	slope := d.Power * decades(p.X) / decades(p.Y)
	within := Range{max(p.X.Map(d.From), 0), min(p.X.Map(d.To), 1)}
	return clip(p.X.Map(d.X), p.Y.Map(d.Y), slope, within, Range{0, 1})
}

func (l *LogLog) drawGuide(th *theme.Theme, t *trace, d *Guide) {
	p := l.axes.Plot
	x0, y0, x1, y1, ok := l.ends(d)
	if !ok {
		return
	}
	t.begin(p.box.Width(), p.box.Height(), dotted)
	even := Scale{Max: 1}
	t.sample(x0*p.spanX(), y0, even)
	t.sample(x1*p.spanX(), y1, even)
	t.flush(even)
	p.draw(t, &l.ink, th, th.Style(theme.Faint))
}

// nameGuide writes a guide's name beside it, where none of the points is or will
// be, in a row of its own and not just below another.
func (l *LogLog) nameGuide(th *theme.Theme, d *LogLogData, guide *Guide) {
	p := l.axes.Plot
	x0, y0, x1, y1, ok := l.ends(guide)
	width := screen.Width(guide.Name)
	if !ok || width == 0 {
		return
	}
	for _, share := range [...]float64{0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9, 0} {
		col := int((x0 + float64(share*(x1-x0))) * p.spanX() / dotsAcross)
		row := p.rowAt(y0 + float64(share*(y1-y0)))
		for _, x := range [...]int{col - 1 - width, col + 2, col - 2 - width, col + 3, col + 4} {
			crowded := slices.ContainsFunc(l.names, func(n nameplace) bool { return n.crowds(x, row, width) })
			if x >= 0 && x+width <= p.box.Width() && !crowded && blank(p.box, x-1, row, width+2) && !l.meets(d, x-1, row, width+2) {
				l.names = append(l.names, nameplace{x, row, width})
				p.box.Text(x, row, guide.Name, th.Style(theme.Muted))
				return
			}
		}
	}
}

// meets reports whether a point is or will be drawn in part of a row.
func (l *LogLog) meets(d *LogLogData, x, y, width int) bool {
	for i := range d.Clouds {
		for k := range d.Clouds[i].Y {
			if col, row, ok := l.cell(d, &d.Clouds[i], k); ok && row == y && col >= x && col < x+width {
				return true
			}
		}
	}
	return false
}

// cell is where point k of a cloud is drawn: one of 0 at the lower edge.
func (l *LogLog) cell(d *LogLogData, c *Cloud, k int) (col, row int, ok bool) {
	if k >= len(d.X) || !(c.Y[k] >= 0) {
		return 0, 0, false
	}
	return l.axes.cell(d.X[k], max(c.Y[k], l.axes.Y.Min))
}

// join draws the lines between the points of a cloud.
func (l *LogLog) join(th *theme.Theme, d *LogLogData, i int) {
	p, c, t := l.axes.Plot, &d.Clouds[i], &l.joined[i]
	line := solid
	if th.Key().Profile == theme.NoColor {
		line = dash(uint(c.Look) % uint(dashes))
	}
	t.begin(p.box.Width(), p.box.Height(), line)
	even := Scale{Max: 1}
	for k := range min(d.Shown, len(c.Y), len(d.X)) {
		y := p.Y.Map(c.Y[k])
		if c.Y[k] == 0 {
			y = math.NaN()
		}
		t.sample(p.X.Map(d.X[k])*p.spanX(), y, even)
	}
	t.flush(even)
	p.draw(t, &l.ink, th, th.Series(c.Look))
}

// mark marks some of the points of a cloud, all that are 0, and the newest.
func (l *LogLog) mark(th *theme.Theme, d *LogLogData, i int) {
	c := &d.Clouds[i]
	style, shown := th.Series(c.Look), min(d.Shown, len(c.Y))
	for k := range shown {
		col, row, ok := l.cell(d, c, k)
		if !ok {
			continue
		}
		mark, newest := th.SeriesMark(c.Look), k == shown-1 && d.Shown < len(c.Y)
		if c.Y[k] == 0 {
			mark = th.Glyphs().Below
		} else if !newest && (col+i*markEvery/len(d.Clouds))%markEvery != 0 {
			continue
		}
		if newest {
			style = style.With(screen.Bold | screen.Reverse)
		}
		l.axes.box.SetRune(col, row, mark, style)
	}
}
