package views

import (
	"math"
	"slices"
	"strings"

	"nabla/screen"
	"nabla/sim"
	"nabla/sim/optimizer"
	"nabla/views/theme"
)

// RaceInside writes out what goes on inside the optimiser with the focus: the
// next step, with its numbers in the formulas of its rule, and how the surface is
// curved where it is. Where rows are short the less important lines are left out.
// It keeps the memory it writes with.
type RaceInside struct{ lines []insideLine }

// insideLine is a line with its look, and how soon it is left out: the highest
// rank goes first.
type insideLine struct {
	text  string
	style screen.Style
	rank  int
}

// insideWords gathers lines of a width.
type insideWords struct {
	look  Look
	width int
	lines []insideLine
}

// put adds a line in the first of the forms that fits, an empty one where none does.
func (w *insideWords) put(rank int, style screen.Style, forms ...string) {
	w.lines = append(w.lines, insideLine{fitting(forms, w.width), style, rank})
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
func (v *RaceInside) Draw(box screen.Box, look Look, d RaceData) {
	room := box.Sub(1, 0, box.Width()-2, box.Height())
	w := insideWords{look: look, width: room.Width(), lines: v.lines[:0]}
	w.head(d)
	w.step(d)
	w.put(rankBlank, screen.Style{})
	w.curve(d)
	v.lines = w.lines
	for y, line := range fewer(w.lines, room.Height()) {
		if line.text != "" {
			room.Text(0, y, line.text, line.style)
		}
	}
}

// head adds who has the focus and how it fares.
func (w *insideWords) head(d RaceData) {
	look, b := w.look, d.racer()
	name := look.join(ballName(look, d.Focus), " ", b.Name, startSuffix(look, d.Race, d.Focus))
	e := b.Evaluations()
	asked := look.Words.T("race.asked", "Values", e.Value, "Gradients", e.Gradient, "Hessians", e.Hessian)
	w.put(rankHead, look.Theme.Series(d.Focus).With(screen.Bold), look.join(name, "   ", asked), name)
	if b.Status().Outcome == sim.Running {
		return
	}
	said := outcome(b.Status(), look)
	for _, text := range wrap(said.text, w.width) {
		w.put(rankStep, said.style, text)
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

// step adds the lines of the next step.
func (w *insideWords) step(d RaceData) {
	look, b := w.look, d.racer()
	plain := look.style(theme.Text)
	w.put(rankSlope, plain, look.join("g = ∇f = (", look.significant(b.Gradient[0], figures), ", ", look.significant(b.Gradient[1], figures), ")"))
	if b.IsMethod() {
		w.method(d)
		return
	}
	for axis, name := range d.Race.Terrain().Formula().Vars() {
		for _, line := range b.Work(axis) {
			style, rank := plain, rankX+axis
			if line.Name == "w" {
				style, rank = look.style(theme.Accent), rankStep
			}
			w.put(rank, style, w.rule(line, name, b.At[axis]))
		}
	}
}

// rule writes a line of a rule's update of a variable, in a long form or in a
// shorter one.
func (w *insideWords) rule(line optimizer.Line, variable string, before float64) string {
	look, name := w.look, variable
	if line.Name != "w" {
		name = look.join(line.Name, subscript, variable)
	}
	signs, numbers, value := w.ruleNumbers(line, variable, before, figures)
	if text := look.join(name, " ← ", signs, " = ", numbers, " = ", value); screen.Width(text) <= w.width {
		return text
	}
	for n := figures; n > 3; n-- {
		_, numbers, value = w.ruleNumbers(line, variable, before, n)
		if text := look.join(name, " ← ", numbers, " = ", value); screen.Width(text) <= w.width {
			return text
		}
	}
	for n := figures - 2; n > 2; n-- {
		_, numbers, value = w.ruleNumbers(line, variable, before, n)
		if text := look.unspaced(look.join(name, " ← ", numbers, " = ", value)); screen.Width(text) <= w.width {
			return text
		}
	}
	return look.join(name, " ← ", value)
}

// ruleNumbers writes the formula of a line in signs and in numbers, and what it
// comes to.
func (w *insideWords) ruleNumbers(line optimizer.Line, variable string, before float64, figures int) (signs, numbers, value string) {
	look := w.look
	places := decimals(before-line.Value, figures)
	var ofSigns, ofNumbers [256]byte
	written, worked, next := ofSigns[:0], ofNumbers[:0], 0
	for rest := line.Form; ; next++ {
		part, after, more := strings.Cut(rest, "#")
		written, worked = append(written, part...), append(worked, part...)
		if !more {
			break
		}
		rest = after
		o := line.Operands[next]
		number, sign := look.significant(o.Value, figures), o.Symbol
		switch sign {
		case "w":
			sign, number = variable, look.rounded(o.Value, places)
		case "":
			number = look.exact(o.Value)
			if len(number) > figures+5 {
				number = look.significant(o.Value, figures)
			}
			sign = number
		}
		written = append(written, sign...)
		if next > 0 {
			number = look.enclose(number)
		}
		worked = append(worked, number...)
	}
	signs, numbers = look.Words.Keep(written), look.Words.Keep(worked)
	if line.Name == "w" {
		return signs, numbers, look.rounded(line.Value, places)
	}
	return signs, numbers, look.sumText(line, figures)
}

// subscript stands between the name of what belongs to a variable and the variable.
const subscript = "_"

// sumText writes the value of a line so that it comes out of its operands: of
// terms that cancel out, to the places that the larger one has.
func (l Look) sumText(line optimizer.Line, figures int) string {
	if strings.ContainsAny(line.Form, "/√(−") {
		return l.significant(line.Value, figures-1)
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
		return l.significant(line.Value, figures-1)
	}
	places := figures - 2 - int(math.Floor(math.Log10(largest)))
	if places < 0 || places > 12 {
		return l.significant(line.Value, figures-1)
	}
	return l.rounded(line.Value, places)
}

// method adds the lines of a classical method's next step.
func (w *insideWords) method(d RaceData) {
	look, b, next := w.look, d.racer(), d.Race.Next(d.Focus)
	_, modes := d.Race.Hessian(b.At)
	plain := look.style(theme.Text)
	switch share, damped := next.Share(); {
	case damped:
		low, high := look.significant(math.Abs(modes.Values[0]), figures-1), look.significant(math.Abs(modes.Values[1]), figures-1)
		w.put(rankX, plain, look.join("|λ| = ", low, ", ", high))
		if share > 0 {
			alpha := look.join("α = ", look.significant(share, 4))
			w.put(rankX, plain, look.join("Δ = −α·|H|⁻¹·g, ", alpha), alpha)
		}
	case b.Kind() == "newton":
		w.put(rankX, plain, "Δ = −H⁻¹·g")
		if modes.Values[0] < 0 {
			value := look.significant(modes.Values[0], 4)
			w.put(rankCurve, look.style(theme.Warn), look.Words.T("race.climbs", "Value", value), look.join("λmin = ", value, " < 0"))
		}
	default:
		was, is := b.Evaluations(), next.Evaluations()
		w.put(rankX, plain, look.Words.T("race.asks", "Values", is.Value-was.Value, "Gradients", is.Gradient-was.Gradient))
	}
	moved := [2]float64{next.At[0] - b.At[0], next.At[1] - b.At[1]}
	for axis, name := range d.Race.Terrain().Formula().Vars() {
		places := decimals(moved[axis], figures)
		was, is := look.rounded(b.At[axis], places), look.rounded(next.At[axis], places)
		by := look.enclose(look.rounded(moved[axis], places))
		w.put(rankStep, look.style(theme.Accent), look.join(name, " ← ", name, " + Δ = ", was, " + ", by, " = ", is),
			look.join(name, " ← ", was, " + ", by, " = ", is), look.join(name, " ← ", is))
	}
	if angle, ok := between(moved, b.Gradient); ok {
		w.put(rankMore, plain, look.join("∠(Δ, −g) = ", look.significant(angle, 4), "°"))
	}
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
