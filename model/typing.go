package model

import (
	tea "charm.land/bubbletea/v2"

	"nabla/keymap"
)

// editParam opens the chosen parameter's value for typing.
func (a *App) editParam() tea.Cmd {
	a.panel.settle()
	setup := a.current()
	p := &setup.Params()[a.panel.chosen]
	a.panel.err = nil
	if a.panel.entry != nil {
		a.stopJourney()
		a.playback.play(false) // it would point at something else
	}
	a.panel.field = newField(a.panel.text(setup.Value(p.Name)))
	a.focusPanel()
	return nil
}

// focusPanel brings the panel into view: it may have been dropped for room.
func (a *App) focusPanel() { a.focus = len(a.panes) - 1 }

// pressField routes a key while a value is being typed.
func (a *App) pressField(msg tea.KeyPressMsg) tea.Cmd {
	switch action, _ := a.action(msg, keymap.Typing); action {
	case keymap.Quit:
		return tea.Quit
	case keymap.Suspend:
		return a.suspend()
	case keymap.Cancel:
		a.panel.field, a.panel.err = nil, nil
	case keymap.Accept:
		return a.acceptField()
	case keymap.Up:
		a.panel.choose(-1, len(a.setup.Params()))
	case keymap.Down:
		a.panel.choose(+1, len(a.setup.Params()))
	default:
		a.panel.field.update(msg)
		a.panel.err = nil
	}
	return nil
}

// acceptField applies what was typed; what is wrong with it stays under the
// field until it is mended.
func (a *App) acceptField() tea.Cmd {
	name := a.setup.Params()[a.panel.chosen].Name
	c := Change{Name: name, Text: a.panel.typed()}
	return a.attempt(func() error { return a.change(c) }, func(err error) {
		a.panel.err = err
		switch {
		case err == nil && a.warned == (warning{}):
			a.panel.field = nil
		case err == nil:
			a.panel.err = a.future()
		}
	})
}

// paste hands a pasted text to whatever is being typed.
func (a *App) paste(msg tea.PasteMsg) {
	switch {
	case a.over != nil:
		a.over.paste(msg)
	case a.panel.typing():
		a.panel.field.update(msg)
		a.panel.err = nil
	}
}
