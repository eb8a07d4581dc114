package views

import (
	"math"
	"slices"
	"strings"

	"nabla/screen"
	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/sim/optimizer"
	"nabla/views/theme"
)

// RaceInside writes out what goes on inside the optimiser with the focus: the
// next step, with its numbers in the formulas of its rule, and how the surface is
// curved where it is. Where rows are short the less important lines are left out.
type RaceInside struct{}

// insideLine is a line with its look, and how soon it is left out: the highest
// rank goes first.
type insideLine struct {
	forms []string
	style screen.Style
	rank  int
}

// The ranks of lines.
const (
	rankHead = iota
	rankStep // what the variables become
	rankCurve
	rankLimit
	rankSlope
	rankX
	rankY
	rankMore
	rankBlank
)

// Draw fills the box.
func (v RaceInside) Draw(box screen.Box, look Look, d RaceData) {
	room := box.Sub(1, 0, box.Width()-2, box.Height())
	b := d.racer()
	name := ballName(look, d.Focus) + " " + b.Name + startSuffix(d.Race, d.Focus)
	e := b.Evaluations()
	asked := look.Words.T("race.asked", "Values", e.Value, "Gradients", e.Gradient, "Hessians", e.Hessian)
	head := insideLine{[]string{name + "   " + asked, name}, look.Theme.Series(d.Focus).With(screen.Bold), rankHead}
	said := wrap(insideStatus(look, b), room.Width())
	status := make([]insideLine, len(said))
	for i, text := range said {
		status[i] = insideLine{[]string{text}, look.style(outcomeRole(b.Status().Outcome)), rankStep}
	}
	lines := slices.Concat(
		[]insideLine{head}, status, stepLines(look, d), []insideLine{{rank: rankBlank}}, curveLines(look, d, room.Width()),
	)
	for y, line := range fewer(lines, room.Height()) {
		if text := fitting(line.forms, room.Width()); text != "" {
			room.Text(0, y, text, line.style)
		}
	}
}

// fewer leaves lines out until there are as many as rows.
func fewer(lines []insideLine, rows int) []insideLine {
	for len(lines) > max(rows, 0) {
		last := 0
		for i := range lines {
			if lines[i].rank >= lines[last].rank {
				last = i
			}
		}
		lines = slices.Delete(lines, last, last+1)
	}
	return lines
}

// insideStatus says how the optimiser fares, with the reason if there is one.
func insideStatus(look Look, b *experiment.Racer) string {
	s := b.Status()
	if s.Outcome == sim.Running {
		return ""
	}
	return outcome(s, look).text
}

// stepLines are the lines of the next step.
func stepLines(look Look, d RaceData) []insideLine {
	b := d.racer()
	plain := look.style(theme.Text)
	lines := []insideLine{{[]string{
		"g = ∇f = (" + significant(b.Gradient[0], figures) + ", " + significant(b.Gradient[1], figures) + ")",
	}, plain, rankSlope}}
	if b.IsMethod() {
		return append(lines, methodLines(look, d)...)
	}
	for axis, name := range d.Race.Terrain().Formula().Vars() {
		for _, line := range b.Work(axis) {
			worked := insideLine{ruleForms(line, name, b.At[axis]), plain, rankX + axis}
			if line.Name == "w" {
				worked.style, worked.rank = look.style(theme.Accent), rankStep
			}
			lines = append(lines, worked)
		}
	}
	return lines
}

// ruleForms write a line of a rule's update of a variable, in a long form and in
// shorter ones.
func ruleForms(line optimizer.Line, variable string, before float64) []string {
	name := line.Name + subscript(variable)
	if line.Name == "w" {
		name = variable
	}
	signs, numbers, value := ruleNumbers(line, variable, before, figures)
	forms := []string{name + " ← " + signs + " = " + numbers + " = " + value}
	for n := figures; n > 3; n-- {
		_, numbers, value = ruleNumbers(line, variable, before, n)
		forms = append(forms, name+" ← "+numbers+" = "+value)
	}
	for n := figures - 2; n > 2; n-- {
		_, numbers, value = ruleNumbers(line, variable, before, n)
		forms = append(forms, strings.ReplaceAll(name+" ← "+numbers+" = "+value, " ", ""))
	}
	return append(forms, name+" ← "+value)
}

// ruleNumbers writes the formula of a line in signs and in numbers, and what it
// comes to.
func ruleNumbers(line optimizer.Line, variable string, before float64, figures int) (signs, numbers, value string) {
	places := decimals(before-line.Value, figures)
	signs, numbers = line.Form, line.Form
	for i, o := range line.Operands {
		number, sign := significant(o.Value, figures), o.Symbol
		switch sign {
		case "w":
			sign, number = variable, rounded(o.Value, places)
		case "":
			number = sim.FormatNumber(o.Value)
			if len(number) > figures+5 {
				number = significant(o.Value, figures)
			}
			sign = number
		}
		signs = strings.Replace(signs, "#", sign, 1)
		if i > 0 {
			number = enclose(number)
		}
		numbers = strings.Replace(numbers, "#", number, 1)
	}
	if line.Name == "w" {
		return signs, numbers, rounded(line.Value, places)
	}
	return signs, numbers, sumText(line, figures)
}

// subscript is a variable behind the name of what belongs to it.
func subscript(variable string) string { return "_" + variable }

// sumText writes the value of a line so that it comes out of its operands: of
// terms that cancel out, to the places that the larger one has.
func sumText(line optimizer.Line, figures int) string {
	if strings.ContainsAny(line.Form, "/√(−") {
		return significant(line.Value, figures-1)
	}
	largest, next := 0.0, 0
	for term := range strings.SplitSeq(line.Form, " + ") {
		part := 1.0
		for range strings.Count(term, "#") {
			part *= line.Operands[next].Value
			next++
		}
		largest = max(largest, math.Abs(part))
	}
	if largest == 0 || math.IsInf(largest, 0) || math.IsNaN(largest) {
		return significant(line.Value, figures-1)
	}
	places := figures - 2 - int(math.Floor(math.Log10(largest)))
	if places < 0 || places > 12 {
		return significant(line.Value, figures-1)
	}
	return rounded(line.Value, places)
}

// methodLines are those of a classical method's next step.
func methodLines(look Look, d RaceData) []insideLine {
	b, next := d.racer(), d.Race.Next(d.Focus)
	_, modes := d.Race.Hessian(b.At)
	plain := look.style(theme.Text)
	var lines []insideLine
	put := func(rank int, style screen.Style, forms ...string) {
		lines = append(lines, insideLine{forms, style, rank})
	}
	switch share, damped := next.Share(); {
	case damped:
		low, high := significant(math.Abs(modes.Values[0]), figures-1), significant(math.Abs(modes.Values[1]), figures-1)
		put(rankX, plain, "|λ| = "+low+", "+high)
		if share > 0 {
			put(rankX, plain, "Δ = −α·|H|⁻¹·g, α = "+significant(share, 4), "α = "+significant(share, 4))
		}
	case b.Kind() == "newton":
		put(rankX, plain, "Δ = −H⁻¹·g")
		if modes.Values[0] < 0 {
			put(rankCurve, look.style(theme.Warn), look.Words.T("race.climbs", "Value", significant(modes.Values[0], 4)),
				"λmin = "+significant(modes.Values[0], 4)+" < 0")
		}
	default:
		was, is := b.Evaluations(), next.Evaluations()
		put(rankX, plain, look.Words.T("race.asks", "Values", is.Value-was.Value, "Gradients", is.Gradient-was.Gradient))
	}
	moved := [2]float64{next.At[0] - b.At[0], next.At[1] - b.At[1]}
	for axis, name := range d.Race.Terrain().Formula().Vars() {
		places := decimals(moved[axis], figures)
		was, is := rounded(b.At[axis], places), rounded(next.At[axis], places)
		by := enclose(rounded(moved[axis], places))
		put(rankStep, look.style(theme.Accent), name+" ← "+name+" + Δ = "+was+" + "+by+" = "+is,
			name+" ← "+was+" + "+by+" = "+is, name+" ← "+is)
	}
	if angle, ok := between(moved, b.Gradient); ok {
		put(rankMore, plain, "∠(Δ, −g) = "+significant(angle, 4)+"°")
	}
	return lines
}

// between is the angle between a step and the steepest way down, in degrees.
func between(step, gradient [2]float64) (angle float64, ok bool) {
	a, b := math.Hypot(step[0], step[1]), math.Hypot(gradient[0], gradient[1])
	if !(a > 0) || !(b > 0) || math.IsInf(a, 0) || math.IsInf(b, 0) {
		return 0, false
	}
	cos := -(step[0]/a*gradient[0]/b + step[1]/a*gradient[1]/b)
	return math.Acos(min(max(cos, -1), 1)) * 180 / math.Pi, true
}
