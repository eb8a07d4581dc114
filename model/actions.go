package model

import (
	tea "charm.land/bubbletea/v2"

	"nabla/keymap"
)

// actions returns what the program's own actions do. Those it does not list
// belong to the panes.
func actions() map[Action]func(*App) tea.Cmd {
	table := map[Action]func(*App) tea.Cmd{
		keymap.PlayPause:     (*App).playPause,
		keymap.StepBack:      func(a *App) tea.Cmd { return a.seek(a.at() - 1) },
		keymap.StepForward:   func(a *App) tea.Cmd { return a.seek(a.at() + 1) },
		keymap.StepBack10:    func(a *App) tea.Cmd { return a.seek(a.at() - 10) },
		keymap.StepForward10: func(a *App) tea.Cmd { return a.seek(a.at() + 10) },
		keymap.First:         func(a *App) tea.Cmd { return a.seek(0) },
		keymap.Last:          func(a *App) tea.Cmd { return a.seek(a.lab.Timeline().End()) },
		keymap.Slower:        func(a *App) tea.Cmd { return a.changeSpeed(-1) },
		keymap.Faster:        func(a *App) tea.Cmd { return a.changeSpeed(+1) },
		keymap.Restart:       (*App).restartRun,
		keymap.NewSeed:       (*App).newSeed,
		keymap.ParamUp:       func(a *App) tea.Cmd { return a.choose(-1) },
		keymap.ParamDown:     func(a *App) tea.Cmd { return a.choose(+1) },
		keymap.ParamDecrease: func(a *App) tea.Cmd { return a.nudge(-1) },
		keymap.ParamIncrease: func(a *App) tea.Cmd { return a.nudge(+1) },
		keymap.ParamEdit:     (*App).editParam,
		keymap.NextPane:      func(a *App) tea.Cmd { return a.changeFocus(+1) },
		keymap.PrevPane:      func(a *App) tea.Cmd { return a.changeFocus(-1) },
		keymap.Zoom:          (*App).zoom,
		keymap.Cancel:        (*App).leaveZoom,
		keymap.Theme:         (*App).changeTheme,
		keymap.Language:      (*App).changeLanguage,
		keymap.Menu:          (*App).openMenu,
		keymap.Command:       (*App).openPrompt,
		keymap.ShareLine:     (*App).share,
		keymap.Help:          (*App).openHelp,
		keymap.Follow:        (*App).switchFollowing,
		keymap.ClassSheet:    (*App).openClass,
		keymap.TakeBack:      (*App).takeBack,
		keymap.Quit:          func(*App) tea.Cmd { return tea.Quit },
		keymap.Suspend:       (*App).suspend,
	}
	for n, lab := range []Action{
		keymap.Lab1, keymap.Lab2, keymap.Lab3, keymap.Lab4, keymap.Lab5,
		keymap.Lab6, keymap.Lab7, keymap.Lab8, keymap.Lab9, keymap.Lab10,
	} {
		table[lab] = func(a *App) tea.Cmd { return a.goToLab(n) }
	}
	return table
}

// at returns where the playhead is, or is on its way to: holding a key adds up.
func (a *App) at() int {
	if a.playback.seeking {
		return a.playback.target
	}
	return a.lab.Timeline().Step()
}

func (a *App) playPause() tea.Cmd {
	a.stopJourney()
	if !a.playback.playing && a.ended() {
		a.seek(0)
	}
	a.goOn()
	a.playback.play(!a.playback.playing)
	return a.playback.tick()
}

// seek pauses and moves the playhead: at once where the budget allows, else on
// the ticks to come.
func (a *App) seek(n int) tea.Cmd {
	a.stopJourney()
	if n > a.at() {
		a.goOn()
	}
	a.playback.seek(a.within(n))
	a.playback.advance(a.lab.Timeline())
	return a.playback.tick()
}

func (a *App) changeSpeed(by int) tea.Cmd {
	if !a.playback.faster(by) {
		return nil
	}
	return a.playback.tick()
}

func (a *App) restartRun() tea.Cmd {
	return a.attempt(func() error { return a.openSetup(a.current()) }, a.try)
}

// newSeed starts again with the next seed, so that a class that presses the
// key together sees the same.
func (a *App) newSeed() tea.Cmd {
	return a.attempt(func() error {
		setup := a.current()
		setup.Seed++
		return a.openSetup(setup)
	}, a.try)
}

// try says what went wrong, if anything did.
func (a *App) try(err error) {
	if err != nil {
		a.say(a.look.Words.Error(err))
	}
}

func (a *App) choose(by int) tea.Cmd {
	a.panel.choose(by, len(a.setup.Params()))
	a.sayParam()
	return nil
}

// sayParam names the chosen parameter and its value in the footer while the
// panel has no room on the screen.
func (a *App) sayParam() {
	last := len(a.panes) - 1
	if last >= len(a.plan.panes) || !a.plan.panes[last].Empty() || a.notice != "" {
		return
	}
	a.say(a.panel.line(a.look))
	a.try(a.panel.err)
}

// nudge moves the chosen parameter one notch.
func (a *App) nudge(by int) tea.Cmd {
	a.panel.settle()
	setup := a.current()
	p := &setup.Params()[a.panel.chosen]
	c := Change{Name: p.Name, Text: a.panel.nudged(p, setup.Value(p.Name), by)}
	return a.attempt(func() error { return a.change(c) }, func(err error) {
		a.panel.err = err
		a.sayParam()
	})
}

func (a *App) changeFocus(by int) tea.Cmd {
	a.focus = (a.focus + by + len(a.panes)) % len(a.panes)
	return nil
}

func (a *App) zoom() tea.Cmd {
	a.zoomed = !a.zoomed
	return nil
}

func (a *App) leaveZoom() tea.Cmd {
	a.zoomed = false
	return nil
}

// changeTheme goes from dark to light and back, and then leaves it so.
func (a *App) changeTheme() tea.Cmd {
	a.options.Dark, a.fixed = !a.options.Dark, true
	a.restyle()
	return nil
}

func (a *App) changeLanguage() tea.Cmd {
	a.language = a.language.Next()
	a.restyle()
	return nil
}

// suspend stops the process until the shell has it go on.
func (a *App) suspend() tea.Cmd {
	if !a.suspends {
		return nil
	}
	return tea.Suspend
}

func (a *App) goToLab(n int) tea.Cmd {
	a.openLab(n)
	return a.playback.tick()
}
