package model

import (
	tea "charm.land/bubbletea/v2"

	"nabla/keymap"
	"nabla/screen"
	"nabla/views"
)

// menu is the sheet that lists the labs, for choosing one.
type menu struct {
	labs   []string
	open   int // the one that is open
	chosen int
	page   int // labs shown last
}

func (a *App) openMenu() tea.Cmd {
	a.over = &menu{labs: a.labNames(), open: a.open, chosen: a.open}
	return nil
}

func (m *menu) draw(box screen.Box, look views.Look) (views.Cell, bool) {
	m.page = views.Menu{Labs: m.labs, Open: m.open, Chosen: m.chosen}.Draw(box, look)
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
		m.chosen--
	case keymap.Down:
		m.chosen++
	case keymap.PageUp:
		m.chosen -= m.page
	case keymap.PageDown:
		m.chosen += m.page
	case keymap.First:
		m.chosen = 0
	case keymap.Last:
		m.chosen = len(m.labs)
	case keymap.Accept:
		a.over = nil
		return a.goToLab(m.chosen)
	case keymap.Cancel:
		a.over = nil
	default:
	}
	m.chosen = max(0, min(m.chosen, len(m.labs)-1))
	return nil
}
