package model

import (
	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"nabla/sim"
	"nabla/views"
)

// field is a line of text being typed.
type field struct {
	input textinput.Model
	fresh bool // what stands there is the old value, which typing replaces
}

func newField(text string) *field {
	input := textinput.New()
	input.CharLimit = sim.MaxText
	// Its own paste asks the clipboard of the machine the program runs on,
	// which over SSH is not the person's. The terminal's paste arrives anyway.
	input.KeyMap.Paste = key.NewBinding()
	input.SetVirtualCursor(false)
	input.SetValue(text)
	input.CursorEnd()
	input.Focus()
	return &field{input: input, fresh: true}
}

// update hands a message to the field. The first thing typed or pasted takes the
// place of the old value; a key that moves the cursor or deletes keeps it.
func (f *field) update(msg tea.Msg) {
	typed := false
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		typed = msg.Text != ""
	case tea.PasteMsg:
		typed = true
	}
	if typed && f.fresh {
		f.input.SetValue("")
	}
	f.fresh = false
	// The command it returns only blinks a cursor that the terminal draws.
	f.input, _ = f.input.Update(msg)
}

func (f *field) text() string { return f.input.Value() }

// view returns what there is to draw.
func (f *field) view() views.Field {
	return views.Field{Text: f.input.Value(), Cursor: f.input.Position()}
}
