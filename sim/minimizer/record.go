package minimizer

import (
	"math"

	"gonum.org/v1/gonum/optimize"
)

// How long a recording gets at most.
const (
	mostIterates    = 2000
	mostEvaluations = 20_000
)

// Recorded is a method of gonum's, run to its end beforehand: a step shows the
// next of its iterates. It never changes but for how far it has been shown.
type Recorded struct {
	iterates []iterate // the start first; shared between clones
	end      End
	shown    int
}

// iterate is where a method came to, and what it had asked for until then.
type iterate struct {
	at     [2]float64
	counts Evaluations
}

// Step shows the next iterate.
func (r *Recorded) Step(at *[2]float64) {
	if r.shown+1 < len(r.iterates) {
		r.shown++
		*at = r.iterates[r.shown].at
	}
}

// Evaluations tells what had been worked out up to the iterate that is shown.
func (r *Recorded) Evaluations() Evaluations { return r.iterates[r.shown].counts }

// Ended tells why there is no further iterate, once there is none.
func (r *Recorded) Ended() End {
	if r.shown+1 < len(r.iterates) {
		return NotEnded
	}
	return r.end
}

// Clone returns a copy that shares the recording.
func (r *Recorded) Clone() Minimizer {
	c := *r
	return &c
}

// method returns a method of gonum's with its options.
func method(name string, option func(string) float64) optimize.Method {
	switch name {
	case bfgsName:
		return &optimize.BFGS{Linesearcher: &optimize.Bisection{CurvatureFactor: option("curvature")}}
	case lbfgsName:
		return &optimize.LBFGS{
			Linesearcher: &optimize.Bisection{CurvatureFactor: option("curvature")}, Store: int(option("memory")),
		}
	case cgName:
		return &optimize.CG{Linesearcher: &optimize.MoreThuente{CurvatureFactor: option("curvature")}}
	case nelderMeadName:
		return &optimize.NelderMead{
			SimplexSize: option("size"), Reflection: option("reflection"), Expansion: option("expansion"),
			Contraction: option("contraction"), Shrink: option("shrink"),
		}
	}
	panic("minimizer: no method is called " + name)
}

// recorder answers what a method asks for and notes its iterates.
type recorder struct {
	f       Function
	run     Recorded
	counts  Evaluations
	spread  float64 // of the places asked for since the last iterate
	settled int     // iterates in a row that were settled
}

// record runs a method to its end. The method works in a goroutine of its own,
// as gonum has it, which ends before record returns; the answers come from this
// one. [optimize.Minimize] would do the same, but a panic in it, as of a line
// search that is given a step of 0, would end the program.
func record(m optimize.Method, f Function, start [2]float64) *Recorded {
	r := recorder{f: f, run: Recorded{end: Bounded}}
	tasks, answers := make(chan optimize.Task), make(chan optimize.Task)
	m.Init(len(start), 1)
	broken := false
	go func() {
		defer func() {
			if recover() != nil {
				broken = true
				close(tasks)
			}
		}()
		m.Run(tasks, answers, []optimize.Task{{Location: &optimize.Location{X: start[:]}}})
	}()
	closed := false
	for task := range tasks {
		if closed {
			continue
		}
		if !r.answer(&task) {
			task.Op = optimize.PostIteration
			closed = true
		}
		answers <- task
		if closed {
			close(answers)
		}
	}
	if broken {
		r.run.end = Broken
	}
	if len(r.run.iterates) == 0 { // f has no value at the start
		r.run.iterates = []iterate{{at: start, counts: r.counts}}
	}
	return &r.run
}

// answer does what a task asks for; more is false when there is nothing more to
// ask.
func (r *recorder) answer(task *optimize.Task) (more bool) {
	switch l := task.Location; task.Op {
	case optimize.MajorIteration:
		return r.note([2]float64(l.X))
	case optimize.MethodDone:
		r.run.end = NoLower
		if l.Gradient != nil && Length([2]float64(l.Gradient)) <= endGradient {
			r.run.end = Satisfied
		}
		if math.IsNaN(l.F) || math.IsInf(l.F, 0) {
			r.run.end = Broken
		}
		return false
	default:
		r.evaluate(l, task.Op)
	}
	return r.counts.Value+r.counts.Gradient < mostEvaluations
}

// endGradient is the length of a gradient at which gonum's methods stop, each
// part of it being below 10⁻¹².
const endGradient = 1.5e-12

func (r *recorder) evaluate(l *optimize.Location, what optimize.Operation) {
	if what&optimize.FuncEvaluation != 0 {
		l.F = r.f.Eval(l.X)
		r.counts.Value++
	}
	if what&optimize.GradEvaluation != 0 {
		if l.Gradient == nil {
			l.Gradient = make([]float64, len(l.X))
		}
		r.f.Gradient(l.X, l.Gradient)
		r.counts.Gradient++
	}
	if n := len(r.run.iterates); n > 0 {
		last := r.run.iterates[n-1].at
		r.spread = max(r.spread, Length([2]float64{l.X[0] - last[0], l.X[1] - last[1]}))
	}
}

// What ends a method without a gradient: so many iterates in a row in which it
// looked no further away than this.
const (
	settledSpread = 1e-12
	settledTimes  = 3
)

// note takes down an iterate. Methods without a gradient do not end of
// themselves: they have when all that they look at is one place.
func (r *recorder) note(at [2]float64) (more bool) {
	n := len(r.run.iterates)
	if r.spread <= float64(settledSpread*max(1, math.Abs(at[0]), math.Abs(at[1]))) {
		r.settled++
	} else {
		r.settled = 0
	}
	r.spread = 0
	if n > 0 && r.settled >= settledTimes && r.counts.Gradient == 0 {
		r.run.end = Satisfied
		return false
	}
	r.run.iterates = append(r.run.iterates, iterate{at, r.counts})
	return n+1 < mostIterates
}
