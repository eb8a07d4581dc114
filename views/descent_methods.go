package views

import (
	"fmt"

	"nabla/screen"
	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/views/theme"
)

// descentMethods is the table that compares all methods from the start of the ball
// with the focus. It keeps what it was worked out for.
type descentMethods struct {
	trials []experiment.Trial
	of     string
}

// draw fills the box.
func (v *descentMethods) draw(box screen.Box, look Look, d LandscapeData) {
	b := &d.Descent.Balls()[d.Focus]
	rate := d.Descent.Listed(d.Focus)
	if of := fmt.Sprint(b.Start, rate, d.Descent.Terms()); of != v.of {
		v.trials = d.Descent.Compare(b.Start, rate)
		v.of = of
	}
	heading := look.Words.T("descent.from", "Start", StartText(d.Descent, b), "Rate", sim.FormatNumber(rate))
	t := table{chosen: int(d.Descent.Method()), columns: []column{
		{heading: heading},
		{heading: look.Words.T("column.steps"), right: true},
		{heading: look.Words.T("column.digits"), right: true},
		{heading: look.Words.T("column.status")},
		{heading: look.Words.T("column.asked")},
	}}
	plain := look.style(theme.Text)
	for i := range v.trials {
		trial := &v.trials[i]
		t.rows = append(t.rows, []cell{
			{trial.Method.String(), plain},
			{Grouped(trial.Steps), plain},
			{tenths(trial.Digits), plain},
			ending(trial.Status, look),
			{asked(trial.Evaluations), plain},
		})
	}
	t.draw(box, look)
}
