package views

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"nabla/screen"
	"nabla/sim/experiment"
)

// fitWords writes out a round of the loop, with as many figures as there is room
// for. What comes out of numbers that are written has fewer figures than they, so
// that a person who works it out again finds the same.
type fitWords struct {
	fit   *experiment.Fit
	round round
	point int
	look  Look
	width int
	apart bool // the mean of the gradient has lines of its own
	lines []loopLine
}

// How many figures operands are written with.
const (
	mostFigures   = 6
	enoughFigures = 4
	leastFigures  = 3
)

// name is the heading of a station.
func (w *fitWords) name(s int) string {
	ids := [...]string{"fit.predict", "fit.loss", "fit.gradient", "fit.update"}
	return w.look.join(w.look.whole(s+1), " ", w.look.Words.T(ids[s]))
}

// formula is what a station does, in signs; "" where it does not fit.
func (w *fitWords) formula(s, width int) string {
	look := w.look
	var long, short string
	switch experiment.Station(s) {
	case experiment.StationPredict:
		short = look.join("ŷ = ", ofInput(w.fit, curveText(w.fit)))
		long = look.join(short, ",  θ = (", look.joinWith(", ", w.fit.Names()...), ")")
	case experiment.StationLoss:
		short = look.join("L = 1/n·Σ ", pointLoss(w.fit.LossName()))
		long = look.join(short, ",  n = ", look.whole(w.fit.Len()))
	case experiment.StationGradient:
		short = "∂L/∂θ = 1/n·Σ ∂ℓ/∂θ"
		long = "∂L/∂θ = 1/n·Σ ∂ℓ/∂θ,  e = ŷ − y"
	case experiment.StationUpdate:
		rate := look.exact(w.fit.Rate())
		short, long = "θ ← θ − µ·∂L/∂θ", look.join("θ ← θ − µ·∂L/∂θ,  µ = ", rate)
		if !w.fit.Plain() {
			short, long = "θ ← θ + Δθ", look.join("θ ← θ + Δθ,  ", w.fit.Rule(), ", µ = ", rate)
		}
	}
	return fitting([]string{long, short}, width)
}

// pointLoss is the loss of a point, in signs.
func pointLoss(name string) string {
	switch name {
	case "mse":
		return "(ŷ − y)²"
	case "mae":
		return "|ŷ − y|"
	case "huber":
		return "h(ŷ − y)"
	case "bce":
		return "ℓ(ŷ, y)"
	default:
		return ""
	}
}

// stations are the numbers of every station, of those not reached empty lines: what
// stands below must not move when they come.
func (w *fitWords) stations() (lines [experiment.Stations][]loopLine) {
	p := w.fit.Point(w.round.theta, w.point)
	w.lines = w.lines[:0]
	for s, write := range [...]func(experiment.FitPoint){w.predict, w.losses, w.gradient, w.update} {
		start := len(w.lines)
		write(p)
		lines[s] = w.lines[start:len(w.lines):len(w.lines)]
		if s >= w.round.passed {
			clear(lines[s])
		}
	}
	return lines
}

// add adds a line.
func (w *fitWords) add(text string, mean bool) { w.lines = append(w.lines, loopLine{text, mean}) }

// loopForms are the forms of a line, the longest first, then empty ones.
type loopForms [4]string

// fitted returns the first of the forms that fits with enough figures, or else with
// few; "" if none does: numbers are never cut.
func (w *fitWords) fitted(form func(figures int) loopForms) string {
	for _, least := range [...]int{enoughFigures, leastFigures} {
		for i := range len(loopForms{}) {
			for figures := mostFigures; figures >= least; figures-- {
				text := form(figures)[i]
				if text == "" {
					break
				}
				if screen.Width(text) <= w.width {
					return text
				}
			}
		}
	}
	return ""
}

// index is the chosen point's number as a subscript.
func (w *fitWords) index() string {
	var plain [20]byte
	var scratch [64]byte
	text := scratch[:0]
	for _, digit := range strconv.AppendInt(plain[:0], int64(w.point+1), 10) {
		text = utf8.AppendRune(text, '₀'+rune(digit-'0'))
	}
	return w.look.Words.Keep(text)
}

// predict is ŷ of the chosen point; before it what its x comes to where inputs are
// scaled.
func (w *fitWords) predict(p experiment.FitPoint) {
	i, look := w.index(), w.look
	if w.fit.Scaled() {
		offset, divisor := w.fit.Scaler()
		w.add(w.fitted(func(figures int) loopForms {
			of := look.join("(", look.significant(p.X, figures), " − ", look.enclose(look.significant(offset, figures)), ")/", look.significant(divisor, figures))
			value := look.join(" = ", look.significant(p.Input, figures))
			return loopForms{
				look.join("z", i, " = (x", i, " − x̄)/s = ", of, value), look.join("z", i, " = ", of, value), look.join("z", i, value),
			}
		}), false)
	}
	w.add(w.fitted(func(figures int) loopForms {
		values := filled(look, w.fit, curveText(w.fit), w.round.theta, figures, look.significant(p.Input, figures))
		result := look.join(" = ", w.output(p, figures-1))
		return loopForms{look.join("ŷ", i, " = ", values, result), look.join("ŷ", i, result)}
	}), false)
}

// output is ŷ to so many figures of the largest of the terms that it is the sum of.
func (w *fitWords) output(p experiment.FitPoint, figures int) string {
	largest := math.Abs(p.Output)
	if name, _ := w.fit.Curve(); name != "logistic" {
		for j := range w.fit.Names() {
			largest = max(largest, math.Abs(w.round.theta[j]*p.Slopes[j]))
		}
	}
	if !(largest > 0) || math.IsInf(largest, 0) {
		return w.look.significant(p.Output, figures)
	}
	places := figures - 1 - int(math.Floor(math.Log10(largest)))
	if places < 0 || places > 12 {
		return w.look.significant(p.Output, figures)
	}
	return w.look.rounded(p.Output, places)
}

// residual writes ŷ − y with as many places as the difference needs, and the
// difference.
func (w *fitWords) residual(p experiment.FitPoint, figures int) (difference, e string) {
	places := decimals(p.Residual, figures)
	y := w.look.enclose(w.look.rounded(p.Target, places))
	return w.look.join(w.look.rounded(p.Output, places), " − ", y), w.look.rounded(p.Residual, places)
}

// losses are the loss of the chosen point, and the mean of all.
func (w *fitWords) losses(p experiment.FitPoint) {
	look := w.look
	w.add(w.fitted(func(figures int) loopForms {
		signs, numbers := w.ownLoss(p, figures)
		l := look.join("ℓ", w.index(), " = ")
		return loopForms{look.join(l, signs, " = ", numbers), look.join(l, numbers)}
	}), false)
	w.add(w.fitted(func(figures int) loopForms {
		n := w.fit.Len()
		sum := look.join(look.significant(w.round.loss*float64(n), figures), "/", look.whole(n), " = ", look.significant(w.round.loss, figures-1))
		return loopForms{look.join("L = (ℓ₁ + … + ℓₙ)/n = ", sum), look.join("L = ", sum)}
	}), true)
}

// ownLoss is the loss of the chosen point, in signs and in numbers.
func (w *fitWords) ownLoss(p experiment.FitPoint, figures int) (signs, numbers string) {
	look := w.look
	difference, e := w.residual(p, figures)
	value := look.join(" = ", look.significant(p.Loss, figures-2))
	i := w.index()
	signs = look.join("ŷ", i, " − y", i)
	switch steep := math.Abs(p.Residual) > 1; {
	case w.fit.LossName() == "mae":
		return look.join("|", signs, "|"), look.join("|", difference, "| = ", shortest(strings.TrimPrefix(e, "-")))
	case w.fit.LossName() == "huber" && steep:
		return look.join("|", signs, "| − ½"), look.join("|", difference, "| − ½", value)
	case w.fit.LossName() == "huber":
		return look.join("½·(", signs, ")²"), look.join("½·(", difference, ")²", value)
	case w.fit.LossName() == "bce" && p.Target == 1:
		return look.join("−ln ŷ", i), look.join("−ln ", look.significant(p.Output, figures), value)
	case w.fit.LossName() == "bce":
		return look.join("−ln(1 − ŷ", i, ")"), look.join("−ln(1 − ", look.significant(p.Output, figures), ")", value)
	}
	return look.join("(", signs, ")²"), look.join("(", difference, ")²", value)
}

// slopeName is ∂ŷ/∂θ of a parameter, with bce ∂z/∂θ, in signs.
func (w *fitWords) slopeName(j int) string {
	switch name, _ := w.fit.Curve(); name {
	case "quadratic":
		return [...]string{"x²", "x", "1"}[j]
	case "cubic":
		return [...]string{"x³", "x²", "x", "1"}[j]
	case "sine":
		return [...]string{"sin", "a·cos·x", "a·cos", "1"}[j]
	case "logistic":
		if w.fit.LossName() != "bce" {
			return [...]string{"ŷ(1−ŷ)x", "ŷ(1−ŷ)"}[j]
		}
	}
	return [...]string{"x", "1"}[j]
}

// slope is what is written of one parameter's slope.
type slope struct{ name, part, signs, own, mean, short string }

// gradient is, for every parameter, the chosen point's part and the mean: each in
// a line of its own, or both in one, of the same form for all.
func (w *fitWords) gradient(p experiment.FitPoint) {
	look := w.look
	forms := []func(slope) string{
		func(s slope) string { return look.join(s.part, s.own, "   ", s.mean) },
		func(s slope) string { return look.join(s.part, s.own, "   ", s.short) },
		func(s slope) string { return look.join(s.name, ": ", s.own, "  ", s.short) },
	}
	if w.apart {
		forms = []func(slope) string{
			func(s slope) string { return look.join(s.part, s.signs, s.own) },
			func(s slope) string { return look.join(s.part, s.own) },
		}
	}
	for _, least := range [...]int{enoughFigures, leastFigures} {
		for _, form := range forms {
			for figures := mostFigures; figures >= least; figures-- {
				if w.slopes(p, figures, form) {
					return
				}
			}
		}
	}
	for j := range w.fit.Names() {
		w.add(w.fitted(func(figures int) loopForms {
			s := w.slope(p, j, figures)
			return loopForms{s.mean, s.short}
		}), true)
	}
}

// slopes adds the lines of all slopes in a form, if all of them fit.
func (w *fitWords) slopes(p experiment.FitPoint, figures int, form func(slope) string) (fit bool) {
	start := len(w.lines)
	for j := range w.fit.Names() {
		s := w.slope(p, j, figures)
		w.add(form(s), false)
		if w.apart {
			w.add(s.mean, true)
		}
	}
	for _, line := range w.lines[start:] {
		if screen.Width(line.text) > w.width {
			w.lines = w.lines[:start]
			return false
		}
	}
	return true
}

// slope writes the slopes of one parameter.
func (w *fitWords) slope(p experiment.FitPoint, j, figures int) slope {
	look := w.look
	n, name, g := w.fit.Len(), w.fit.Names()[j], w.round.gradient[j]
	_, e := w.residual(p, figures)
	pull, signs := look.enclose(e), "e·"
	switch steep := math.Abs(p.Residual) > 1; {
	case w.fit.LossName() == "mse":
		pull, signs = look.join("2·", pull), "2e·"
	case w.fit.LossName() == "mae", w.fit.LossName() == "huber" && steep:
		pull, signs = look.enclose(look.significant(p.Pull, 1)), "±1·"
	}
	result := look.significant(g, figures-1)
	return slope{
		name:  name,
		part:  look.join("∂ℓ", w.index(), "/∂", name, " = "),
		signs: look.join(signs, ofInput(w.fit, w.slopeName(j)), " = "),
		own:   look.join(pull, "·", look.enclose(look.significant(p.Slopes[j], figures)), " = ", look.significant(p.Gradient[j], figures-2)),
		mean:  look.join("∂L/∂", name, " = ", look.significant(g*float64(n), figures), "/", look.whole(n), " = ", result),
		short: look.join("∂L/∂", name, " = ", result),
	}
}

// update is the update of every parameter.
func (w *fitWords) update(experiment.FitPoint) {
	for j, name := range w.fit.Names() {
		w.add(w.fitted(func(figures int) loopForms { return w.step(name, j, figures) }), true)
	}
}

// step writes the update of one parameter.
func (w *fitWords) step(name string, j, figures int) loopForms {
	look := w.look
	from, to := w.round.theta[j], w.round.next[j]
	if math.IsNaN(to) || math.IsInf(to, 0) {
		return loopForms{look.join(name, " ← ", look.significant(to, figures))}
	}
	places := decimals(from-to, figures)
	next := look.rounded(to, places)
	var old, sign, by, signs string
	for extra := range mostExtra + 1 {
		old = look.rounded(from, places+extra)
		var moved float64
		if w.fit.Plain() {
			slope := look.significant(w.round.gradient[j], figures+extra)
			signs, sign, by = " − µ·∂L/∂", "−", look.join(look.exact(w.fit.Rate()), "·", look.enclose(slope))
			moved = -w.fit.Rate() * printed(slope)
		} else {
			signs, sign, by = " + Δ", "+", look.rounded(math.Abs(to-from), places+extra)
			if moved = printed(by); to < from {
				sign, moved = "−", -moved
			}
		}
		if agree(printed(old)+moved, to, places) {
			break
		}
	}
	return loopForms{
		look.join(name, " ← ", name, signs, name, " = ", old, " ", sign, " ", by, " = ", next),
		look.join(name, " ← ", old, " ", sign, " ", by, " = ", next),
		look.join(name, "←", old, sign, by, "=", next),
		look.join(name, " ← ", next),
	}
}

// PointNote names the chosen point.
func PointNote(look Look, d FitData) string {
	return look.Words.T("fit.point", "Point", look.count(d.Point+1, d.Fit.Len()))
}
