package model

import (
	"io"

	"nabla/screen"
	"nabla/sim"
	"nabla/views"
)

// Entry is one line of the syllabus: a lab that can be opened.
type Entry struct {
	Name    string
	Params  []sim.Param
	Presets []Preset
	New     func() Lab
	Pace    int // steps a second at first, one of those to choose from; 0 means 30
}

// Preset is a setup of a lab that the menu offers. Its texts are the messages
// "preset." and "preset-idea.", the lab's name, a hyphen and the preset's name.
type Preset struct{ Name, Line string }

// Lab is a lab on screen: a run in time and the panes that show it. Load and
// what it returns come before all else.
type Lab interface {
	// Load makes the run of the setup ready, and returns what starts it at
	// step 0 in place of the one before. The panes stay, with what was chosen
	// in them. It changes nothing that the lab shows: another goroutine may
	// call it while the run that was goes on.
	Load(setup sim.Setup, files sim.Opener) (start func(), err error)

	// Timeline is the run. The root moves it; the lab's panes read it.
	Timeline() Timeline

	// Panes are what the lab shows, the most important first. The root adds
	// the parameter panel.
	Panes() []Pane

	// Summary says in a few words what is running: "xor · 8×8".
	Summary(look views.Look) string
}

// Finite is a lab whose run comes to an end, after which steps change nothing:
// there it stops to play, and to play on is to start again.
type Finite interface {
	Lab

	// Length returns the step of the end, 0 while none is in sight.
	Length() int
}

// Rester is a lab whose run comes to rest: as soon as it does, playing stops. One
// may go on all the same.
type Rester interface {
	Lab

	// Rests reports whether nothing new is to come.
	Rests() bool
}

// Saver is a lab that has something to keep: the weights of a network.
type Saver interface {
	Lab

	// Save writes it as it is at the playhead.
	Save(w io.Writer) error
}

// Timeline is what the root needs of a [sim.Timeline], whatever it runs.
type Timeline interface {
	Step() int
	End() int
	Approach(n, limit int) bool
	Edit(name string, v sim.Value) error
	Edits() []sim.Edit
	Status() sim.Status
}

// Pane is one framed part of a lab's screen. What it draws is a function of
// the run and its own few choices (which ball, which axis).
type Pane interface {
	// Name is the key of the pane's texts: its title is the message "pane."
	// followed by it.
	Name() string

	// Place says where the pane wants to be.
	Place() Place

	// Note is what stands to the right of the title, empty for nothing.
	Note(look views.Look) string

	// Draw fills the box, which is the inside of the pane's frame.
	Draw(box screen.Box, look views.Look)
}

// Dragger is a pane in which the mouse moves something. Places are cells of
// the box that Draw was last given.
type Dragger interface {
	Pane

	// Grab takes hold of what is at the cell and reports whether there is
	// anything.
	Grab(x, y int) bool

	// Drag returns the change that moving what is held to the cell means.
	Drag(x, y int) Change
}

// Jumper is a pane in which what is held may go at once to where the mouse is, so
// that a click is enough.
type Jumper interface {
	Dragger

	// Jumps reports whether it does so at present.
	Jumps() bool
}

// Turner is a pane whose picture the mouse turns. The run stays as it is.
type Turner interface {
	Pane

	// Turn turns the picture as moving the mouse by so many cells means.
	Turn(dx, dy int)

	// Closer brings what is seen nearer, or with by < 0 takes it farther away.
	Closer(by int)
}

// Pointer is a pane in which one can point at what is a parameter: a variable in
// a graph. The panel then chooses the parameter, so that + − and ⏎ change it.
type Pointer interface {
	Pane

	// Points returns the name of the parameter pointed at, false for none.
	Points() (name string, ok bool)
}

// Setter is a Pointer at one entry of a parameter that is a list of them: a weight
// among those set by hand. The panel then shows the entry in the parameter's
// place, so that + − and ⏎ change it alone.
type Setter interface {
	Pointer

	// Entry returns what the entry is called, and its value.
	Entry() (name, value string)

	// Entered returns the parameter's text with the entry at what was typed.
	Entered(text string) string

	// Nudged returns the entry's value one notch up (by > 0) or down.
	Nudged(by int) string
}

// Actor is a pane that has keys of its own.
type Actor interface {
	Pane

	// Actions lists what Act does at present, for the help and the footer.
	Actions() []Action

	// Act does the action and reports whether it is one of the pane's.
	Act(action Action) bool
}

// Change is a wish for a parameter to have the value that the text stands for.
type Change struct {
	Name string
	Text string
	And  *Change // another one that goes with it: y with x; nil for none
}

// Plotter is a pane with a chart on which a place can be pointed out: the answer
// to a question. Cells are those of the box that Draw was last given.
type Plotter interface {
	Pane

	// Spot returns the coordinates that a cell of the chart stands for: one, or
	// two on a map. It is not ok beside the chart.
	Spot(x, y int) (at []float64, ok bool)

	// Cell returns where the coordinates are; it is not ok outside of the chart.
	Cell(at []float64) (cell views.Cell, ok bool)
}
