package views

import (
	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/theme"
)

// FitLoop draws the four stations of an update one under the other, with the way
// back to the first: each with its formula and, for the chosen point and in the
// mean, its numbers.
type FitLoop struct {
	origin Cell  // of the box in the grid
	rows   []int // the station of each row of the box, −1 for none
	lines  []loopLine
}

// The columns of the loop.
const (
	loopBack  = 0 // the way back
	loopDown  = 2 // the stations and the way down
	loopText  = 4
	loopDeep  = 6  // where numbers begin
	loopNames = 12 // columns from a station's number to its formula
)

// Draw fills the box.
func (v *FitLoop) Draw(box screen.Box, look Look, d FitData) {
	v.origin.X, v.origin.Y = box.Origin()
	v.rows = v.rows[:0]
	w := fitWords{fit: d.Fit, round: newRound(d), point: d.Point, look: look, width: box.Width() - loopDeep - 1, lines: v.lines}
	w.apart = true
	stations := w.stations()
	if lineCount(&stations) > box.Height() {
		w.apart = false
		stations = w.stations()
	}
	v.lines = w.lines
	shown := deal(&stations, box.Height(), w.round.lit)
	y := 0
	for s := range stations {
		if y >= box.Height() {
			break
		}
		lines := stations[s][:shown[s]]
		if s == int(experiment.StationPredict) { // ŷ is the last of its lines
			lines = stations[s][len(stations[s])-shown[s]:]
		}
		v.drawStation(box.Sub(0, y, box.Width(), 1+shown[s]), look, &w, s, lines)
		for range 1 + shown[s] {
			v.rows = append(v.rows, s)
		}
		y += 1 + shown[s]
	}
}

// lineCount is how many rows the stations take with all their numbers.
func lineCount(stations *[experiment.Stations][]loopLine) int {
	n := len(stations)
	for _, lines := range stations {
		n += len(lines)
	}
	return n
}

// deal deals the rows that are left beside four headings out to the numbers of
// the stations: first to those of the one that is lit, then one each, then the
// rest.
func deal(stations *[experiment.Stations][]loopLine, height, lit int) (shown [experiment.Stations]int) {
	room := height - len(stations)
	take := func(s, n int) {
		n = min(n, len(stations[s])-shown[s], max(room, 0))
		shown[s] += n
		room -= n
	}
	if lit >= 0 && lit < len(stations) {
		take(lit, len(stations[lit]))
	}
	// The update of every parameter before the mean loss: it is what moves.
	for _, s := range [...]int{experiment.Stations - 1, 0, 2, 1} {
		take(s, 1)
	}
	for _, s := range [...]int{experiment.Stations - 1, 2, 1, 0} {
		take(s, len(stations[s]))
	}
	return shown
}

// loopLine is a line of numbers.
type loopLine struct {
	text string
	mean bool // of all points; else of the chosen one
}

// drawStation draws one station: its heading and its numbers.
func (v *FitLoop) drawStation(box screen.Box, look Look, w *fitWords, s int, lines []loopLine) {
	lit := w.round.lit == s || w.round.lit == allLit
	rail := railOf(look)
	line, name, formula := look.style(theme.Faint), look.style(theme.Muted), look.style(theme.Muted)
	if lit {
		line, name, formula = look.style(theme.Accent), look.style(theme.Accent).With(screen.Bold), look.style(theme.Text)
	}
	if w.round.lit == s {
		name = name.With(screen.Reverse)
	}
	mark := look.Theme.SeriesMark(4) // hollow
	if lit {
		mark = look.Theme.SeriesMark(0)
	}
	first, last := s == 0, s == experiment.Stations-1
	switch {
	case first:
		box.Text(loopBack, 0, look.runes(rail.top, look.Theme.Glyphs().Right), line)
	case last:
		box.Text(loopBack, 0, look.runes(rail.bottom, rail.across), line)
	default:
		box.SetRune(loopBack, 0, rail.down, look.style(theme.Faint))
	}
	box.SetRune(loopDown, 0, mark, line)
	x := loopText + box.TextFit(loopText, 0, box.Width()-loopText, w.name(s), name)
	x = max(x+2, loopText+loopNames)
	if text := w.formula(s, box.Width()-x-1); text != "" {
		box.Text(x, 0, text, formula)
	}
	for i, l := range lines {
		y := i + 1
		if !last {
			box.SetRune(loopBack, y, rail.down, look.style(theme.Faint))
			down := rail.down
			if i == len(lines)-1 {
				down = rail.head
			}
			box.SetRune(loopDown, y, down, line)
		}
		style := look.style(theme.Text)
		switch {
		case !lit:
			style = look.style(theme.Muted)
		case !l.mean:
			style = look.style(theme.Warn)
		}
		box.TextFit(loopDeep, y, box.Width()-loopDeep, l.text, style)
	}
}

// rail is what the ways of the loop are drawn with.
type rail struct{ top, bottom, down, across, head rune }

func railOf(look Look) rail {
	if look.Theme.Key().Glyphs == theme.ASCII {
		return rail{'+', '+', '|', '-', 'v'}
	}
	return rail{'╭', '╰', '│', '─', '↓'}
}

// StationAt returns the station drawn in a row of the box.
func (v *FitLoop) StationAt(y int) (station int, ok bool) {
	if y < 0 || y >= len(v.rows) {
		return 0, false
	}
	return v.rows[y], true
}
