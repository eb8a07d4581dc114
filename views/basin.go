package views

import (
	"math"
	"strconv"

	"nabla/screen"
	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/views/chart"
	"nabla/views/theme"
)

// BasinData is what a map of basins shows.
type BasinData struct {
	Basins *experiment.Basins // nil while it is in the making
	Share  float64            // of it that is made
	Err    error              // why it is not made

	Rates          bool // the rows are step sizes, not a second coordinate
	XLabel, YLabel string
	Starts         []BasinStart // of what runs at present
}

// BasinStart is a start of the present run: the one with the focus is spelt out.
type BasinStart struct {
	X, Y    float64
	Look    int // which of the theme's series it looks like
	Focused bool
}

// BasinMap draws where every start ends, as letters in the colours of the ends,
// the brighter the fewer steps it takes; beside or below it what the letters
// stand for; and the starts of the run.
type BasinMap struct {
	chart  chart.Cells
	data   chart.CellsData
	of     *experiment.Basins // what the tally is of
	tally  []experiment.BasinTally
	origin Cell // of the box in the grid
}

// Where what the letters stand for has room.
const (
	basinBeside = 104 // columns from which it stands beside the map
	basinLegend = 58  // columns that it takes there
	basinBelow  = 10  // rows from which it stands below
)

// Draw fills the box.
func (v *BasinMap) Draw(box screen.Box, look Look, d BasinData) {
	v.origin.X, v.origin.Y = box.Origin()
	if d.Basins == nil {
		v.of, v.chart = nil, chart.Cells{}
		v.wait(box, look, d)
		return
	}
	if v.of != d.Basins {
		v.of, v.tally = d.Basins, d.Basins.Tally()
	}
	w, h := box.Width(), box.Height()
	switch {
	case w >= basinBeside:
		v.legend(box.Sub(w-basinLegend, 0, basinLegend, h-2), look, d)
		v.foot(box.Sub(1, h-1, w-2, 1), look, d)
		v.plane(box.Sub(0, 0, w-basinLegend-1, h-1), look, d)
	case h >= basinBelow:
		rows, brief := len(v.tally)+1, v.brief(look, d, w-2)
		if rows > h/4 {
			rows = min(len(brief), h/4)
		}
		v.plane(box.Sub(0, 0, w, h-rows-1), look, d)
		v.foot(box.Sub(1, h-rows-1, w-2, 1), look, d)
		if foot := box.Sub(0, h-rows, w, rows); rows == len(v.tally)+1 {
			v.legend(foot, look, d)
		} else {
			drawBrief(foot.Sub(1, 0, w-2, rows), brief)
		}
	default:
		v.plane(box, look, d)
	}
}

// wait says how far the map is made, or why there is none.
func (v *BasinMap) wait(box screen.Box, look Look, d BasinData) {
	if d.Err != nil {
		box.Clear()
		for y, line := range wrap(look.Words.Error(d.Err), box.Width()-2) {
			box.Text(1, y, line, look.style(theme.Bad))
		}
		return
	}
	share := strconv.Itoa(int(100 * d.Share))
	Progress{
		Text:  look.Words.T("basin.making", "Count", Grouped(experiment.BasinColumns*experiment.BasinRows), "Percent", share),
		Short: look.Words.T("basin.making-short", "Percent", share),
		Hint:  look.Words.T("basin.alive"),
		Share: d.Share,
	}.Draw(box, look)
}

func (v *BasinMap) plane(box screen.Box, look Look, d BasinData) {
	x, y := d.Basins.X(), d.Basins.Y()
	v.data = chart.CellsData{
		X: around(x), Y: around(y), Columns: len(x), Rows: len(y),
		Cell: func(column, row int) (rune, screen.Style) {
			c := d.Basins.Cell(column, row)
			return basinGlyph(look, c.End), v.style(look, c)
		},
		Marks: v.data.Marks[:0], XLabel: d.XLabel, YLabel: d.YLabel,
	}
	for _, s := range d.Starts {
		if !s.Focused {
			v.data.Marks = append(v.data.Marks, startMark(look, s))
		}
	}
	if s, ok := d.focused(); ok {
		v.data.Marks = append(v.data.Marks, startMark(look, s))
	}
	v.chart.Draw(box, look.Theme, &v.data)
}

func startMark(look Look, s BasinStart) chart.Mark {
	return chart.Mark{X: s.X, Y: s.Y, Look: s.Look, Focused: s.Focused, Name: string(look.Theme.SeriesLetter(s.Look))}
}

// focused returns the start that is spelt out.
func (d *BasinData) focused() (BasinStart, bool) {
	for _, s := range d.Starts {
		if s.Focused {
			return s, true
		}
	}
	return BasinStart{}, false
}

// around is the range of values of which each is in the middle of its part.
func around(values []float64) chart.Range {
	n := len(values)
	half := (values[n-1] - values[0]) / float64(2*(n-1))
	return chart.Range{Min: values[0] - half, Max: values[n-1] + half}
}

// basinGlyph is the letter of an end, or the sign of another fate.
func basinGlyph(look Look, end int) rune {
	switch g := look.Theme.Glyphs(); end {
	case experiment.BasinSlow:
		return g.Dot
	case experiment.BasinGone:
		return g.Cross
	case experiment.BasinStuck:
		return '!'
	case experiment.BasinOther:
		return '+'
	}
	return look.Theme.BasinLetter(end)
}

// basinStyle is how an end looks in the list of them.
func basinStyle(look Look, end int) screen.Style {
	switch end {
	case experiment.BasinSlow, experiment.BasinOther:
		return look.style(theme.Muted)
	case experiment.BasinGone:
		return look.style(theme.Bad)
	case experiment.BasinStuck:
		return look.style(theme.Warn)
	}
	return look.Theme.Basin(end)
}

// style is how a cell of the map looks: the ends as areas of their colours where
// there are 16 million of these, else as letters in them; the more steps, the
// nearer to the background, or the fainter.
func (v *BasinMap) style(look Look, c experiment.BasinCell) screen.Style {
	style := basinStyle(look, c.End)
	if c.End < 0 {
		return style
	}
	slow := v.slowness(c)
	if _, _, _, ok := style.Fg.RGB(); ok {
		ground := screen.RGB(255, 255, 255)
		if look.Theme.Key().Dark {
			ground = screen.RGB(0, 0, 0)
		}
		bg := blend(style.Fg, ground, 0.12+float64(0.6*slow))
		return screen.Style{Fg: inkOn(bg), Bg: bg}
	}
	switch {
	case slow < 1.0/3:
		return style.With(screen.Bold)
	case slow > 2.0/3:
		return style.With(screen.Faint)
	}
	return style
}

// slowness is where the steps of a cell lie among those of its basin, by their
// logarithm: from 0, the fewest, to 1.
func (v *BasinMap) slowness(c experiment.BasinCell) float64 {
	for i := range v.tally {
		if t := &v.tally[i]; t.End == c.End && t.Most > t.Fewest {
			return math.Log(float64(c.Steps+1)/float64(t.Fewest+1)) / math.Log(float64(t.Most+1)/float64(t.Fewest+1))
		}
	}
	return 0
}

// blend is a colour with a share of another one in it.
func blend(a, b screen.Color, share float64) screen.Color {
	ar, ag, ab, _ := a.RGB()
	br, bg, bb, _ := b.RGB()
	mix := func(x, y uint8) uint8 {
		// In 32 levels: the eye sees no more, and neighbours of one level cost no
		// escape.
		share := math.Round(share*32) / 32
		return uint8(math.Round(float64(float64(x)*(1-share)) + float64(float64(y)*share)))
	}
	return screen.RGB(mix(ar, br), mix(ag, bg), mix(ab, bb))
}

// inkOn is what is written with on a colour so that it can be read and the colour
// still be seen as an area.
func inkOn(bg screen.Color) screen.Color {
	r, g, b, _ := bg.RGB()
	ink := screen.RGB(255, 255, 255)
	if float64(0.2126*float64(r))+float64(0.7152*float64(g))+float64(0.0722*float64(b)) > 110 {
		ink = screen.RGB(0, 0, 0)
	}
	return blend(bg, ink, 0.6)
}

// foot says what comes of the start with the focus, or rather of the nearest one
// that the map has.
func (v *BasinMap) foot(row screen.Box, look Look, d BasinData) {
	s, ok := d.focused()
	if !ok {
		return
	}
	column, up := nearestTo(d.Basins.X(), s.X), nearestTo(d.Basins.Y(), s.Y)
	c := d.Basins.Cell(column, up)
	at := "(" + sim.FormatNumber(d.Basins.X()[column]) + ", " + sim.FormatNumber(d.Basins.Y()[up]) + ")"
	if d.Rates {
		at = d.XLabel + " = " + sim.FormatNumber(d.Basins.X()[column]) + ", µ = " + sim.FormatNumber(d.Basins.Y()[up])
	}
	letter := string(basinGlyph(look, c.End))
	short := look.Words.T("basin.here", "At", at, "Letter", letter)
	long := look.Words.T("basin.here-steps", "At", at, "Letter", letter, "Steps", Grouped(c.Steps))
	hint := look.Words.T("basin.shade")
	if v.mostlySlow() {
		hint = look.Words.T("basin.slow-hint")
	}
	text := fitting([]string{long + " · " + hint, long, short}, row.Width())
	row.TextFit(0, 0, row.Width(), text, look.style(theme.Text))
}

// mostlySlow reports whether more than half of the starts do not come to rest.
func (v *BasinMap) mostlySlow() bool {
	slow, all := 0, 0
	for _, t := range v.tally {
		all += t.Cells
		if t.End == experiment.BasinSlow {
			slow = t.Cells
		}
	}
	return 2*slow > all
}

// nearestTo returns which of the values is nearest to v.
func nearestTo(values []float64, v float64) int {
	best := 0
	for i := range values {
		if math.Abs(values[i]-v) < math.Abs(values[best]-v) {
			best = i
		}
	}
	return best
}

// legend lists what the letters stand for.
func (v *BasinMap) legend(box screen.Box, look Look, d BasinData) {
	t := table{chosen: -1, columns: []column{
		{heading: ""},
		{heading: look.Words.T("basin.ends-at")},
		{heading: "f", right: true},
		{heading: look.Words.T("basin.share"), right: true},
		{heading: look.Words.T("basin.steps"), right: true},
	}}
	plain := look.style(theme.Text)
	all := float64(len(d.Basins.X()) * len(d.Basins.Y()))
	for _, n := range v.tally {
		name, f := v.name(look, d, n.End)
		steps := Grouped(n.Fewest)
		if n.Most > n.Fewest {
			steps += "–" + Grouped(n.Most)
		}
		if n.End == experiment.BasinSlow {
			steps = ""
		}
		t.rows = append(t.rows, []cell{
			{string(basinGlyph(look, n.End)), basinStyle(look, n.End).With(screen.Bold)},
			{name, plain},
			{f, plain},
			{percent(float64(n.Cells)/all) + " %", plain},
			{steps, look.style(theme.Muted)},
		})
	}
	t.draw(box, look)
}

// brief is the list in little room: letters and places, as many in a row as fit.
func (v *BasinMap) brief(look Look, d BasinData, width int) [][]cell {
	const gap = 2
	var rows [][]cell
	left := 0
	all := float64(len(d.Basins.X()) * len(d.Basins.Y()))
	for _, n := range v.tally {
		name, f := v.place(look, d, n.End)
		if f != "" {
			name += " f = " + f
		}
		letter := cell{string(basinGlyph(look, n.End)) + " ", basinStyle(look, n.End).With(screen.Bold)}
		text := cell{name + ", " + percent(float64(n.Cells)/all) + " %", look.style(theme.Text)}
		need := screen.Width(letter.text) + screen.Width(text.text)
		if len(rows) == 0 || need > left {
			rows, left = append(rows, nil), width
		}
		left -= need + gap
		last := len(rows) - 1
		rows[last] = append(rows[last], letter, text)
	}
	return rows
}

// drawBrief draws the rows that have room.
func drawBrief(box screen.Box, rows [][]cell) {
	for y := range min(len(rows), box.Height()) {
		x := 0
		for i, c := range rows[y] {
			if i > 0 && i%2 == 0 {
				x += 2
			}
			x += box.TextFit(x, y, box.Width()-x, c.text, c.style)
		}
	}
}

// name says what an end is, where it lies, and how high.
func (v *BasinMap) name(look Look, d BasinData, end int) (name, f string) {
	name, f = v.place(look, d, end)
	if end >= 0 {
		name = endName(look, d.Basins.Ends()[end].Place) + " " + name
	}
	return name, f
}

// place says where an end lies and how high.
func (v *BasinMap) place(look Look, d BasinData, end int) (at, f string) {
	switch end {
	case experiment.BasinSlow:
		return look.Words.T("basin.slow", "Limit", Grouped(d.Basins.Limit())), ""
	case experiment.BasinGone:
		return look.Words.T("basin.diverges"), ""
	case experiment.BasinStuck:
		return look.Words.T("basin.stuck"), ""
	case experiment.BasinOther:
		return look.Words.T("basin.elsewhere"), ""
	}
	e := d.Basins.Ends()[end]
	at = significant(e.X, 4)
	if !d.Rates {
		at = "(" + at + ", " + significant(e.Y, 4) + ")"
	}
	return at, chart.Number(e.F)
}

// endName is what a level place is.
func endName(look Look, p experiment.Place) string {
	switch p {
	case experiment.GlobalMinimum:
		return look.Words.T("basin.global-minimum")
	case experiment.LocalMinimum:
		return look.Words.T("basin.local-minimum")
	case experiment.AnyMinimum:
		return look.Words.T("basin.minimum")
	case experiment.AtSaddle:
		return look.Words.T("basin.saddle")
	case experiment.AtMaximum:
		return look.Words.T("basin.maximum")
	case experiment.FlatPlace:
	}
	return look.Words.T("basin.flat")
}

// StartAt returns the start that a cell of the box stands for, exactly the one
// that was tried; ok is false beside the map.
func (v *BasinMap) StartAt(x, y int) (startX, startY float64, ok bool) {
	column, row, ok := v.chart.PartAt(x+v.origin.X, y+v.origin.Y)
	if !ok || v.of == nil {
		return 0, 0, false
	}
	return v.of.X()[column], v.of.Y()[row], true
}

// Near returns the start nearest to a cell of the box, which may lie beside it.
func (v *BasinMap) Near(x, y int) (startX, startY float64) {
	left, top := v.chart.Plot().Box().Origin()
	left, top = left-v.origin.X, top-v.origin.Y
	x = min(max(x, left), left+v.chart.Plot().Box().Width()-1)
	y = min(max(y, top), top+v.chart.Plot().Box().Height()-1)
	startX, startY, _ = v.StartAt(x, y)
	return startX, startY
}
