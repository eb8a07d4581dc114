package views

import (
	"nabla/keymap"
	"nabla/screen"
	"nabla/sim"
	"nabla/views/theme"
)

// Footer is the last rows: the playhead on its bar, and what keys do here.
type Footer struct {
	Playing, Seeking bool
	Step, End        int // where the playhead stands, and how far the run got
	Length           int // the step at which the run ends, 0 for none that is known
	Target           int // where a seek is going
	Edits            []sim.Edit
	Rate             int // steps a second, 0 for as many as can be
	Notice           string
	Keys             []keymap.Binding
}

// Scrub is where the bar was drawn, for the mouse.
type Scrub struct {
	Button Span // plays and pauses
	Bar    Span
	Last   int // the step at the right end of the bar
	Step   int // where the playhead stands
}

// StepAt returns the step that a column of the bar stands for.
func (s Scrub) StepAt(x int) int {
	if s.Bar.W <= 1 {
		return 0
	}
	if x == s.column(s.Step) {
		return s.Step // the knob itself stays where it is
	}
	x = min(max(x-s.Bar.X, 0), s.Bar.W-1)
	return int(float64(x)/float64(s.Bar.W-1)*float64(s.Last) + 0.5)
}

// column returns the place of a step on the bar.
func (s Scrub) column(step int) int {
	return s.Bar.X + min(int(float64(step)/float64(s.Last)*float64(s.Bar.W-1)+0.5), s.Bar.W-1)
}

// Draw fills the box, one row or two, and returns where the bar is.
func (f Footer) Draw(box screen.Box, look Look) Scrub {
	scrub := f.drawBar(box.Sub(0, 0, box.Width(), 1), look)
	switch {
	case f.Notice != "":
		row := box.Height() - 1
		box.TextFit(1, row, box.Width()-2, f.Notice, look.style(theme.Warn))
	case box.Height() > 1:
		f.drawKeys(box.Sub(0, 1, box.Width(), 1), look)
	}
	return scrub
}

// drawBar draws "▶ step 1 240 ━━━●─── 30/s".
func (f Footer) drawBar(box screen.Box, look Look) Scrub {
	g := look.Theme.Glyphs()
	sign, style := g.Pause, look.style(theme.Warn)
	switch {
	case f.Seeking:
		sign, style = g.More, look.style(theme.Accent)
	case f.Playing:
		sign, style = g.Play, look.style(theme.Good)
	}
	box.SetRune(1, 0, sign, style)
	x := 2
	last := f.End
	if f.Seeking {
		last = max(last, f.Target)
	}
	scrub := Scrub{Button: Span{X: 0, W: x + 1}, Last: horizon(last), Step: f.Step}
	if f.Length > 0 {
		scrub.Last = max(f.Length, last)
	}
	label := look.Words.T("footer.step", "Step", look.grouped(f.Step))
	x = write(box, x+1, label, look.style(theme.Text))
	// The place of the bar must not jump with every digit of the step.
	x = max(x, 4+screen.Width(look.Words.T("footer.step", "Step", look.grouped(scrub.Last)))) + 1
	rate := look.Words.T("footer.rate-most")
	if f.Rate > 0 {
		rate = look.Words.T("footer.rate", "Count", f.Rate)
	}
	rate = look.join(look.grouped(scrub.Last), "   ", rate)
	end := box.Width() - 2 - screen.Width(rate)
	if end-x < 6 {
		return scrub
	}
	box.Text(end+1, 0, rate, look.style(theme.Muted))
	scrub.Bar = Span{X: x, W: end - x}
	f.drawTrack(box, scrub, look)
	return scrub
}

// drawTrack draws the bar itself: what was run, what was not, the edits, the
// playhead.
func (f Footer) drawTrack(box screen.Box, scrub Scrub, look Look) {
	g := look.Theme.Glyphs()
	at, reached := scrub.column(f.Step), scrub.column(f.End)
	for x := scrub.Bar.X; x < scrub.Bar.X+scrub.Bar.W; x++ {
		switch {
		case x <= at:
			box.SetRune(x, 0, g.Done, look.style(theme.Accent))
		case x <= reached:
			box.SetRune(x, 0, g.Done, look.style(theme.Faint))
		default:
			box.SetRune(x, 0, g.Rest, look.style(theme.Faint))
		}
	}
	for _, e := range f.Edits {
		box.SetRune(scrub.column(e.Step), 0, g.Bound, look.style(theme.Warn))
	}
	box.SetRune(at, 0, g.Knob, look.style(theme.Accent))
}

// drawKeys names as many keys as fit, the most important first.
func (f Footer) drawKeys(box screen.Box, look Look) {
	x := 1
	for _, b := range f.Keys {
		label, does := look.key(b), look.Words.T(b.Short)
		if x+screen.Width(label)+1+screen.Width(does) > box.Width()-1 {
			return
		}
		x = write(box, x, label, look.style(theme.Accent))
		x = write(box, x+1, does, look.style(theme.Muted)) + 2
	}
}

// horizon returns the step at the right end of a bar that has to hold n: 1, 2
// or 5 times a power of ten, so that the bar changes scale seldom.
func horizon(n int) int {
	for unit := 100; ; unit *= 10 {
		for _, m := range []int{1, 2, 5} {
			if unit*m >= n {
				return unit * m
			}
		}
	}
}
