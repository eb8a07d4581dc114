package labs

import (
	"context"
	"math"
	"strconv"
	"time"

	"nabla/model"
	"nabla/sim"
	"nabla/sim/experiment"
)

// outlook is the outcome of a question: a run of its own, which goes on from where
// another one stood until what was asked for is known.
type outlook[S sim.State[S]] struct {
	state S
	steps int
	most  int            // steps that are made at most
	known func(S) bool   // whether it is known before; nil for never
	truth func(S) string // of the run at its end, where it is known
	late  string         // the truth where that was not known after the most steps
}

var _ model.Outcome = (*outlook[*experiment.Descent])(nil)

// lookAhead is how long a part of the work takes: less than a frame does.
const lookAhead = 10 * time.Millisecond

func (o *outlook[S]) Work(ctx context.Context) (more bool) {
	for began := time.Now(); ctx.Err() == nil && time.Since(began) < lookAhead; o.steps++ {
		if o.over() {
			return false
		}
		o.state.Step()
	}
	return !o.over()
}

func (o *outlook[S]) isKnown() bool { return o.known != nil && o.known(o.state) }

func (o *outlook[S]) over() bool { return o.steps >= o.most || o.isKnown() }

func (o *outlook[S]) Share() float64 { return float64(o.steps) / float64(max(o.most, 1)) }

func (o *outlook[S]) Truth() string {
	if o.known != nil && !o.known(o.state) {
		return o.late
	}
	return o.truth(o.state)
}

// prepared is a question whose outcome a run has once something is known of it, or
// that late is true of after so many steps.
func prepared[S sim.State[S]](q model.Question, now S, most int, known func(S) bool, truth func(S) string, late string) model.Prepared {
	return model.Prepared{Question: q, Outcome: func() model.Outcome {
		return &outlook[S]{state: now.Clone(), most: most, known: known, truth: truth, late: late}
	}}
}

// after is a question about a run so many steps on.
func after[S sim.State[S]](q model.Question, now S, steps int, truth func(S) string) model.Prepared {
	return prepared(q, now, steps, nil, truth, "")
}

// noNumber is the outcome where a number that was asked for is none.
const noNumber = "question.no-number"

// figure writes the number that is an outcome, to four figures.
func figure(x float64) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return noNumber
	}
	return brief(x)
}

func brief(x float64) string { return strconv.FormatFloat(x, 'g', 4, 64) }

// choice is the outcome that a choice is, counted from 0.
func choice(i int) string { return strconv.Itoa(i + 1) }

// yesOrNo is a question's choices, and decided the outcome among them.
func yesOrNo() []string { return []string{"question.yes", "question.no"} }

func decided(yes bool) string {
	if yes {
		return choice(0)
	}
	return choice(1)
}

// fates are the choices of how a run may fare, and fate which of them an outcome is.
func fates() []string {
	return []string{"question.converges", "question.sticks", "question.diverges", "question.moves"}
}

func fate(o sim.Outcome) string {
	switch o {
	case sim.Converged:
		return choice(0)
	case sim.Stuck:
		return choice(1)
	case sim.Diverged:
		return choice(2)
	case sim.Running, sim.Zigzagging, sim.Stopped:
	}
	return choice(3)
}

// ended reports whether an outcome is one that nothing is expected to follow.
func ended(o sim.Outcome) bool { return o == sim.Converged || o == sim.Stuck || o == sim.Diverged }

// lowest is the outcome of which has the lowest value; one that is no number has not.
func lowest(n int, value func(int) float64) string {
	best := -1
	for i := range n {
		if v := value(i); !math.IsNaN(v) && (best < 0 || v < value(best)) {
			best = i
		}
	}
	if best < 0 {
		return noNumber
	}
	return choice(best)
}
