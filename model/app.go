package model

import (
	"errors"
	"io"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"nabla/keymap"
	"nabla/locale"
	"nabla/screen"
	"nabla/sim"
	"nabla/views"
	"nabla/views/theme"
)

// Action is what a key means.
type Action = keymap.Action

// Options are what an App starts with.
type Options struct {
	Entries  []Entry          // the syllabus, at least one lab
	Moment   sim.Moment       // what to open
	Files    sim.Opener       // nil where files are not to be had
	Save     Saving           // nil where nothing may be written
	Keys     *keymap.Map      // nil means the default
	Language locale.Language  // of all texts
	Theme    theme.Options    // colours and glyphs
	FixTheme bool             // keep Theme.Dark, whatever the terminal says
	Width    int              // of the terminal as far as known, in cells
	Height   int              //
	Paused   bool             // do not play at once
	Suspends bool             // a key stops the process: there is a shell that started it
	Screen   Screen           // where frames go; nil has them be the content of the view
	Class    Class            // nil for a program on its own
	Lesson   LessonMsg        // how the class stands, if there is one
	Fault    func(Crash)      // told of a panic in a lab, without which the program goes on; nil has it end the program
	Gallery  Gallery          // nil for an app that draws all its frames itself
	Now      func() time.Time // nil means time.Now
}

// Screen is where frames go that are not left to Bubble Tea to draw, a
// [screen.Presenter] say. None of the methods may block but Write.
type Screen interface {
	// Present shows the grid, which it must not keep.
	Present(*screen.Grid, screen.Cursor)

	// Synchronize tells that the terminal shows synchronized updates as a whole.
	Synchronize(bool)

	// Resume tells that the screen, which was left to a shell, is ours again.
	Resume()

	// Writer takes what is no frame. It may wait, and is for commands.
	io.Writer

	// Err returns why nothing more is shown, nil while all is well.
	Err() error
}

var _ Screen = (*screen.Presenter)(nil)

// App is the root: it routes what comes in and puts together what goes out.
// The labs and panes do the work. It holds no simulation state but through the
// open lab's timeline.
type App struct {
	entries  []Entry
	labs     []string // their names
	files    sim.Opener
	suspends bool
	saving   Saving
	running  bool                          // files are no longer opened but by commands
	wanted   func(files sim.Opener) loaded // what a command has to load
	loaded   loaded                        // what one has, while it is being taken
	reading  *sim.Reading                  // of the last command, nil once it is done
	keys     *keymap.Map
	actions  map[Action]func(*App) tea.Cmd

	language locale.Language
	options  theme.Options
	fixed    bool
	look     views.Look

	open     int // index of the open lab in entries
	setup    sim.Setup
	lab      Lab
	journey  *journey // nil unless an opened moment has yet to be reached
	playback playback
	warned   warning

	panel  *panel
	panes  []Pane // the lab's, then the panel
	frames []theme.Frame
	focus  int
	zoomed bool
	hold   hold // what the mouse holds
	over   overlay
	notice string
	bench  bench
	seat   seat
	fault  func(Crash)

	gallery  Gallery
	watching bool // its frames are shown in place of this app's
	touched  bool // a pane may have something chosen in it

	screen  Screen
	grid    *screen.Grid
	plan    plan
	paper   scratch
	text    []byte // of the frame, kept for its memory
	frame   string
	stale   bool
	painted bool // since the last message
}

// New returns the program's root, or why its moment cannot be opened.
func New(o Options) (*App, error) {
	if len(o.Entries) == 0 {
		return nil, errors.New("model: no labs to open")
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Keys == nil {
		o.Keys = keymap.Default()
	}
	a := &App{
		entries: o.Entries, labs: labNames(o.Entries), files: o.Files, suspends: o.Suspends, saving: o.Save, keys: o.Keys, actions: actions(),
		language: o.Language, options: o.Theme, fixed: o.FixTheme,
		playback: newPlayback(o.Now),
		screen:   o.Screen, fault: o.Fault, gallery: o.Gallery,
		seat: seat{class: o.Class, lesson: o.Lesson.Lesson, me: o.Lesson.Me},
		grid: screen.New(o.Width, o.Height), stale: true,
	}
	a.panel = newPanel(a.current)
	a.restyle()
	if l := a.seat.lesson; l != nil && l.Question != nil && l.Question.Revealed {
		a.seat.told = l.Question.ID // before this one came
	}
	shown := a.present()
	if shown.Run > 0 {
		o.Moment = shown.Moment
	}
	if !a.following() || !a.adopt(shown) {
		if err := a.openMoment(o.Moment); err != nil {
			return nil, err
		}
		a.seat.keeping = shown.Run
	}
	// A moment at a step is something to look at.
	if !o.Paused && o.Moment.Step == 0 && len(o.Moment.Edits) == 0 {
		a.playback.play(true)
	}
	a.running = true
	a.watch()
	return a, nil
}

// Init asks for the first tick and the terminal's background.
func (a *App) Init() tea.Cmd {
	var ask tea.Cmd
	if a.screen == nil {
		ask = tea.RequestBackgroundColor // a screen of its own has asked
	}
	return tea.Batch(a.playback.tick(), ask, a.workOrLookAgain())
}

// Update takes a message, and has commands work on what the panes then want.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if a.screen != nil && a.screen.Err() != nil {
		return a, tea.Quit // whoever made it is told why
	}
	a.stale, a.painted = true, false
	cmd := a.step(msg)
	if a.stale { // what nobody is to see yet is not worth telling
		if p, ok := a.self(); ok && p.Pen {
			a.paint() // what cannot be drawn is not shown to the class
		}
		a.show()
	}
	a.watch()
	return a, cmd
}

// route routes a message: size and theme, tick, then keys and mouse.
func (a *App) route(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.grid.Resize(max(msg.Width, 0), max(msg.Height, 0))
		return nil
	case tea.BackgroundColorMsg:
		if dark := msg.IsDark(); dark != a.options.Dark && !a.fixed {
			a.options.Dark = dark
			a.restyle()
		}
		return nil
	case tickMsg:
		return a.beat(msg)
	case workedMsg:
		a.stale = a.bench.arrive(msg)
		return nil
	case savedMsg:
		a.saved(msg)
		return nil
	case drawnMsg:
		return nil
	case loadedMsg:
		return a.arrive(msg)
	case readTickMsg:
		return a.readOn(msg)
	case tea.KeyPressMsg:
		return a.press(msg)
	case tea.PasteMsg:
		a.paste(msg)
		return nil
	case LessonMsg:
		return a.attend(msg)
	case tea.MouseMsg:
		return a.mouse(msg)
	case tea.ResumeMsg:
		if a.screen != nil {
			a.screen.Resume()
		}
		return nil
	case tea.ModeReportMsg:
		a.report(msg)
	}
	a.stale = false
	return nil
}

// View returns the frame, drawn again only if something has happened since. With
// a screen of its own the frame goes there, and the view is a single blank. Where
// others draw it, nothing is drawn.
func (a *App) View() tea.View {
	switch {
	case a.watching:
		a.frame = besideScreen
	case a.stale:
		a.paint()
		a.emit()
	}
	a.stale = false
	v := tea.NewView(a.frame)
	v.AltScreen = true
	v.MouseMode = tea.MouseModeCellMotion
	v.WindowTitle = "nabla " + a.setup.Lab
	if cell := a.plan.cursor; cell != nil && a.screen == nil {
		v.Cursor = tea.NewCursor(cell.X, cell.Y)
	}
	return v
}

// Moment returns what is on screen, to share or to keep; on the way to an opened
// moment, that one.
func (a *App) Moment() sim.Moment {
	run := a.lab.Timeline()
	m := sim.Moment{Setup: a.setup, Edits: run.Edits(), Step: run.Step()}
	if a.journey != nil {
		m.Edits, m.Step = slices.Concat(m.Edits, a.journey.edits), a.journey.step
	}
	return m
}

// beat moves the run by one tick.
func (a *App) beat(msg tickMsg) tea.Cmd {
	if msg.generation != a.playback.generation {
		a.stale = false
		return nil
	}
	rested := a.rests()
	a.playback.advance(a.lab.Timeline())
	a.travel()
	if a.playback.playing && (a.ended() || !rested && a.rests()) {
		a.playback.play(false)
	}
	a.stale = a.playback.seen()
	return a.playback.tick()
}

// ended reports whether the run has come to an end of its own.
func (a *App) ended() bool {
	n := a.length()
	return n > 0 && a.lab.Timeline().Step() >= n
}

// rests reports whether the run has come to rest.
func (a *App) rests() bool {
	rester, ok := a.lab.(Rester)
	return ok && rester.Rests()
}

// within returns the step, or the last one of a run that ends before it.
func (a *App) within(step int) int {
	if n := a.length(); n > 0 {
		return min(step, max(n, a.lab.Timeline().Step()))
	}
	return min(step, sim.MaxStep)
}

// length returns the step at which the run ends, 0 for none that is known.
func (a *App) length() int {
	if finite, ok := a.lab.(Finite); ok {
		return finite.Length()
	}
	return 0
}

// paneActions lists what the panes' own keys do at present, until it is called again.
func (a *App) paneActions() []Action {
	actions := a.paper.actions[:0]
	for _, pane := range a.panes {
		if actor, ok := pane.(Actor); ok {
			actions = append(actions, actor.Actions()...)
		}
	}
	actions = append(actions, a.classActions()...)
	a.paper.actions = actions
	return actions
}

// press routes a key: to the overlay, to the field being typed in, to the
// program, to the panes, the focused one first.
func (a *App) press(msg tea.KeyPressMsg) tea.Cmd {
	a.notice = ""
	switch {
	case a.over != nil:
		return a.pressOverlay(msg)
	case a.panel.typing():
		return a.pressField(msg)
	}
	action, ok := a.action(msg, keymap.Panes)
	if !ok || moves(action) && a.watches() {
		return nil
	}
	if do := a.actions[action]; do != nil {
		return do(a)
	}
	for _, pane := range a.inTurn() {
		if actor, ok := pane.(Actor); ok && actor.Act(action) {
			a.touched = true
			a.follow(pane)
			return nil
		}
	}
	return nil
}

// follow chooses the parameter that a pane points at.
func (a *App) follow(pane Pane) {
	if s, ok := seen(pane).(Setter); ok {
		a.panel.pointAt(s)
		return
	}
	p, ok := seen(pane).(Pointer)
	if !ok {
		return
	}
	if name, ok := p.Points(); ok {
		at := slices.IndexFunc(a.setup.Params(), func(p sim.Param) bool { return p.Name == name })
		if at >= 0 && at != a.panel.chosen {
			a.panel.pick(at)
		}
	}
}

// action returns what a key means: by the character it types or, on a keyboard
// that reports where a key lies, by the Latin letter of its place.
func (a *App) action(msg tea.KeyPressMsg, in keymap.Context) (Action, bool) {
	if action, ok := a.keys.Action(msg.String(), in); ok {
		return action, true
	}
	return a.keys.Action(msg.Keystroke(), in)
}

// restyle makes the look anew after a change of theme or language.
func (a *App) restyle() {
	a.look = views.Look{Theme: theme.New(a.options), Words: locale.For(a.language).Own()}
}

// say puts a line into the footer until the next key.
func (a *App) say(text string) {
	if a.seat.lesson == nil || a.seat.me != 0 { // else it would be said to all, for ever
		a.notice = text
	}
}
