package dataset

import (
	"slices"
	"testing"

	"nabla/sim"
)

func TestSplitSizes(t *testing.T) {
	for _, c := range []struct {
		n     int
		share float64
		train int
	}{
		{10, 1, 10},
		{10, 0.7, 7},
		{10, 0.75, 8}, // 7.5 is rounded up
		{5, 0.5, 3},
		{150, 0.8, 120},
		{10, 0.01, 1},  // one row at least to train on
		{10, 0.99, 9},  // and one to test on
		{1, 0.5, 1},    // unless there is only one
		{0, 0.5, 0},    // or none
		{3, 1e-300, 1}, // a share that rounds to nothing
	} {
		rnd := sim.NewRandom(7, 0)
		train, test := Split(c.n, c.share, &rnd)
		if len(train) != c.train || len(test) != c.n-c.train {
			t.Errorf("Split(%d, %v): %d + %d rows, want %d + %d", c.n, c.share, len(train), len(test), c.train, c.n-c.train)
		}
		all := slices.Sorted(slices.Values(slices.Concat(train, test)))
		for i, row := range all {
			if row != i {
				t.Errorf("Split(%d, %v): rows are %v, want each once", c.n, c.share, all)
				break
			}
		}
	}
}

func TestSplitOfEverythingKeepsTheOrderAndDrawsNothing(t *testing.T) {
	rnd, untouched := sim.NewRandom(7, 0), sim.NewRandom(7, 0)
	train, _ := Split(20, 1, &rnd)
	if !slices.IsSorted(train) {
		t.Errorf("rows out of order: %v", train)
	}
	if rnd.Uint64() != untouched.Uint64() {
		t.Error("Split drew a random number without need")
	}
}

func TestSplitIsTheSameForTheSameSeed(t *testing.T) {
	split := func(seed uint64) []int {
		rnd := sim.NewRandom(seed, 0)
		train, _ := Split(150, 0.8, &rnd)
		return train
	}
	if !slices.Equal(split(1), split(1)) {
		t.Error("the same seed split differently")
	}
	if slices.Equal(split(1), split(2)) {
		t.Error("different seeds split alike")
	}
}

func TestSplitListsDoNotShareRoom(t *testing.T) {
	rnd := sim.NewRandom(7, 0)
	train, test := Split(10, 0.5, &rnd)
	first := test[0]
	_ = append(train, -1)
	if test[0] != first {
		t.Error("appending to the training rows overwrote a test row")
	}
}

func TestSplitPanics(t *testing.T) {
	rnd := sim.NewRandom(7, 0)
	nan := 0.0
	nan /= nan
	for _, share := range []float64{0, -0.5, 1.01, nan} {
		mustPanic(t, "a bad share", func() { Split(10, share, &rnd) })
	}
}
