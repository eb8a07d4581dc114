package views

import (
	"strconv"
	"strings"

	"nabla/screen"
	"nabla/views/theme"
)

// Menu is the sheet of all labs: the number that opens each, its name and what
// it is about.
type Menu struct {
	Labs   []string // names, in order
	Open   int      // the one that is open
	Chosen int
}

// menuWidth is the width of the sheet where there is room.
const menuWidth = 76

// Draw puts the sheet into the middle of the box and returns how many labs it
// shows.
func (m Menu) Draw(box screen.Box, look Look) int {
	width := min(menuWidth, box.Width()-2)
	names := 0
	for _, lab := range m.Labs {
		names = max(names, screen.Width(look.Words.T("lab."+lab)))
	}
	const number = 4
	about := wrap(look.Words.T("lab-idea."+m.Labs[m.Chosen]), width-2)
	inner := sheet(box, width, len(m.Labs)+1+tallest(m.Labs, width-2, look), look.Words.T("menu.title"), look.Words.T("menu.note"), look)
	page := max(1, min(len(m.Labs), inner.Height()-1-len(about)))
	top := max(0, min(m.Chosen-page/2, len(m.Labs)-page))
	for y := range page {
		i := top + y
		row, key, name := inner.Sub(0, y, inner.Width(), 1), look.style(theme.Accent), look.style(theme.Text)
		if i == m.Chosen {
			key, name = look.style(theme.Selected), look.style(theme.Selected).With(screen.Bold)
			row.Fill(' ', key)
		}
		row.TextFit(1, 0, number, strconv.Itoa(i+1), key)
		row.TextFit(1+number, 0, names, look.Words.T("lab."+m.Labs[i]), name)
		if i == m.Open {
			row.TextFit(1+number+names+2, 0, row.Width()-number-names-4, look.Words.T("menu.open"), key)
		}
	}
	for y, line := range about {
		inner.TextFit(1, page+1+y, inner.Width()-2, strings.TrimSpace(line), look.style(theme.Muted))
	}
	return page
}

// tallest returns how many rows the longest idea of a lab takes, so that the
// sheet does not change its size.
func tallest(labs []string, width int, look Look) int {
	rows := 0
	for _, lab := range labs {
		rows = max(rows, len(wrap(look.Words.T("lab-idea."+lab), width)))
	}
	return rows
}
