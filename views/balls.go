package views

import (
	"strconv"

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
			cell{rate(look, d.Descent, b), plain},
			cell{StartText(look, d.Descent, b), plain},
			cell{look.figure(b.W), plain},
			ending(b.Status(), look),
			cell{look.figure(b.Slope), plain},
			cell{look.figure(b.F), plain},
			cell{look.tenths(d.Descent.Digits(b)), plain},
			cell{asked(look, b.Evaluations()), plain},
		)
	}
	t.draw(box, look)
}

// rate is the ball's step size, nothing where the method takes none.
func rate(look Look, d *experiment.Descent, b *experiment.Ball) string {
	if !d.Method().TakesRate() {
		return "–"
	}
	return look.exact(b.Rate)
}

// StartText writes where a ball was dropped, with four figures one of those that
// are spread evenly.
func StartText(look Look, d *experiment.Descent, b *experiment.Ball) string {
	if d.Spread() {
		return look.significant(b.Start, 4)
	}
	return look.exact(b.Start)
}

// tenths writes a number to a tenth.
func (l Look) tenths(x float64) string {
	var scratch [32]byte
	return l.Words.Keep(strconv.AppendFloat(scratch[:0], x, 'f', 1, 64))
}

// asked writes how often f, f′ and f″ were asked for, those that were.
func asked(look Look, e experiment.Evaluations) string {
	var scratch [96]byte
	text := scratch[:0]
	for _, of := range [...]struct {
		n    int
		name string
	}{{e.F, "f"}, {e.Slope, "f′"}, {e.Curvature, "f″"}} {
		if of.n > 0 {
			if len(text) > 0 {
				text = append(text, ' ')
			}
			text = append(append(chart.AppendGrouped(text, int64(of.n)), ' '), of.name...)
		}
	}
	return look.Words.Keep(text)
}

// ballName is the mark and the letter of a ball.
func ballName(look Look, i int) string {
	return look.runes(look.Theme.SeriesMark(i), ' ', look.Theme.SeriesLetter(i))
}

// ending says in a word or two how a ball fares; of one that has converged,
// where to.
func ending(s sim.Status, look Look) cell {
	text := look.Words.Of("outcome.", s.Outcome.String())
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
	text := look.Words.Of("outcome.", s.Outcome.String())
	if s.Reason != nil {
		text = look.join(text, ": ", look.Words.Message(s.Reason))
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
