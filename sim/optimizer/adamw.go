package optimizer

// AdamW is Adam with the weight decay of Loshchilov and Hutter (2019), which is
// decoupled: it goes past the moments, so that no parameter's is scaled by its
// gradients.
//
//	w ← w − µ·λ·w
//	w ← as by Adam
//
// as torch.optim.AdamW. Keras's λ is 0.004, and its Adam has another ε, as said
// at [Adam].
type AdamW struct {
	Adam
	decay float64 // λ
}

// Update moves the parameters from number lo on. It panics before the first
// Begin.
func (o *AdamW) Update(lo int, w, g []float64) {
	check(lo, w, g, len(o.first))
	checkBegun(o.steps)
	keep := 1 - float64(o.rate*o.decay)
	for i := range w {
		w[i] *= keep
	}
	o.Adam.Update(lo, w, g)
}

// Clone returns a copy with memory of its own.
func (o *AdamW) Clone() Optimizer { return &AdamW{o.copied(), o.decay} }
