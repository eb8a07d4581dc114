package dataset

import (
	"fmt"
	"slices"
	"testing"

	"nabla/sim"
)

func TestBatchesInOrder(t *testing.T) {
	b := NewBatches(5, 2, false, sim.Random{})
	if b.Epoch() != 0 || len(b.Last()) != 0 {
		t.Errorf("before the first batch: epoch %v, batch %v", b.Epoch(), b.Last())
	}
	for i, want := range []struct {
		rows  []int
		epoch float64
	}{
		{[]int{0, 1}, 0.4},
		{[]int{2, 3}, 0.8},
		{[]int{4}, 1}, // short: the next epoch's rows are not taken
		{[]int{0, 1}, 1.4},
		{[]int{2, 3}, 1.8},
		{[]int{4}, 2},
	} {
		rows := b.Next()
		if !slices.Equal(rows, want.rows) || !slices.Equal(b.Last(), want.rows) || b.Epoch() != want.epoch {
			t.Errorf("batch %d: %v, epoch %v; want %v, %v", i, rows, b.Epoch(), want.rows, want.epoch)
		}
	}
}

func TestEveryEpochHasEveryRowOnce(t *testing.T) {
	for _, n := range []int{1, 2, 7, 10, 64} {
		for _, size := range []int{0, 1, 3, 10, 100} {
			b := NewBatches(n, size, true, sim.NewRandom(3, 1))
			for epoch := range 3 {
				var rows []int
				for b.Epoch() < float64(epoch+1) {
					rows = append(rows, b.Next()...)
				}
				slices.Sort(rows)
				for i := range n {
					if len(rows) != n || rows[i] != i {
						t.Fatalf("n %d, size %d, epoch %d: rows %v", n, size, epoch, rows)
					}
				}
			}
		}
	}
}

func TestShuffledEpochsDiffer(t *testing.T) {
	b := NewBatches(20, 7, true, sim.NewRandom(3, 1))
	seen := map[string]bool{}
	for range 5 {
		rows := make([]int, 0, 20)
		for range 3 {
			rows = append(rows, b.Next()...)
		}
		seen[fmt.Sprint(rows)] = true
	}
	if len(seen) != 5 {
		t.Errorf("5 epochs in %d different orders", len(seen))
	}
}

func TestWholeSetIsNeverShuffled(t *testing.T) {
	for _, size := range []int{0, 10, 11} {
		b := NewBatches(10, size, true, sim.NewRandom(3, 1))
		for range 3 {
			if rows := b.Next(); len(rows) != 10 || !slices.IsSorted(rows) {
				t.Errorf("size %d: %v", size, rows)
			}
		}
	}
}

// A clone must go on as the original would have, and neither may disturb the
// other, its last batch included.
func TestCloneGoesOnByItself(t *testing.T) {
	for at := range 12 {
		b := NewBatches(11, 3, true, sim.NewRandom(9, 2))
		for range at {
			b.Next()
		}
		c := b.Clone()
		if !slices.Equal(b.Last(), c.Last()) || b.Epoch() != c.Epoch() {
			t.Fatalf("at %d: the clone stands elsewhere", at)
		}
		last := slices.Clone(c.Last())
		original := make([][]int, 0, 20)
		for range 20 {
			original = append(original, slices.Clone(b.Next()))
		}
		if !slices.Equal(c.Last(), last) {
			t.Fatalf("at %d: the original changed the clone's last batch", at)
		}
		for i, want := range original {
			if got := c.Next(); !slices.Equal(got, want) {
				t.Fatalf("at %d, batch %d: clone %v, original %v", at, i, got, want)
			}
		}
	}
}

func TestZeroBatches(t *testing.T) {
	var b Batches
	for range 3 {
		if rows := b.Next(); len(rows) != 0 || b.Epoch() != 0 {
			t.Errorf("zero value: %v, epoch %v", rows, b.Epoch())
		}
	}
	none := NewBatches(0, 5, true, sim.Random{})
	if rows := none.Next(); len(rows) != 0 {
		t.Errorf("no rows: %v", rows)
	}
	mustPanic(t, "a negative size", func() { NewBatches(3, -1, false, sim.Random{}) })
	mustPanic(t, "a negative number of rows", func() { NewBatches(-1, 0, false, sim.Random{}) })
}

func TestNextAllocatesNothing(t *testing.T) {
	b := NewBatches(250, 10, true, sim.NewRandom(1, 1))
	rows := 0
	if n := testing.AllocsPerRun(1000, func() { rows += len(b.Next()) }); n != 0 {
		t.Errorf("%v allocations a batch", n)
	}
	if rows != 1001*10 {
		t.Errorf("%d rows in 1001 batches of 10", rows)
	}
}

func BenchmarkNext(b *testing.B) {
	b.ReportAllocs()
	batches := NewBatches(250, 10, true, sim.NewRandom(1, 1))
	for b.Loop() {
		batches.Next()
	}
}
