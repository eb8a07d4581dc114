package views

import (
	"math"
	"strconv"
	"strings"

	"nabla/screen"
	"nabla/sim"
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
	return strconv.Itoa(s+1) + " " + w.look.Words.T(ids[s])
}

// formula is what a station does, in signs; "" where it does not fit.
func (w *fitWords) formula(s, width int) string {
	curve := ofInput(w.fit, curveText(w.fit))
	theta := strings.Join(w.fit.Names(), ", ")
	one := map[string]string{
		"mse": "(ŷ − y)²", "mae": "|ŷ − y|", "huber": "h(ŷ − y)", "bce": "ℓ(ŷ, y)",
	}[w.fit.LossName()]
	forms := [...][]string{
		{"ŷ = " + curve + ",  θ = (" + theta + ")", "ŷ = " + curve},
		{"L = 1/n·Σ " + one + ",  n = " + strconv.Itoa(w.fit.Len()), "L = 1/n·Σ " + one},
		{"∂L/∂θ = 1/n·Σ ∂ℓ/∂θ,  e = ŷ − y", "∂L/∂θ = 1/n·Σ ∂ℓ/∂θ"},
		{"θ ← θ − µ·∂L/∂θ,  µ = " + sim.FormatNumber(w.fit.Rate()), "θ ← θ − µ·∂L/∂θ"},
	}[s]
	if s == int(experiment.StationUpdate) && !w.fit.Plain() {
		forms = []string{"θ ← θ + Δθ,  " + w.fit.Rule() + ", µ = " + sim.FormatNumber(w.fit.Rate()), "θ ← θ + Δθ"}
	}
	return fitting(forms, width)
}

// stations are the numbers of every station, of those not reached empty lines: what
// stands below must not move when they come.
func (w *fitWords) stations() (lines [experiment.Stations][]loopLine) {
	p := w.fit.Point(w.round.theta, w.point)
	for s, write := range [...]func(experiment.FitPoint) []loopLine{w.predict, w.losses, w.gradient, w.update} {
		lines[s] = write(p)
		if s >= w.round.passed {
			clear(lines[s])
		}
	}
	return lines
}

// fitted returns the first of the forms that fits with enough figures, or else with
// few; "" if none does: numbers are never cut.
func (w *fitWords) fitted(form func(figures int) []string) string {
	for _, least := range [...]int{enoughFigures, leastFigures} {
		for i := range form(least) {
			for figures := mostFigures; figures >= least; figures-- {
				if text := form(figures)[i]; screen.Width(text) <= w.width {
					return text
				}
			}
		}
	}
	return ""
}

// index is the chosen point's number as a subscript.
func (w *fitWords) index() string {
	var b strings.Builder
	for _, digit := range strconv.Itoa(w.point + 1) {
		b.WriteRune('₀' + digit - '0')
	}
	return b.String()
}

// predict is ŷ of the chosen point; before it what its x comes to where inputs are
// scaled.
func (w *fitWords) predict(p experiment.FitPoint) []loopLine {
	i := w.index()
	var lines []loopLine
	if w.fit.Scaled() {
		offset, divisor := w.fit.Scaler()
		lines = append(lines, loopLine{text: w.fitted(func(figures int) []string {
			of := "(" + significant(p.X, figures) + " − " + enclose(significant(offset, figures)) + ")/" + significant(divisor, figures)
			value := " = " + significant(p.Input, figures)
			return []string{"z" + i + " = (x" + i + " − x̄)/s = " + of + value, "z" + i + " = " + of + value, "z" + i + value}
		})})
	}
	return append(lines, loopLine{text: w.fitted(func(figures int) []string {
		values := filled(w.fit, curveText(w.fit), w.round.theta, figures, significant(p.Input, figures))
		result := " = " + w.output(p, figures-1)
		return []string{"ŷ" + i + " = " + values + result, "ŷ" + i + result}
	})})
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
		return significant(p.Output, figures)
	}
	places := figures - 1 - int(math.Floor(math.Log10(largest)))
	if places < 0 || places > 12 {
		return significant(p.Output, figures)
	}
	return rounded(p.Output, places)
}

// residual writes ŷ − y with as many places as the difference needs, and the
// difference.
func residual(p experiment.FitPoint, figures int) (difference, e string) {
	places := decimals(p.Residual, figures)
	y := rounded(p.Target, places)
	return rounded(p.Output, places) + " − " + enclose(y), rounded(p.Residual, places)
}

// losses are the loss of the chosen point, and the mean of all.
func (w *fitWords) losses(p experiment.FitPoint) []loopLine {
	own := w.fitted(func(figures int) []string {
		signs, numbers := w.ownLoss(p, figures)
		l := "ℓ" + w.index() + " = "
		return []string{l + signs + " = " + numbers, l + numbers}
	})
	mean := w.fitted(func(figures int) []string {
		n := w.fit.Len()
		sum := significant(w.round.loss*float64(n), figures) + "/" + strconv.Itoa(n) + " = " + significant(w.round.loss, figures-1)
		return []string{"L = (ℓ₁ + … + ℓₙ)/n = " + sum, "L = " + sum}
	})
	return []loopLine{{text: own}, {text: mean, mean: true}}
}

// ownLoss is the loss of the chosen point, in signs and in numbers.
func (w *fitWords) ownLoss(p experiment.FitPoint, figures int) (signs, numbers string) {
	difference, e := residual(p, figures)
	value := " = " + significant(p.Loss, figures-2)
	i := w.index()
	signs = "ŷ" + i + " − y" + i
	switch steep := math.Abs(p.Residual) > 1; {
	case w.fit.LossName() == "mae":
		return "|" + signs + "|", "|" + difference + "| = " + shortest(strings.TrimPrefix(e, "-"))
	case w.fit.LossName() == "huber" && steep:
		return "|" + signs + "| − ½", "|" + difference + "| − ½" + value
	case w.fit.LossName() == "huber":
		return "½·(" + signs + ")²", "½·(" + difference + ")²" + value
	case w.fit.LossName() == "bce" && p.Target == 1:
		return "−ln ŷ" + i, "−ln " + significant(p.Output, figures) + value
	case w.fit.LossName() == "bce":
		return "−ln(1 − ŷ" + i + ")", "−ln(1 − " + significant(p.Output, figures) + ")" + value
	}
	return "(" + signs + ")²", "(" + difference + ")²" + value
}

// slopeNames are ∂ŷ/∂θ of each parameter, with bce ∂z/∂θ, in signs.
func (w *fitWords) slopeNames() []string {
	switch name, _ := w.fit.Curve(); name {
	case "quadratic":
		return []string{"x²", "x", "1"}
	case "cubic":
		return []string{"x³", "x²", "x", "1"}
	case "sine":
		return []string{"sin", "a·cos·x", "a·cos", "1"}
	case "logistic":
		if w.fit.LossName() != "bce" {
			return []string{"ŷ(1−ŷ)x", "ŷ(1−ŷ)"}
		}
	}
	return []string{"x", "1"}
}

// slope is what is written of one parameter's slope.
type slope struct{ name, part, signs, own, mean, short string }

// gradient is, for every parameter, the chosen point's part and the mean: each in
// a line of its own, or both in one, of the same form for all.
func (w *fitWords) gradient(p experiment.FitPoint) []loopLine {
	forms := []func(slope) string{
		func(s slope) string { return s.part + s.own + "   " + s.mean },
		func(s slope) string { return s.part + s.own + "   " + s.short },
		func(s slope) string { return s.name + ": " + s.own + "  " + s.short },
	}
	if w.apart {
		forms = []func(slope) string{
			func(s slope) string { return s.part + s.signs + s.own },
			func(s slope) string { return s.part + s.own },
		}
	}
	for _, least := range [...]int{enoughFigures, leastFigures} {
		for _, form := range forms {
			for figures := mostFigures; figures >= least; figures-- {
				if lines, fit := w.slopes(p, figures, form); fit {
					return lines
				}
			}
		}
	}
	lines := make([]loopLine, 0, len(w.fit.Names()))
	for j := range w.fit.Names() {
		lines = append(lines, loopLine{mean: true, text: w.fitted(func(figures int) []string {
			s := w.slope(p, j, figures)
			return []string{s.mean, s.short}
		})})
	}
	return lines
}

// slopes are the lines of all slopes in a form, and whether all of them fit.
func (w *fitWords) slopes(p experiment.FitPoint, figures int, form func(slope) string) (lines []loopLine, fit bool) {
	fit = true
	for j := range w.fit.Names() {
		s := w.slope(p, j, figures)
		lines = append(lines, loopLine{text: form(s)})
		fit = fit && screen.Width(form(s)) <= w.width
		if w.apart {
			lines = append(lines, loopLine{text: s.mean, mean: true})
			fit = fit && screen.Width(s.mean) <= w.width
		}
	}
	return lines, fit
}

// slope writes the slopes of one parameter.
func (w *fitWords) slope(p experiment.FitPoint, j, figures int) slope {
	n, name, g := w.fit.Len(), w.fit.Names()[j], w.round.gradient[j]
	_, e := residual(p, figures)
	pull, signs := enclose(e), "e·"
	switch steep := math.Abs(p.Residual) > 1; {
	case w.fit.LossName() == "mse":
		pull, signs = "2·"+pull, "2e·"
	case w.fit.LossName() == "mae", w.fit.LossName() == "huber" && steep:
		pull, signs = enclose(significant(p.Pull, 1)), "±1·"
	}
	result := significant(g, figures-1)
	return slope{
		name:  name,
		part:  "∂ℓ" + w.index() + "/∂" + name + " = ",
		signs: signs + ofInput(w.fit, w.slopeNames()[j]) + " = ",
		own:   pull + "·" + enclose(significant(p.Slopes[j], figures)) + " = " + significant(p.Gradient[j], figures-2),
		mean:  "∂L/∂" + name + " = " + significant(g*float64(n), figures) + "/" + strconv.Itoa(n) + " = " + result,
		short: "∂L/∂" + name + " = " + result,
	}
}

// update is the update of every parameter.
func (w *fitWords) update(experiment.FitPoint) []loopLine {
	lines := make([]loopLine, 0, len(w.fit.Names()))
	for j, name := range w.fit.Names() {
		lines = append(lines, loopLine{mean: true, text: w.fitted(func(figures int) []string {
			return w.step(name, j, figures)
		})})
	}
	return lines
}

// step writes the update of one parameter.
func (w *fitWords) step(name string, j, figures int) []string {
	from, to := w.round.theta[j], w.round.next[j]
	if math.IsNaN(to) || math.IsInf(to, 0) {
		text := name + " ← " + significant(to, figures)
		return []string{text, text, text, text}
	}
	places := decimals(from-to, figures)
	old, next := rounded(from, places), rounded(to, places)
	by := " − " + sim.FormatNumber(w.fit.Rate()) + "·" + enclose(significant(w.round.gradient[j], figures))
	signs := " − µ·∂L/∂" + name
	if !w.fit.Plain() {
		signs = " + Δ" + name
		if by = " + " + rounded(to-from, places); to < from {
			by = " − " + rounded(from-to, places)
		}
	}
	short := name + " ← " + old + by + " = " + next
	return []string{
		name + " ← " + name + signs + " = " + old + by + " = " + next, short,
		unspaced.Replace(short), name + " ← " + next,
	}
}

// unspaced takes the blanks around signs away.
var unspaced = strings.NewReplacer(" ← ", "←", " − ", "−", " + ", "+", " = ", "=")

// PointNote names the chosen point.
func PointNote(look Look, d FitData) string {
	return look.Words.T("fit.point", "Point", Count(d.Point+1, d.Fit.Len()))
}
