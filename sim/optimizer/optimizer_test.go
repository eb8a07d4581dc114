package optimizer

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func parse(t testing.TB, text string) Spec {
	t.Helper()
	s, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func near(a, b, tolerance float64) bool { return math.Abs(a-b) <= tolerance }

// path runs an optimizer on gradients given in advance and returns where w,
// 1 at first, is after each.
func path(o Optimizer, gradients ...float64) []float64 {
	w := []float64{1}
	places := make([]float64, 0, len(gradients))
	for _, g := range gradients {
		o.Begin()
		o.Update(0, w, []float64{g})
		places = append(places, w[0])
	}
	return places
}

func TestByHand(t *testing.T) {
	for _, c := range []struct {
		spec      string
		rate      float64
		gradients []float64
		want      []float64
	}{
		{"sgd", 0.1, []float64{1, -2, 0.5}, []float64{0.9, 1.1, 1.05}},
		// v = 1, 1.9, 2.71: the buffer starts as the first gradient
		{"momentum", 0.1, []float64{1, 1, 1}, []float64{0.9, 0.71, 0.439}},
		// v = 1, −1.5, −0.25
		{"momentum(momentum=0.5)", 0.1, []float64{1, -2, 0.5}, []float64{0.9, 1.05, 1.075}},
		{"momentum(momentum=0)", 0.1, []float64{1, -2, 0.5}, []float64{0.9, 1.1, 1.05}},
		// worked with 50 decimal digits from the formula in the paper
		{"adam", 0.1, []float64{1, -2, 0.5, 0.001}, []float64{0.90000000099999999, 0.93661035347207508821, 0.95027941967382172559, 0.96145089616843217044}},
		// the first step is −µ·g/(|g|+ε), whatever β
		{"adam(beta1=0.3,beta2=0.7,eps=0.5)", 0.1, []float64{2}, []float64{1 - 0.1*2/2.5}},
		// and so is each with a gradient that stays; m/(1−β₁ᵗ) = g
		{"adam(eps=1)", 0.5, []float64{-4, -4, -4}, []float64{1.4, 1.8, 2.2}},
		// β₂ = 0 leaves √v = |g|
		{"adam(beta1=0,beta2=0,eps=0)", 0.25, []float64{3, -7}, []float64{0.75, 1}},
	} {
		got := path(parse(t, c.spec).New(1, c.rate), c.gradients...)
		for k := range c.want {
			if !near(got[k], c.want[k], 1e-15*4) {
				t.Errorf("%s: after %d gradients w = %.17g, want %.17g", c.spec, k+1, got[k], c.want[k])
			}
		}
	}
}

// The end points of 200 steps from (−1.2, 1) on Rosenbrock's function, worked
// with 60 decimal digits from PyTorch's documented formulas.
func TestRosenbrock(t *testing.T) {
	for _, c := range []struct {
		spec string
		rate float64
		want [2]float64
	}{
		{"sgd", 0.001, [2]float64{-0.85895048986791834506, 0.74587683855031341506}},
		{"momentum", 0.0005, [2]float64{0.47748859086960730518, 0.22529715731841548098}},
		{"adam", 0.01, [2]float64{-1.00590184485803286312, 1.01812543598584783983}},
	} {
		o := parse(t, c.spec).New(2, c.rate)
		w := []float64{-1.2, 1}
		for range 200 {
			x, y := w[0], w[1]
			o.Begin()
			o.Update(0, w, []float64{-2*(1-x) - 400*x*(y-x*x), 200 * (y - x*x)})
		}
		if !near(w[0], c.want[0], 1e-11) || !near(w[1], c.want[1], 1e-11) {
			t.Errorf("%s ends at %.16g, want %.16g", c.spec, w, c.want)
		}
	}
}

// Figures published in Keras's own tests: ten parameters 1, a first gradient of
// 0.01, then 0.1 … 1.0 four times. Those of Adam are one rounded figure for all
// ten, with a tolerance of 5e-4 there.
func TestKerasFigures(t *testing.T) {
	type table [5][10]float64
	var adam table
	for k, value := range []float64{0.999, 0.9982, 0.9974, 0.9965, 0.9955} {
		for i := range adam[k] {
			adam[k][i] = value
		}
	}
	sgd := table{
		{0.9999, 0.9999, 0.9999, 0.9999, 0.9999, 0.9999, 0.9999, 0.9999, 0.9999, 0.9999},
		{0.9989, 0.9979, 0.9969, 0.9959, 0.9949, 0.9939, 0.9929, 0.9919, 0.9909, 0.9899},
		{0.9979, 0.9959, 0.9939, 0.9919, 0.9899, 0.9879, 0.9859, 0.9839, 0.9819, 0.9799},
		{0.9969, 0.9939, 0.9909, 0.9879, 0.9849, 0.9819, 0.9789, 0.9759, 0.9729, 0.9699},
		{0.9959, 0.9919, 0.9879, 0.9839, 0.9799, 0.9759, 0.9719, 0.9679, 0.9639, 0.9599},
	}
	for _, c := range []struct {
		spec      string
		rate      float64
		tolerance float64
		want      table
	}{{"adam(eps=1e-7)", 0.001, 1.5e-4, adam}, {"sgd", 0.01, 1e-12, sgd}} {
		o := parse(t, c.spec).New(10, c.rate)
		w, g := make([]float64, 10), make([]float64, 10)
		for i := range w {
			w[i], g[i] = 1, 0.01
		}
		for k := range c.want {
			o.Begin()
			o.Update(0, w, g)
			for i := range w {
				if !near(w[i], c.want[k][i], c.tolerance) {
					t.Errorf("%s: after %d steps w%d = %g, want %g", c.spec, k+1, i, w[i], c.want[k][i])
				}
				g[i] = float64(i+1) / 10
			}
		}
	}
}

// On f(w) = ½λw² a step of SGD multiplies w by 1−µλ, and momentum follows
// w_{k+1} = (1+β−µλ)·w_k − β·w_{k−1}.
func TestQuadratics(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		mu := rapid.Float64Range(0.01, 1.5).Draw(t, "µ")
		lambda := rapid.Float64Range(0.1, 1.3).Draw(t, "λ")
		const beta = 0.9
		sgd, momentum := Spec{}.New(1, mu), Spec{rule: 1}.New(1, mu)
		w, v := []float64{3}, []float64{3}
		before := 3.0
		for k := 1; k <= 20; k++ {
			sgd.Begin()
			sgd.Update(0, w, []float64{lambda * w[0]})
			if want := 3 * math.Pow(1-mu*lambda, float64(k)); !near(w[0], want, 1e-12*max(1, math.Abs(want))) {
				t.Fatalf("sgd: w%d = %g, want %g", k, w[0], want)
			}
			want := (1+beta-mu*lambda)*v[0] - beta*before
			if k == 1 {
				want = (1 - mu*lambda) * v[0]
			}
			before = v[0]
			momentum.Begin()
			momentum.Update(0, v, []float64{lambda * v[0]})
			if !near(v[0], want, 1e-12*max(1, math.Abs(want))) {
				t.Fatalf("momentum: w%d = %g, want %g", k, v[0], want)
			}
		}
	})
}

// Updating in parts and in any order gives the bits of one update, a clone goes
// its own way, and a changed rate holds from the next update on.
func TestPartsClonesRates(t *testing.T) {
	const size = 7
	for _, name := range Names() {
		t.Run(name, func(t *testing.T) {
			spec := parse(t, name)
			rapid.Check(t, func(t *rapid.T) {
				numbers := rapid.SliceOfN(rapid.Float64Range(-5, 5), size, size)
				cut := rapid.IntRange(0, size).Draw(t, "cut")
				w := numbers.Draw(t, "w")
				parts := slices.Clone(w)
				a := spec.New(size, 0.3)
				b := a.Clone()
				for range 4 {
					g := numbers.Draw(t, "g")
					a.Begin()
					a.Update(0, w, g)
					b.Begin()
					b.Update(cut, parts[cut:], g[cut:])
					b.Update(0, parts[:cut], g[:cut])
					rate := a.Rate() / 2
					a.SetRate(rate)
					b.SetRate(rate)
				}
				if !slices.Equal(w, parts) {
					t.Fatalf("whole %v, in parts %v", w, parts)
				}
				// a goes on alone: a clone made now must not notice
				c := a.Clone()
				other := slices.Clone(w)
				a.Begin()
				a.Update(0, slices.Clone(w), numbers.Draw(t, "g"))
				g := numbers.Draw(t, "g")
				b.Begin()
				b.Update(0, parts, g)
				c.Begin()
				c.Update(0, other, g)
				if !slices.Equal(other, parts) || c.Rate() != b.Rate() {
					t.Fatalf("the clone went to %v, want %v", other, parts)
				}
			})
		})
	}
}

func TestMemory(t *testing.T) {
	m, ok := parse(t, "momentum").New(2, 0.1).(*Momentum)
	if !ok {
		t.Fatal("momentum is no *Momentum")
	}
	a, ok := parse(t, "adam").New(2, 0.1).(*Adam)
	if !ok {
		t.Fatal("adam is no *Adam")
	}
	for _, o := range []Optimizer{m, a} {
		for _, g := range [][]float64{{1, -2}, {3, 0}} {
			o.Begin()
			o.Update(0, []float64{0, 0}, g)
		}
	}
	if v := m.Velocity(); !near(v[0], 3.9, 1e-15) || !near(v[1], -1.8, 1e-15) {
		t.Errorf("velocity %v, want 3.9 and −1.8", v)
	}
	if v := a.First(); !near(v[0], 0.39, 1e-15) || !near(v[1], -0.18, 1e-15) {
		t.Errorf("first moment %v, want 0.39 and −0.18", v)
	}
	if v := a.Second(); !near(v[0], 0.009999, 1e-15) || !near(v[1], 0.003996, 1e-15) {
		t.Errorf("second moment %v, want 0.009999 and 0.003996", v)
	}
	if a.Steps() != 2 {
		t.Errorf("%d steps, want 2", a.Steps())
	}
}

func TestNotFiniteFlowsThrough(t *testing.T) {
	for _, name := range Names() {
		for _, g := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
			w := path(parse(t, name).New(1, 0.1), g)[0]
			if w-w == 0 {
				t.Errorf("%s: a gradient of %g makes w %g, which hides it", name, g, w)
			}
		}
	}
}

func TestPanics(t *testing.T) {
	for _, name := range Names() {
		o := parse(t, name).New(3, 0.1)
		o.Begin()
		for what, call := range map[string]func(){
			"different lengths": func() { o.Update(0, make([]float64, 2), make([]float64, 1)) },
			"beyond the end":    func() { o.Update(2, make([]float64, 2), make([]float64, 2)) },
			"before the start":  func() { o.Update(-1, make([]float64, 2), make([]float64, 2)) },
		} {
			if !panics(call) {
				t.Errorf("%s: no panic with %s", name, what)
			}
		}
	}
	if !panics(func() { parse(t, "adam").New(1, 1).Update(0, []float64{0}, []float64{0}) }) {
		t.Error("adam: no panic for an update before Begin")
	}
}

func panics(call func()) (did bool) {
	defer func() { did = recover() != nil }()
	call()
	return false
}

func TestUpdateAllocatesNothing(t *testing.T) {
	w, g := make([]float64, 100), make([]float64, 100)
	for _, name := range Names() {
		o := parse(t, name).New(len(w), 0.1)
		if n := testing.AllocsPerRun(100, func() { o.Begin(); o.Update(0, w, g) }); n != 0 {
			t.Errorf("%s allocates %g times an iteration", name, n)
		}
	}
}

func BenchmarkUpdate(b *testing.B) {
	for _, name := range Names() {
		b.Run(name, func(b *testing.B) {
			w, g := make([]float64, 300), make([]float64, 300)
			for i := range g {
				g[i] = float64(i%7) - 3
			}
			o := parse(b, name).New(len(w), 1e-9)
			b.ReportAllocs()
			for b.Loop() {
				o.Begin()
				o.Update(0, w, g)
			}
			b.ReportMetric(float64(b.N*len(w))/b.Elapsed().Seconds()/1e6, "Mparam/s")
		})
	}
}
