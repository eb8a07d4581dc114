package optimizer

// Rearrange returns a copy of o for len(from) parameters: number i of them has
// the memory that number from[i] has in o, or where from[i] is negative that of
// one whose first update is to come. The iterations go on being counted, so that
// Adam and its kin correct the means of such a new one as if they had begun with
// all others: its first updates are shorter. It panics where o has no parameter
// of a number.
func Rearrange(o Optimizer, from []int) Optimizer {
	o = o.Clone()
	switch o := o.(type) {
	case *SGD:
		o.size = len(from)
	case *Momentum:
		o.rearrange(from)
	case *Nesterov:
		o.rearrange(from)
	case *Adagrad:
		o.sum = pick(o.sum, from, o.initial)
	case *RMSprop:
		o.square = pick(o.square, from, 0)
	case *Adadelta:
		o.square, o.moved = pick(o.square, from, 0), pick(o.moved, from, 0)
	case *Adam:
		o.rearrange(from)
	case *AdamW:
		o.rearrange(from)
	case *NAdam:
		o.rearrange(from)
	case *RAdam:
		o.rearrange(from)
	case *Lion:
		o.mean = pick(o.mean, from, 0)
	}
	return o
}

func (o *Momentum) rearrange(from []int) { o.velocity = pick(o.velocity, from, 0) }

func (o *Adam) rearrange(from []int) {
	o.first, o.second = pick(o.first, from, 0), pick(o.second, from, 0)
}

// pick returns the numbers of x that from names, and fresh where it names none.
func pick(x []float64, from []int, fresh float64) []float64 {
	picked := make([]float64, len(from))
	for i, number := range from {
		picked[i] = fresh
		if number >= 0 {
			picked[i] = x[number]
		}
	}
	return picked
}
