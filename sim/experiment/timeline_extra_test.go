package experiment_test

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"nabla/sim"
	"nabla/sim/experiment"
)

// fingerprint writes everything that can be seen of a state to the last bit:
// what it reports, how it stands, and what the charts are drawn from.
func fingerprint(state sim.Runner) string {
	var b strings.Builder
	writeBits(&b, reflect.ValueOf(state.Report()))
	writeBits(&b, reflect.ValueOf(state.Status()))
	switch s := state.(type) {
	case *experiment.Train:
		writeHistory(&b, s.History())
	case *experiment.Vanishing:
		for i := range s.Activations() {
			writeHistory(&b, s.History(i))
		}
	case *experiment.Descent:
		for i := range s.Balls() {
			writeBits(&b, reflect.ValueOf(s.Balls()[i].AppendTrail(nil)))
			writeBits(&b, reflect.ValueOf(s.Balls()[i].Status()))
		}
		lo, hi := s.Domain()
		writeBits(&b, reflect.ValueOf([]float64{lo, hi}))
	case *experiment.Dashboard:
		b.WriteString(fingerprint(s.Networks()))
		b.WriteString(fingerprint(s.Balls()))
	}
	return b.String()
}

func writeHistory(b *strings.Builder, h *sim.History) {
	for i := range h.Len() {
		fmt.Fprintf(b, "%d:%x,%x ", h.Step(i), math.Float64bits(h.Value(i, 0)), math.Float64bits(h.Value(i, 1)))
	}
	b.WriteByte('\n')
}

// writeBits writes a value with the bits of its numbers, so that NaN equals NaN
// and 0 differs from −0.
func writeBits(b *strings.Builder, v reflect.Value) {
	switch v.Kind() {
	case reflect.Float64:
		fmt.Fprintf(b, "%x ", math.Float64bits(v.Float()))
	case reflect.Struct:
		b.WriteString(v.Type().Name() + "{")
		for i := range v.NumField() {
			b.WriteString(v.Type().Field(i).Name + "=")
			writeBits(b, v.Field(i))
		}
		b.WriteString("}\n")
	case reflect.Slice:
		for i := range v.Len() {
			writeBits(b, v.Index(i))
		}
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			b.WriteString("nil ")
			return
		}
		b.WriteString(v.Elem().Type().String() + " ")
		writeBits(b, v.Elem())
	default:
		fmt.Fprintf(b, "%v ", v)
	}
}

func TestFingerprintSeesEveryBit(t *testing.T) {
	one := func(x float64) string {
		var b strings.Builder
		writeBits(&b, reflect.ValueOf(experiment.BallReport{W: x}))
		return b.String()
	}
	if one(math.NaN()) != one(math.Log(-1)) {
		t.Error("NaN differs from NaN")
	}
	if one(0) == one(math.Copysign(0, -1)) || one(1) == one(math.Nextafter(1, 2)) {
		t.Error("0 and −0, or 1 and its neighbour, look the same")
	}
}

// wish is a change that a person may ask for while a run is under way.
type wish struct{ name, text string }

// TestSeekEqualsStraightRun moves about in a timeline of each experiment, edits
// here and there, and holds every state it comes to against one that was
// stepped there straight from the start with the same edits.
func TestSeekEqualsStraightRun(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, lab string
		changes   []string
		wishes    []wish
	}{
		{
			"sgd on small batches", "train",
			[]string{"samples", "20", "hidden", "3", "batch", "3", "split", "0.7"},
			[]wish{{"rate", "0.5"}, {"rate", "0.01"}, {"hidden", "4"}},
		},
		{
			"adam on the whole set in bfloat16", "train",
			[]string{"samples", "12", "hidden", "3", "batch", "0", "optimizer", "adam", "activation", "relu", "precision", "bfloat16"},
			[]wish{{"rate", "0.1"}, {"rate", "0.001"}, {"batch", "1"}},
		},
		{
			"momentum in file order until it explodes", "train",
			[]string{
				"data", "plane", "samples", "12", "hidden", "3", "activation", "relu", "optimizer", "momentum",
				"rate", "2", "batch", "4", "shuffle", "no",
			},
			[]wish{{"rate", "100"}, {"rate", "0.01"}},
		},
		{
			"dropout, norms and clipping switched on and off", "train",
			[]string{"samples", "20", "hidden", "2,2", "batch", "6", "split", "0.8", "dropout", "0.3", "optimizer", "adam", "schedule", "cosine"},
			[]wish{
				{"norm", "batch"},
				{"norm", "layer"},
				{"norm", "none"},
				{"residual", "yes"},
				{"dropout", "0.6"},
				{"dropout", "0"},
				{"clip", "norm(0.1)"},
				{"activation", "relu,tanh"},
				{"schedule", "step"},
				{"period", "7"},
				{"rate", "0.3"},
			},
		},
		{
			"remedies side by side", "vanishing",
			[]string{"samples", "12", "depth", "3", "width", "2", "batch", "0", "dropout", "0.2"},
			[]wish{{"norm", "batch"}, {"residual", "yes"}, {"activations", "tanh,relu"}, {"activations", "relu,sigmoid"}, {"activations", "elu"}},
		},
		{
			"activations side by side", "vanishing",
			[]string{"samples", "12", "depth", "3", "width", "3", "batch", "5", "activations", "sigmoid,relu,tanh,leaky-relu"},
			[]wish{{"rate", "0.5"}, {"rate", "0.01"}, {"depth", "2"}},
		},
		{
			"balls that roll, zigzag and fly off", "descent",
			wShape("rates", "0.02,0.11,0.3", "starts", "-2,0.1,3"),
			[]wish{
				{"rates", "0.02,0.11,0.05"},
				{"rates", "0.3,0.01,0.3"},
				{"rates", "0.1"},
				{"starts", "-2,0.5,3"},
				{"starts", "1,0.1,-2.5"},
				{"starts", "1"},
				{"goal", "max"},
			},
		},
		{
			"newton", "descent",
			[]string{"method", "newton", "f", "sin(w) + w^2/20"},
			[]wish{{"rates", "0.3"}, {"starts", "1,2,3,4"}, {"starts", "-2,0.1,5,2"}},
		},
		{
			"both at once", "dashboard",
			[]string{"samples", "12", "depth", "2", "width", "3", "batch", "5"},
			[]wish{{"rate", "0.5"}, {"rates", "0.3"}, {"starts", "1,2,3,4"}, {"rates", "0.01"}, {"f", "w^2"}},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := setup(t, tt.lab, tt.changes...)
			switch tt.lab {
			case "train":
				wander(t, s, tt.wishes, watched(experiment.NewTrain))
			case "vanishing":
				wander(t, s, tt.wishes, watched(experiment.NewVanishing))
			case "descent":
				wander(t, s, tt.wishes, experiment.NewDescent)
			case "dashboard":
				wander(t, s, tt.wishes, watched(experiment.NewDashboard))
			}
		})
	}
}

// wander lets chance seek and edit, and checks the state after each.
func wander[S sim.State[S]](t *testing.T, s sim.Setup, wishes []wish, start func(sim.Setup, sim.Opener) (S, error)) {
	begin := func() S {
		state, err := start(s, nil)
		if err != nil {
			t.Fatal(err)
		}
		return state
	}
	rapid.Check(t, func(t *rapid.T) {
		first, run := begin(), sim.NewTimeline(begin())
		for range rapid.IntRange(1, 8).Draw(t, "moves") {
			if rapid.IntRange(0, 2).Draw(t, "edit?") == 0 {
				ask(t, run, s, rapid.SampledFrom(wishes).Draw(t, "wish"))
			} else {
				run.Approach(rapid.IntRange(0, 80).Draw(t, "step"), rapid.SampledFrom([]int{1, 7, sim.MaxStep}).Draw(t, "limit"))
			}
			want := straight(t, first.Clone(), run.Edits(), run.Step())
			if got := fingerprint(run.Now()); got != want {
				t.Fatalf("at step %d with edits %v the state is\n%s\nand that of a straight run\n%s", run.Step(), run.Edits(), got, want)
			}
		}
	})
}

// ask makes an edit at the playhead and checks that the timeline lists it if,
// and only if, it was taken.
func ask[S sim.State[S]](t *rapid.T, run *sim.Timeline[S], s sim.Setup, w wish) {
	p, err := s.Param(w.name)
	if err != nil {
		t.Fatal(err)
	}
	v, err := p.Parse(w.text)
	if err != nil {
		t.Fatal(err)
	}
	before := fmt.Sprint(run.Edits(), run.End())
	if err := run.Edit(w.name, v); err != nil {
		if after := fmt.Sprint(run.Edits(), run.End()); after != before {
			t.Fatalf("the refused edit %s=%s left %s of %s", w.name, w.text, after, before)
		}
		return
	}
	edits := run.Edits()
	if last := edits[len(edits)-1]; last.Step != run.Step() || last.Name != w.name || last.Value.String() != v.String() {
		t.Fatalf("after the edit %s=%s at step %d the last edit is %v", w.name, w.text, run.Step(), last)
	}
}

// straight steps a new run to step n, editing on the way, with no timeline.
func straight[S sim.State[S]](t *rapid.T, state S, edits []sim.Edit, n int) string {
	for step := 0; ; step++ {
		for _, e := range edits {
			if e.Step != step {
				continue
			}
			if err := state.Apply(e); err != nil {
				t.Fatalf("edit %v is refused in a straight run: %v", e, err)
			}
		}
		if step == n {
			return fingerprint(state)
		}
		state.Step()
	}
}

// watched lets a constructor record the losses, as a screen does.
func watched[S interface{ Watch() }](start func(sim.Setup, sim.Opener) (S, error)) func(sim.Setup, sim.Opener) (S, error) {
	return func(s sim.Setup, files sim.Opener) (S, error) {
		state, err := start(s, files)
		if err == nil {
			state.Watch()
		}
		return state, err
	}
}
