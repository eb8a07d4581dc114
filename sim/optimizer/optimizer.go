package optimizer

// Optimizer is an update rule with its memory of past gradients. It is made by
// [Spec.New] for a number of parameters.
type Optimizer interface {
	// Begin begins an iteration: t ← t+1.
	Begin()

	// Update moves the parameters w, which are those from number lo on, by their
	// gradient g. Within an iteration each parameter is updated once; in how
	// many parts and in which order makes no difference. It panics if w and g
	// differ in length or reach beyond the number of parameters.
	Update(lo int, w, g []float64)

	// Rate returns the step size µ (the learning rate), SetRate changes it from
	// the next Update on.
	Rate() float64
	SetRate(rate float64)

	// Clone returns a copy with memory of its own.
	Clone() Optimizer
}

var (
	_ Optimizer = (*SGD)(nil)
	_ Optimizer = (*Momentum)(nil)
	_ Optimizer = (*Nesterov)(nil)
	_ Optimizer = (*Adagrad)(nil)
	_ Optimizer = (*RMSprop)(nil)
	_ Optimizer = (*Adadelta)(nil)
	_ Optimizer = (*Adam)(nil)
	_ Optimizer = (*AdamW)(nil)
	_ Optimizer = (*NAdam)(nil)
	_ Optimizer = (*RAdam)(nil)
	_ Optimizer = (*Lion)(nil)
)

// check panics on what [Optimizer.Update] does not accept.
func check(lo int, w, g []float64, size int) {
	if len(w) != len(g) {
		panic("optimizer: as many gradients as parameters are needed")
	}
	if lo < 0 || lo+len(w) > size {
		panic("optimizer: parameters beyond those it was made for")
	}
}

// checkBegun panics if no iteration was begun, for rules that need its number.
func checkBegun(steps int) {
	if steps == 0 {
		panic("optimizer: Update before Begin")
	}
}
