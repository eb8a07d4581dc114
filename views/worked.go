package views

import (
	"math"
	"strconv"

	"nabla/screen"
	"nabla/sim"
)

// worked is the focused ball's next step with its numbers, in a shorter form
// and with fewer figures where the width asks for it; numbers are never cut.
func worked(look Look, d LandscapeData, width int) string {
	b := &d.Descent.Balls()[d.Focus]
	next := d.Descent.Next(d.Focus)
	if math.IsNaN(next) || math.IsInf(next, 0) {
		return ""
	}
	id := "landscape.ball"
	switch {
	case d.Descent.Newton():
		id = "landscape.ball-newton"
	case d.Descent.Climbs():
		id = "landscape.ball-climb"
	}
	line := func(name string, figures int) string {
		places := decimals(b.W-next, figures)
		args := []any{"Ball", name, "W", rounded(b.W, places), "Slope", significant(b.Slope, figures), "Next", rounded(next, places)}
		if d.Descent.Newton() {
			args = append(args, "Curvature", significant(b.Curvature(), figures))
		} else {
			args = append(args, "Rate", sim.FormatNumber(b.Rate))
		}
		return look.Words.T(id, args...)
	}
	if text := line(ballName(look, d.Focus), 5); screen.Width(text) <= width {
		return text
	}
	id += "-short"
	for figures := 5; figures > 1; figures-- {
		if text := line(string(look.Theme.SeriesMark(d.Focus)), figures); screen.Width(text) <= width {
			return text
		}
	}
	return ""
}

// decimals is how many decimal places show a step with so many figures less
// two, so that the printed operands give the printed result. A step too small
// for that is not seen in w, which then has as many places as figures.
func decimals(step float64, figures int) int {
	places := figures - 2 - int(math.Floor(math.Log10(math.Abs(step))))
	if step == 0 || places > 2*figures {
		return figures
	}
	return max(places, figures-1)
}

// rounded writes a number to so many decimal places.
func rounded(x float64, places int) string {
	return shortest(strconv.FormatFloat(x, 'f', places, 64))
}

// significant writes a number with so many figures.
func significant(x float64, figures int) string {
	return shortest(strconv.FormatFloat(x, 'g', figures, 64))
}

// shortest writes a number that was rounded without the zeros that say nothing.
func shortest(text string) string {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return text
	}
	return sim.FormatNumber(x + 0) // + 0: no minus before a zero
}
