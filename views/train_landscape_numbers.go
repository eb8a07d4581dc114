package views

import (
	"strconv"
	"strings"

	"nabla/screen"
	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/views/theme"
)

// kappaFigures is how many figures a curvature is written with; 2/κ, which is
// worked out from what is written, has one less.
const kappaFigures = 5

// kappa writes a curvature.
func kappa(c experiment.Curvature) string { return known(c.Value, significant(c.Value, kappaFigures)) }

// overshoot writes the step size from which plain descent overshoots, worked out
// from κ as it is written; none where nothing bends upwards.
func overshoot(c experiment.Curvature) string {
	k, err := strconv.ParseFloat(strconv.FormatFloat(c.Value, 'g', kappaFigures, 64), 64)
	if err != nil || !(k > 0) {
		return none
	}
	return significant(2/k, kappaFigures-1)
}

// drawLandscapeNumbers writes out what the axes are, the losses, and how the
// landscape bends at the network, each so that it can be worked out again.
func drawLandscapeNumbers(box screen.Box, look Look, d LossLandscapeData) {
	l := d.Landscape
	text, muted := look.style(theme.Text), look.style(theme.Muted)
	y := 0
	write := func(what string, style screen.Style) {
		for _, line := range wrap(what, box.Width()-2) {
			box.Sub(0, y, box.Width(), 1).Text(2, 0, line, style)
			y++
		}
	}
	long, _ := landscapeAxes(look, l)
	if d.OfPath && l.Plane() == experiment.RandomPlane {
		write(look.Words.T("loss-landscape.no-path"), look.style(theme.Accent))
	}
	write(long, text)
	y++
	write(landscapeHere(look, l), text.With(screen.Bold))
	if moved := landscapeMoved(look, d); moved != "" {
		write(moved, look.Theme.Series(movedLook))
	}
	if n, all := l.Points(); n < all {
		write(look.Words.T("loss-landscape.some-points", "Count", Grouped(n), "All", Grouped(all)), muted)
	} else {
		write(look.Words.T("loss-landscape.points", "Count", Grouped(n)), muted)
	}
	write(landscapeLowest(look, l), text)
	y++
	t := curvatureTable(look, l)
	rows := len(t.rows) + 1
	t.draw(box.Sub(0, y, box.Width(), rows), look)
	y += rows + 1
	write("κ = (L(h) − 2·L(0) + L(−h)) / (h·‖d‖)²", text)
	write(look.Words.T("loss-landscape.formula"), muted)
	y++
	switch {
	case !d.OfPath:
		write(look.Words.T("loss-landscape.to-path"), muted)
	case l.Plane() == experiment.PathPlane:
		write(look.Words.T("loss-landscape.to-random"), muted)
	}
}

// curvatureTable is what the curvatures along both axes are worked out from.
func curvatureTable(look Look, l *experiment.LossLandscape) table {
	t := table{chosen: -1, columns: []column{{}, {heading: "α", right: true}, {heading: "β", right: true}}}
	plain, share := look.style(theme.Text), l.Explained()
	of := [2]experiment.Curvature{l.Curvature(0), l.Curvature(1)}
	row := func(name string, write func(axis int) string) {
		t.rows = append(t.rows, []cell{
			{name, look.style(theme.Muted)}, {write(0), plain}, {write(1), plain},
		})
	}
	number := func(x float64) string { return known(x, sim.FormatNumber(x)) }
	row(look.Words.T("loss-landscape.share"), func(axis int) string {
		return known(share[axis], percent(share[axis])+" %")
	})
	row("‖d‖", func(axis int) string { return number(of[axis].Length) })
	row("h", func(axis int) string { return number(of[axis].H) })
	for i, name := range [...]string{"L(−h)", "L(0)", "L(h)"} {
		row(name, func(axis int) string {
			c := of[axis]
			return evenly(c.Before, c.Here, c.After)[i]
		})
	}
	row("κ", func(axis int) string { return kappa(of[axis]) })
	row("2/κ", func(axis int) string { return overshoot(of[axis]) })
	return t
}

// evenly writes numbers with as many decimals as the one that has the most, for them
// to be compared.
func evenly(numbers ...float64) []string {
	texts := make([]string, len(numbers))
	most := 0
	decimals := func(text string) int { return len(text) - 1 - strings.IndexByte(text, '.') }
	for i, x := range numbers {
		texts[i] = known(x, sim.FormatNumber(x))
		if strings.Contains(texts[i], ".") && !strings.Contains(texts[i], "e") {
			most = max(most, decimals(texts[i]))
		}
	}
	for i, text := range texts {
		if strings.Contains(text, ".") && !strings.Contains(text, "e") {
			texts[i] += strings.Repeat("0", most-decimals(text))
		}
	}
	return texts
}
