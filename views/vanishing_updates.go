package views

import (
	"strconv"

	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/chart"
	"nabla/views/theme"
)

// UpdateData is what the table of updates shows of one network.
type UpdateData struct {
	Layers   []experiment.LayerReport
	Rounding []experiment.LayerRounding
	Chosen   int // the layer whose first weight is followed, counted from 1
	First    experiment.WeightUpdate
	Updated  bool // there was an update
}

// Updates is the table of how far the last update moves each layer's weights, and
// how many of them it does not move at all in formats of few digits.
type Updates struct{}

// Draw fills the box.
func (Updates) Draw(box screen.Box, look Look, d UpdateData) {
	t := d.table(look)
	t.above(box, look, d.lines(look, box.Width()-2))
}

// table returns the table. What tells most comes first: the last columns are left
// out where there is little room.
func (d *UpdateData) table(look Look) table {
	t := table{chosen: len(d.Layers) - d.Chosen, columns: []column{
		{heading: look.Words.T("vanishing.column-layer"), right: true},
		{heading: "float64", right: true},
		{heading: "float32", right: true},
		{heading: "bfloat16", right: true},
		{heading: look.Words.T("column.update"), right: true},
		{heading: look.Words.T("column.dead"), right: true},
	}}
	for i := len(d.Layers) - 1; i >= 0; i-- {
		l, r := &d.Layers[i], &d.Rounding[i]
		row := []cell{
			{strconv.Itoa(l.Layer), look.style(theme.Muted)},
			share(r.Float64, look), share(r.Float32, look), share(r.Bfloat16, look),
			{chart.Number(l.UpdateRatio), look.style(theme.Text)},
			share(l.DeadShare, look),
		}
		for c := 1; c <= 4 && !d.Updated; c++ {
			row[c] = cell{"–", look.style(theme.Muted)}
		}
		t.rows = append(t.rows, row)
	}
	return t
}

// lines follows one weight, and says what the shares are.
func (d *UpdateData) lines(look Look, width int) []cell {
	var lines []cell
	add := func(text string, role theme.Role) {
		for _, line := range wrap(text, width) {
			lines = append(lines, cell{line, look.style(role)})
		}
	}
	if !d.Updated {
		add(look.Words.T("vanishing.no-update"), theme.Accent)
	} else {
		moved := " + " + look.significant(d.First.Move, 4)
		if d.First.Move < 0 {
			moved = " − " + look.significant(-d.First.Move, 4)
		}
		sum := look.significant(d.First.Before, 8) + moved
		add(fitting([]string{look.Words.T("vanishing.first-weight", "Layer", d.Chosen, "Sum", sum), "w₁: " + sum}, width), theme.Accent)
		add(d.fates(look), theme.Accent)
	}
	add(look.Words.T("vanishing.rounding"), theme.Muted)
	return lines
}

// fates says in which formats the weight stays what it is.
func (d *UpdateData) fates(look Look) string {
	fate := func(format string, stays bool) string {
		if stays {
			return look.Words.T("vanishing.stays", "Format", format)
		}
		return look.Words.T("vanishing.moves", "Format", format)
	}
	return fate("float64", d.First.Float64) + " · " + fate("float32", d.First.Float32) + " · " + fate("bfloat16", d.First.Bfloat16)
}
