package dataset_test

import (
	"slices"
	"testing"

	"nabla/sim"
	"nabla/sim/dataset"
)

func TestDraw(t *testing.T) {
	draw := func(n, k int) []int {
		rnd := sim.NewRandom(7, 1)
		return dataset.Draw(n, k, &rnd)
	}
	for _, tt := range []struct{ n, k, want int }{{10, 0, 10}, {10, 3, 3}, {10, 10, 10}, {10, 99, 10}, {0, 0, 0}, {1, 1, 1}} {
		rows := draw(tt.n, tt.k)
		if len(rows) != tt.want || !slices.IsSorted(rows) || len(slices.Compact(slices.Clone(rows))) != len(rows) {
			t.Errorf("Draw(%d, %d) = %v", tt.n, tt.k, rows)
		}
		for _, i := range rows {
			if i < 0 || i >= tt.n {
				t.Errorf("Draw(%d, %d) has the row %d", tt.n, tt.k, i)
			}
		}
	}
	if !slices.Equal(draw(100, 20), draw(100, 20)) {
		t.Error("the same seed draws other rows")
	}
	// Each row is as likely: of 10 rows each comes about 3 000 times in 10 000 draws of 3,
	// give or take 46, the deviation of a binomial distribution, five times.
	rnd := sim.NewRandom(1, 1)
	var count [10]int
	for range 10_000 {
		for _, i := range dataset.Draw(10, 3, &rnd) {
			count[i]++
		}
	}
	for i, n := range count {
		if n < 3000-5*46 || n > 3000+5*46 {
			t.Errorf("row %d is drawn %d times, want about 3000", i, n)
		}
	}
}

// Clones share the order of an epoch, and go apart with the next.
func TestBatchesShareTheirOrder(t *testing.T) {
	one := dataset.NewBatches(1000, 100, true, sim.NewRandom(7, 1))
	straight := dataset.NewBatches(1000, 100, true, sim.NewRandom(7, 1))
	one.Next()
	straight.Next()
	two := one.Clone()
	if &one.Last()[0] != &two.Last()[0] {
		t.Error("a clone has an order of its own within an epoch")
	}
	for range 25 {
		want := slices.Clone(straight.Next())
		if got := one.Next(); !slices.Equal(got, want) {
			t.Fatalf("after a clone the batch is %v, want %v", got, want)
		}
	}
	again := dataset.NewBatches(1000, 100, true, sim.NewRandom(7, 1))
	again.Next()
	for range 25 {
		want := slices.Clone(again.Next())
		if got := two.Next(); !slices.Equal(got, want) {
			t.Fatalf("the clone's batch is %v, want %v", got, want)
		}
	}
}
