package experiment

import (
	"slices"

	"nabla/sim"
	"nabla/sim/landscape"
	"nabla/sim/minimizer"
	"nabla/sim/optimizer"
)

// maxRacers is how many runs a race has at most: of every optimiser from every
// start.
const maxRacers = 8

// RaceParams returns the parameters of a race of optimisers on a surface.
func RaceParams() []sim.Param {
	return under("race", []sim.Param{
		{
			Name: "f", Kind: sim.Formula, Default: "himmelblau", Symbol: "f(x, y)",
			Choices: landscape.SurfaceNames(), Check: checkSurface, About: aboutSurface,
		},
		{Name: "start", Kind: sim.Text, Default: auto, Choices: []string{auto}, Check: checkStart},
		{
			Name: "optimizers", Kind: sim.Texts, Default: "sgd,momentum,rmsprop(lr=0.05),adam(lr=0.1)",
			Choices: racerTable().Names(), Check: checkRacer, About: aboutRacer,
		},
		{Name: "rate", Kind: sim.Number, Default: "0.01", Min: 1e-6, Max: 100, Log: true, Symbol: "µ", Live: true},
	}...)
}

func checkSurface(text string) error {
	_, err := landscape.OpenSurface(text)
	return err
}

// checkRacer lets an optimiser of a race have a step size of its own.
func checkRacer(text string) error {
	_, err := racerTable().Parse(text)
	return err
}

// racerTable holds all that may race: update rules and classical methods.
func racerTable() *optimizer.Table {
	return optimizer.NewTable(slices.Concat(optimizer.Rules(), minimizer.Rules())...)
}

// Race lets several optimisers loose on one function f of two variables, each of
// them from every start. A step is one update of each of them, with the exact gradient.
// How each fares is in [Racer].
type Race struct {
	terrain *landscape.Terrain
	known   landscape.Surface // empty for a formula that was typed
	bowl    *bowl             // nil unless f is a quadratic
	starts  [][2]float64
	racers  []Racer // of every optimiser those from all starts, one after another
	rate    float64 // of those that name none
	step    int
	history sim.History
	row     []float64 // one sample of history
}

// NewRace lines the optimisers up as the setup says.
func NewRace(setup sim.Setup, _ sim.Opener) (*Race, error) {
	terrain, err := landscape.OpenSurface(setup.Value("f").String())
	if err != nil {
		return nil, err
	}
	starts, err := parseStarts(setup.Value("start").String())
	if err != nil {
		return nil, err
	}
	if starts == nil {
		x, y := terrain.Start()
		starts = [][2]float64{{x, y}}
	}
	entries := setup.Value("optimizers")
	names := entries.Words()
	if n := len(names); n > maxRacers {
		return nil, &sim.ParamError{Name: "optimizers", Text: entries.String(), Err: sim.TooManyError{Count: n, Limit: maxRacers}}
	} else if n*len(starts) > maxRacers {
		return nil, &sim.ParamError{
			Name: "start", Text: setup.Value("start").String(), Err: TooManyRunsError{Optimizers: n, Starts: len(starts)},
		}
	}
	runs := len(names) * len(starts)
	r := &Race{
		terrain: terrain, known: terrain.Surface(), bowl: newBowl(terrain), rate: setup.Value("rate").Number(),
		starts: starts, racers: make([]Racer, runs), row: make([]float64, runs*historyColumns),
	}
	table := racerTable()
	for i, name := range names {
		spec, err := table.Parse(name)
		if err != nil {
			return nil, err
		}
		for k, start := range starts {
			r.lineUp(&r.racers[i*len(starts)+k], name, spec, start)
		}
	}
	r.record()
	return r, nil
}

// lineUp puts an optimiser at the start.
func (r *Race) lineUp(b *Racer, name string, spec optimizer.Spec, start [2]float64) {
	*b = Racer{Name: name, At: start, spec: spec}
	switch rate := r.rate; {
	case minimizer.Known(spec.Name()):
		b.method = minimizer.New(spec, r.terrain.Formula(), start)
	case spec.HasRate:
		rate = spec.Rate
		fallthrough
	default:
		b.rule = spec.New(len(start), rate)
	}
	b.expect(r.bowl)
	r.look(b)
	b.status = r.judge(b)
}

// Step moves every optimiser once.
func (r *Race) Step() {
	r.step++
	for i := range r.racers {
		r.advance(&r.racers[i])
	}
	r.record()
}

// advance moves an optimiser once.
func (r *Race) advance(b *Racer) {
	before := b.At
	b.advance()
	b.observe(before)
	r.look(b)
	b.status = r.judge(b)
}

// look works out f and its gradient where the optimiser is. At the tip of a
// surface, which has no gradient, it is taken as 0, as that of |x| is.
func (r *Race) look(b *Racer) {
	b.F = r.terrain.Formula().Gradient(b.At[:], b.Gradient[:])
	b.evaluations++
	if finite(b.F) && !(finite(b.Gradient[0]) && finite(b.Gradient[1])) {
		for i := range r.known.Minima {
			if m := &r.known.Minima[i]; m.Kink && b.At == [2]float64{m.X, m.Y} {
				b.Gradient = [2]float64{}
			}
		}
	}
}

// historyColumns are those of one optimiser: x, y and f.
const historyColumns = 3

// record notes where the optimisers are, where the history wants it.
func (r *Race) record() {
	if !r.history.Wants() {
		r.history.Skip()
		return
	}
	for i := range r.racers {
		b := &r.racers[i]
		copy(r.row[i*historyColumns:], []float64{b.At[0], b.At[1], b.F})
	}
	r.history.Add(r.row...)
}

// Clone returns a copy that shares the surface.
func (r *Race) Clone() *Race {
	c := *r
	c.racers = make([]Racer, len(r.racers))
	for i := range r.racers {
		c.racers[i] = r.racers[i].clone()
	}
	c.history = r.history.Clone()
	c.row = make([]float64, len(r.row))
	return &c
}

// Apply changes the step size of the optimisers that name none.
func (r *Race) Apply(e sim.Edit) error {
	if e.Name != "rate" {
		return restart(e)
	}
	r.rate = e.Value.Number()
	for i := range r.racers {
		if b := &r.racers[i]; b.follows() && b.rule.Rate() != r.rate {
			b.setRate(r.rate, r.bowl)
		}
	}
	return nil
}

// Terrain returns the surface of the race.
func (r *Race) Terrain() *landscape.Terrain { return r.terrain }

// Starts returns where the optimisers started: all of them from every one. The
// caller must not change them.
func (r *Race) Starts() [][2]float64 { return r.starts }

// StartOf returns which of the starts is that of racer i.
func (r *Race) StartOf(i int) int { return i % len(r.starts) }

// Racers returns the optimisers in the order in which they were named; where
// there are several starts, each of them once for every start. The caller must
// not change them.
func (r *Race) Racers() []Racer { return r.racers }

// History returns the paths from the start on: columns 3i, 3i+1 and 3i+2 are x,
// y and f of optimiser i. A long run is thinned out, so that the last sample may
// be some steps old. The caller must not add to it.
func (r *Race) History() *sim.History { return &r.history }

// RaceReport is what one step of a race reports.
type RaceReport struct {
	Runs []RacerReport `json:"runs"`
}

// RacerReport is what a race reports of one optimiser: where it started and is, and f and
// its gradient there, what it has asked for, and the curvatures.
type RacerReport struct {
	Optimizer string    `json:"optimizer"`
	Start     []float64 `json:"start"`
	X         []float64 `json:"x"`
	F         float64   `json:"f"`
	Gradient  []float64 `json:"gradient"`
	Status    string    `json:"status"`
	Reason    string    `json:"reason"`

	Evaluations minimizer.Evaluations `json:"evaluations"`
	Eigenvalues []float64             `json:"eigenvalues"` // of the Hessian, the lower first
}

// Report returns a [RaceReport].
func (r *Race) Report() any {
	report := RaceReport{Runs: make([]RacerReport, len(r.racers))}
	for i := range r.racers {
		b := &r.racers[i]
		_, modes := r.Hessian(b.At)
		report.Runs[i] = RacerReport{
			Optimizer: b.Name, Start: slices.Clone(r.starts[r.StartOf(i)][:]),
			X: slices.Clone(b.At[:]), F: b.F, Gradient: slices.Clone(b.Gradient[:]),
			Status: b.status.Outcome.String(), Reason: b.status.Text(),
			Evaluations: b.Evaluations(), Eigenvalues: slices.Clone(modes.Values[:]),
		}
	}
	return report
}

// Status tells how the optimisers fare together: on their way while one is;
// else diverged if one has, else stuck if one is, else converged. Of several
// that fare alike it is the first's.
func (r *Race) Status() sim.Status {
	var worst sim.Status
	for i := range r.racers {
		switch s := r.racers[i].status; {
		case s.Outcome == sim.Running || s.Outcome == sim.Zigzagging:
			return sim.Status{}
		case i == 0 || gravity(s.Outcome) > gravity(worst.Outcome):
			worst = s
		}
	}
	return worst
}

// gravity orders the ways in which a run can end.
func gravity(o sim.Outcome) int {
	return slices.Index([]sim.Outcome{sim.Converged, sim.Stuck, sim.Diverged}, o)
}
