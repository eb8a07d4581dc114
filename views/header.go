package views

import (
	"slices"
	"strconv"

	"nabla/screen"
	"nabla/views/theme"
)

// Header is the first row: the program's name, the labs as tabs, and what is
// running; a second row says what the open lab is about.
type Header struct {
	Labs    []string // names, in order
	Open    int      // the one that is open
	Summary string
	Seed    uint64

	Class    string // how the class stands, empty for none
	Standing theme.Role
	Tabs     []Span // memory for what Draw returns, or nil
}

// Draw fills the box, one row or two, and returns where each lab's tab is; a tab that has no
// room is empty.
func (h Header) Draw(box screen.Box, look Look) []Span {
	tabs := slices.Grow(h.Tabs[:0], len(h.Labs))[:len(h.Labs)]
	clear(tabs)
	x := write(box, 1, "∇ nabla", look.style(theme.Title))
	if h.Class != "" {
		x = write(box, x+2, h.Class, look.style(h.Standing).With(screen.Bold))
	}
	note := look.join(h.Summary, " · ", look.Words.T("header.seed", "Seed", h.Seed))
	full, short := h.widths(look)
	room := box.Width() - x - 2
	width := full
	if full > room {
		width = short
	}
	if full+screen.Width(note)+3 > room {
		note = h.Summary
	}
	x += 2
	first := 0
	if width == short {
		first = h.first(box.Width()-x, look)
	}
	for i := first; i < len(h.Labs); i++ {
		label, name := strconv.Itoa(i+1), ""
		if width == full || i == h.Open {
			name = look.Words.Of("lab.", h.Labs[i])
		}
		style := look.style(theme.Muted)
		if i == h.Open {
			style = look.style(theme.Selected).With(screen.Bold)
		}
		end := write(box, write(box, x, " ", style), label, style)
		if name != "" {
			end = write(box, write(box, end, " ", style), name, style)
		}
		end = write(box, end, " ", style)
		tabs[i] = Span{X: x, W: end - x}
		x = end
	}
	if w := screen.Width(note); x+1+w < box.Width() {
		box.Text(box.Width()-1-w, 0, note, look.style(theme.Muted))
	}
	if box.Height() > 1 {
		box.TextFit(1, 1, box.Width()-2, look.Words.Of("lab-idea.", h.Labs[h.Open]), look.style(theme.Muted))
	}
	return tabs
}

// first returns the first tab that is shown where there is no room for all
// numbers, so that the open lab's is among them.
func (h Header) first(room int, look Look) int {
	need := screen.Width(look.Words.Of("lab.", h.Labs[h.Open])) + 3 + len(strconv.Itoa(h.Open+1))
	first := h.Open
	for first > 0 && need+len(strconv.Itoa(first))+2 <= room {
		need += len(strconv.Itoa(first)) + 2
		first--
	}
	return first
}

// widths returns the columns that the tabs take with all names, and with that
// of the open lab only.
func (h Header) widths(look Look) (full, short int) {
	for i, name := range h.Labs {
		number := screen.Width(strconv.Itoa(i+1)) + 2
		label := screen.Width(look.Words.Of("lab.", name)) + 1
		full += number + label
		short += number
		if i == h.Open {
			short += label
		}
	}
	return full, short
}
