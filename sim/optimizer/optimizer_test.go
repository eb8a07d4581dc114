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
				for range 7 { // past the sixth, where radam changes
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
	for _, name := range []string{"adagrad", "adam", "adamw", "nadam", "radam"} {
		if !panics(func() { parse(t, name).New(1, 1).Update(0, []float64{0}, []float64{0}) }) {
			t.Errorf("%s: no panic for an update before Begin", name)
		}
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
