package views

import (
	"strconv"
	"strings"

	"nabla/screen"
	"nabla/views/theme"
)

// Answer is the sheet on which a question is answered.
type Answer struct {
	Text    string
	Choices []string
	Chosen  int
	Typing  bool // a line is typed; else one of the choices is chosen
	Field   Field
	Err     error

	Pointing bool // the answer may be pointed out on a chart
}

// Draw puts the sheet into the middle of the box and returns where the text
// cursor belongs.
func (a Answer) Draw(box screen.Box, look Look) Cell {
	width := min(promptWidth, box.Width()-2)
	text := wrap(a.Text, width-2)
	rows := max(len(a.Choices), 1)
	help, style := look.Words.T("class.answer-help"), look.style(theme.Muted)
	if a.Pointing {
		help = look.Words.T("class.point-help")
	}
	if a.Err != nil {
		help, style = look.Words.Error(a.Err), look.style(theme.Bad)
	}
	foot := wrap(help, width-2)
	inner := sheet(box, width, len(text)+rows+2+len(foot), look.Words.T("class.question"), "", look)
	for y, line := range text {
		inner.TextFit(1, y, inner.Width()-2, strings.TrimSpace(line), look.style(theme.Title))
	}
	y := len(text) + 1
	cell := Cell{}
	if a.Typing {
		x := a.Field.Draw(inner.Sub(1, y, inner.Width()-2, 1), look.style(theme.Selected))
		left, top := inner.Origin()
		cell = Cell{X: left + 1 + x, Y: top + y}
	}
	for i, choice := range a.Choices {
		row, style := inner.Sub(0, y+i, inner.Width(), 1), look.style(theme.Text)
		if i == a.Chosen {
			style = look.style(theme.Selected).With(screen.Bold)
			row.Fill(' ', style)
			row.SetRune(0, 0, look.Theme.Glyphs().Pointer, style)
		}
		row.TextFit(2, 0, row.Width()-3, strconv.Itoa(i+1)+"  "+choice, style)
	}
	for i, line := range foot {
		inner.Text(1, y+rows+1+i, line, style)
	}
	return cell
}

// Ask is the sheet on which a question is posed: one of the lesson's, or one that is
// typed.
type Ask struct {
	Ready  []Answer // with their texts and choices
	Chosen int      // of those, −1 for what is typed
	Field  Field
	Err    error
}

// Draw puts the sheet into the middle of the box and returns where the text cursor
// belongs.
func (a Ask) Draw(box screen.Box, look Look) Cell {
	width := min(promptWidth, box.Width()-2)
	help, style := look.Words.T("class.ask-help"), look.style(theme.Muted)
	if a.Err != nil {
		help, style = look.Words.Error(a.Err), look.style(theme.Bad)
	}
	foot := wrap(help, width-2)
	var rows []footLine
	top := 0 // the row of the chosen one
	for i, r := range a.Ready {
		text := r.Text
		if len(r.Choices) > 0 {
			text += " " + strings.Join(r.Choices, " | ")
		}
		role := theme.Text
		if i == a.Chosen {
			role, top = theme.Selected, len(rows)
		}
		for _, line := range wrap(text, width-4) {
			rows = append(rows, footLine{line, role})
		}
	}
	heading := 0
	if len(rows) > 0 {
		heading = 2
	}
	inner := sheet(box, width, 1+heading+len(rows)+1+len(foot), look.Words.T("class.ask"), "", look)
	x := a.Field.Draw(inner.Sub(1, 0, inner.Width()-2, 1), look.style(theme.Selected))
	if heading > 0 {
		inner.TextFit(1, 2, inner.Width()-2, look.Words.T("class.ready"), look.style(theme.Title))
	}
	page := max(0, min(len(rows), inner.Height()-2-heading-len(foot)))
	first := max(0, min(top-page/2, len(rows)-page))
	for y := range page {
		line := rows[first+y]
		row := inner.Sub(0, 1+heading+y, inner.Width(), 1)
		if style := look.style(line.role); line.role == theme.Selected {
			row.Fill(' ', style)
			row.SetRune(0, 0, look.Theme.Glyphs().Pointer, style)
		}
		row.TextFit(2, 0, row.Width()-3, strings.TrimSpace(line.text), look.style(line.role))
	}
	for i, line := range foot {
		inner.Text(1, 2+heading+page+i, line, style)
	}
	left, at := inner.Origin()
	return Cell{X: left + 1 + x, Y: at}
}

// Mark is answers at a place of a chart.
type Mark struct {
	Cell Cell // of the pane's box
	N    int  // how many gave it; 0 for one that is about to be given
	True bool // it is the outcome
}

// Draw puts the mark into the pane's box: an x to be, how many there are, or a star.
func (m Mark) Draw(box screen.Box, look Look) {
	sign, role := 'x', theme.Selected
	switch {
	case m.True:
		sign, role = '*', theme.Good
	case m.N > 9:
		sign = '+'
	case m.N > 0:
		sign = rune('0' + m.N)
	}
	box.SetRune(m.Cell.X, m.Cell.Y, sign, look.style(role).With(screen.Bold))
}
