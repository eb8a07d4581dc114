package model

import (
	"io"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"nabla/keymap"
	"nabla/screen"
	"nabla/sim"
	"nabla/views"
)

// overlay is a sheet above the panes that takes all keys.
type overlay interface {
	// draw puts the sheet into the box and returns where the terminal's cursor
	// belongs, if it types.
	draw(box screen.Box, look views.Look) (cursor views.Cell, typing bool)

	// context is where the key map has to look a key up.
	context() keymap.Context

	// press does the action, or takes the key where it means none.
	press(a *App, action Action, msg tea.KeyPressMsg) tea.Cmd

	paste(msg tea.PasteMsg)
}

var (
	_ overlay = (*helpSheet)(nil)
	_ overlay = (*menu)(nil)
	_ overlay = (*prompt)(nil)
)

// pressOverlay routes a key to the open sheet.
func (a *App) pressOverlay(msg tea.KeyPressMsg) tea.Cmd {
	action, _ := a.action(msg, a.over.context())
	switch action {
	case keymap.Quit:
		return tea.Quit
	case keymap.Suspend:
		return a.suspend()
	case keymap.Theme:
		return a.changeTheme()
	case keymap.Language:
		return a.changeLanguage()
	default:
	}
	return a.over.press(a, action, msg)
}

// helpSheet lists every key; it scrolls where they do not fit.
type helpSheet struct {
	keys []keymap.Binding
	top  int
	page int // rows shown last
	rows int // rows in all
}

func (a *App) openHelp() tea.Cmd {
	actions := a.paneActions()
	keys := slices.DeleteFunc(a.keys.Bindings(), func(b keymap.Binding) bool { return !b.Serves(actions) })
	a.over = &helpSheet{keys: keys}
	return nil
}

func (h *helpSheet) draw(box screen.Box, look views.Look) (views.Cell, bool) {
	h.page, h.rows = views.Help{Bindings: h.keys, Top: h.top}.Draw(box, look)
	h.top = max(0, min(h.top, h.rows-h.page))
	return views.Cell{}, false
}

func (h *helpSheet) context() keymap.Context { return keymap.Overlay }

func (h *helpSheet) paste(tea.PasteMsg) {}

func (h *helpSheet) press(a *App, action Action, _ tea.KeyPressMsg) tea.Cmd {
	switch action {
	case keymap.Up:
		h.top--
	case keymap.Down:
		h.top++
	case keymap.PageUp:
		h.top -= h.page
	case keymap.PageDown:
		h.top += h.page
	case keymap.First:
		h.top = 0
	case keymap.Last:
		h.top = h.rows
	case keymap.Help, keymap.Cancel, keymap.Accept:
		a.over = nil
	default:
	}
	h.top = max(0, min(h.top, h.rows-h.page))
	return nil
}

// prompt takes a lab's name, NAME=VALUE, or a share line; it also shows the
// share line of what is on screen.
type prompt struct {
	field *field
	err   error
	title string // id of the message above the field
	help  string // below it
}

func (a *App) openPrompt() tea.Cmd {
	help := a.look.Words.T("prompt.help", "Labs", strings.Join(a.labs, ", "))
	if _, ok := a.lab.(Saver); ok && a.saving != nil {
		help += " " + a.look.Words.T("prompt.save-help")
	}
	a.over = &prompt{field: newField(""), title: "prompt.title", help: help}
	return nil
}

// share shows the line that brings back what is on screen, and offers it to
// the terminal's clipboard.
func (a *App) share() tea.Cmd {
	a.playback.play(false) // the line is that of the step that stays on screen
	line := a.Moment().String()
	help := a.look.Words.T("prompt.share-help", "Line", line)
	a.over = &prompt{field: newField(line), title: "prompt.share", help: help}
	if a.screen == nil {
		return tea.SetClipboard(line)
	}
	// Bubble Tea would have it wait for its next look.
	return func() tea.Msg {
		_, _ = io.WriteString(a.screen, ansi.SetSystemClipboard(line)) // the screen knows its errors
		return nil
	}
}

func (p *prompt) draw(box screen.Box, look views.Look) (views.Cell, bool) {
	return views.Prompt{Title: p.title, Field: p.field.view(), Err: p.err, Help: p.help}.Draw(box, look), true
}

func (p *prompt) context() keymap.Context { return keymap.Typing }

func (p *prompt) paste(msg tea.PasteMsg) {
	p.field.update(msg)
	p.err = nil
}

func (p *prompt) press(a *App, action Action, msg tea.KeyPressMsg) tea.Cmd {
	switch action {
	case keymap.Cancel:
		a.over = nil
	case keymap.Accept:
		line := p.field.text() // more may be typed while a file is read
		if name, ok := saveCommand(line); ok {
			cmd, err := a.save(name)
			if p.err = err; err == nil {
				a.over = nil
			}
			return cmd
		}
		return a.attempt(func() error { return a.command(line) }, func(err error) {
			switch p.err = err; {
			case err == nil && a.warned != (warning{}):
				p.err = a.future()
			case err == nil && a.over == overlay(p):
				a.over = nil
			}
		})
	default:
		p.field.update(msg)
		p.err = nil
	}
	return nil
}

// command does what was typed at the prompt.
func (a *App) command(text string) error {
	if text == "" {
		return nil
	}
	if a.following() {
		return FollowingError{}
	}
	setup := a.current()
	if c, ok := assignment(text); ok {
		if _, err := setup.Param(c.Name); err == nil {
			return a.change(c)
		}
	}
	m, err := sim.ParseMoment(text, a.defaultSetup)
	if err != nil {
		return err
	}
	if err := a.openMoment(m); err != nil {
		return err
	}
	if len(m.Edits) == 0 && m.Step == 0 {
		a.playback.play(true)
	}
	return nil
}

// assignment reads NAME=VALUE.
func assignment(text string) (Change, bool) {
	for i, r := range text {
		switch {
		case r == '=' && i > 0:
			return Change{Name: text[:i], Text: text[i+1:]}, true
		case r == ' ' || r == '"':
			return Change{}, false
		}
	}
	return Change{}, false
}

// defaultSetup returns what the lab of the name starts as; the beginning of
// a name is enough where it is that of one lab only.
func (a *App) defaultSetup(name string) (sim.Setup, error) {
	var found []Entry
	for _, e := range a.entries {
		if e.Name == name {
			return sim.NewSetup(e.Name, e.Params), nil
		}
		if strings.HasPrefix(e.Name, name) {
			found = append(found, e)
		}
	}
	if len(found) == 1 {
		return sim.NewSetup(found[0].Name, found[0].Params), nil
	}
	return sim.Setup{}, sim.UnknownLabError{Name: name, Known: a.labs}
}
