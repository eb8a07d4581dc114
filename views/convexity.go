package views

import (
	"math"

	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/chart"
	"nabla/views/theme"
)

// ChordTest draws a curve with the chord under test, and the inequality that it
// is tested by with its numbers. It keeps the memory it draws with.
type ChordTest struct {
	chart  chart.Contrast
	pins   []chart.Pin
	breaks []float64
	origin Cell // of the box in the grid
}

// The looks of the four points: those of the series.
const (
	lookA = iota
	lookB
	lookCurve
	lookChord
)

// Draw fills the box.
func (v *ChordTest) Draw(box screen.Box, look Look, c *experiment.Convexity) {
	v.origin.X, v.origin.Y = box.Origin()
	lines := 0
	switch {
	case box.Height() >= 12:
		lines = 3
	case box.Height() >= 6:
		lines = 1
	}
	v.drawCurve(box.Sub(0, 0, box.Width(), box.Height()-lines), look, c)
	foot := box.Sub(0, box.Height()-lines, box.Width(), lines)
	foot.Clear()
	w := chordWords{look: look, test: c, width: box.Width() - 2}
	w.settle()
	texts := [...]cell{w.curve(), w.chord(), w.verdict()}
	for i, text := range texts[len(texts)-lines:] {
		foot.TextFit(1, i, box.Width()-2, text.text, text.style)
	}
}

func (v *ChordTest) drawCurve(box screen.Box, look Look, c *experiment.Convexity) {
	s, chord := c.Subject(), c.Chord()
	k := chord.K()
	x, curve, line := chord.X(k), chord.Curve(k), chord.Line(k)
	role := theme.Good
	if chord.Cut(k) {
		role = theme.Bad
	}
	// Later pins lie over earlier ones: what moves over the ends.
	v.breaks = v.breaks[:0]
	v.pins = append(
		v.pins[:0],
		chart.Pin{X: chord.A, Y: chord.FA, Look: lookA, Name: "a"},
		chart.Pin{X: chord.B, Y: chord.FB, Look: lookB, Name: "b"},
		chart.Pin{X: x, Y: line, Look: lookChord},
		chart.Pin{X: x, Y: curve, Look: lookCurve},
	)
	data := chart.ContrastData{
		F: c.At, ID: s.ID, X: chart.Range{Min: s.Lo, Max: s.Hi},
		Marked: func(x, y float64) bool { return aboveChord(&chord, x, y) },
		Drop:   &chart.Drop{X: x, From: curve, To: line, Role: role},
		Pins:   v.pins,
		Strip:  func(x, to float64) (rune, theme.Role) { return bendSign(look, c, x, to) }, StripName: look.join(s.Symbol, "″"),
		XLabel: s.Variable, Empty: look.Words.T("convexity.nothing"),
	}
	for _, k := range c.Kinks() {
		if k.Torn {
			v.breaks = append(v.breaks, k.X)
		}
	}
	data.Breaks = v.breaks
	data.X0, data.Y0, data.X1, data.Y1 = chord.A, chord.FA, chord.B, chord.FB
	if chord.B < chord.A {
		data.X0, data.Y0, data.X1, data.Y1 = chord.B, chord.FB, chord.A, chord.FA
	}
	v.chart.Draw(box, look.Theme, data)
}

// aboveChord reports whether the point is above the chord, between its ends.
func aboveChord(chord *experiment.Chord, x, y float64) bool {
	t := (x - chord.B) / (chord.A - chord.B)
	line := float64(t*chord.FA) + float64((1-t)*chord.FB)
	return y-line > float64(1e-9*(math.Abs(y)+math.Abs(line)))
}

// bendSign is the sign of the second derivative in a column of the strip.
func bendSign(look Look, c *experiment.Convexity, x, to float64) (rune, theme.Role) {
	for _, k := range c.Kinks() {
		switch {
		case k.X < x || k.X >= to:
		case k.Torn:
			return look.Theme.Glyphs().Cross, theme.Warn
		case k.Down:
			return '^', theme.Bad
		default:
			return 'v', theme.Good
		}
	}
	bends, both := bendsWithin(c, x, to)
	switch {
	case both && look.Theme.Key().Glyphs == theme.ASCII:
		return '~', theme.Warn
	case both:
		return '±', theme.Warn
	}
	return bendMark(look, bends)
}

// bendsWithin is how the curve bends in the middle between x and to, and whether
// it bends both up and down between them.
func bendsWithin(c *experiment.Convexity, x, to float64) (bends experiment.Bends, both bool) {
	middle, edge := x+float64((to-x)/2), (to-x)/64
	bends = experiment.Nowhere
	var up, down, found bool
	for _, s := range c.Stretches() {
		if s.Hi > x+edge && s.Lo < to-edge {
			up, down = up || s.Bends == experiment.Up, down || s.Bends == experiment.Down
		}
		if !found && middle <= s.Hi {
			bends, found = s.Bends, true
		}
	}
	return bends, up && down
}

func bendMark(look Look, bends experiment.Bends) (rune, theme.Role) {
	switch bends {
	case experiment.Up:
		return '+', theme.Good
	case experiment.Down:
		return minusSign(look), theme.Bad
	case experiment.Straight:
		return '0', theme.Muted
	case experiment.Nowhere:
	}
	return '?', theme.Warn
}

func minusSign(look Look) rune {
	if look.Theme.Key().Glyphs == theme.ASCII {
		return '-'
	}
	return '−'
}

// EndAt returns which end of the chord, a or b, is drawn nearest to a cell of the
// box, at most two columns away.
func (v *ChordTest) EndAt(x, y int) (name string, ok bool) {
	plot := v.chart.Plot()
	nearest := 3
	for i := range min(len(v.pins), lookB+1) {
		col, shown := plot.Col(v.pins[i].X)
		if away := max(col-(x+v.origin.X), x+v.origin.X-col); shown && away < nearest {
			nearest, name, ok = away, v.pins[i].Name, true
		}
	}
	return name, ok && plot.Contains(x+v.origin.X, y+v.origin.Y)
}

// ValueAt returns what a column of the box stands for, rounded to hundredths of
// the axis.
func (v *ChordTest) ValueAt(x int) float64 { return valueAt(v.chart.Plot(), v.origin, x) }

// chordWords writes the test of one chord with its numbers, rounded so that the
// printed ones can be worked out again from each other.
type chordWords struct {
	look   Look
	test   *experiment.Convexity
	width  int
	places int // decimals of the values
}

// chordFigures is how many significant figures the largest value has.
const chordFigures = 5

func (w *chordWords) settle() {
	c := w.test.Chord()
	k := c.K()
	size := max(math.Abs(c.FA), math.Abs(c.FB), math.Abs(c.Curve(k)))
	w.places = chordFigures - 1
	if size > 0 && !math.IsInf(size, 0) {
		w.places = chordFigures - 1 - int(math.Floor(math.Log10(size)))
	}
	if c.Cut(k) {
		w.places = max(w.places, 1-int(math.Floor(math.Log10(c.Gap(k)))))
	}
	w.places = min(max(w.places, 0), 12)
}

func (w *chordWords) value(y float64) string {
	if math.IsNaN(y) || math.IsInf(y, 0) {
		return w.look.figure(y)
	}
	return w.look.rounded(y, w.places)
}

// shares are t and 1 − t.
func (w *chordWords) shares() (t, rest string) {
	c := w.test.Chord()
	return w.look.rounded(c.T(), 2), w.look.rounded(1-c.T(), 2)
}

// axisPlace writes a place on the axis.
func axisPlace(look Look, x float64) string { return look.significant(x, 6) }

func (w *chordWords) curve() cell {
	c := w.test.Chord()
	t, rest := w.shares()
	args := []any{
		"Mark", string(w.look.Theme.SeriesMark(lookCurve)), "F", w.test.Subject().Symbol, "T", t, "Rest", rest,
		"A", w.look.enclose(axisPlace(w.look, c.A)), "B", w.look.enclose(axisPlace(w.look, c.B)), "X", axisPlace(w.look, c.X(c.K())), "Value", w.value(c.Curve(c.K())),
	}
	text := fitting([]string{w.look.Words.T("convexity.curve", args...), w.look.Words.T("convexity.curve-short", args...)}, w.width)
	return cell{text, w.look.Theme.Series(lookCurve)}
}

func (w *chordWords) chord() cell {
	c := w.test.Chord()
	t, rest := w.shares()
	args := []any{
		"Mark", string(w.look.Theme.SeriesMark(lookChord)), "T", t, "Rest", rest,
		"FA", w.look.enclose(w.value(c.FA)), "FB", w.look.enclose(w.value(c.FB)), "Value", w.value(c.Line(c.K())),
	}
	text := fitting([]string{w.look.Words.T("convexity.chord", args...), w.look.Words.T("convexity.chord-short", args...)}, w.width)
	return cell{text, w.look.Theme.Series(lookChord)}
}

func (w *chordWords) verdict() cell {
	c := w.test.Chord()
	k := c.K()
	curve, line := c.Curve(k), c.Line(k)
	args := []any{"Curve", w.value(curve), "Chord", w.value(line), "Gap", w.value(c.Gap(k))}
	words := w.look.Words
	switch {
	case c.Cut(k):
		return cell{fitting([]string{words.T("convexity.cut", args...), words.T("convexity.cut-short", args...)}, w.width), w.look.style(theme.Bad)}
	case math.IsNaN(curve-line) || math.IsInf(curve-line, 0):
		return cell{words.T("convexity.no-value"), w.look.style(theme.Warn)}
	}
	return cell{fitting([]string{words.T("convexity.holds", args...), words.T("convexity.holds-short", args...)}, w.width), w.look.style(theme.Good)}
}

// ConvexityFormula is what is tested, as the right end of a title says it.
func ConvexityFormula(look Look, c *experiment.Convexity) string {
	s := c.Subject()
	if s.Formula == "" {
		return look.Words.T("convexity.line", "From", s.Ends[0].Seed, "To", s.Ends[1].Seed)
	}
	left := look.join(s.Symbol, "(", s.Variable, ") = ")
	if s.Truth != "" {
		return look.join("y = ", s.Truth, " · ", left, s.Formula)
	}
	return look.join(left, s.Formula)
}
