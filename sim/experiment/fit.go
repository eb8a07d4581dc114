package experiment

import (
	"fmt"
	"math"

	"nabla/sim"
	"nabla/sim/dataset"
	"nabla/sim/optimizer"
)

// What one step of a fit is.
const (
	paceUpdate  = "update"
	paceStation = "station"
)

// zeros is the start at 0 in all parameters.
const zeros = "zeros"

// Station is one of the four parts of an update, in their order.
type Station int

// The stations of the loop.
const (
	StationPredict  Station = iota // ŷ of every point
	StationLoss                    // L, the mean of every point's loss
	StationGradient                // ∂L/∂θ
	StationUpdate                  // θ ← θ − µ·∂L/∂θ
	Stations        = 4            // how many there are
)

func (s Station) String() string {
	return [...]string{"predict", "loss", "gradient", "update"}[s]
}

// FitParams returns the parameters of a fit of a curve to points.
func FitParams() []sim.Param {
	data := under("data", []sim.Param{
		{Name: "data", Kind: sim.File, Default: curveLine, Choices: fitSourceNames(), About: aboutFitSource},
		{Name: "input", Kind: sim.Text},
		{Name: "target", Kind: sim.Text},
		{Name: "samples", Kind: sim.Whole, Default: "20", Min: 1, Max: maxFitPoints, Log: true, Unit: "points"},
		{Name: "noise", Kind: sim.Number, Default: "0.1", Min: 0, Max: 1},
		{Name: "scale", Kind: sim.Choice, Default: auto, Choices: append([]string{auto}, dataset.Scalings()...)},
	}...)
	fit := under("fit", []sim.Param{
		{Name: "curve", Kind: sim.Choice, Default: curveLine, Choices: fitCurveNames(), Symbol: "ŷ", About: aboutFitCurve},
		{Name: "loss", Kind: sim.Choice, Default: lossMSE, Choices: fitLosses(), Symbol: "L", About: aboutFitLoss},
		{Name: "rate", Kind: sim.Number, Default: "0.1", Min: 1e-12, Max: 100, Log: true, Symbol: "µ", Live: true},
		{Name: "optimizer", Kind: sim.Text, Default: "sgd", Choices: optimizer.Names(), Check: checkOptimizer, About: aboutOptimizer},
		{Name: "start", Kind: sim.Text, Default: auto, Choices: []string{auto, zeros}, Check: checkTheta, Symbol: "θ₀", Live: true},
		{Name: "point", Kind: sim.Whole, Default: "1", Min: 1, Max: maxFitPoints, Step: 1, Live: true},
		{Name: "pace", Kind: sim.Choice, Default: paceUpdate, Choices: []string{paceUpdate, paceStation}},
	}...)
	return append(data, fit...)
}

// Fit makes a curve ŷ = c(x; θ) fit points by descent on the mean loss of all of
// them,
//
//	L(θ) = 1/n·Σ ℓ(ŷᵢ, yᵢ)        θ ← θ − µ·∂L/∂θ
//
// or by another update rule. A step is one update with all points or, with
// pace=station, one of the four stations that make one.
type Fit struct {
	task   *fitTask
	best   *Best // nil where none is known
	shape  *bend // of a loss that is quadratic, nil for another
	spec   optimizer.Spec
	rule   optimizer.Optimizer
	slow   bool // a step is one station
	chosen int  // the point that is worked out

	theta    Theta
	loss     float64
	gradient Theta
	before   Theta // at the last update
	step     int
	updates  int
	station  Station // the last one passed

	origin  Theta // where the path began
	since   int   // and at which step
	history sim.History

	turns   int // updates in a row that turned by more than a right angle
	moved   Theta
	resting bool
	status  sim.Status
}

// NewFit starts a fit as the setup says.
func NewFit(setup sim.Setup, files sim.Opener) (*Fit, error) {
	task := &fitTask{curve: findFitCurve(setup.Value("curve").String()), loss: setup.Value("loss").String()}
	if task.loss == lossBCE && task.curve.name != curveLogistic {
		return nil, &sim.ParamError{Name: "loss", Text: task.loss, Err: NeedsLogisticError{Curve: task.curve.name}}
	}
	start := setup.Value("start").String()
	theta, err := task.curve.parse(start)
	if err != nil {
		return nil, &sim.ParamError{Name: "start", Text: start, Err: err}
	}
	if task.data, err = loadFit(setup, files); err != nil {
		return nil, err
	}
	for i, y := range task.data.targets {
		if task.loss == lossBCE && y != 0 && y != 1 {
			return nil, &sim.ParamError{Name: "loss", Text: task.loss, Err: NeedsZeroOneError{Point: i + 1, Value: y}}
		}
	}
	task.id = task.mark(setup)
	text := setup.Value("optimizer").String()
	spec, err := optimizer.Parse(text)
	if err != nil {
		return nil, &sim.ParamError{Name: "optimizer", Text: text, Err: err}
	}
	f := &Fit{
		task: task, best: task.best(), spec: spec, slow: setup.Value("pace").String() == paceStation,
		chosen: setup.Value("point").Whole() - 1,
	}
	if task.quadratic() {
		shape := newBend(task.hessian(&theta), task.size())
		f.shape = &shape
	}
	f.place(theta, setup.Value("rate").Number())
	return f, nil
}

// mark makes the text of [Fit.ID]: what the points were made or read by and, since
// a file may have changed, what comes out with all parameters 1.
func (t *fitTask) mark(setup sim.Setup) string {
	loss, gradient := t.sum(&Theta{1, 1, 1, 1})
	names := [...]string{"data", "input", "target", "samples", "noise", "scale", "curve", "loss"}
	texts := make([]string, len(names))
	for i, name := range names {
		texts[i] = setup.Value(name).String()
	}
	return fmt.Sprintf("%d %v %v %q", setup.Seed, loss, gradient, texts)
}

// place puts the parameters somewhere, to begin from there.
func (f *Fit) place(theta Theta, rate float64) {
	f.rule = f.spec.New(f.task.size(), rate)
	f.theta, f.before, f.origin, f.since = theta, theta, theta, f.step
	f.loss, f.gradient = f.task.sum(&f.theta)
	f.station, f.updates, f.turns, f.moved, f.resting, f.status = StationUpdate, 0, 0, Theta{}, false, sim.Status{}
	if f.step == 0 {
		f.history = sim.History{}
		f.record()
	}
	f.status = f.judge()
}

// record keeps the loss and the parameters of the present step.
func (f *Fit) record() {
	var row [1 + maxTheta]float64
	row[0] = f.loss
	copy(row[1:], f.theta[:])
	f.history.Add(row[:]...)
}

// Step makes an update, or passes the next station on the way to one.
func (f *Fit) Step() {
	f.step++
	f.station = (f.station + 1) % Stations
	if !f.slow {
		f.station = StationUpdate
	}
	if f.station == StationUpdate {
		f.update()
	}
	f.record()
}

func (f *Fit) update() {
	f.updates++
	f.before = f.theta
	n := f.task.size()
	f.rule.Begin()
	f.rule.Update(0, f.theta[:n], f.gradient[:n])
	f.loss, f.gradient = f.task.sum(&f.theta)
	turned := 0.0
	for j := range n {
		step := f.theta[j] - f.before[j]
		turned += float64(step * f.moved[j])
		f.moved[j] = step
	}
	f.turns++
	if !(turned < 0) {
		f.turns = 0
	}
	f.status = f.judge()
}

// Clone returns a copy that shares the points.
func (f *Fit) Clone() *Fit {
	c := *f
	c.rule = f.rule.Clone()
	c.history = f.history.Clone()
	return &c
}

// Apply changes the step size, puts the parameters somewhere else, or chooses
// another point.
func (f *Fit) Apply(e sim.Edit) error {
	switch e.Name {
	case "rate":
		f.rule.SetRate(e.Value.Number())
		f.turns, f.resting = 0, false
		if f.status.Outcome == sim.Diverged && f.finite() {
			f.status = sim.Status{}
		}
	case "start":
		theta, err := f.task.curve.parse(e.Value.String())
		if err != nil {
			return &sim.ParamError{Name: e.Name, Text: e.Value.String(), Err: err}
		}
		f.place(theta, f.rule.Rate())
	case "point":
		f.chosen = e.Value.Whole() - 1
	default:
		return restart(e)
	}
	return nil
}

// Names returns the names of the curve's parameters. The caller must not change
// them.
func (f *Fit) Names() []string { return f.task.curve.names }

// Theta returns the parameters.
func (f *Fit) Theta() Theta { return f.theta }

// Before returns the parameters that the last update began from; before the first
// they are the present ones.
func (f *Fit) Before() Theta { return f.before }

// Origin returns where the parameters were put last.
func (f *Fit) Origin() Theta { return f.origin }

// Updates returns how many updates there were since then.
func (f *Fit) Updates() int { return f.updates }

// Loss returns the mean loss at the present parameters.
func (f *Fit) Loss() float64 { return f.loss }

// Gradient returns ∂L/∂θ there.
func (f *Fit) Gradient() Theta { return f.gradient }

// Rate returns the step size µ.
func (f *Fit) Rate() float64 { return f.rule.Rate() }

// Rule returns the update rule as it was typed, in order.
func (f *Fit) Rule() string { return f.spec.String() }

// Plain reports whether the update is θ ← θ − µ·∂L/∂θ.
func (f *Fit) Plain() bool { return f.spec.Name() == "sgd" }

// Station returns the station passed last, and whether stations are passed one
// by one.
func (f *Fit) Station() (last Station, slow bool) { return f.station, f.slow }

// Next returns the parameters after the next update.
func (f *Fit) Next() Theta {
	theta, n := f.theta, f.task.size()
	rule := f.rule.Clone()
	rule.Begin()
	rule.Update(0, theta[:n], f.gradient[:n])
	return theta
}

// Best returns what the fit can be held against, nil where nothing is known.
func (f *Fit) Best() *Best { return f.best }

// History returns, of each step, the loss and then the parameters. The caller
// must not change it.
func (f *Fit) History() *sim.History { return &f.history }

// Since returns the step at which the parameters were put where the path begins.
func (f *Fit) Since() int { return f.since }

// Status tells how the fit stands: see [Fit.judge].
func (f *Fit) Status() sim.Status { return f.status }

func (f *Fit) finite() bool {
	sum := f.loss - f.loss
	for j := range f.theta {
		sum += f.theta[j] - f.theta[j] + f.gradient[j] - f.gradient[j]
	}
	return sum == 0 // what is not finite less itself is NaN
}

// Quadratic reports whether the loss is a quadratic function of the parameters.
func (f *Fit) Quadratic() bool { return f.shape != nil }

// Curvature returns the lowest and the highest eigenvalue of the Hessian of the
// loss at the present parameters, and κ, the ratio of the highest to the lowest:
// +Inf where the loss is level in some direction, NaN where it bends down in one
// or, as the mean absolute error, has no curvature to speak of.
func (f *Fit) Curvature() (lowest, highest, kappa float64) {
	if f.task.loss == lossMAE {
		return math.NaN(), math.NaN(), math.NaN()
	}
	b := f.bend()
	return b.lowest(), b.highest(), b.kappa()
}

// bend returns the curvature at the present parameters.
func (f *Fit) bend() bend {
	if f.shape != nil {
		return *f.shape
	}
	return newBend(f.task.hessian(&f.theta), f.task.size())
}
