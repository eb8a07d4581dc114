package cli

import (
	"fmt"
	"io"

	"nabla/locale"
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

// tick shows where the run stands. The line can go wrong without the run being
// any worse, so that errors are not looked at.
func (p *progress) tick(step int) {
	p.ticks++
	if p.w == nil || p.ticks < patience {
		return
	}
	line := p.text.T("cli.progress",
		"Step", views.Grouped(step), "Steps", views.Grouped(p.steps), "Percent", step*100/p.steps)
	_, _ = fmt.Fprint(p.w, "\r"+line+"\x1b[K")
	p.shown = true
}

// clear takes the line away, before others are written and at the end.
func (p *progress) clear() {
	if p.shown {
		_, _ = fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = false
	}
}
