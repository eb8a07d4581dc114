package experiment

import (
	"errors"
	"slices"
	"strings"

	"nabla/sim"
	"nabla/sim/dataset"
	"nabla/sim/network"
	"nabla/sim/optimizer"
)

// maxWidth and maxDepth bound the hidden layers that a person may ask for.
const (
	maxWidth = 256
	maxDepth = 100
)

// under returns the parameters listed under the heading of a group.
func under(group string, params ...sim.Param) []sim.Param {
	for i := range params {
		params[i].Group = group
	}
	return params
}

func dataParams() []sim.Param {
	return under("data", []sim.Param{
		{Name: "data", Kind: sim.File, Default: "xor", Choices: dataset.Names()},
		{Name: "target", Kind: sim.Text},
		{Name: "samples", Kind: sim.Whole, Default: "200", Min: 1, Max: 10_000, Log: true, Unit: "points", Idle: measured},
		{Name: "rows", Kind: sim.Whole, Default: "0", Min: 0, Max: dataset.MaxRows, Log: true, Unit: "points", Idle: func(s sim.Setup) bool { return !measured(s) }},
		{Name: "noise", Kind: sim.Number, Default: "0.1", Min: 0, Max: 1, Idle: measured},
		{Name: "scale", Kind: sim.Choice, Default: auto, Choices: append([]string{auto}, dataset.Scalings()...)},
		{Name: "split", Kind: sim.Number, Default: "1", Min: 0.05, Max: 1},
		{Name: "features", Kind: sim.Text, Check: checkFeatures},
	}...)
}

// measured reports whether the data of a setup are real ones, not drawn by the seed.
func measured(s sim.Setup) bool {
	source := s.Value("data").String()
	return source == sourceIris || !generated(source)
}

// checkFeatures refuses a list with a blank entry; which names there are
// depends on the data.
func checkFeatures(text string) error {
	if text == "" {
		return nil
	}
	if slices.Contains(splitNames(text), "") {
		return sim.ChoiceError{Accepted: dataset.DerivedNames()}
	}
	return nil
}

func splitNames(text string) []string {
	names := strings.Split(text, ",")
	for i, name := range names {
		names[i] = strings.TrimSpace(name)
	}
	return names
}

// learnParams are those of how a network learns, whatever its shape.
func learnParams() []sim.Param {
	return slices.Concat(under("learning", slices.Concat(learningParams(), trainSchedule())...), remedyParams())
}

func learningParams() []sim.Param {
	return []sim.Param{
		{Name: "optimizer", Kind: sim.Text, Default: "sgd", Choices: optimizer.Names(), Check: checkOptimizer, About: aboutOptimizer},
		{Name: "rate", Kind: sim.Number, Default: "0.05", Min: 1e-6, Max: 100, Log: true, Symbol: "µ", Live: true},
		{Name: "batch", Kind: sim.Whole, Default: "10", Min: 0, Max: 10_000, Log: true, Unit: "points"},
		{Name: "shuffle", Kind: sim.YesNo, Default: "yes"},
		{Name: "init", Kind: sim.Text, Default: auto, Choices: append([]string{auto}, network.Inits()...), Check: checkInit, About: network.InitFormula},
		{Name: "l1", Kind: sim.Number, Default: "0", Min: 0, Max: network.MaxPenalty, Log: true},
		{Name: "l2", Kind: sim.Number, Default: "0", Min: 0, Max: network.MaxPenalty, Log: true},
		{Name: "output", Kind: sim.Choice, Default: auto, Choices: append([]string{auto}, network.Outputs()...)},
		{Name: "loss", Kind: sim.Choice, Default: auto, Symbol: "L", Choices: append([]string{auto}, network.Losses()...), About: network.LossFormula},
		{Name: "precision", Kind: sim.Choice, Default: "float64", Choices: precisions()},
	}
}

// checkOptimizer refuses a step size among the options: a parameter of its own
// holds it, and one number must not be in two places.
func checkOptimizer(text string) error {
	spec, err := optimizer.Parse(text)
	if err == nil && spec.HasRate {
		return RateTwiceError{}
	}
	return err
}

func checkInit(text string) error {
	if text == auto {
		return nil
	}
	_, err := network.ParseInit(text)
	if unknown, ok := errors.AsType[network.NameError](err); ok {
		unknown.Accepted = append([]string{auto}, unknown.Accepted...)
		return unknown
	}
	return err
}

// activationParam is φ of the hidden layers: one network's, as a Text, or those
// of several, as a Texts.
func activationParam(name string, kind sim.Kind, standard string) sim.Param {
	p := sim.Param{
		Name: name, Kind: kind, Default: standard, Symbol: "φ", Live: true,
		Choices: network.Activations(), Check: checkActivation, About: network.ActivationFormula,
	}
	if kind == sim.Text {
		p.Check = checkActivations
	}
	return p
}

func checkActivation(text string) error {
	_, err := network.ParseActivation(text)
	return err
}

// numberWithin reads one number of a list, from −far to far.
func numberWithin(text string, far float64) (v float64, ok bool) {
	v, err := sim.ParseDecimal(strings.TrimSpace(text))
	// Everything but a number of the range fails the comparison, NaN too.
	return v, err == nil && -far <= v && v <= far
}
