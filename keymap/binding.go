package keymap

import (
	"slices"
	"strings"
)

// Context is where a key press falls, or a set of such places.
type Context uint8

const (
	// Panes is the dashboard itself: no text field and no overlay is open.
	Panes Context = 1 << iota
	// Typing is an open text field: letters and digits belong to it.
	Typing
	// Overlay is the help, or another sheet above the panes, that is only read.
	Overlay
	// Class is the sheet of those who are in the class.
	Class

	// Everywhere is all of them.
	Everywhere = Panes | Typing | Overlay | Class
)

// Group is a heading of the help. Its value is the id of the heading's message.
type Group string

// The groups, in the order of the help.
const (
	Playback   Group = "group.playback"
	Parameters Group = "group.parameters"
	View       Group = "group.view"
	Lab        Group = "group.lab" // keys that only some labs have
	Labs       Group = "group.labs"
	Lesson     Group = "group.class" // keys that only a class has
	Program    Group = "group.program"
	Dialogs    Group = "group.dialogs"
)

// Key is one key and what it does.
type Key struct {
	Name   string // as Bubble Tea v2 names it
	Action Action
}

// Binding is one line of the help: the keys it is about, most often a pair,
// where they work, and the ids of its texts.
type Binding struct {
	Keys  []Key   // those shown
	Also  []Key   // other ways to the same, not shown
	In    Context // where they work
	Group Group

	Help   string // id of the sentence for the help
	Short  string // id of the word for the footer; empty: not in the footer
	Footer int    // place in the footer from 1, most important first; 0: not in it
	Sign   string // stands for Keys on screen when not empty, as in "1-9"
}

// Serves reports whether the binding does anything where the panes, and the class
// if there is one, do these actions: one of the groups Lab and Lesson may not.
func (b Binding) Serves(panes []Action) bool {
	return b.Group != Lab && b.Group != Lesson || slices.ContainsFunc(b.Keys, func(k Key) bool { return slices.Contains(panes, k.Action) })
}

// Label returns the binding's keys as they are written on screen, as in "⇧← ⇧→".
func (b Binding) Label() string { return string(b.AppendLabel(nil)) }

// AppendLabel appends what [Binding.Label] returns.
func (b Binding) AppendLabel(dst []byte) []byte { return b.append(dst, appendLabel) }

// AppendASCII appends the binding's keys by name, as in "shift+left shift+right",
// for terminals that show ASCII only.
func (b Binding) AppendASCII(dst []byte) []byte {
	return b.append(dst, func(dst []byte, name string) []byte { return append(dst, name...) })
}

func (b Binding) append(dst []byte, label func(dst []byte, name string) []byte) []byte {
	if b.Sign != "" {
		return append(dst, b.Sign...)
	}
	for i, key := range b.Keys {
		if i > 0 {
			dst = append(dst, ' ')
		}
		dst = label(dst, key.Name)
	}
	return dst
}

// appendLabel appends a key's name in its short form: arrows, ⇧ for shift and ⏎ for
// enter as signs, other names as they are. Every sign is one cell wide.
func appendLabel(dst []byte, name string) []byte {
	if rest, ok := strings.CutPrefix(name, "shift+"); ok {
		return appendLabel(append(dst, "⇧"...), rest)
	}
	return append(dst, sign(name)...)
}

// sign returns the sign of a key without shift, or else its name.
func sign(name string) string {
	switch name {
	case "left":
		return "←"
	case "right":
		return "→"
	case "up":
		return "↑"
	case "down":
		return "↓"
	case "enter":
		return "⏎"
	default:
		return name
	}
}
