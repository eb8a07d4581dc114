package optimizer

// SGD is plain gradient descent,
//
//	w ← w − µ·g
//
// called stochastic when g is that of a batch. As torch.optim.SGD and
// keras.optimizers.SGD with no options.
type SGD struct {
	rate float64
	size int
}

// Begin begins an iteration.
func (*SGD) Begin() {}

// Update moves the parameters from number lo on.
func (o *SGD) Update(lo int, w, g []float64) {
	check(lo, w, g, o.size)
	for i, slope := range g {
		w[i] -= float64(o.rate * slope)
	}
}

// Rate returns the step size µ.
func (o *SGD) Rate() float64 { return o.rate }

// SetRate changes the step size.
func (o *SGD) SetRate(rate float64) { o.rate = rate }

// Clone returns a copy.
func (o *SGD) Clone() Optimizer {
	c := *o
	return &c
}
