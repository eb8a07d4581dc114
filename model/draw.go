package model

import (
	"slices"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"nabla/keymap"
	"nabla/screen"
	"nabla/views"
	"nabla/views/theme"
)

// plan is where things were drawn last, for the mouse to find.
type plan struct {
	drawn  []drawnPane
	tabs   []views.Span // of the labs, in the header
	panes  []Rect       // frames included, one per pane
	inner  []screen.Box // what is inside of the frames
	scrub  views.Scrub
	footer int         // row of the scrub bar
	cursor *views.Cell // where the terminal's cursor belongs, nil for nowhere
}

// scratch is memory that one frame leaves to the next.
type scratch struct {
	actions []Action
	keys    []keymap.Binding
	titles  []string
	layout  layout
}

// twoRows is the height from which the footer has a second row, for keys, and
// explained the one from which the lab's idea stands under the header.
const (
	twoRows   = 14
	explained = 32
)

// draw puts the frame together: header, panes, footer, and the open sheet.
func (a *App) draw() {
	w := a.grid.Width()
	a.grid.Ellipsis = a.look.Theme.Glyphs().Ellipsis
	a.grid.Fill(a.look.Theme.Style(theme.Text))
	box := a.grid.Box()
	a.plan = plan{drawn: a.plan.drawn[:0], tabs: a.plan.tabs, panes: a.plan.panes[:0], inner: a.plan.inner}
	head, body, foot := a.bands()
	if a.plan.tabs = a.plan.tabs[:0]; head > 0 {
		a.plan.tabs = a.header().Draw(box.Sub(0, 0, w, head), a.look)
	}
	a.drawPanes(box.Sub(0, head, w, body), head)
	a.plan.footer = head + body
	a.plan.scrub = a.footer().Draw(box.Sub(0, head+body, w, foot), a.look)
	if a.over != nil {
		a.plan.cursor = nil
		if cell, typing := a.over.draw(box, a.look); typing {
			a.plan.cursor = &cell
		}
	}
}

// bands returns how many rows the header, the panes and the footer take.
func (a *App) bands() (head, body, foot int) {
	h := a.grid.Height()
	foot = 1
	if h >= twoRows {
		foot = 2
	}
	switch {
	case h >= explained:
		head = 2
	case h > foot+2:
		head = 1
	}
	return head, max(0, h-head-foot), foot
}

func (a *App) header() views.Header {
	class, role := a.standing()
	return views.Header{
		Labs: a.labs, Open: a.open, Summary: a.lab.Summary(a.look), Seed: a.setup.Seed,
		Class: class, Standing: role, Tabs: a.plan.tabs,
	}
}

func (a *App) footer() views.Footer {
	run := a.lab.Timeline()
	in := keymap.Panes
	if a.panel.typing() || a.over != nil {
		in = keymap.Typing
		if a.over != nil {
			in = a.over.context()
		}
	}
	actions := a.paneActions()
	keys := slices.DeleteFunc(a.keys.AppendFooter(a.paper.keys[:0], in), func(b keymap.Binding) bool { return !b.Serves(actions) })
	// What one came for stands first: the keys of the class.
	slices.SortStableFunc(keys, func(a, b keymap.Binding) int { return first(b) - first(a) })
	if at := slices.IndexFunc(keys, zooms); a.zoomed && at >= 0 {
		back := keys[at]
		back.Short = "short.unzoom"
		keys = slices.Insert(slices.Delete(keys, at, at+1), 0, back)
	}
	a.paper.keys = keys
	playing, seeking, rate := a.playback.playing, a.playback.seeking, a.playback.rate()
	if a.following() && a.seat.keeping > 0 {
		// Whoever has the pen plays; catching up is nothing to look at.
		p := a.seat.lesson.Present
		playing, rate, seeking = p.Playing, p.Rate, seeking && !p.Playing
	}
	return views.Footer{
		Playing: playing, Seeking: seeking, Target: a.playback.target,
		Step: run.Step(), End: run.End(), Edits: run.Edits(), Rate: rate, Length: a.length(),
		Notice: a.notice, Keys: keys,
	}
}

// first returns 1 for a binding of the class, else 0.
func first(b keymap.Binding) int {
	if b.Group == keymap.Lesson {
		return 1
	}
	return 0
}

// zooms reports whether the binding zooms a pane, and back.
func zooms(b keymap.Binding) bool { return b.Keys[0].Action == keymap.Zoom }

// rects divides an area of w columns and h rows among the panes. The result is not
// to be changed.
func (a *App) rects(w, h int) []Rect {
	l := &a.paper.layout
	l.next.places = l.next.places[:0]
	for _, p := range a.panes {
		l.next.places = append(l.next.places, p.Place())
	}
	l.next.w, l.next.h, l.next.focus, l.next.zoomed = w, h, a.focus, a.zoomed
	return l.rects()
}

// drawPanes draws the panes that have room into their frames.
func (a *App) drawPanes(box screen.Box, top int) {
	rects := a.rects(box.Width(), box.Height())
	a.plan.inner = slices.Grow(a.plan.inner[:0], len(a.panes))[:len(a.panes)]
	clear(a.plan.inner)
	a.plan.panes = append(a.plan.panes[:0], rects...)
	for i, r := range rects {
		if r.Empty() {
			continue
		}
		p := a.panes[i]
		frame := box.Sub(r.X, r.Y, r.W, r.H)
		note := p.Note(a.look)
		if a.pointed(p) {
			note = a.look.Words.T("class.look-here")
		}
		a.plan.inner[i] = a.frames[i].DrawTabs(frame, a.look.Theme, a.tabs(p), note, i == a.focus)
		if a.pointed(p) {
			views.PointOut(frame, a.look)
		}
		p.Draw(a.plan.inner[i], a.look)
		for _, m := range a.marked(p) {
			m.Draw(a.plan.inner[i], a.look)
		}
		a.plan.drawn = append(a.plan.drawn, drawnPane{seen(p), r.W, r.H})
		a.plan.panes[i].Y += top
	}
	if last := len(a.panes) - 1; a.panel.typing() && !rects[last].Empty() {
		x, y := a.plan.inner[last].Origin()
		cell := a.panel.rows.Cursor
		a.plan.cursor = &views.Cell{X: x + cell.X, Y: y + cell.Y}
	}
}

// tabs returns the pane's title or, of a stack, all of them.
func (a *App) tabs(p Pane) theme.Tabs {
	title := func(p Pane) string { return a.look.Words.Of("pane.", p.Name()) }
	s, ok := p.(*Stack)
	if !ok {
		a.paper.titles = append(a.paper.titles[:0], title(p))
		return theme.Tabs{Titles: a.paper.titles}
	}
	a.paper.titles = a.paper.titles[:0]
	for _, p := range s.Panes {
		a.paper.titles = append(a.paper.titles, title(p))
	}
	return theme.Tabs{Titles: a.paper.titles, Front: s.front}
}

// besideScreen is the view's content where frames do not go through Bubble Tea:
// given none at all, it would write something at every beat of its own.
const besideScreen = " "

// emit hands the frame that was drawn to the screen or, as text, to the view.
// The terminal's cursor stands where something is being typed, as input methods
// compose Hangul there.
func (a *App) emit() {
	if a.screen == nil {
		a.text = a.grid.AppendTo(a.text[:0])
		a.frame = string(a.text)
		return
	}
	var cursor screen.Cursor
	if cell := a.plan.cursor; cell != nil {
		cursor = screen.Cursor{X: cell.X, Y: cell.Y, Shown: true}
	}
	a.frame = besideScreen
	a.screen.Present(a.grid, cursor)
}

// report takes note of what the terminal says it can do.
func (a *App) report(msg tea.ModeReportMsg) {
	if a.screen != nil && msg.Mode == ansi.ModeSynchronizedOutput {
		a.screen.Synchronize(msg.Value == ansi.ModeReset || msg.Value == ansi.ModeSet)
	}
}
