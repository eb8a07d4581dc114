package experiment

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"nabla/sim"
	"nabla/sim/landscape"
)

// descentBasinLimit is after how many steps a ball is given up.
const descentBasinLimit = 1000

// DescentBasins is the map of a descent's basins that has yet to be made: what it
// depends on, and how to begin.
type DescentBasins struct {
	descent *Descent
	rates   []float64
}

// Basins returns the map of starts, to the right, and step sizes, upwards, for
// the method of the descent. It does no work and does not see what the descent
// does later. Noise is left out of it.
func (d *Descent) Basins() DescentBasins {
	return DescentBasins{descent: d.bare(), rates: basinRates(d)}
}

// basinRates returns the step sizes of the rows: evenly from next to none to half
// as much again as where the last of the minima in the domain is no longer stable,
// 2/L of plain descent; and farther if a ball's is.
func basinRates(d *Descent) []float64 {
	least := math.Inf(1)
	lo, hi := d.Domain()
	for _, p := range d.Goals() {
		if c := math.Abs(p.Curvature); c > 1e-3 && lo <= p.W && p.W <= hi {
			least = min(least, c)
		}
	}
	top := 1.5 * d.rule.stableBelow() / least
	if top == 0 {
		top = 1
	}
	for _, rate := range d.Rates() {
		top = max(top, rate)
	}
	unit := upTo2(top / BasinRows)
	rates := make([]float64, BasinRows)
	for i := range rates {
		rates[i] = brief(float64(unit*float64(i+1)), unit)
	}
	return rates
}

// upTo2 rounds up to two digits, but for what rounding has added.
func upTo2(v float64) float64 {
	for _, by := range [...]float64{1, 1.05} {
		short, err := strconv.ParseFloat(strconv.FormatFloat(v*by, 'g', 2, 64), 64)
		if err == nil && short >= v*(1-certainty) {
			return short
		}
	}
	return v
}

// HasRates reports whether the step size plays a part: where the method takes none
// all rows are the same.
func (m DescentBasins) HasRates() bool { return m.descent.rule.method.TakesRate() }

// Key names all that the map depends on.
func (m DescentBasins) Key() string {
	lo, hi := m.descent.Domain()
	return fmt.Sprintf("%q %+v %v %v %v", m.descent.curve.Formula().Text(), m.descent.rule, lo, hi, m.rates[0])
}

// Begin returns the map, of which nothing is done yet.
func (m DescentBasins) Begin() *Basins {
	lo, hi := m.descent.Domain()
	one := *m.descent
	one.starts, one.rates, one.balls = make([]float64, 1), make([]float64, 1), make([]Ball, 1)
	return newBasins(spread(lo, hi, BasinColumns), slices.Clone(m.rates), descentBasinLimit, one.fate)
}

// fate drops the descent's only ball at w with a step size, and follows it to
// its end. It is what a descent from there says of it, but that a ball diverges
// when it is gone, not when that is certain: to look ahead of every step that
// grows would take ten times as long.
func (d *Descent) fate(w, rate float64) fate {
	d.step, d.starts[0], d.rates[0] = 0, w, rate
	d.balls[0] = d.drop(w, rate)
	f, ok := d.ended()
	for b := &d.balls[0]; !ok && d.step < descentBasinLimit; {
		d.step++
		d.advance(b)
		b.growth = 0
		b.status = d.judge(b)
		f, ok = d.ended()
	}
	if f.steps = d.step; !ok {
		f.end = BasinSlow
	}
	return f
}

// ended returns what has become of the only ball; ok is false while it rolls.
func (d *Descent) ended() (f fate, ok bool) {
	status := d.balls[0].status
	var spot AtSpot
	switch reason := status.Reason.(type) {
	case AtExtremum:
		spot = AtSpot{X: reason.W, F: reason.F, Place: LocalMinimum}
		switch {
		case reason.Maximum:
			spot.Place = AtMaximum
		case reason.Global:
			spot.Place = GlobalMinimum
		}
	case AtRest:
		spot = AtSpot{X: reason.W, F: d.curve.Formula().At(reason.W), Place: FlatPlace}
		switch reason.Kind {
		case landscape.Minimum:
			spot.Place = LocalMinimum
		case landscape.Maximum:
			spot.Place = AtMaximum
		case landscape.Inflection:
		}
	default:
		return settledFate(status)
	}
	if status.Outcome == sim.Running || status.Outcome == sim.Zigzagging {
		return fate{}, false
	}
	return fate{spot: spot}, true
}
