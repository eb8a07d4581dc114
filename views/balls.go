package views

import (
	"nabla/screen"
	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/views/chart"
	"nabla/views/theme"
)

// Balls is the table of the balls of a descent.
type Balls struct {
	Descent *experiment.Descent
	Focus   int
}

// Draw fills the box.
func (v Balls) Draw(box screen.Box, look Look) {
	t := table{chosen: v.Focus, columns: []column{
		{heading: look.Words.T("column.ball")},
		{heading: look.Words.T("column.rate"), right: true},
		{heading: look.Words.T("column.start"), right: true},
		{heading: look.Words.T("column.w"), right: true},
		{heading: look.Words.T("column.status")},
		{heading: look.Words.T("column.slope"), right: true},
		{heading: look.Words.T("column.f"), right: true},
	}}
	plain := look.style(theme.Text)
	balls := v.Descent.Balls()
	for i := range balls {
		b := &balls[i]
		t.rows = append(t.rows, []cell{
			{ballName(look, i), look.Theme.Series(i)},
			{rate(v.Descent, b), plain},
			{sim.FormatNumber(b.Start), plain},
			{chart.Number(b.W), plain},
			ending(b.Status(), look),
			{chart.Number(b.Slope), plain},
			{chart.Number(b.F), plain},
		})
	}
	t.draw(box, look)
}

// rate is the ball's step size, nothing where the method takes none.
func rate(d *experiment.Descent, b *experiment.Ball) string {
	if d.Newton() {
		return "–"
	}
	return sim.FormatNumber(b.Rate)
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
	case sim.Converged:
		return theme.Good
	case sim.Zigzagging, sim.Stuck:
		return theme.Warn
	case sim.Diverged:
		return theme.Bad
	case sim.Running:
	}
	return theme.Muted
}
