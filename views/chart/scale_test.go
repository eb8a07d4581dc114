package chart

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestMap(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		scale Scale
		v     float64
		want  float64
	}{
		{Scale{Min: 0, Max: 10}, 0, 0},
		{Scale{Min: 0, Max: 10}, 10, 1},
		{Scale{Min: 0, Max: 10}, 2.5, 0.25},
		{Scale{Min: 0, Max: 10}, -10, -1},
		{Scale{Min: 0, Max: 10}, nan, nan},
		{Scale{Min: 0, Max: 10}, math.Inf(1), nan},
		{Scale{Min: 3, Max: 3}, 3, 0.5},
		{Scale{Min: -math.MaxFloat64, Max: math.MaxFloat64}, 0, 0.5},
		{Scale{Min: 1e-4, Max: 1, Log: true}, 1e-2, 0.5},
		{Scale{Min: 1e-4, Max: 1, Log: true}, 1e-6, -0.5},
		{Scale{Min: 1e-4, Max: 1, Log: true}, 0, nan},
		{Scale{Min: 1e-4, Max: 1, Log: true}, -1, nan},
	} {
		got := c.scale.Map(c.v)
		if got != c.want && !(math.IsNaN(got) && math.IsNaN(c.want)) {
			t.Errorf("%+v: Map(%v) = %v, want %v", c.scale, c.v, got, c.want)
		}
		if !math.IsNaN(c.want) && c.scale.Min < c.scale.Max {
			if back := c.scale.Value(c.want); math.Abs(back-c.v) > 1e-12*math.Abs(c.v) {
				t.Errorf("%+v: Value(%v) = %v, want %v", c.scale, c.want, back, c.v)
			}
		}
	}
}

func TestTicks(t *testing.T) {
	for _, c := range []struct {
		scale Scale
		n     int
		want  string
	}{
		{Scale{Min: 0, Max: 1}, 6, "0 0.2 0.4 0.6 0.8 1.0"},
		{Scale{Min: 0, Max: 0.7}, 4, "0 0.2 0.4 0.6"},
		{Scale{Min: -2.5, Max: 2.5}, 5, "-2 -1 0 1 2"},
		{Scale{Min: 0, Max: 0.07}, 4, "0 0.02 0.04 0.06"},
		{Scale{Min: 0, Max: 1240}, 3, "0 500 1 000"},
		{Scale{Min: 0, Max: 48000}, 3, "0 20 000 40 000"},
		{Scale{Min: 0, Max: 3e6}, 3, "0 1e6 2e6 3e6"},
		{Scale{Min: 0, Max: 2.5e-7}, 3, "0 1e-7 2e-7"},
		{Scale{Min: 0, Max: 1e-9}, 2, "0 5e-10 1.0e-9"},
		{Scale{Min: 0.692, Max: 0.6931}, 3, "0.6920 0.6925 0.6930"},
		{Scale{Min: 5, Max: 5}, 4, ""},
		{Scale{Min: 0, Max: 1}, 0, ""},
		{Scale{Min: 1e300, Max: 1.0000000000000002e300}, 4, ""},
		{Scale{Min: 1e-12, Max: 1, Log: true}, 5, "10⁻¹² 10⁻⁹ 10⁻⁶ 10⁻³ 10⁰"},
		{Scale{Min: 1e-3, Max: 1, Log: true}, 5, "0.001 0.01 0.1 1"},
		{Scale{Min: 1e-3, Max: 1, Log: true}, 2, "0.01 1"},
		{Scale{Min: 3e-5, Max: 2e-1, Log: true}, 5, "10⁻⁴ 10⁻³ 10⁻² 10⁻¹"},
		{Scale{Min: 0.1, Max: 1, Log: true}, 5, "0.1 0.2 0.5 1"},
		{Scale{Min: 0.02, Max: 0.5, Log: true}, 8, "0.02 0.05 0.1 0.2 0.5"},
		{Scale{Min: 0.02, Max: 0.5, Log: true}, 4, "0.1"},
		{Scale{Min: 2e-7, Max: 1e-6, Log: true}, 4, "2e-7 5e-7 10⁻⁶"},
		{Scale{Min: 0.5, Max: 0.7, Log: true}, 4, "0.50 0.55 0.60 0.65 0.70"},
		{Scale{Min: 1e-70, Max: 1, Log: true}, 5, "10⁻⁶⁰ 10⁻⁴⁰ 10⁻²⁰ 10⁰"},
	} {
		if got := labels(c.scale, c.n, true); got != c.want {
			t.Errorf("%+v with %d ticks: %q, want %q", c.scale, c.n, got, c.want)
		}
	}
	if got, want := labels(Scale{Min: 1e-6, Max: 1, Log: true}, 3, false), "1e-6 1e-3 1e0"; got != want {
		t.Errorf("without raised figures: %q, want %q", got, want)
	}
}

func labels(s Scale, n int, raised bool) string {
	ticks := s.AppendTicks(nil, n)
	l := newLabeller(s, ticks, raised)
	out := make([]string, 0, len(ticks))
	for _, v := range ticks {
		out = append(out, string(l.append(nil, v)))
	}
	return strings.Join(out, " ")
}

// Ticks rise, lie on the scale, and are about as many as asked for, whatever
// the range; each label is short and unlike the one before.
func TestTicksOfAnyRange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lo := rapid.Float64Range(-1e12, 1e12).Draw(t, "lo")
		span := math.Pow(10, rapid.Float64Range(-6, 12).Draw(t, "span"))
		s := Scale{Min: lo, Max: lo + span}
		if rapid.Bool().Draw(t, "log") {
			lo = math.Pow(10, rapid.Float64Range(-300, 300).Draw(t, "exponent"))
			s = Scale{Min: lo, Max: lo * max(span, 1.5), Log: true}
		}
		if math.IsInf(s.Max, 0) || s.Max-s.Min < 1e-9*math.Abs(s.Max) {
			t.Skip("no range to speak of")
		}
		n := rapid.IntRange(2, 12).Draw(t, "n")
		ticks := s.AppendTicks(nil, n)
		if len(ticks) > n+2 {
			t.Fatalf("%+v: %d ticks, asked for %d", s, len(ticks), n)
		}
		for i, v := range ticks {
			if share := s.Map(v); !(share >= -1e-6 && share <= 1+1e-6) || i > 0 && v <= ticks[i-1] {
				t.Fatalf("%+v: tick %v at %v", s, v, share)
			}
		}
		all := strings.Split(labels(s, n, true), " ")
		if distinct := slices.Compact(slices.Clone(all)); s.Log && len(distinct) != len(all) {
			t.Fatalf("%+v: labels %q", s, all)
		}
		const exact = 1e-11 // powers of ten are only come near to
		if nice := s.Nice(n); nice.Min > s.Min+exact*math.Abs(s.Min) || nice.Max < s.Max-exact*math.Abs(s.Max) || nice.Log != s.Log {
			t.Fatalf("%+v: rounded outwards to %+v", s, nice)
		}
	})
}

func TestNice(t *testing.T) {
	for _, c := range []struct {
		in, want Scale
		n        int
	}{
		{Scale{Min: 0.021, Max: 0.713}, Scale{Min: 0, Max: 0.8}, 5},
		{Scale{Min: 0, Max: 1}, Scale{Min: 0, Max: 1}, 5},
		{Scale{Min: -3.4, Max: 17}, Scale{Min: -5, Max: 20}, 5},
		{Scale{Min: 3e-7, Max: 0.3, Log: true}, Scale{Min: 1e-7, Max: 1, Log: true}, 5},
		{Scale{Min: 0.3, Max: 0.7, Log: true}, Scale{Min: 0.2, Max: 1, Log: true}, 5},
		{Scale{Min: 4, Max: 4}, Scale{Min: 4, Max: 4}, 5},
	} {
		if got := c.in.Nice(c.n); got != c.want {
			t.Errorf("%+v.Nice(%d) = %+v, want %+v", c.in, c.n, got, c.want)
		}
	}
}

func TestFitter(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, c := range []struct {
		values []float64
		log    bool
		want   Scale
		ok     bool
	}{
		{nil, false, Scale{Min: 1, Max: 10}, false},
		{[]float64{nan, inf, -inf}, false, Scale{Min: 1, Max: 10}, false},
		{[]float64{0, -3}, true, Scale{Min: 1, Max: 10, Log: true}, false},
		{[]float64{nan, 2, inf, -1}, false, Scale{Min: -1, Max: 2}, true},
		{[]float64{0, 1e-3, 10}, true, Scale{Min: 1e-3, Max: 10, Log: true}, true},
		{[]float64{0, 0}, false, Scale{Min: -1, Max: 1}, true},
		{[]float64{4}, false, Scale{Min: 2, Max: 6}, true},
		{[]float64{-4}, false, Scale{Min: -6, Max: -2}, true},
		{[]float64{3}, true, Scale{Min: 1, Max: 9, Log: true}, true},
	} {
		f := fitter{log: c.log}
		for _, v := range c.values {
			f.add(v)
		}
		if got := f.scale(); got != c.want || f.ok != c.ok {
			t.Errorf("%v, log %v: %+v, %v; want %+v, %v", c.values, c.log, got, f.ok, c.want, c.ok)
		}
	}
}

func TestWorthSeeing(t *testing.T) {
	sampled := func(f func(float64) float64, lo, hi float64) []float64 {
		v := make([]float64, 0, 1001)
		for i := range 1001 {
			v = append(v, f(lo+(hi-lo)*float64(i)/1000))
		}
		return v
	}
	for _, c := range []struct {
		name     string
		values   []float64
		min, max float64
	}{
		// Valleys −3.514 and −1.070, hill 0.0837: half of the span above.
		{"two valleys", sampled(func(w float64) float64 { return w*w*w*w - 3*w*w + w }, -2.5, 2.5), -3.514, 0.0837 + 3.5975/2},
		// Median of w² on [−3, 3] is 2.25: all of it is shown.
		{"parabola", sampled(func(w float64) float64 { return w * w }, -3, 3), 0, 9},
		// Median of w⁴ on [−2.5, 2.5] is 1.25⁴.
		{"steep valley", sampled(func(w float64) float64 { return w * w * w * w }, -2.5, 2.5), 0, 4 * 1.25 * 1.25 * 1.25 * 1.25},
		{"hill", sampled(func(w float64) float64 { return -w * w * w * w }, -2.5, 2.5), -4 * 1.25 * 1.25 * 1.25 * 1.25, 0},
		// Quartiles e^−2.5 and e^2.5: three times their distance beyond.
		{"cliff", sampled(math.Exp, -5, 5), math.Exp(-5), math.Exp(2.5) + 3*(math.Exp(2.5)-math.Exp(-2.5))},
		{"waves", sampled(math.Sin, 0, 20), -1, 1},
		{"level", sampled(func(float64) float64 { return 4 }, 0, 1), 2, 6},
		{"gaps", []float64{math.NaN(), 1, math.Inf(1), 2, math.Inf(-1)}, 1, 2},
		{"nothing", []float64{math.NaN(), math.Inf(1)}, 0, 0},
	} {
		got, _ := worthSeeing(c.values, nil)
		if math.Abs(got.Min-c.min) > 0.01*max(1, math.Abs(c.min)) || math.Abs(got.Max-c.max) > 0.01*max(1, math.Abs(c.max)) {
			t.Errorf("%s: %+v, want %v to %v", c.name, got, c.min, c.max)
		}
	}
}
