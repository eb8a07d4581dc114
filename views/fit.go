package views

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"nabla/screen"
	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/views/chart"
	"nabla/views/theme"
)

// FitData is what the views of a fit show.
type FitData struct {
	Fit    *experiment.Fit
	Point  int // the one that is worked out, counted from 0
	Walked int // the station looked at, −1 for those that the run is at

	Squares bool // the squares of all errors are drawn, not only the chosen point's
}

// round is what the loop is worked out for: the parameters that its four stations
// have to do with.
type round struct {
	theta, next experiment.Theta
	loss        float64
	gradient    experiment.Theta
	passed      int // stations passed, 4 for all
	lit         int // the station that is lit, −1 for none, all stations for all
}

// allLit is round.lit where no station is looked at more than the others.
const allLit = experiment.Stations

// newRound tells where in the loop a fit stands. One that goes station by station
// has just made the update that began where it was before.
func newRound(d FitData) round {
	f := d.Fit
	last, slow := f.Station()
	r := round{theta: f.Theta(), loss: f.Loss(), gradient: f.Gradient(), passed: experiment.Stations, lit: allLit}
	switch {
	case slow && last != experiment.StationUpdate:
		r.passed, r.lit = int(last)+1, int(last)
	case slow && f.Updates() == 0:
		r.passed, r.lit = 0, -1
	case slow:
		r.theta, r.lit = f.Before(), int(last)
		r.loss, r.gradient = f.Sum(r.theta)
		r.next = f.Theta()
	}
	if !slow || last != experiment.StationUpdate {
		r.next = f.Next()
	}
	if d.Walked >= 0 {
		r.lit, r.passed = d.Walked, max(r.passed, d.Walked+1)
	}
	return r
}

// FitPoints draws the data with the curve that is fitted, the errors between them,
// and the chosen point's. It keeps the memory it draws with.
type FitPoints struct {
	chart  chart.Scatter
	data   chart.ScatterData
	origin Cell // of the box in the grid
}

// Draw fills the box.
func (v *FitPoints) Draw(box screen.Box, look Look, d FitData) {
	v.origin.X, v.origin.Y = box.Origin()
	f := d.Fit
	lines := 0
	if box.Height() >= 8 {
		lines = 1
	}
	theta := f.Theta()
	input, target := f.Columns()
	v.data = chart.ScatterData{
		Xs: f.Xs(), Ys: f.Targets(), Chosen: d.Point,
		F:      func(x float64) float64 { return f.At(&theta, x) },
		Square: f.LossName() == "mse", Squares: d.Squares,
		XLabel: input, YLabel: target, Empty: look.Words.T("fit.no-points"),
	}
	v.chart.Draw(box.Sub(0, 0, box.Width(), box.Height()-lines), look.Theme, &v.data)
	if lines == 1 {
		v.drawFoot(box.Sub(1, box.Height()-1, box.Width()-2, 1), look, f)
	}
}

// drawFoot writes the curve with its parameters, and the loss or how it ended.
func (v *FitPoints) drawFoot(box screen.Box, look Look, f *experiment.Fit) {
	x := box.TextFit(0, 0, box.Width(), fitCurve(look, f, f.Theta(), 4), look.style(theme.Accent)) + 3
	loss := look.join("L = ", look.significant(f.Loss(), 5))
	status := outcome(f.Status(), look)
	if f.Status().Outcome == sim.Running {
		status.text = ""
	}
	for _, text := range [...]cell{
		{look.join(loss, "   ", status.text), status.style},
		{look.join(loss, "   ", look.Words.Of("outcome.", f.Status().Outcome.String())), status.style},
		{loss, look.style(theme.Text)},
	} {
		if x+screen.Width(text.text) <= box.Width() {
			box.Text(x, 0, text.text, text.style)
			return
		}
	}
}

// PointAt returns the point drawn nearest to a cell of the box, a few columns away
// at most.
func (v *FitPoints) PointAt(x, y int) (point int, ok bool) {
	const most = 4
	return v.chart.Nearest(&v.data, x+v.origin.X, y+v.origin.Y, most)
}

// fitCurve writes the curve with the parameters' values for their names, of x as
// the curve gets it.
func fitCurve(look Look, f *experiment.Fit, theta experiment.Theta, figures int) string {
	return look.join("ŷ = ", filled(look, f, ofInput(f, curveText(f)), theta, figures, ""))
}

func curveText(f *experiment.Fit) string {
	_, text := f.Curve()
	return text
}

// ofInput calls x in a formula z where the curve gets a scaled one.
func ofInput(f *experiment.Fit, formula string) string {
	if f.Scaled() {
		return strings.ReplaceAll(formula, "x", "z")
	}
	return formula
}

// filled writes a curve's formula with values for the names of its parameters, and
// for x if one is given.
func filled(look Look, f *experiment.Fit, text string, theta experiment.Theta, figures int, x string) string {
	var scratch [256]byte
	filled := scratch[:0]
	for _, r := range text {
		j := parameter(f, r)
		switch {
		case j >= 0:
			value := look.significant(theta[j], figures)
			if sum, positive := bytes.CutSuffix(filled, []byte("+ ")); value[0] == '-' && positive {
				filled, value = append(sum, "− "...), value[1:]
			}
			filled = append(filled, value...)
		case x != "" && r == 'x':
			filled = append(filled, look.enclose(x)...)
		default:
			filled = utf8.AppendRune(filled, r)
		}
	}
	return look.Words.Keep(filled)
}

// parameter returns which parameter has a name that begins with the letter, −1
// for none.
func parameter(f *experiment.Fit, letter rune) int {
	return slices.IndexFunc(f.Names(), func(name string) bool {
		first, _ := utf8.DecodeRuneInString(name)
		return first == letter
	})
}
