package views

import (
	"strconv"
	"strings"

	"nabla/screen"
	"nabla/views/theme"
)

// MenuLab is a lab with the names of its presets.
type MenuLab struct {
	Name    string
	Presets []string
}

// Menu is the sheet of all labs: the number that opens each, its name and what
// it is about; below the chosen one its presets.
type Menu struct {
	Labs   []MenuLab
	Open   int // the one that is open
	Chosen int
	Preset int // of the chosen lab, −1 for the lab itself
}

// menuWidth is the width of the sheet where there is room.
const menuWidth = 76

// menuRow is a row of the sheet: a lab, or a preset of the chosen one.
type menuRow struct{ lab, preset int }

// rows lists what the sheet shows, and where the chosen one is.
func (m Menu) rows() (rows []menuRow, chosen int) {
	for i := range m.Labs {
		if i == m.Chosen && m.Preset < 0 {
			chosen = len(rows)
		}
		rows = append(rows, menuRow{i, -1})
		if i != m.Chosen {
			continue
		}
		for k := range m.Labs[i].Presets {
			if k == m.Preset {
				chosen = len(rows)
			}
			rows = append(rows, menuRow{i, k})
		}
	}
	return rows, chosen
}

// Draw puts the sheet into the middle of the box and returns how many rows it
// shows.
func (m Menu) Draw(box screen.Box, look Look) int {
	width := min(menuWidth, box.Width()-2)
	names, presets := 0, 0
	for _, lab := range m.Labs {
		names = max(names, screen.Width(look.Words.T("lab."+lab.Name)))
		presets = max(presets, len(lab.Presets))
	}
	rows, chosen := m.rows()
	about := wrap(m.about(m.Chosen, m.Preset, look), width-2)
	// As high with the longest list of presets and the longest text, so that the
	// sheet does not change its size.
	inner := sheet(box, width, len(m.Labs)+presets+1+m.tallest(width-2, look), look.Words.T("menu.title"), look.Words.T("menu.note"), look)
	page := max(1, min(len(m.Labs)+presets, inner.Height()-1-len(about)))
	top := max(0, min(chosen-page/2, len(rows)-page))
	for y := range min(page, len(rows)) {
		row := inner.Sub(0, y, inner.Width(), 1)
		at := rows[top+y]
		key, name := look.style(theme.Accent), look.style(theme.Text)
		if top+y == chosen {
			key, name = look.style(theme.Selected), look.style(theme.Selected).With(screen.Bold)
			row.Fill(' ', key)
		}
		const number = 4
		if at.preset >= 0 {
			title := look.Words.T("preset." + m.Labs[at.lab].Name + "-" + m.Labs[at.lab].Presets[at.preset])
			row.TextFit(1+number+2, 0, row.Width()-number-4, title, name)
			continue
		}
		row.TextFit(1, 0, number, strconv.Itoa(at.lab+1), key)
		row.TextFit(1+number, 0, names, look.Words.T("lab."+m.Labs[at.lab].Name), name)
		if at.lab == m.Open {
			row.TextFit(1+number+names+2, 0, row.Width()-number-names-4, look.Words.T("menu.open"), key)
		}
	}
	for y, line := range about {
		inner.TextFit(1, page+1+y, inner.Width()-2, strings.TrimSpace(line), look.style(theme.Muted))
	}
	return page
}

// about says what a lab, or a preset of it, is about.
func (m Menu) about(lab, preset int, look Look) string {
	name := m.Labs[lab].Name
	if preset < 0 {
		return look.Words.T("lab-idea." + name)
	}
	return look.Words.T("preset-idea." + name + "-" + m.Labs[lab].Presets[preset])
}

// tallest returns how many rows the longest text about a lab or a preset takes.
func (m Menu) tallest(width int, look Look) int {
	rows := 0
	for i, lab := range m.Labs {
		for k := -1; k < len(lab.Presets); k++ {
			rows = max(rows, len(wrap(m.about(i, k, look), width)))
		}
	}
	return rows
}
