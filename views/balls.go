package views

import (
	"strconv"
	"strings"

	"nabla/screen"
	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/views/chart"
	"nabla/views/theme"
)

// Balls is the table of the balls of a descent and, where there is room below it,
// that of the methods.
type Balls struct {
	methods descentMethods
}

// Draw fills the box. The balls have the room that they need, unless that leaves
// none for the methods where both could be shown in part.
func (v *Balls) Draw(box screen.Box, look Look, d LandscapeData) {
	const methodsLeast, ballsLeast = 4, 5
	own := 1 + len(d.Descent.Balls())
	own = min(own, max(ballsLeast, box.Height()-1-methodsLeast))
	methods := min(box.Height()-own-1, len(experiment.Methods())+1)
	if v.methods.drawn = methods >= methodsLeast; v.methods.drawn {
		v.methods.draw(box.Sub(0, own+1, box.Width(), box.Height()-own-1), look, d)
	} else {
		own = box.Height()
	}
	v.drawBalls(box.Sub(0, 0, box.Width(), own), look, d)
}

func (v *Balls) drawBalls(box screen.Box, look Look, d LandscapeData) {
	t := table{chosen: d.Focus, columns: []column{
		{heading: look.Words.T("column.ball")},
		{heading: look.Words.T("column.rate"), right: true},
		{heading: look.Words.T("column.start"), right: true},
		{heading: look.Words.T("column.w"), right: true},
		{heading: look.Words.T("column.status")},
		{heading: look.Words.T("column.slope"), right: true},
		{heading: look.Words.T("column.f"), right: true},
		{heading: look.Words.T("column.digits"), right: true},
		{heading: look.Words.T("column.asked")},
	}}
	plain := look.style(theme.Text)
	balls := d.Descent.Balls()
	for i := range balls {
		b := &balls[i]
		t.add(
			cell{ballName(look, i), look.Theme.Series(i)},
			cell{rate(d.Descent, b), plain},
			cell{StartText(d.Descent, b), plain},
			cell{chart.Number(b.W), plain},
			ending(b.Status(), look),
			cell{chart.Number(b.Slope), plain},
			cell{chart.Number(b.F), plain},
			cell{tenths(d.Descent.Digits(b)), plain},
			cell{asked(b.Evaluations()), plain},
		)
	}
	t.draw(box, look)
}

// rate is the ball's step size, nothing where the method takes none.
func rate(d *experiment.Descent, b *experiment.Ball) string {
	if !d.Method().TakesRate() {
		return "–"
	}
	return sim.FormatNumber(b.Rate)
}

// StartText writes where a ball was dropped, with four figures one of those that
// are spread evenly.
func StartText(d *experiment.Descent, b *experiment.Ball) string {
	if d.Spread() {
		return significant(b.Start, 4)
	}
	return sim.FormatNumber(b.Start)
}

// tenths writes a number to a tenth.
func tenths(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) }

// asked writes how often f, f′ and f″ were asked for, those that were.
func asked(e experiment.Evaluations) string {
	var parts []string
	for _, of := range [...]struct {
		n    int
		name string
	}{{e.F, "f"}, {e.Slope, "f′"}, {e.Curvature, "f″"}} {
		if of.n > 0 {
			parts = append(parts, Grouped(of.n)+" "+of.name)
		}
	}
	return strings.Join(parts, " ")
}

// ballName is the mark and the letter of a ball.
func ballName(look Look, i int) string {
	return string(look.Theme.SeriesMark(i)) + " " + string(look.Theme.SeriesLetter(i))
}

// ending says in a word or two how a ball fares; of one that has converged,
// where to.
func ending(s sim.Status, look Look) cell {
	text := look.Words.T("outcome." + s.Outcome.String())
	if at, ok := s.Reason.(experiment.AtExtremum); ok {
		switch {
		case at.Global && at.Maximum:
			text = look.Words.T("ending.global-max")
		case at.Global:
			text = look.Words.T("ending.global-min")
		case at.Maximum:
			text = look.Words.T("ending.local-max")
		default:
			text = look.Words.T("ending.local-min")
		}
	}
	return cell{text, look.style(outcomeRole(s.Outcome))}
}

// outcome says how a run stands, with the reason if there is one.
func outcome(s sim.Status, look Look) cell {
	text := look.Words.T("outcome." + s.Outcome.String())
	if s.Reason != nil {
		text += ": " + look.Words.Message(s.Reason)
	}
	return cell{text, look.style(outcomeRole(s.Outcome))}
}

func outcomeRole(o sim.Outcome) theme.Role {
	switch o {
	case sim.Converged, sim.Stopped:
		return theme.Good
	case sim.Zigzagging, sim.Stuck:
		return theme.Warn
	case sim.Diverged:
		return theme.Bad
	case sim.Running:
	}
	return theme.Muted
}
