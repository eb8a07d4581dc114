package views

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"nabla/screen"
	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/sim/landscape"
	"nabla/views/chart"
	"nabla/views/theme"
)

// DescentSweep draws how many steps are needed over the step size, from the start
// of the ball with the focus: the U, and the cliff at its right end. It keeps what
// it was worked out for.
type DescentSweep struct {
	chart chart.LogLog
	later later[*experiment.Sweep]
	goal  landscape.Point
	never []float64
	ok    bool
	way   string // what tells the goal
}

// Draw fills the box.
func (v *DescentSweep) Draw(box screen.Box, look Look, d LandscapeData) {
	b := &d.Descent.Balls()[d.Focus]
	v.want(d)
	if v.ok && !v.later.done {
		percent := strconv.Itoa(int(100 * v.later.share))
		Progress{
			Text: look.Words.T("descent.sweeping", "Percent", percent), Short: look.Words.T("basin.making-short", "Percent", percent),
			Share: v.later.share,
		}.Draw(box, look)
		return
	}
	if !v.ok {
		id := "descent.no-goal"
		if !d.Descent.Method().TakesRate() {
			id = "descent.no-rate"
		}
		for y, line := range wrap(look.Words.T(id), box.Width()-2) {
			box.TextFit(1, y, box.Width()-2, line, look.style(theme.Muted))
		}
		return
	}
	lines := wrap(strings.Join(v.words(look, d.Descent), " · "), box.Width()-2)
	if d.Descent.Noise() > 0 {
		lines = slices.Insert(lines, 0, wrap(look.Words.T("descent.without-noise", "Noise", sim.FormatNumber(d.Descent.Noise())), box.Width()-2)...)
	}
	const chartHeight = 5
	if box.Height() >= 2+chartHeight {
		lines = lines[:min(len(lines), box.Height()-chartHeight)]
	}
	lines = lines[:min(len(lines), box.Height())]
	for y, line := range lines {
		box.TextFit(1, y, box.Width()-2, line, look.style(theme.Accent))
	}
	if rest := box.Height() - len(lines); rest >= chartHeight-1 {
		v.drawChart(box.Sub(0, len(lines), box.Width(), rest), look, d.Descent, b.Rate)
	}
}

// want has the sweep worked out. What of the step size matters to it is only which
// goal it leads to.
func (v *DescentSweep) want(data LandscapeData) {
	d, b := data.Descent, &data.Descent.Balls()[data.Focus]
	terms := fmt.Sprint(b.Start, " ", d.Terms())
	if way := fmt.Sprint(terms, " ", b.Rate); way != v.way {
		v.way, v.ok = way, false
		if d.Method().TakesRate() {
			v.goal, v.ok = d.Destination(b.Start, b.Rate)
		}
	}
	if !v.ok {
		v.later = later[*experiment.Sweep]{}
		return
	}
	v.later.want(fmt.Sprint("sweep ", terms, " ", v.goal.W), func() *experiment.Sweep { return d.Sweep(b.Start, v.goal) })
}

// Rest lends what of the sweep is yet to be worked out; ok is false where it is done,
// or there is none.
func (v *DescentSweep) Rest(d LandscapeData) (rest Rest, ok bool) {
	v.want(d)
	return v.later.rest()
}

// Hear takes how far the sweep is that was lent, and it once it is done.
func (v *DescentSweep) Hear(share float64, done Gradual) { v.later.hear(share, done) }

// words say what curvature there is, the step size that is best and that from
// which on balls leave again.
func (v *DescentSweep) words(look Look, d *experiment.Descent) []string {
	if v.later.task.Curvature == 0 {
		return []string{look.Words.T("descent.no-curvature", "W", significant(v.later.task.Goal.W, 4))}
	}
	l := v.later.task.Curvature
	words := []string{look.Words.T("descent.curvature", "W", significant(v.later.task.Goal.W, 4), "L", significant(l, 4))}
	if d.Method() == experiment.Momentum {
		return append(words, look.Words.T("descent.cliff-momentum", "Cliff", significant(d.Cliff(l), 4)))
	}
	return append(words,
		look.Words.T("descent.best", "Best", significant(1/l, 4)),
		look.Words.T("descent.cliff", "Cliff", significant(d.Cliff(l), 4)),
	)
}

func (v *DescentSweep) drawChart(box screen.Box, look Look, d *experiment.Descent, rate float64) {
	s := v.later.task
	v.never = v.never[:0] // the limit where the sweep has no number of steps
	for _, steps := range s.Steps {
		if steps >= 0 {
			steps = math.NaN()
		} else {
			steps = experiment.SweepSteps
		}
		v.never = append(v.never, steps)
	}
	data := chart.LogLogData{
		X: s.Rates,
		Clouds: []chart.Cloud{
			{Name: look.Words.T("descent.needed"), Y: s.Steps},
			{Name: look.Words.T("descent.never", "Limit", Grouped(experiment.SweepSteps)), Y: v.never, Look: 1},
		},
		Shown:  len(s.Rates),
		XLabel: "µ",
	}
	upright := func(x float64, name string) {
		const steep = 1e9
		data.Guides = append(data.Guides, chart.Guide{X: x, Y: 30, Power: steep, From: s.Rates[0], To: s.Rates[len(s.Rates)-1], Name: name})
	}
	if s.Curvature > 0 {
		name := "2/L"
		if d.Method() == experiment.Momentum {
			name = "(2+2β)/L"
		}
		upright(d.Cliff(s.Curvature), name)
	}
	if rate > s.Rates[0] && rate < s.Rates[len(s.Rates)-1] {
		upright(rate, "µ")
	}
	v.chart.Draw(box, look.Theme, data)
}
