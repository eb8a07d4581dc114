package views

import (
	"fmt"

	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/theme"
)

// descentMethods is the table that compares all methods from the start of the ball
// with the focus. It keeps what it was worked out for.
type descentMethods struct {
	later  later[*experiment.Comparison]
	trials []experiment.Trial // as far as they are known
	drawn  bool
	of     methodsOf
	key    string // made of it
}

// methodsOf is what a comparison is worked out for.
type methodsOf struct {
	start, rate float64
	terms       experiment.Terms
}

// want has the comparison worked out.
func (v *descentMethods) want(d LandscapeData) {
	b := &d.Descent.Balls()[d.Focus]
	rate := d.Descent.Listed(d.Focus)
	if of := (methodsOf{b.Start, rate, d.Descent.Terms()}); of != v.of || v.key == "" {
		v.of, v.key = of, fmt.Sprint("methods ", of.start, " ", of.rate, " ", of.terms)
	}
	v.later.want(v.key, func() *experiment.Comparison {
		return d.Descent.Compare(b.Start, rate)
	})
	if v.later.readable() {
		v.trials = append(v.trials[:0], v.later.task.Trials()...)
	}
}

// draw fills the box.
func (v *descentMethods) draw(box screen.Box, look Look, d LandscapeData) {
	v.want(d)
	b := &d.Descent.Balls()[d.Focus]
	rate := d.Descent.Listed(d.Focus)
	heading := look.Words.T("descent.from", "Start", StartText(look, d.Descent, b), "Rate", look.exact(rate))
	t := table{chosen: int(d.Descent.Method()), columns: []column{
		{heading: heading},
		{heading: look.Words.T("column.steps"), right: true},
		{heading: look.Words.T("column.digits"), right: true},
		{heading: look.Words.T("column.status")},
		{heading: look.Words.T("column.asked")},
	}}
	plain := look.style(theme.Text)
	for i, method := range experiment.Methods() {
		if i >= len(v.trials) {
			faint := look.style(theme.Faint)
			t.add(cell{method.String(), faint}, cell{"…", faint}, cell{"…", faint}, cell{"…", faint}, cell{"…", faint})
			continue
		}
		trial := &v.trials[i]
		t.add(
			cell{trial.Method.String(), plain},
			cell{look.grouped(trial.Steps), plain},
			cell{look.tenths(trial.Digits), plain},
			ending(trial.Status, look),
			cell{asked(look, trial.Evaluations), plain},
		)
	}
	t.draw(box, look)
}

// Rest lends what of the comparison of the methods is yet to be worked out; ok is
// false where it is done, or nothing of it is shown.
func (v *Balls) Rest(d LandscapeData) (rest Rest, ok bool) {
	if !v.methods.drawn {
		return Rest{}, false
	}
	v.methods.want(d)
	return v.methods.later.rest()
}

// Hear takes how far the comparison is that was lent, and it once it is done.
func (v *Balls) Hear(share float64, done Gradual) { v.methods.later.hear(share, done) }
