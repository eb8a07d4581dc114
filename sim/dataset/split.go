package dataset

import (
	"math"
	"slices"

	"nabla/sim"
)

// Split divides n rows into those to train on and those to test on.
//
// With a share of 1 all n are for training, in their order, and nothing is
// drawn. With less they are shuffled, the first share·n of them, rounded to the
// nearest (halves up), are for training and the rest for testing; one row at
// least is for training, and if n > 1 one at least for testing. Both lists stay
// in the shuffled order, so that files sorted by class train well unshuffled.
//
// It panics unless 0 < share ≤ 1.
func Split(n int, share float64, rnd *sim.Random) (train, test []int) {
	if !(share > 0 && share <= 1) {
		panic("dataset: the share for training must be above 0 and at most 1")
	}
	rows := make([]int, n)
	for i := range rows {
		rows[i] = i
	}
	if share == 1 || n < 2 {
		return rows, nil
	}
	rnd.Shuffle(rows)
	k := int(math.Round(share * float64(n)))
	k = min(max(k, 1), n-1)
	return rows[:k:k], rows[k:]
}

// Draw chooses k of n rows at random, each of them as likely, and returns them in
// their order; all of them, with nothing drawn, if k is 0 or not below n. It
// panics if k < 0.
func Draw(n, k int, rnd *sim.Random) []int {
	if k < 0 {
		panic("dataset: a negative number of rows to draw")
	}
	rows := make([]int, n)
	for i := range rows {
		rows[i] = i
	}
	if k == 0 || k >= n {
		return rows
	}
	rnd.Shuffle(rows)
	rows = slices.Clone(rows[:k]) // the rest can be large
	slices.Sort(rows)
	return rows
}
