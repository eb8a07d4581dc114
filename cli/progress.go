package cli

import (
	"fmt"
	"io"
	"slices"

	"nabla/locale"
	"nabla/sim"
	"nabla/views"
)

// patience is how many ticks a run may take before it shows progress: half a
// second.
const patience = 5

// progress is a line on a terminal that says how far a run has got. It keeps no
// time: it is told of every tick.
type progress struct {
	w     io.Writer // nil where nobody watches
	text  *locale.Localizer
	steps int
	ticks int
	shown bool
}

// progress returns the line of a run of so many steps, on standard error if
// that is a terminal.
func (a *app) progress(steps int) progress {
	p := progress{text: a.text, steps: steps}
	if isTerminal(a.Stderr) && !slices.Contains(a.Env, "TERM=dumb") {
		p.w = a.Stderr
	}
	return p
}

// tick shows where the run stands.
func (p *progress) tick(step int) {
	p.show("cli.progress", "Step", views.Grouped(step), "Steps", views.Grouped(p.steps), "Percent", step*100/max(p.steps, 1))
}

// read shows how much of the files has been read.
func (p *progress) read(files *sim.Reading) {
	if percent, known := files.Percent(); known {
		p.show("cli.reading", "Percent", percent)
	}
}

// show shows a line. It can go wrong without the run being any worse, so that
// errors are not looked at.
func (p *progress) show(id string, args ...any) {
	p.ticks++
	if p.w == nil || p.ticks < patience {
		return
	}
	_, _ = fmt.Fprint(p.w, "\r"+p.text.T(id, args...)+"\x1b[K")
	p.shown = true
}

// clear takes the line away, before others are written and at the end.
func (p *progress) clear() {
	if p.shown {
		_, _ = fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = false
	}
}
