package views

import (
	"strconv"

	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/chart"
	"nabla/views/theme"
)

// Layers is the table of what a network reports of its layers.
type Layers struct{ Layers []experiment.LayerReport }

// Draw fills the box.
func (l Layers) Draw(box screen.Box, look Look) {
	t := table{chosen: -1}
	for _, id := range []string{
		"column.layer", "column.weight-norm", "column.update", "column.derivative", "column.dead", "column.unchanged",
	} {
		t.columns = append(t.columns, column{heading: look.Words.T(id), right: true})
	}
	// The output layer is on top, as in the chart of the gradients.
	for i := len(l.Layers) - 1; i >= 0; i-- {
		r := &l.Layers[i]
		plain := look.style(theme.Text)
		t.add(
			cell{strconv.Itoa(r.Layer), look.style(theme.Muted)},
			cell{chart.Number(r.WeightNorm), plain},
			cell{chart.Number(r.UpdateRatio), plain},
			cell{chart.Number(r.MeanDerivative), plain},
			share(r.DeadShare, look),
			share(r.UnchangedShare, look),
		)
	}
	t.draw(box, look)
}

// share is a share in per cent, loud when it is not 0.
func share(s float64, look Look) cell {
	style := look.style(theme.Muted)
	if s > 0 {
		style = look.style(theme.Warn)
	}
	return cell{percent(s) + " %", style}
}
