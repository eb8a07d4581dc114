package experiment_test

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/sim/network"
)

func openBackprop(t testing.TB, open sim.Opener, changes ...string) *experiment.Backprop {
	t.Helper()
	b, err := experiment.NewBackprop(setup(t, "backprop", changes...), open)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// of is a vector that may not be there.
func of(v *[]float64) []float64 {
	if v == nil {
		return nil
	}
	return *v
}

// ofRows is a matrix that may not be there.
func ofRows(v *[][]float64) [][]float64 {
	if v == nil {
		return nil
	}
	return *v
}

func backpropReport(t testing.TB, b *experiment.Backprop) experiment.BackpropReport {
	t.Helper()
	r, ok := b.Report().(experiment.BackpropReport)
	if !ok {
		t.Fatalf("it reports %T", b.Report())
	}
	return r
}

// backpropEdit is an edit of a run that was opened with the changes.
func backpropEdit(t testing.TB, name, text string) sim.Edit {
	t.Helper()
	s := setup(t, "backprop", name, text)
	return sim.Edit{Name: name, Value: s.Value(name)}
}

// mazur is the network of Matt Mazur, "A Step by Step Backpropagation Example"
// (2015), with a third output that has no part in it: weights 0, and a target that
// it meets. There L = Σ ½(t−y)² and µ = 0.5; here, with three outputs, L is ⅔ of
// that, and so µ is 0.75.
func mazur(t testing.TB) *experiment.Backprop {
	t.Helper()
	return openBackprop(t, files(map[string]string{
		"three.csv": "a,b,c\n0.05,0.1,x\n0.05,0.1,y\n0.05,0.1,z\n",
		"w.json": `{"layers":[{"weights":[[0.15,0.20],[0.25,0.30]],"bias":[0.35,0.35]},
			{"weights":[[0.40,0.45],[0.50,0.55],[0,0]],"bias":[0.60,0.60,0]}]}`,
	}), "data", "three.csv", "scale", "none", "shuffle", "no", "hidden", "2", "activation", "sigmoid", "output", "sigmoid",
		"loss", "mse", "rate", "0.75", "weights", "w.json", "set", "t[1]=0.01; t[2]=0.99; t[3]=0.5")
}

// The figures are those he prints.
func TestBackpropReproducesMazur(t *testing.T) {
	b := mazur(t)
	within := func(what string, got, want, by float64) {
		t.Helper()
		if math.Abs(got-want) > by {
			t.Errorf("%s = %.12g, want %v", what, got, want)
		}
	}
	vector := func(what string, got, want []float64) {
		t.Helper()
		for i := range want {
			within(fmt.Sprint(what, " ", i), got[i], want[i], 5e-9) // some are printed to eight places
		}
	}
	seen := 0
	for range b.Cycle() - 1 {
		b.Step()
		switch r := backpropReport(t, b); fmt.Sprint(r.Phase, r.Layer) {
		case "z1":
			within("net h1", of(r.Z)[0], 0.3775, 1e-15)
		case "a1":
			vector("out h", of(r.A), []float64{0.593269992, 0.596884378})
		case "z2":
			vector("net o", of(r.Z), []float64{1.105905967})
		case "prediction2":
			vector("out o", of(r.Prediction), []float64{0.75136507, 0.772928465, 0.5})
		case "loss0":
			within("E", *r.Loss*1.5, 0.298371109, 1e-9)
		case "delta2":
			within("δ o1", of(r.Delta)[0]*1.5, 0.138498562, 1e-9)
		case "gradient2":
			within("∂E/∂w5", ofRows(r.WeightGradient)[0][0]*1.5, 0.082167041, 1e-9)
		case "gradient1":
			within("∂E/∂w1", ofRows(r.WeightGradient)[0][0]*1.5, 0.000438568, 1e-9)
		case "update1":
			vector("w1 w2", ofRows(r.Weights)[0], []float64{0.149780716, 0.19956143})
			vector("w3 w4", ofRows(r.Weights)[1], []float64{0.24975114, 0.29950229})
			seen++
		case "update2":
			vector("w5 w6", ofRows(r.Weights)[0], []float64{0.35891648, 0.408666186})
			vector("w7 w8", ofRows(r.Weights)[1], []float64{0.511301270, 0.561370121})
			seen++
		default:
			continue
		}
	}
	if seen != 2 {
		t.Errorf("%d updates were seen, want 2", seen)
	}
}

// One input, one hidden unit, one output, all by hand: x = 2, z₁ = 0.5·2 − 1 = 0,
// a₁ = tanh 0 = 0, φ′ = 1, z₂ = −2·0 + 3 = 3 = y; t = 1, L = ½(3−1)² = 2, δ₂ = 2,
// ∂w₂ = 2·0 = 0, ∂b₂ = 2, δ₁ = −2·2·1 = −4, ∂w₁ = −4·2 = −8, ∂b₁ = −4; with
// µ = 0.1: w₁ = 0.5 + 0.8 = 1.3, b₁ = −0.6, w₂ = −2, b₂ = 2.8.
func TestBackpropByHand(t *testing.T) {
	b := openBackprop(t, files(map[string]string{"one.csv": "x,y\n2,1\n3,1.5\n"}), "data", "one.csv", "scale", "none", "shuffle", "no",
		"hidden", "1", "rate", "0.1", "set", "w1[1,1]=0.5; b1[1]=-1; w2[1,1] = -2; b2[1]=3")
	one := func(v ...float64) *[]float64 { return &v }
	only := func(w float64) *[][]float64 { return &[][]float64{{w}} }
	for step, want := range []experiment.BackpropReport{
		{Phase: "sample", Input: one(2), Target: one(1)},
		{Phase: "z", Layer: 1, Z: one(0)},
		{Phase: "a", Layer: 1, A: one(0), Slope: one(1)},
		{Phase: "z", Layer: 2, Z: one(3)},
		{Phase: "prediction", Layer: 2, Prediction: one(3), Slope: one(1)},
		{Phase: "loss", Loss: new(2.0)},
		{Phase: "delta", Layer: 2, Delta: one(2)},
		{Phase: "gradient", Layer: 2, WeightGradient: only(0), BiasGradient: one(2)},
		{Phase: "delta", Layer: 1, Delta: one(-4)},
		{Phase: "gradient", Layer: 1, WeightGradient: only(-8), BiasGradient: one(-4)},
		{Phase: "update", Layer: 1, Weights: only(1.3), Bias: one(-0.6)},
		{Phase: "update", Layer: 2, Weights: only(-2), Bias: one(2.8)},
	} {
		want.Sample, want.Iteration, want.Epoch = 1, 1, 1
		got := backpropReport(t, b)
		if check := got.Check; check != nil && !(*check < 1e-6) {
			t.Errorf("the whole gradient is off by %v", *check)
		}
		got.Check = nil
		if !reflect.DeepEqual(got, want) {
			t.Errorf("step %d reports %+v, want %+v", step, got, want)
		}
		b.Step()
	}
	if r := backpropReport(t, b); r.Sample != 2 || r.Iteration != 2 || r.Epoch != 1 || of(r.Input)[0] != 3 {
		t.Errorf("after the last update it reports %+v, want the second sample", r)
	}
}

// backpropForms are networks of every activation, output and loss.
func backpropForms() [][]string {
	var forms [][]string
	for _, a := range network.Activations() {
		forms = append(forms, []string{"activation", a})
	}
	for _, output := range network.Outputs() {
		for _, loss := range network.Losses() {
			form := []string{"output", output, "loss", loss, "data", "iris", "hidden", "4,3", "rate", "0.1"}
			if _, err := experiment.NewBackprop(mustSetup(form...), nil); err == nil {
				forms = append(forms, form)
			}
		}
	}
	return append(forms, []string{"hidden", ""}, []string{"hidden", "8,8,8,8,8,8", "data", "iris"}, []string{"hidden", "1", "data", "sine"})
}

func mustSetup(changes ...string) sim.Setup {
	s, err := experiment.DefaultSetup("backprop")
	for i := 0; err == nil && i < len(changes); i += 2 {
		s, err = s.With(changes[i], changes[i+1])
	}
	if err != nil {
		panic(err)
	}
	return s
}

// What the micro-steps make is to the bit what a whole trip of the same network
// there and back makes, and the updated weights are those that training with
// batches of one comes to.
func TestBackpropIsAWholePass(t *testing.T) {
	for _, form := range backpropForms() {
		form = append(form, "places", "15")
		b := openBackprop(t, nil, form...)
		pass := network.NewPass(b.Network().Clone(), 1)
		for range 3 * b.Cycle() {
			r := backpropReport(t, b)
			if r.Phase == "sample" {
				pass = network.NewPass(b.Network().Clone(), 1)
				pass.Load(of(r.Input), of(r.Target))
				pass.Forward()
				pass.Backward()
			}
			samePass(t, form, pass, &r)
			b.Step()
		}
	}
}

func samePass(t *testing.T, form []string, pass *network.Pass, r *experiment.BackpropReport) {
	t.Helper()
	l := r.Layer - 1
	check := func(got []float64, want func(u int) float64) {
		for u := range got {
			if math.Float64bits(got[u]) != math.Float64bits(want(u)) {
				t.Errorf("%v: %s of layer %d, unit %d: %v, a whole pass has %v", form, r.Phase, r.Layer, u, got[u], want(u))
			}
		}
	}
	check(of(r.Z), func(u int) float64 { return pass.Z(l, 0, u) })
	check(of(r.A), func(u int) float64 { return pass.A(l, 0, u) })
	check(of(r.Prediction), func(u int) float64 { return pass.A(l, 0, u) })
	check(of(r.Slope), func(u int) float64 { return pass.Slope(l, 0, u) })
	check(of(r.Delta), func(u int) float64 { return pass.Delta(l, 0, u) })
	if r.Loss != nil {
		check([]float64{*r.Loss}, func(int) float64 { return pass.Loss() })
	}
	if ofRows(r.WeightGradient) != nil {
		weights, bias := pass.LayerGrad(l)
		check(of(r.BiasGradient), func(u int) float64 { return bias[u] })
		for i, row := range ofRows(r.WeightGradient) {
			check(row, func(u int) float64 { return weights[i*len(row)+u] })
		}
	}
}

func TestBackpropLearnsAsTrainingDoes(t *testing.T) {
	form := []string{"hidden", "3,2", "activation", "tanh", "samples", "6", "noise", "0.2", "rate", "0.3", "loss", "bce"}
	b := openBackprop(t, nil, append(form, "places", "15")...)
	run := train(t, nil, append(form, "batch", "1")...)
	for range 10 {
		for range b.Cycle() {
			b.Step()
		}
		run.Step()
	}
	var text strings.Builder
	if err := run.SaveWeights(&text); err != nil {
		t.Fatal(err)
	}
	same := b.Network().Clone()
	if err := same.ReadWeights(strings.NewReader(text.String())); err != nil {
		t.Fatal(err)
	}
	for i, w := range same.Params() {
		if got := b.Network().Params()[i]; math.Float64bits(got) != math.Float64bits(w) {
			t.Errorf("parameter %d is %v, training has %v", i, got, w)
		}
	}
}

// backpropNames are the names of all weights and biases.
func backpropNames(b *experiment.Backprop) []experiment.BackpropName {
	var names []experiment.BackpropName
	sizes := b.Network().Sizes()
	for l := range b.Layers() {
		for u := range sizes[l+1] {
			for v := range sizes[l] {
				names = append(names, experiment.BackpropName{Kind: experiment.BackpropW, Layer: l, Unit: u, From: v})
			}
			names = append(names, experiment.BackpropName{Kind: experiment.BackpropB, Layer: l, Unit: u})
		}
	}
	return names
}

// Every derivative agrees with a central difference to 1e-6, and is the sum of its
// chains. (mae, huber and the relu family have kinks, which these samples do not
// meet.)
func TestBackpropGradients(t *testing.T) {
	for _, form := range backpropForms() {
		// Noise, for at (0, 0) every z of the first layer stands on the kink.
		b := openBackprop(t, nil, append(form, "places", "15", "noise", "0.2")...)
		for range 2 {
			if whole, ok := b.CheckAll(); !ok || !(whole < 1e-6) {
				t.Errorf("%v: the whole gradient is off by %v", form, whole)
			}
			for _, name := range backpropNames(b) {
				c := b.Check(name)
				// Where the derivative is next to nothing, the difference has no
				// figures left.
				if !(c.Relative < 1e-6) && math.Abs(c.Exact-c.Numeric) > 1e-10 {
					t.Errorf("%v: ∂L/∂%s = %v, the central difference is %v", form, name, c.Exact, c.Numeric)
				}
				checkPaths(t, form, b, name, c.Exact)
			}
			for range b.Cycle() {
				b.Step()
			}
		}
	}
}

func checkPaths(t *testing.T, form []string, b *experiment.Backprop, name experiment.BackpropName, exact float64) {
	t.Helper()
	chain := b.Chain(name)
	size := 1e-290
	for _, path := range chain.Paths {
		product := 1.0
		for _, f := range path {
			product *= f.Value
			if f.Product != product {
				t.Errorf("%v: the product so far to %s is %v, want %v", form, name, f.Product, product)
			}
		}
		size += math.Abs(product)
	}
	total := 1
	for _, n := range b.Network().Sizes()[name.Layer+2:] {
		total *= n
	}
	if chain.Total != total || len(chain.Paths) != min(total, 64) {
		t.Errorf("%v: %d paths lead to %s, %d listed; want %d", form, chain.Total, name, len(chain.Paths), total)
	}
	if off := chain.Sum + chain.Others - exact; math.Abs(off) > 1e-12*(size+math.Abs(exact)) {
		t.Errorf("%v: the paths to %s sum to %v, want %v", form, name, chain.Sum+chain.Others, exact)
	}
}

// An edit before the update ripples through; one after it changes the weight alone.
func TestBackpropEdits(t *testing.T) {
	b := openBackprop(t, nil)
	for range 12 {
		b.Step()
	}
	if err := b.Apply(backpropEdit(t, "set", "w2[1,3]=0.5; x[2] = -1; t[1]=0.25; b1[2]=0.1")); err != nil {
		t.Fatal(err)
	}
	fresh := openBackprop(t, nil, "set", "b1[2]=0.1; w2[1,3]=0.5; x[2]=-1; t[1]=0.25")
	for range 12 {
		fresh.Step()
	}
	if got, want := backpropReport(t, b), backpropReport(t, fresh); !reflect.DeepEqual(got, want) || got.Phase != "delta" {
		t.Errorf("after the edit %+v, of a new run %+v", got, want)
	}
	b.Step() // the gradient of layer 1 is known,
	b.Step() // layer 1 is updated
	before := b.Number(experiment.BackpropName{Kind: experiment.BackpropW, Layer: 1, Unit: 0, From: 2})
	loss := b.Loss()
	// The entry of w2[1,3] is the same as before and does not take hold again.
	if err := b.Apply(backpropEdit(t, "set", "w2[1,3]=0.5; w1[1,1]=7; x[1]=3")); err != nil {
		t.Fatal(err)
	}
	if w := b.Number(experiment.BackpropName{Kind: experiment.BackpropW}); w != 7 || b.Loss() != loss {
		t.Errorf("w1[1,1] = %v, want 7; the loss went from %v to %v", w, loss, b.Loss())
	}
	if w := b.Number(experiment.BackpropName{Kind: experiment.BackpropW, Layer: 1, Unit: 0, From: 2}); w != before {
		t.Errorf("w2[1,3] went from %v to %v", before, w)
	}
	for backpropReport(t, b).Phase != "sample" {
		b.Step()
	}
	if r := backpropReport(t, b); of(r.Input)[0] != 3 || of(r.Input)[1] == -1 || of(r.Target)[0] == 0.25 {
		t.Errorf("the next sample is %v, %v; want x[1] = 3 and the rest of the data", of(r.Input), of(r.Target))
	}
}

// A seek there and back gives the same bits, edits included.
func TestBackpropSeeks(t *testing.T) {
	line := sim.NewTimeline(openBackprop(t, nil))
	for _, edit := range []struct {
		at         int
		name, text string
	}{{5, "set", "w2[1,3]=0.5"}, {15, "rate", "0.2"}, {16, "set", "w2[1,3]=0.5; x[1]=0.3"}, {40, "guess", "yes"}, {53, "set", "w2[1,3] = 0.5; x[1]=0.3"}} {
		line.Seek(edit.at)
		if err := line.Edit(edit.name, backpropEdit(t, edit.name, edit.text).Value); err != nil {
			t.Fatal(err)
		}
	}
	const last = 120
	var want [last + 1]experiment.BackpropReport
	for step := range want {
		line.Seek(step)
		want[step] = backpropReport(t, line.Now())
	}
	rapid.Check(t, func(r *rapid.T) {
		step := rapid.IntRange(0, last).Draw(r, "step")
		line.Seek(step)
		if got := backpropReport(t, line.Now()); !reflect.DeepEqual(got, want[step]) {
			r.Errorf("step %d reports %+v, want %+v", step, got, want[step])
		}
	})
}

// A number that is asked for is hidden until it is answered, and only then.
func TestBackpropGuesses(t *testing.T) {
	b := openBackprop(t, nil, "guess", "yes")
	if b.Step(); !b.Hidden(experiment.BackpropName{Kind: experiment.BackpropZ, Unit: 1}) {
		t.Error("z1[2] is not hidden")
	}
	if err := b.Apply(backpropEdit(t, "answer", "z1[2]=0.3; z1[1]=1.44")); err != nil {
		t.Fatal(err)
	}
	r := backpropReport(t, b)
	got := fmt.Sprint(*r.Answered, *r.Answers, *r.AnswerDifference)
	if want := fmt.Sprint([]string{"z1[2]", "z1[1]"}, []float64{0.3, 1.44}, []float64{0.3 - of(r.Z)[1], 1.44 - of(r.Z)[0]}); got != want {
		t.Errorf("the answers are %s, want %s", got, want)
	}
	for unit, hidden := range []bool{false, false, true} {
		if got := b.Hidden(experiment.BackpropName{Kind: experiment.BackpropZ, Unit: unit}); got != hidden {
			t.Errorf("hidden(z of unit %d) = %v", unit+1, got)
		}
	}
	b.Step()
	if backpropReport(t, b).Answers != nil || b.Hidden(experiment.BackpropName{Kind: experiment.BackpropZ, Unit: 2}) {
		t.Error("a step on, the answers are still there or z is still hidden")
	}
	for _, tt := range []struct {
		answer, right float64
		want          bool
	}{{-0.47, -0.465, true}, {-0.46, -0.465, true}, {0.465, -0.465, false}, {0, 0, true}, {0.1, 0, false}, {0.5, 0.52, false}} {
		if got := experiment.BackpropRight(tt.answer, tt.right); got != tt.want {
			t.Errorf("%v for %v is right: %v, want %v", tt.answer, tt.right, got, tt.want)
		}
	}
}

func TestBackpropRefuses(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"set", "w2[1]=0.5", `"w2[1]=0.5" sets nothing; write w2[1,3]=0.5, b2[1]=0, x[1]=1 or t[1]=0, with ; between`},
		{"set", "x[1]=1;", `"" sets nothing`},
		{"set", "x[0]=1", `"x[0]=1" sets nothing`},
		{"set", "x[1]=2e6", `"x[1]=2e6" sets nothing`},
		{"set", "x[1]=NaN", `"x[1]=NaN" sets nothing`},
		{"set", "z1[1]=1", `"z1[1]=1" sets nothing`},
		{"set", "x[1]=1; x[1]=2", `"x[1]" is named twice`},
		{"set", "x[1]=1" + strings.Repeat("; x[1]=1", 256), "256 at most"},
		{"set", "w2[1,4]=0.5", "this network has no w2[1,4]; the last is w2[2,3]"},
		{"set", "b4[1]=0.5", "this network has no b4[1]; the last is b3[1]"},
		{"set", "x[3]=0.5", "this network has no x[3]; the last is x[2]"},
		{"set", "t[2]=0.5", "this network has no t[2]; the last is t[1]"},
		{"answer", "x[1]=1", `"x[1]=1" is no answer; write z1[2]=0.5 and so on, with ; between`},
		{"answer", "L=", `"L=" is no answer`},
		{"hidden", "100,100", "10501 weights and biases are too many to follow one by one; give fewer layers or units, for 10000 at most"},
		{"weights", "none.json", "files cannot be read here"},
	} {
		s, err := setup(t, "backprop").With(tt.name, tt.text)
		if err == nil {
			_, err = experiment.NewBackprop(s, nil)
		}
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s=%.40s: %v, want %s", tt.name, tt.text, err, tt.want)
		}
	}
	b := openBackprop(t, nil)
	for _, tt := range []struct{ name, text, want string }{
		{"set", "w2[1,4]=0.5", "this network has no w2[1,4]; the last is w2[2,3]"},
		{"answer", "z1[1]=0.5", "nothing is asked for; set guess to yes"},
		{"guess", "yes", ""},
		{"answer", "z1[1]=0.5", "z1[1] is not asked for at this step; answer what stands as ? on the screen"},
		{"answer", "z9[1]=0.5", "this network has no z9[1]; the last is z3[1]"},
	} {
		before := backpropReport(t, b)
		err := b.Apply(backpropEdit(t, tt.name, tt.text))
		if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("the edit %s=%s: %v, want %s", tt.name, tt.text, err, tt.want)
		}
		if after := backpropReport(t, b); !reflect.DeepEqual(after, before) {
			t.Errorf("the edit %s=%s was refused and changed %+v to %+v", tt.name, tt.text, before, after)
		}
	}
	if err := b.Apply(backpropEdit(t, "hidden", "2")); !errors.Is(err, sim.ErrNeedsRestart) {
		t.Errorf("other layers: %v", err)
	}
}

// Names are read as they are written, and what was typed for a number that has that
// value already is written otherwise.
func TestBackpropNames(t *testing.T) {
	b := openBackprop(t, nil)
	for _, text := range []string{"x[2]", "t[1]", "w2[1,3]", "b3[1]", "w1[3,2]"} {
		once := "x[1]=4"
		if err := b.Apply(backpropEdit(t, "set", once+"; "+text+"=1")); err != nil {
			t.Fatal(err)
		}
		for _, name := range append(backpropNames(b), experiment.BackpropName{Unit: 1}, experiment.BackpropName{Kind: experiment.BackpropT}) {
			if name.String() != text {
				continue
			}
			if got := b.Number(name); got != 1 {
				t.Errorf("%s = %v, want 1", text, got)
			}
			if got, want := b.Setting(name, "2"), once+"; "+text+"=2"; got != want {
				t.Errorf("setting %s to 2 gives %q, want %q", text, got, want)
			}
			if got, want := b.Setting(name, " 1 "), once+"; "+text+" = 1"; got != want {
				t.Errorf("setting %s to 1 again gives %q, want %q", text, got, want)
			}
		}
	}
}

func FuzzBackpropSet(f *testing.F) {
	for _, text := range []string{"w2[1,3]=0.5; x[1]=1", "b1[1]= -2", "w[1,2]=3", "w99999[1,1]=1", "t[1]=;", "x[١]=1", "w1[1,]=2"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := setup(t, "backprop").With("set", text)
		if err != nil {
			return
		}
		b, err := experiment.NewBackprop(s, nil)
		if err != nil {
			return
		}
		for range b.Cycle() {
			b.Step()
		}
		b.Report()
	})
}

func TestBackpropDiverges(t *testing.T) {
	b := openBackprop(t, nil, "activation", "identity", "output", "linear", "rate", "100")
	for range 60 * b.Cycle() {
		b.Step()
	}
	if s := b.Status(); s.Outcome != sim.Diverged {
		t.Errorf("it ends %v", s.Outcome)
	}
	b.Report()
}

func TestBackpropStepsWithoutAllocating(t *testing.T) {
	b := openBackprop(t, nil)
	for range b.Cycle() {
		b.Step()
	}
	if n := testing.AllocsPerRun(200, b.Step); n != 0 {
		t.Errorf("a step allocates %v times", n)
	}
}
