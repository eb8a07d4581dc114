package views

import (
	"strconv"
	"strings"
	"time"

	"nabla/keymap"
	"nabla/screen"
	"nabla/views/theme"
)

// Person is a row of the sheet of a class.
type Person struct {
	Name          string
	State         string // id of the message that says what the person does
	Me, Hand, Pen bool
	Width, Height int
	Small         bool          // the terminal is too small for all there is to see
	Idle          time.Duration // since the last key
}

// Class is the sheet of who is in the class, and of what was asked last.
type Class struct {
	People   []Person
	Chosen   int
	Pinned   bool
	Locked   []string // names of parameters
	Pointed  string   // name of a pane
	Question *Result  // nil for none
	Keys     []keymap.Binding
}

// Result is a question and what is told of its answers.
type Result struct {
	Text    string
	Answers int
	Open    bool
	Truth   string // the outcome, empty while it is not told
	Bars    []Bar
}

// Bar is how many gave an answer.
type Bar struct {
	Label string
	N     int
	True  bool
}

// classWidth is the width of the sheet where there is room.
const classWidth = 76

// Draw puts the sheet into the middle of the box.
func (c Class) Draw(box screen.Box, look Look) {
	width := min(classWidth, box.Width()-2)
	foot := c.foot(width, look)
	students := look.Words.T("class.sheet", "Count", len(c.People))
	inner := sheet(box, width, len(c.People)+len(foot), students, look.Words.T("help.note"), look)
	page := max(1, min(len(c.People), inner.Height()-len(foot)))
	top := max(0, min(c.Chosen-page/2, len(c.People)-page))
	for y := range min(page, len(c.People)) {
		i := top + y
		c.People[i].draw(inner.Sub(0, y, inner.Width(), 1), i == c.Chosen, look)
	}
	for y, line := range foot {
		inner.TextFit(1, page+y, inner.Width()-2, line.text, look.style(line.role))
	}
}

// draw draws a row: name, state, size, when a key was last pressed.
func (p Person) draw(row screen.Box, chosen bool, look Look) {
	style, quiet := look.style(theme.Text), look.style(theme.Muted)
	if chosen {
		style, quiet = look.style(theme.Selected).With(screen.Bold), look.style(theme.Selected)
		row.Fill(' ', quiet)
		row.SetRune(0, 0, look.Theme.Glyphs().Pointer, style)
	}
	name := p.Name
	if p.Me {
		name += " " + look.Words.T("class.me")
	}
	state := look.Words.T(p.State)
	if p.Hand {
		state += ", " + look.Words.T("class.hand-up")
	}
	size := strconv.Itoa(p.Width) + "×" + strconv.Itoa(p.Height)
	warn := quiet
	if p.Small {
		size += " " + look.Words.T("class.small")
		if !chosen {
			warn = look.style(theme.Warn)
		}
	}
	w := row.Width()
	row.TextFit(2, 0, w*4/10-3, name, style)
	row.TextFit(w*4/10, 0, w*3/10-1, state, style)
	row.TextFit(w*7/10, 0, w*2/10, size, warn)
	row.TextFit(w*9/10, 0, w-w*9/10-1, idle(p.Idle), quiet)
}

// idle writes how long ago the last key was: in minutes, or seconds where it is
// less than one.
func idle(d time.Duration) string {
	if d < time.Minute {
		return strconv.Itoa(int(d.Seconds())) + " s"
	}
	return strconv.Itoa(int(d.Minutes())) + " min"
}

// footLine is a line below the people.
type footLine struct {
	text string
	role theme.Role
}

// foot returns what stands below the people: what the teacher has set, and the
// question.
func (c Class) foot(width int, look Look) []footLine {
	var lines []footLine
	add := func(role theme.Role, text string) { lines = append(lines, footLine{text, role}) }
	if c.Pinned {
		add(theme.Warn, look.Words.T("class.pinned"))
	}
	if len(c.Locked) > 0 {
		add(theme.Warn, look.Words.T("class.locked", "Names", strings.Join(c.Locked, ", ")))
	}
	if c.Pointed != "" {
		add(theme.Accent, look.Words.T("class.points", "Pane", look.Words.T("pane."+c.Pointed)))
	}
	if q := c.Question; q != nil {
		add(theme.Text, "")
		for _, line := range wrap(q.Text, width-2) {
			add(theme.Title, line)
		}
		for _, bar := range q.Bars {
			role := theme.Text
			if bar.True {
				role = theme.Good
			}
			add(role, bar.line(q.most(), look))
		}
		state := look.Words.T("class.answers", "Count", q.Answers)
		if q.Open {
			state += " · " + look.Words.T("class.open")
		}
		if q.Truth != "" {
			state += " · " + look.Words.T("class.truth", "Truth", q.Truth)
		}
		add(theme.Muted, state)
	}
	if len(lines) > 0 && lines[0].text != "" {
		lines = append([]footLine{{}}, lines...)
	}
	lines = append(lines, footLine{})
	for _, line := range c.keys(width-2, look) {
		add(theme.Muted, line)
	}
	return lines
}

// keys names the keys of the sheet, as many a line as have room.
func (c Class) keys(width int, look Look) []string {
	var lines []string
	line := ""
	for _, b := range c.Keys {
		does := look.key(b) + " " + look.Words.T(b.Short)
		if line != "" && screen.Width(line)+3+screen.Width(does) > width {
			lines, line = append(lines, line), ""
		}
		if line != "" {
			line += " · "
		}
		line += does
	}
	return append(lines, line)
}

// most returns the highest number of equal answers, 1 at least.
func (r Result) most() int {
	most := 1
	for _, bar := range r.Bars {
		most = max(most, bar.N)
	}
	return most
}

// line writes a bar and its number: "1 in A ████ 4"; the outcome is marked.
func (b Bar) line(most int, look Look) string {
	const long, label = 24, 30
	mark := "  "
	if b.True {
		mark = string(look.Theme.Glyphs().Pointer) + " "
	}
	text := mark + b.Label
	if pad := label - screen.Width(text); pad > 0 {
		text += strings.Repeat(" ", pad)
	}
	full := look.Theme.Glyphs().Bars[8]
	return text + " " + strings.Repeat(string(full), (b.N*long+most-1)/most) + " " + strconv.Itoa(b.N)
}

// PointOut lights the frame of a pane up.
func PointOut(frame screen.Box, look Look) {
	light := look.style(theme.Warn).With(screen.Bold)
	w, h := frame.Width(), frame.Height()
	for _, edge := range []screen.Box{frame.Sub(0, 0, w, 1), frame.Sub(0, h-1, w, 1), frame.Sub(0, 1, 1, h-2), frame.Sub(w-1, 1, 1, h-2)} {
		edge.Restyle(func(screen.Style) screen.Style { return light })
	}
}
