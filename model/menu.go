package model

import (
	tea "charm.land/bubbletea/v2"

	"nabla/keymap"
	"nabla/screen"
	"nabla/sim"
	"nabla/views"
)

// menu is the sheet that lists the labs, for choosing one; below the chosen lab its
// presets.
type menu struct {
	labs   []views.MenuLab
	open   int // the one that is open
	chosen int
	preset int // of the chosen lab, −1 for the lab itself
	page   int // rows shown last
}

func (a *App) openMenu() tea.Cmd {
	labs := make([]views.MenuLab, len(a.entries))
	for i, e := range a.entries {
		labs[i].Name = e.Name
		for _, p := range e.Presets {
			labs[i].Presets = append(labs[i].Presets, p.Name)
		}
	}
	a.over = &menu{labs: labs, open: a.open, chosen: a.open, preset: -1}
	return nil
}

func (m *menu) draw(box screen.Box, look views.Look) (views.Cell, bool) {
	m.page = views.Menu{Labs: m.labs, Open: m.open, Chosen: m.chosen, Preset: m.preset}.Draw(box, look)
	return views.Cell{}, false
}

func (m *menu) context() keymap.Context { return keymap.Overlay }

func (m *menu) paste(tea.PasteMsg) {}

func (m *menu) press(a *App, action Action, msg tea.KeyPressMsg) tea.Cmd {
	if n, ok := a.action(msg, keymap.Panes); ok {
		if lab, ok := n.Lab(); ok && lab <= len(m.labs) {
			a.over = nil
			return a.goToLab(lab - 1)
		}
		if n == keymap.Menu {
			action = keymap.Cancel
		}
	}
	switch action {
	case keymap.Up:
		m.move(-1)
	case keymap.Down:
		m.move(+1)
	case keymap.PageUp:
		m.choose(m.chosen - m.page)
	case keymap.PageDown:
		m.choose(m.chosen + m.page)
	case keymap.First:
		m.choose(0)
	case keymap.Last:
		m.choose(len(m.labs))
	case keymap.Accept:
		a.over = nil
		if m.preset >= 0 {
			return a.openPreset(m.chosen, m.preset)
		}
		return a.goToLab(m.chosen)
	case keymap.Cancel:
		a.over = nil
	default:
	}
	return nil
}

// choose chooses a lab, the first or last one beyond the ends.
func (m *menu) choose(lab int) {
	m.chosen, m.preset = max(0, min(lab, len(m.labs)-1)), -1
}

// move goes to the next row or the one before: through the chosen lab's presets.
func (m *menu) move(by int) {
	next := m.preset + by
	switch {
	case next >= -1 && next < len(m.labs[m.chosen].Presets):
		m.preset = next
	case by > 0 && m.chosen < len(m.labs)-1:
		m.choose(m.chosen + 1)
	case by < 0 && m.chosen > 0:
		m.choose(m.chosen - 1)
		m.preset = len(m.labs[m.chosen].Presets) - 1
	}
}

// openPreset opens a lab as one of its presets says, playing.
func (a *App) openPreset(lab, preset int) tea.Cmd {
	e := a.entries[lab]
	return a.attempt(func() error {
		setup, err := e.Presets[preset].setup(e)
		if err != nil {
			return err
		}
		if err := a.openSetup(setup); err != nil {
			return err
		}
		a.playback.play(true)
		return nil
	}, a.try)
}

// setup returns what the preset of a lab stands for.
func (p Preset) setup(e Entry) (sim.Setup, error) {
	m, err := sim.ParseMoment(e.Name+" "+p.Line, func(string) (sim.Setup, error) { return sim.NewSetup(e.Name, e.Params), nil })
	return m.Setup, err
}
