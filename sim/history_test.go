package sim_test

import (
	"math"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"nabla/sim"
)

// record is a history as plain as can be: it keeps every step and thins what
// it shows, once per question.
type record struct{ steps []float64 }

// shown returns the steps that a history of 2048 samples at most holds: those
// that the smallest power of two divides with which they fit.
func (r *record) shown() []int {
	every := 1
	for (len(r.steps)+every-1)/every > 2048 {
		every *= 2
	}
	var out []int
	for k := 0; k < len(r.steps); k += every {
		out = append(out, k)
	}
	return out
}

func checkHistory(t interface {
	Helper()
	Fatalf(format string, args ...any)
}, h *sim.History, r *record,
) {
	t.Helper()
	want := r.shown()
	if h.Len() != len(want) {
		t.Fatalf("%d samples after %d steps, want %d", h.Len(), len(r.steps), len(want))
	}
	for i, k := range want {
		if h.Step(i) != k || h.Value(i, 0) != r.steps[k] || h.Value(i, 1) != -r.steps[k] {
			t.Fatalf("after %d steps sample %d is (%v, %v) of step %d, want (%v, %v) of step %d",
				len(r.steps), i, h.Value(i, 0), h.Value(i, 1), h.Step(i), r.steps[k], -r.steps[k], k)
		}
	}
}

func TestHistoryKeepsWhatThePlainOneDoes(t *testing.T) {
	var h sim.History
	var r record
	checkHistory(t, &h, &r)
	for k := range 20_000 {
		x := math.Sin(float64(k))
		h.Add(x, -x)
		r.steps = append(r.steps, x)
		if k < 3 || k%997 == 0 || 2046 <= k && k < 2051 || 4094 <= k && k < 4100 || 16_380 <= k && k < 16_390 {
			checkHistory(t, &h, &r)
		}
	}
	checkHistory(t, &h, &r)
}

// Clones share memory: whatever is added to one, in whatever order, must not
// show in another.
func TestHistoryClonesGoTheirOwnWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		histories, records := []*sim.History{{}}, []*record{{}}
		for range rapid.IntRange(1, 30).Draw(t, "moves") {
			i := rapid.IntRange(0, len(histories)-1).Draw(t, "history")
			if rapid.Bool().Draw(t, "clone?") {
				c := histories[i].Clone()
				histories = append(histories, &c)
				records = append(records, &record{steps: append([]float64(nil), records[i].steps...)})
				continue
			}
			for range rapid.SampledFrom([]int{1, 2, 100, 1023, 1024, 2047, 2048}).Draw(t, "adds") {
				x := float64(1000*len(records[i].steps) + i)
				if histories[i].Wants() {
					histories[i].Add(x, -x)
				} else {
					histories[i].Skip()
				}
				records[i].steps = append(records[i].steps, x)
			}
		}
		for i, h := range histories {
			checkHistory(t, h, records[i])
		}
	})
}

// Values that are not wanted may be given or left out: it is all the same.
func TestHistorySkipEqualsAdd(t *testing.T) {
	var added, skipped sim.History
	for k := range 30_000 {
		added.Add(float64(k), 1)
		if skipped.Wants() {
			skipped.Add(float64(k), 1)
		} else {
			skipped.Skip()
		}
		if added.Wants() != skipped.Wants() {
			t.Fatalf("after step %d one wants the next step and the other does not", k)
		}
	}
	if !reflect.DeepEqual(added, skipped) {
		t.Error("a history with steps skipped differs from one with all of them added")
	}
}

func TestHistoryPanicsAtMistakes(t *testing.T) {
	var h sim.History
	if panics(h.Skip) == "" {
		t.Error("a new history can skip step 0, which it wants")
	}
	if panics(func() { h.Add() }) == "" {
		t.Error("a history takes no values")
	}
	h = sim.History{}
	h.Add(1, 2)
	if panics(func() { h.Add(1) }) == "" {
		t.Error("a history of two columns takes one value")
	}
	if panics(func() { h.Add(1, 2); h.Value(0, 2) }) == "" {
		t.Error("the third of two columns has a value")
	}
}

func TestHistoryAddAllocatesNothing(t *testing.T) {
	var h sim.History
	h.Add(0, 0)
	if got := testing.AllocsPerRun(10, func() {
		c := h.Clone()
		for range 2000 {
			c.Add(1, 2)
		}
	}); got != 1 {
		t.Errorf("%v allocations for 2000 samples added to a clone, want 1", got)
	}
	if got := testing.AllocsPerRun(2000, func() { h.Add(1, 2) }); got != 0 {
		t.Errorf("%v allocations for a sample before the history is full, want 0", got)
	}
	for range 100_000 {
		h.Add(1, 2)
	}
	if got := testing.AllocsPerRun(10_000, func() {
		if h.Wants() {
			h.Add(1, 2)
		} else {
			h.Skip()
		}
	}); got != 0 {
		t.Errorf("%v allocations for a step after the history was full, want 0", got)
	}
	if got := testing.AllocsPerRun(100, func() { h.Clone() }); got != 0 {
		t.Errorf("%v allocations for a clone, want 0", got)
	}
}

func BenchmarkHistoryAdd(b *testing.B) {
	var h sim.History
	b.ReportAllocs()
	for b.Loop() {
		h.Add(1, 2)
	}
}

func BenchmarkHistoryClone(b *testing.B) {
	var h sim.History
	for range 2000 {
		h.Add(1, 2)
	}
	b.ReportAllocs()
	for b.Loop() {
		_ = h.Clone()
	}
}

func TestNewHistoryKeepsFewer(t *testing.T) {
	h := sim.NewHistory(5)
	for k := range 12 {
		if h.Wants() != (k%5 == 0) {
			t.Fatalf("step %d: Wants() = %v", k, h.Wants())
		}
		if h.Wants() {
			h.Add(float64(k))
		} else {
			h.Skip()
		}
	}
	if h.Len() != 3 || h.Step(2) != 10 || h.Value(2, 0) != 10 {
		t.Errorf("kept %d samples, the third of step %d; want 3, 10", h.Len(), h.Step(2))
	}
}
