package views

import (
	"cmp"
	"math"
	"slices"

	"nabla/screen"
	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/views/theme"
)

// RaceData is what the panes of a race show.
type RaceData struct {
	Race      *experiment.Race
	Focus     int  // the optimiser that is looked into
	ByArrival bool // how the ranking is sorted: not by f
}

// racer is the optimiser with the focus.
func (d *RaceData) racer() *experiment.Racer { return &d.Race.Racers()[d.Focus] }

// Ranking is the table of the optimisers, the best first.
type Ranking struct{ order []int }

// Draw fills the box.
func (v *Ranking) Draw(box screen.Box, look Look, d RaceData) {
	v.sort(d)
	status := column{heading: look.Words.T("column.status")}
	norm, evals := column{heading: "‖∇f‖", right: true}, column{heading: look.Words.T("race.evaluations"), right: true}
	wide := box.Width() >= rankingWidth
	if wide { // the status comes after the numbers, with its reason
		status, norm, evals = norm, evals, status
	}
	t := table{chosen: slices.Index(v.order, d.Focus), columns: []column{
		{heading: look.Words.T("race.optimizer")},
		{heading: "f", right: true},
		status, norm, evals,
		{heading: look.Words.T("loss.step"), right: true},
	}}
	plain := look.style(theme.Text)
	for _, i := range v.order {
		b := &d.Race.Racers()[i]
		e := b.Evaluations()
		title := b.Kind()
		if wide && (len(d.Race.Starts()) == 1 || box.Width() >= rankingWidth+startWidth) {
			title = b.Name
		}
		name := cell{look.join(ballName(look, i), " ", title, startSuffix(look, d.Race, i)), look.Theme.Series(i)}
		status := raceOutcome(b.Status(), look, wide)
		norm, evals := cell{look.figure(b.GradientNorm()), plain}, cell{look.whole(e.Value + e.Gradient + e.Hessian), plain}
		if wide {
			status, norm, evals = norm, evals, status
		}
		t.add(name, cell{look.figure(b.F), plain}, status, norm, evals, cell{since(look, b.Status()), look.style(theme.Muted)})
	}
	t.draw(box, look)
}

// startSuffix names the start of a racer, where there are several.
func startSuffix(look Look, r *experiment.Race, i int) string {
	if len(r.Starts()) == 1 {
		return ""
	}
	at := r.Starts()[r.StartOf(i)]
	return look.join(" (", look.significant(at[0], 3), ", ", look.significant(at[1], 3), ")")
}

// rankingWidth is how wide a ranking has to be for statuses with their reasons.
const rankingWidth = 50

// startWidth is how much wider it has to be for the options of optimisers beside
// their starts.
const startWidth = 24

// raceOutcome says in words how an optimiser fares, with the reason if asked to; of
// one at rest, where.
func raceOutcome(s sim.Status, look Look, reasons bool) cell {
	text := look.Words.Of("outcome.", s.Outcome.String())
	switch reason := s.Reason.(type) {
	case nil:
	case experiment.AtSpot:
		text = look.join(placeSign(s.Outcome), placeName(look, reason.Place))
	default:
		if reasons {
			text = look.join(text, ": ", look.Words.Message(reason))
		}
	}
	return cell{text, look.style(outcomeRole(s.Outcome))}
}

// since is the step from which on an optimiser fares as it does.
func since(look Look, s sim.Status) string {
	if s.Outcome == sim.Running {
		return ""
	}
	return look.grouped(s.Step)
}

// placeSign tells the place that was sought from others without colour.
func placeSign(o sim.Outcome) string {
	if o == sim.Converged {
		return "✓ "
	}
	return "✗ "
}

// placeName is what a level place is, in a word or two.
func placeName(look Look, p experiment.Place) string {
	switch p {
	case experiment.GlobalMinimum:
		return look.Words.T("race.global-minimum")
	case experiment.LocalMinimum:
		return look.Words.T("race.local-minimum")
	case experiment.AnyMinimum:
		return look.Words.T("race.minimum")
	case experiment.AtSaddle:
		return look.Words.T("race.saddle")
	case experiment.AtMaximum:
		return look.Words.T("race.maximum")
	case experiment.FlatPlace:
	}
	return look.Words.T("race.flat")
}

// sort puts the optimisers in order: by f, those without a number last; or by
// arrival, those at a minimum first, by the step, then as by f.
func (v *Ranking) sort(d RaceData) {
	v.order = v.order[:0]
	racers := d.Race.Racers()
	for i := range racers {
		v.order = append(v.order, i)
	}
	slices.SortStableFunc(v.order, func(i, j int) int {
		a, b := &racers[i], &racers[j]
		if d.ByArrival {
			if c := cmp.Compare(arrival(a), arrival(b)); c != 0 {
				return c
			}
		}
		return cmp.Compare(height(a.F), height(b.F))
	})
}

// arrival is the step at which an optimiser came to rest at a minimum.
func arrival(b *experiment.Racer) int {
	if s := b.Status(); s.Outcome == sim.Converged {
		return s.Step
	}
	return math.MaxInt
}

// height is f, and above all else where it is no number.
func height(f float64) float64 {
	if math.IsNaN(f) {
		return math.Inf(1)
	}
	return f
}
