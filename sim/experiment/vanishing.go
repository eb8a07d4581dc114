package experiment

import (
	"fmt"
	"slices"

	"nabla/sim"
	"nabla/sim/network"
)

// VanishingParams returns the parameters of comparing activations, by layer and
// by depth.
func VanishingParams() []sim.Param {
	return slices.Concat(comparisonParams(), under("learning", afterParam()))
}

// comparisonParams are those of networks side by side.
func comparisonParams() []sim.Param {
	return slices.Concat(
		under("network",
			activationParam("activations", sim.Texts, "sigmoid,relu"),
			sim.Param{Name: "depth", Kind: sim.Whole, Default: "8", Min: 1, Max: maxDepth, Unit: "layers"},
			sim.Param{Name: "width", Kind: sim.Whole, Default: "8", Min: 1, Max: maxWidth, Unit: "units"},
		),
		dataParams(), learnParams(),
	)
}

// maxNetworks is how many networks are compared at most.
const maxNetworks = 12

// Vanishing is the same network learning the same data with one activation
// beside the other, from one seed. Depth counts the hidden layers.
type Vanishing struct {
	names    []string
	learners []*learner
}

// NewVanishing starts the comparison as the setup says.
func NewVanishing(setup sim.Setup, files sim.Opener) (*Vanishing, error) {
	m, err := newMaterial(setup, files)
	if err != nil {
		return nil, err
	}
	names := setup.Value("activations").Words()
	if n := len(names); n > maxNetworks {
		return nil, &sim.ParamError{Name: "activations", Text: setup.Value("activations").String(), Err: sim.TooManyError{Count: n, Limit: maxNetworks}}
	}
	hidden := slices.Repeat([]int{setup.Value("width").Whole()}, setup.Value("depth").Whole())
	v := &Vanishing{names: names}
	for _, name := range names {
		net, err := newNetwork(m, setup, name, hidden)
		if err != nil {
			return nil, err
		}
		l, err := newLearner(m, net, setup)
		if err != nil {
			return nil, err
		}
		v.learners = append(v.learners, l)
	}
	return v, nil
}

// Step makes one update of every network.
func (v *Vanishing) Step() {
	for _, l := range v.learners {
		l.Step()
	}
}

// Clone returns a copy that shares the data.
func (v *Vanishing) Clone() *Vanishing {
	c := &Vanishing{names: v.names, learners: make([]*learner, len(v.learners))}
	for i, l := range v.learners {
		c.learners[i] = l.clone()
	}
	return c
}

// Size is about how many bytes a clone takes.
func (v *Vanishing) Size() int {
	sum := 0
	for _, l := range v.learners {
		sum += l.size()
	}
	return sum
}

// Apply changes the step size and its schedule, the remedies, and as many
// activations as there are networks; everything else needs a restart.
func (v *Vanishing) Apply(e sim.Edit) error {
	if e.Name == "activations" {
		return v.applyActivations(e)
	}
	for _, l := range v.learners {
		if err := l.apply(e); err != nil {
			return err
		}
	}
	return nil
}

// applyActivations gives the networks other activations, one by one.
func (v *Vanishing) applyActivations(e sim.Edit) error {
	names := e.Value.Words()
	if len(names) != len(v.names) || v.learners[0].step == 0 {
		return restart(e) // before the first update initial weights may follow them
	}
	for i, l := range v.learners {
		config := l.net.Config()
		var err error
		if config.Activation, err = network.ParseActivation(names[i]); err != nil {
			return err
		}
		if err := l.rebuild(config); err != nil {
			return err
		}
	}
	v.names = names
	return nil
}

// Status tells the worst of the networks: diverged, else stuck.
func (v *Vanishing) Status() sim.Status {
	worst := sim.Status{}
	for i, l := range v.learners {
		s := l.status
		if s.Outcome == sim.Diverged && worst.Outcome != sim.Diverged || s.Outcome == sim.Stuck && worst.Outcome == sim.Running {
			worst = s
			worst.Reason = OfActivation{Name: v.names[i], Of: s.Reason}
		}
	}
	return worst
}

// OfActivation is the reason of one of several networks.
type OfActivation struct {
	Name string
	Of   sim.Reason
}

func (r OfActivation) String() string { return fmt.Sprintf("%s: %v", r.Name, r.Of) }

// Message returns the id and the arguments of the translated text.
func (r OfActivation) Message() (string, map[string]any) {
	return "reason.of-activation", map[string]any{"Name": r.Name, "Of": r.Of}
}

// VanishingReport is what one step of the comparison reports.
type VanishingReport struct {
	Epoch      float64     `json:"epoch"`
	LossPoints *int        `json:"loss_points,omitempty"` // that losses and accuracies are taken over, where not all
	Runs       []RunReport `json:"runs"`
}

// RunReport is what it reports of one network. Accuracy is there when there
// are classes. What follows the layers is there in a [VanishingReport] only.
type RunReport struct {
	Activation     string        `json:"activation"`
	Loss           float64       `json:"loss"`
	EvaluationLoss *float64      `json:"evaluation_loss,omitempty"` // as in [TrainReport], like the rest
	Penalty        *float64      `json:"penalty,omitempty"`
	Accuracy       *float64      `json:"accuracy,omitempty"`
	Rate           *float64      `json:"rate,omitempty"`
	Clipped        *float64      `json:"clipped,omitempty"`
	Layers         []LayerReport `json:"layers"`

	Slowdown       *float64              `json:"slowdown,omitempty"` // ‖∂L/∂W‖ of the last layer over that of the first
	Factors        []LayerFactor         `json:"factors,omitempty"`
	Rounding       []LayerRounding       `json:"rounding,omitempty"`
	PreActivations []PreActivationReport `json:"pre_activations,omitempty"`
}

// Report returns a [VanishingReport].
func (v *Vanishing) Report() any {
	r := VanishingReport{Epoch: v.learners[0].epoch(), Runs: v.Runs()}
	for i := range r.Runs {
		run := &r.Runs[i]
		run.Slowdown = new(Slowdown(run.Layers))
		run.Factors, run.Rounding = v.Factors(i), v.Rounding(i)
		for l := range v.Depth() {
			run.PreActivations = append(run.PreActivations, newPreActivationReport(l+1, v.PreActivations(i, l+1)))
		}
	}
	if l := v.learners[0]; l.seen.n < l.material.train.n {
		r.LossPoints = new(l.seen.n)
	}
	return r
}

// Runs returns the report of every network.
func (v *Vanishing) Runs() []RunReport {
	runs := make([]RunReport, len(v.learners))
	for i, l := range v.learners {
		runs[i] = RunReport{Activation: v.names[i], Loss: l.loss(), Penalty: l.penalty(), Accuracy: l.accuracy(), Layers: l.layers()}
		runs[i].EvaluationLoss, runs[i].Clipped, runs[i].Rate = l.restOf()
	}
	return runs
}

// Loss returns the loss of a network over the whole training set.
func (v *Vanishing) Loss(i int) float64 { return v.learners[i].loss() }

// Accuracy returns a network's share of right answers over the training set,
// nil where there are no classes.
func (v *Vanishing) Accuracy(i int) *float64 { return v.learners[i].accuracy() }

// StatusOf tells how one network stands.
func (v *Vanishing) StatusOf(i int) sim.Status { return v.learners[i].status }

// Layers returns the report of every layer of a network.
func (v *Vanishing) Layers(i int) []LayerReport { return v.learners[i].layers() }

// Activations returns the names of the activations, one per network.
func (v *Vanishing) Activations() []string { return v.names }

// Watch begins to record the losses, for History.
func (v *Vanishing) Watch() {
	for _, l := range v.learners {
		l.watch()
	}
}

// Settle works out what screens ask for most, the losses and the report of every
// layer, for clones to have it.
func (v *Vanishing) Settle() {
	for _, l := range v.learners {
		l.loss()
		l.layers()
	}
}

// History returns the losses of a network, as [Train.History] does.
func (v *Vanishing) History(i int) *sim.History { return &v.learners[i].history }

// Sizes returns the number of units of every layer, inputs first.
func (v *Vanishing) Sizes() []int { return v.learners[0].net.Sizes() }
