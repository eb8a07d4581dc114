package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"nabla/sim"
	"nabla/sim/experiment"
)

// drift is a lab of the tests: every x is multiplied by the rate.
type drift struct {
	rate   float64
	starts []float64
	xs     []float64
	step   int
}

type driftReport struct {
	Epoch float64    `json:"epoch"`
	Runs  []driftRun `json:"runs"`
	Test  *float64   `json:"test,omitempty"`
}

type driftRun struct {
	Start  float64   `json:"start"`
	X      float64   `json:"x"`
	Status string    `json:"status"`
	Layers []driftUp `json:"layers"`
}

type driftUp struct {
	Norm float64 `json:"norm"`
}

// driftParams has a parameter of every kind.
func driftParams() []sim.Param {
	return []sim.Param{
		{Name: "rate", Kind: sim.Number, Default: "0.5", Min: -1e6, Max: 1e6, Live: true},
		{Name: "starts", Kind: sim.Numbers, Default: "1,-3", Min: -1e9, Max: 1e9, Live: true, Unit: "m"},
		{Name: "samples", Kind: sim.Whole, Default: "200", Min: 1, Max: 1000, Log: true},
		{Name: "mode", Kind: sim.Choice, Default: "plain", Choices: []string{"plain", "fancy", "rotten"}},
		{Name: "shuffle", Kind: sim.YesNo, Default: "yes"},
		{Name: "hidden", Kind: sim.Wholes, Default: "8,8", Min: 1, Max: 64},
		{Name: "activations", Kind: sim.Choices, Default: "sigmoid,relu", Choices: []string{"sigmoid", "tanh", "relu"}},
		{Name: "f", Kind: sim.Formula, Default: "w^2", Choices: []string{"w-shape"}},
		{Name: "data", Kind: sim.File, Default: "xor", Choices: []string{"xor", "circle"}},
		{Name: "target", Kind: sim.Text},
	}
}

func openDrift(setup sim.Setup, files sim.Opener) (sim.Runner, error) {
	if name := setup.Value("data").String(); name != "xor" && name != "circle" {
		f, err := files(name)
		if err != nil {
			return nil, &sim.ParamError{Name: "data", Text: name, Err: err}
		}
		if err := f.Close(); err != nil {
			return nil, err
		}
	}
	d := &drift{rate: setup.Value("rate").Number(), starts: setup.Value("starts").Numbers()}
	d.xs = append(d.xs, d.starts...)
	return d, nil
}

func (d *drift) Step() {
	d.step++
	for i := range d.xs {
		d.xs[i] *= d.rate
	}
}

func (d *drift) Apply(e sim.Edit) error {
	switch e.Name {
	case "rate":
		d.rate = e.Value.Number()
		return nil
	case "starts":
		starts := e.Value.Numbers()
		if len(starts) == len(d.starts) {
			copy(d.xs, starts)
			return nil
		}
	}
	return fmt.Errorf("%s: %w", e.Name, sim.ErrNeedsRestart)
}

func (d *drift) Report() any {
	r := driftReport{Epoch: float64(d.step) / 2}
	for i, x := range d.xs {
		r.Runs = append(r.Runs, driftRun{Start: d.starts[i], X: x, Status: "ok", Layers: []driftUp{{x}, {-x}}})
	}
	return r
}

type farAway struct{}

func (farAway) String() string                    { return "far away, \"really\"" }
func (farAway) Message() (string, map[string]any) { return "drift.far-away", nil }

func (d *drift) Status() sim.Status {
	switch {
	case math.Abs(d.xs[0]) > 1e6:
		return sim.Status{Outcome: sim.Diverged, Step: d.step, Reason: farAway{}}
	case d.rate < 0:
		return sim.Status{Outcome: sim.Zigzagging}
	}
	return sim.Status{}
}

// weighted is drift with weights, an error where they are not finite.
type weighted struct{ *drift }

func (n weighted) SaveWeights(w io.Writer) error {
	if math.IsInf(n.xs[0], 0) {
		return errors.New("not finite")
	}
	_, err := fmt.Fprintln(w, n.xs)
	return err
}

func copyDrift(run sim.Runner) sim.Runner {
	d, ok := run.(*drift)
	if n, isNet := run.(weighted); isNet {
		d, ok = n.drift, true
	}
	if !ok {
		panic("not a drift")
	}
	c := *d
	c.xs, c.starts = slices.Clone(d.xs), slices.Clone(d.starts)
	return &c
}

func fakeSpecs() []experiment.Spec {
	return []experiment.Spec{
		{Name: "drift", Params: driftParams(), Open: openDrift, Copy: copyDrift},
		{Name: "train", Params: driftParams()[:4], Open: func(setup sim.Setup, _ sim.Opener) (sim.Runner, error) {
			d := &drift{rate: setup.Value("rate").Number(), starts: setup.Value("starts").Numbers()}
			d.xs = append(d.xs, d.starts...)
			return weighted{d}, nil
		}, Copy: copyDrift},
		{Name: "still", Params: []sim.Param{{Name: "k", Kind: sim.Number, Default: "1", Max: 2}}, Open: func(sim.Setup, sim.Opener) (sim.Runner, error) {
			return &drift{starts: []float64{1}, xs: []float64{1}}, nil
		}},
	}
}

// result is what a command left behind.
type result struct {
	status      int
	out, errors string
	played      []PlayOptions
}

// nabla runs a command with the fake labs.
func nabla(t *testing.T, args ...string) result {
	t.Helper()
	return nablaWith(t, nil, args...)
}

// nablaWith lets change alter what the command gets.
func nablaWith(t *testing.T, change func(*Deps), args ...string) result {
	t.Helper()
	var r result
	var stdout, stderr bytes.Buffer
	d := Deps{
		Args: args, Stdin: strings.NewReader(""), Stdout: &stdout, Stderr: &stderr,
		Specs: fakeSpecs(), Open: openFile,
		Play: func(_ context.Context, o PlayOptions) error {
			r.played = append(r.played, o)
			return nil
		},
	}
	if change != nil {
		change(&d)
	}
	r.status = Run(t.Context(), d)
	r.out, r.errors = stdout.String(), stderr.String()
	return r
}

// runs fails the test unless the command succeeds, and returns what it printed.
func runs(t *testing.T, args ...string) string {
	t.Helper()
	r := nabla(t, args...)
	if r.status != 0 || r.errors != "" {
		t.Fatalf("nabla %q: status %d, %s", args, r.status, r.errors)
	}
	return r.out
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
