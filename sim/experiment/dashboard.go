package experiment

import (
	"errors"
	"slices"

	"nabla/sim"
)

// DashboardParams returns the parameters of the first screen: those of the
// networks and of the balls that one meets first.
func DashboardParams() []sim.Param {
	return slices.Concat(ballParams(), comparisonParams())
}

// Dashboard is the first screen's experiment: networks that learn with
// different activations, and balls that roll on a curve.
type Dashboard struct {
	networks *Vanishing
	balls    *Descent
}

// NewDashboard starts both as the setup says.
func NewDashboard(setup sim.Setup, files sim.Opener) (*Dashboard, error) {
	networks, err := NewVanishing(setup, files)
	if err != nil {
		return nil, err
	}
	balls, err := newRolling(setup)
	if err != nil {
		return nil, err
	}
	return &Dashboard{networks: networks, balls: balls}, nil
}

// Watch begins to record the losses of the networks.
func (d *Dashboard) Watch() { d.networks.Watch() }

// Settle works out what screens ask for most, for clones to have it.
func (d *Dashboard) Settle() { d.networks.Settle() }

// Step makes one step of both.
func (d *Dashboard) Step() {
	d.networks.Step()
	d.balls.Step()
}

// Clone returns a copy that shares the data and the curve.
func (d *Dashboard) Clone() *Dashboard {
	return &Dashboard{networks: d.networks.Clone(), balls: d.balls.Clone()}
}

// Size is about how many bytes a clone takes.
func (d *Dashboard) Size() int { return d.networks.Size() + d.balls.bytes() }

// Apply hands the edit to whichever has the parameter.
func (d *Dashboard) Apply(e sim.Edit) error {
	err := d.networks.Apply(e)
	if errors.Is(err, sim.ErrNeedsRestart) {
		return d.balls.Apply(e)
	}
	return err
}

// Status tells how the networks stand or, while they are on their way, how
// the balls do if one of them has diverged.
func (d *Dashboard) Status() sim.Status {
	if s := d.networks.Status(); s.Outcome != sim.Running {
		return s
	}
	if s := d.balls.Status(); s.Outcome == sim.Diverged {
		return s
	}
	return sim.Status{}
}

// Networks returns the part that learns, to be read only.
func (d *Dashboard) Networks() *Vanishing { return d.networks }

// Balls returns the part that rolls, to be read only.
func (d *Dashboard) Balls() *Descent { return d.balls }

// DashboardReport is what one step of the dashboard reports.
type DashboardReport struct {
	Training []TrainingReport `json:"training"`
	Layers   []LayersReport   `json:"layers"`
	Descent  []BallReport     `json:"descent"`
}

// TrainingReport is how far one network has got.
type TrainingReport struct {
	Activation string   `json:"activation"`
	Epoch      float64  `json:"epoch"`
	Loss       float64  `json:"loss"`
	Accuracy   *float64 `json:"accuracy,omitempty"`
}

// LayersReport is what it reports of the layers of one network.
type LayersReport struct {
	Activation string        `json:"activation"`
	Layers     []LayerReport `json:"layers"`
}

// Report returns a [DashboardReport].
func (d *Dashboard) Report() any {
	r := DashboardReport{Descent: d.balls.report().Runs}
	for i, run := range d.networks.Runs() {
		r.Training = append(r.Training, TrainingReport{
			Activation: run.Activation, Epoch: d.networks.learners[i].epoch(), Loss: run.Loss, Accuracy: run.Accuracy,
		})
		r.Layers = append(r.Layers, LayersReport{Activation: run.Activation, Layers: run.Layers})
	}
	return r
}

var (
	_ sim.State[*Train]     = (*Train)(nil)
	_ sim.State[*Vanishing] = (*Vanishing)(nil)
	_ sim.State[*Descent]   = (*Descent)(nil)
	_ sim.State[*Dashboard] = (*Dashboard)(nil)
)
