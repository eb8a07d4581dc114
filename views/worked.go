package views

import (
	"math"
	"strconv"

	"nabla/screen"
	"nabla/sim"
	"nabla/sim/experiment"
)

// worked is the focused ball's next step with its numbers, in a shorter form
// and with fewer figures where the width asks for it; numbers are never cut.
func worked(look Look, d LandscapeData, width int) string {
	next := d.Descent.Next(d.Focus)
	id := workedID(d)
	if math.IsNaN(next) || math.IsInf(next, 0) || id == "" {
		return ""
	}
	if text := workedText(look, id, d, ballName(look, d.Focus), 5); screen.Width(text) <= width {
		return text
	}
	id += "-short"
	for figures := 5; figures > 1; figures-- {
		text := workedText(look, id, d, look.runes(look.Theme.SeriesMark(d.Focus)), figures)
		if screen.Width(text) <= width {
			return text
		}
	}
	return ""
}

// workedID is the message of the next step of the ball with the focus, empty
// where there is none to work out.
func workedID(d LandscapeData) string {
	const worked = "descent.worked-"
	b := &d.Descent.Balls()[d.Focus]
	id := ""
	switch d.Descent.Method() {
	case experiment.GradientDescent:
		id = "landscape.ball"
	case experiment.Momentum:
		id = worked + "momentum"
	case experiment.Newton:
		return "landscape.ball-newton"
	case experiment.MendedNewton:
		if id = worked + "mended"; cutShort(d) {
			return worked + "move"
		}
	case experiment.Secant:
		_, slope := b.Before()
		switch {
		case b.Steps() == 0:
			return worked + "move"
		case slope == b.Slope || b.Slope == 0:
			return ""
		}
		return worked + "secant"
	case experiment.Bisection, experiment.GoldenSection:
		switch _, _, ok := b.Bracket(); {
		case !ok:
			return ""
		case d.Descent.Method() == experiment.Bisection:
			return worked + "bisection"
		}
		return worked + "golden"
	}
	if d.Descent.Climbs() {
		id += "-climb"
	}
	return id
}

// cutShort reports whether the next step of the mended method of Newton is as long
// as one may be.
func cutShort(d LandscapeData) bool {
	const nearly = 1 - 1e-9
	return math.Abs(d.Descent.Next(d.Focus)-d.Descent.Balls()[d.Focus].W) >= nearly*d.Descent.Limit()
}

// workedText is the message of the next step with its numbers, of so many figures.
func workedText(look Look, id string, d LandscapeData, name string, figures int) string {
	b := &d.Descent.Balls()[d.Focus]
	next := d.Descent.Next(d.Focus)
	step := next - b.W
	places := decimals(step, figures)
	n := workedNumbers{slope: look.enclose(look.significant(b.Slope, figures)), step: look.plus(step, figures)}
	n.fill(look, d, figures, places)
	return look.Words.T(
		id, "Ball", name, "W", look.rounded(b.W, places), "Next", look.rounded(next, places), "Slope", n.slope, "Step", n.step,
		"Rate", n.rate, "Beta", n.beta, "Velocity", n.velocity, "DW", n.before, "DSlope", n.change,
		"Lo", n.lo, "Hi", n.hi, "Inner", n.inner, "Part", n.part, "Curvature", n.curvature,
	)
}

// workedNumbers are the numbers of the next step, those that its method has.
type workedNumbers struct {
	slope, step          string
	rate, beta, velocity string
	before, change       string // of w and f′ since the step before
	lo, hi, inner, part  string // of a bracket
	curvature            string
}

// fill writes those of the method.
func (n *workedNumbers) fill(look Look, d LandscapeData, figures, places int) {
	b := &d.Descent.Balls()[d.Focus]
	before, slope := b.Before()
	lo, hi, _ := b.Bracket()
	switch d.Descent.Method() {
	case experiment.GradientDescent, experiment.Momentum:
		if noise := d.Descent.Disturbance(d.Focus); noise != 0 {
			n.slope = look.join("(", look.significant(b.Slope, figures), " ", look.plus(noise, figures), ")")
		}
		n.rate = look.exact(b.Rate)
		if now := d.Descent.StepSize(d.Focus); now != b.Rate {
			n.rate = look.significant(now, figures)
		}
		n.beta = look.exact(d.Descent.Beta())
		n.velocity = look.enclose(look.significant(b.Velocity(), figures))
	case experiment.Secant:
		if b.Steps() > 0 {
			n.before = look.enclose(look.significant(b.W-before, figures))
			n.change = look.enclose(look.significant(b.Slope-slope, figures))
		}
	case experiment.Bisection:
		n.lo, n.hi = look.rounded(lo, places), look.enclose(look.rounded(hi, places))
	case experiment.GoldenSection:
		part := hi - b.Inner()
		if part <= b.Inner()-lo {
			part = lo - b.Inner()
		}
		n.inner, n.part = look.rounded(b.Inner(), places), look.enclose(look.significant(part, figures))
	case experiment.Newton:
		n.curvature = look.enclose(look.significant(b.Curvature(), figures))
	case experiment.MendedNewton:
		n.curvature = look.significant(b.Curvature(), figures)
	}
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

// mostExtra is with how many more figures operands are written, at most, so that what
// is worked out from them is what is printed.
const mostExtra = 3

// printed reads back a number that was written.
func printed(text string) float64 {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return math.NaN()
	}
	return x
}

// agree reports whether two numbers are the same to so many decimal places.
func agree(a, b float64, places int) bool {
	var one, other [64]byte
	return string(appendRounded(one[:0], a, places)) == string(appendRounded(other[:0], b, places))
}

// appendRounded writes a number to so many decimal places.
func appendRounded(dst []byte, x float64, places int) []byte {
	if math.Abs(x) >= 1<<53 && places >= 0 { // it is whole
		return sim.AppendNumber(dst, x)
	}
	return appendShortest(dst, x, 'f', places)
}

// significant writes a number with so many figures.
func significant(x float64, figures int) string {
	var scratch [64]byte
	return string(appendSignificant(scratch[:0], x, figures))
}

func appendSignificant(dst []byte, x float64, figures int) []byte {
	return appendShortest(dst, x, 'g', figures)
}

// shortest writes a number that was rounded without the zeros that say nothing.
func shortest(text string) string {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return text
	}
	return sim.FormatNumber(x + 0) // + 0: no minus before a zero
}

// appendShortest appends a number rounded in the format, without the zeros that say
// nothing.
func appendShortest(dst []byte, x float64, format byte, precision int) []byte {
	start := len(dst)
	dst = strconv.AppendFloat(dst, x, format, precision, 64)
	rounded, err := strconv.ParseFloat(string(dst[start:]), 64)
	if err != nil {
		return dst
	}
	return sim.AppendNumber(dst[:start], rounded+0) // + 0: no minus before a zero
}
