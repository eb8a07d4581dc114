package experiment

import (
	"slices"
	"strings"

	"nabla/sim"
	"nabla/sim/network"
	"nabla/sim/optimizer"
)

// remedyParams are the means against gradients that vanish or explode, and
// against learning by heart. All of them can be switched while a run is under way.
func remedyParams() []sim.Param {
	return under("remedies", live(
		sim.Param{Name: "norm", Kind: sim.Choice, Default: network.NoNorm.Name(), Choices: network.Normalizations(), About: network.NormalizationFormula},
		sim.Param{Name: "residual", Kind: sim.YesNo, Default: "no"},
		sim.Param{Name: "dropout", Kind: sim.Number, Default: "0", Min: 0, Max: network.MaxDropout, Step: 0.05, Symbol: "p"},
		sim.Param{Name: "clip", Kind: sim.Text, Default: optimizer.Clip{}.String(), Symbol: "c", Choices: optimizer.Clips(), Check: checkClip, About: optimizer.ClipFormula},
	)...)
}

// scheduleParams are those of how the step size changes over the steps.
func scheduleParams() []sim.Param {
	return []sim.Param{
		{Name: "schedule", Kind: sim.Choice, Default: optimizer.Constant, Choices: optimizer.Schedules(), About: optimizer.ScheduleFormula},
		{Name: "decay", Kind: sim.Number, Default: "0.5", Min: 0.01, Max: 1, Step: 0.05, Symbol: "γ"},
		{Name: "period", Kind: sim.Whole, Default: "50", Min: 1, Max: 100_000, Log: true, Symbol: "T"},
	}
}

// trainSchedule are the same where they can change while a run is under way.
func trainSchedule() []sim.Param {
	params := live(scheduleParams()...)
	params[1].Idle = func(s sim.Setup) bool {
		kind := s.Value("schedule").String()
		return kind != optimizer.Stairs && kind != optimizer.Exponential
	}
	params[2].Idle = func(s sim.Setup) bool { return s.Value("schedule").String() == optimizer.Constant }
	return params
}

// live returns the parameters as ones that an edit can change.
func live(params ...sim.Param) []sim.Param {
	for i := range params {
		params[i].Live = true
	}
	return params
}

func checkClip(text string) error {
	_, err := optimizer.ParseClip(text)
	return err
}

func scheduleOf(setup sim.Setup) optimizer.Schedule {
	return optimizer.Schedule{
		Kind:  setup.Value("schedule").String(),
		Decay: setup.Value("decay").Number(), Period: float64(setup.Value("period").Whole()),
	}
}

// parseActivations reads one activation for all hidden layers, or a list of one
// for each: then all is nil.
func parseActivations(text string) (all network.Activation, each []network.Activation, err error) {
	for _, name := range splitNames(text) {
		a, err := network.ParseActivation(name)
		if err != nil {
			return network.Activation{}, nil, err
		}
		each = append(each, a)
	}
	if len(each) == 1 {
		return each[0], nil, nil
	}
	return each[0], each, nil
}

func checkActivations(text string) error {
	if n := strings.Count(text, ","); n >= maxDepth {
		return sim.TooManyError{Count: n + 1, Limit: maxDepth}
	}
	_, _, err := parseActivations(text)
	return err
}

// autoInits returns the initialiser made for each layer's activation; the last
// layer has that of the one before it.
func autoInits(each []network.Activation) []network.Init {
	inits := make([]network.Init, 0, len(each)+1)
	for _, a := range each {
		inits = append(inits, network.AutoInit(a))
	}
	return append(inits, network.AutoInit(each[len(each)-1]))
}

// heal puts the remedies of a setup into the config of a network.
func heal(c *network.Config, setup sim.Setup) error {
	norm, err := network.ParseNormalization(setup.Value("norm").String())
	if err != nil {
		return err
	}
	c.Norm, c.Residual, c.Dropout = norm, setup.Value("residual").Yes(), setup.Value("dropout").Number()
	return nil
}

// apply makes an edit of what can change while a network learns. What belongs
// to the network keeps its weights; see [network.Network.With].
func (l *learner) apply(e sim.Edit) error {
	config := l.net.Config()
	switch e.Name {
	case "rate":
		l.rate = e.Value.Number()
		return nil
	case "schedule":
		l.schedule.Kind = e.Value.String()
		return nil
	case "decay":
		l.schedule.Decay = e.Value.Number()
		return nil
	case "period":
		l.schedule.Period = float64(e.Value.Whole())
		return nil
	case "clip":
		clip, err := optimizer.ParseClip(e.Value.String())
		l.clip = clip
		return err
	case "norm":
		norm, err := network.ParseNormalization(e.Value.String())
		if err != nil {
			return err
		}
		config.Norm = norm
	case "residual":
		config.Residual = e.Value.Yes()
	case "dropout":
		config.Dropout = e.Value.Number()
	case "activation":
		if l.step == 0 {
			return restart(e) // the initial weights may follow it
		}
		all, each, err := parseActivations(e.Value.String())
		if err != nil {
			return err
		}
		config.Activation, config.Activations = all, each
	default:
		return restart(e)
	}
	if err := l.rebuild(config); err != nil {
		return &sim.ParamError{Name: e.Name, Text: e.Value.String(), Err: err}
	}
	return nil
}

// rebuild gives the learner a network of another config with the same weights.
// The rule keeps what it remembers of them. Before the first update the learner
// is then as if it had begun so.
func (l *learner) rebuild(c network.Config) error {
	if err := network.CheckBatch(c, l.material.train.n); err != nil {
		return err
	}
	net, from, err := l.net.With(c)
	if err != nil {
		return err
	}
	before := slices.Clone(net.Params())
	for i, number := range from {
		if number >= 0 {
			before[i] = l.before[number]
		}
	}
	l.net, l.before, l.rule = net, before, optimizer.Rearrange(l.rule, from)
	l.work, l.found = work{}, findings{}
	if l.step > 0 {
		return nil
	}
	if l.watched {
		l.watch()
	}
	l.judge()
	return nil
}

// restOf returns what is reported only where it is on: the loss over the
// training set by the running statistics of batch normalisation, by what the
// last update's gradient was multiplied, and the step size of the next update.
func (l *learner) restOf() (evaluation, clipped, rate *float64) {
	if l.net.Config().Norm == network.BatchNorm {
		evaluation = new(l.evaluationLoss())
	}
	if l.clip.Clips() {
		clipped = new(l.clipped)
	}
	if l.schedule.Changes() {
		rate = new(l.stepSize())
	}
	return evaluation, clipped, rate
}

// stepSize returns µ of the next update.
func (l *learner) stepSize() float64 { return l.schedule.Rate(l.rate, l.step) }
