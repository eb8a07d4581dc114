package dataset

import (
	"slices"

	"nabla/sim"
)

// Batches is an endless sequence of batches of rows, with the place it has
// reached. Copy it with Clone only. The zero value has no rows and yields empty
// batches.
type Batches struct {
	order    []int
	shared   bool // with a clone: the next epoch's order needs memory of its own
	size     int
	shuffled bool
	rnd      sim.Random

	from, to int // the last batch in order
	epochs   int // passes completed before the one that the last batch is of
}

// NewBatches returns the sequence over rows 0 to n−1 in batches of this size; 0,
// or more than n, means all n. Each pass over the rows, an epoch, takes them in
// their own order or, shuffled, in a new random one. What is left at the end of
// an epoch is a smaller batch: no batch holds rows of two epochs.
//
// A batch of all rows is never shuffled: its gradient is the same in any order
// but for rounding. NewBatches panics if n or size is negative.
func NewBatches(n, size int, shuffled bool, rnd sim.Random) Batches {
	if n < 0 || size < 0 {
		panic("dataset: negative number of rows or size of a batch")
	}
	if size == 0 || size > n {
		size = n
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	return Batches{order: order, size: size, shuffled: shuffled && size < n, rnd: rnd}
}

// Next returns the rows of the next batch. They must not be changed, and they
// hold until the next call.
func (b *Batches) Next() []int {
	if b.to == len(b.order) && b.to > 0 {
		b.to = 0
		b.epochs++
	}
	if b.to == 0 && b.shuffled {
		if b.shared {
			b.order, b.shared = slices.Clone(b.order), false
		}
		b.rnd.Shuffle(b.order)
	}
	b.from, b.to = b.to, min(b.to+b.size, len(b.order))
	return b.Last()
}

// Last returns the batch that Next returned last, empty before the first.
func (b *Batches) Last() []int { return b.order[b.from:b.to:b.to] }

// Epoch returns how many times the rows have been passed over, parts included:
// 1.5 is in the middle of the second epoch.
func (b *Batches) Epoch() float64 {
	if len(b.order) == 0 {
		return 0
	}
	return float64(b.epochs) + float64(b.to)/float64(len(b.order))
}

// Clone returns a copy that goes on from the same place by itself. The two share
// the order of the rows until one of them begins another epoch: of a million rows
// it takes 8 MB, and a timeline keeps many clones. Of what is a clone itself,
// several goroutines may make clones.
func (b *Batches) Clone() Batches {
	if !b.shared {
		b.shared = true
	}
	return *b
}
