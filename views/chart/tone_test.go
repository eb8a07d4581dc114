package chart

import (
	"math"
	"slices"
	"testing"
)

// toneOf is the tone of a surface over a square of values.
func toneOf(t *testing.T, lo, hi float64, f func(x, y float64) float64) (tone, []float64) {
	t.Helper()
	var values []float64
	const n = 60
	for i := range n + 1 {
		for k := range n + 1 {
			if v := f(lo+(hi-lo)*float64(i)/n, lo+(hi-lo)*float64(k)/n); !math.IsNaN(v) && !math.IsInf(v, 0) {
				values = append(values, v)
			}
		}
	}
	tone, ok := newTone(values)
	if !ok {
		t.Fatal("no tone")
	}
	return tone, values
}

// Whatever the surface, its colours rise with it, half of its area is neither all
// dark nor all bright, and its contours are where they say.
func TestTones(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		f    func(x, y float64) float64
		even bool
	}{
		{"plane", func(x, y float64) float64 { return x + 3*y }, true},
		{"bowl", bowl, true},
		{"rosenbrock", func(x, y float64) float64 { return (1-x)*(1-x) + 100*(y-x*x)*(y-x*x) }, false},
		{"steep", func(x, y float64) float64 { return math.Exp(3*x) + math.Exp(3*y) }, false},
		{"turned over", func(x, y float64) float64 { return -math.Exp(3*x) - math.Exp(3*y) }, false},
		{"pole", func(x, y float64) float64 { return 1/(x+0.01) + y }, false},
		{"deep", func(x, y float64) float64 { return math.Log(x*x+y*y+1e-9) - 78 }, false},
	}
	for _, tt := range tests {
		tone, sorted := toneOf(t, -4, 4, tt.f)
		if even := tone.unit == 0; even != tt.even {
			t.Errorf("%s: even %t, want %t", tt.name, even, tt.even)
		}
		for _, quarter := range []float64{0.25, 0.5, 0.75} {
			if share := tone.share(sorted[int(quarter*float64(len(sorted)-1))]); share < 0.04 || share > 0.96 {
				t.Errorf("%s: the quartile %v has the share %v", tt.name, quarter, share)
			}
		}
		last := -1.0
		for _, v := range sorted {
			share := tone.share(v)
			if share < last || share < 0 || share > 1 {
				t.Fatalf("%s: the share of %v is %v after %v", tt.name, v, share, last)
			}
			last = share
			if back := tone.value(share); v > tone.lo && v < tone.hi && math.Abs(back-v) > 1e-9*(tone.hi-tone.lo) {
				t.Errorf("%s: %v has the share %v, which is that of %v", tt.name, v, share, back)
			}
		}
		levels := tone.appendLevels(nil, mapLevels)
		if n := len(levels); n < 3 || n > 12 || !slices.IsSorted(levels) || levels[0] <= tone.lo || levels[n-1] >= tone.hi {
			t.Errorf("%s: the levels from %v to %v are %v", tt.name, tone.lo, tone.hi, levels)
		}
		for _, v := range levels {
			if text := Number(v); len(text) > NumberWidth {
				t.Errorf("%s: the level %v is written %s", tt.name, v, text)
			}
		}
	}
}

func TestToneOfOneValue(t *testing.T) {
	t.Parallel()
	tone, ok := newTone([]float64{7, 7, 7})
	if share := tone.share(7); !ok || share != 0.5 {
		t.Errorf("share %v, %t", share, ok)
	}
	if levels := tone.appendLevels(nil, 8); len(levels) > 0 {
		t.Errorf("levels %v", levels)
	}
	if !math.IsNaN(tone.share(math.Inf(1))) || !math.IsNaN(tone.share(math.NaN())) {
		t.Error("what is not finite has a share")
	}
	if _, ok := newTone(nil); ok {
		t.Error("nothing has a tone")
	}
}

// Ticks of an angle stand at parts of a turn.
func TestTicksOfAngles(t *testing.T) {
	t.Parallel()
	for n, want := range map[int][]float64{
		1: {0, 360}, 2: {0, 180, 360}, 3: {0, 180, 360}, 4: {0, 90, 180, 270, 360},
		9: {0, 45, 90, 135, 180, 225, 270, 315, 360},
	} {
		if got := (Scale{Min: 0, Max: 360, Degrees: true}).AppendTicks(nil, n); !slices.Equal(got, want) {
			t.Errorf("%d ticks of a turn: %v, want %v", n, got, want)
		}
	}
}
