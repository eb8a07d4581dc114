package experiment

// Len returns the number of points.
func (f *Fit) Len() int { return len(f.task.data.targets) }

// Chosen returns the point that the setup wants worked out, counted from 0: the
// last where there are fewer.
func (f *Fit) Chosen() int { return min(f.chosen, f.Len()-1) }

// Point works out point i at some parameters.
func (f *Fit) Point(theta Theta, i int) FitPoint { return f.task.point(&theta, i) }

// Columns returns the names of x and y in the data.
func (f *Fit) Columns() (input, target string) { return f.task.data.input, f.task.data.target }

// Xs returns x of every point as in the data, Targets y. The caller must not
// change them.
func (f *Fit) Xs() []float64 { return f.task.data.xs }

// Targets returns y of every point. The caller must not change them.
func (f *Fit) Targets() []float64 { return f.task.data.targets }

// Scaler returns by what inputs are scaled: the curve gets (x − offset)/divisor.
func (f *Fit) Scaler() (offset, divisor float64) { return f.task.data.offset, f.task.data.divisor }

// Scaled reports whether the curve gets another input than x.
func (f *Fit) Scaled() bool { return f.task.data.offset != 0 || f.task.data.divisor != 1 }

// At returns ŷ for an x as in the data, at some parameters.
func (f *Fit) At(theta *Theta, x float64) float64 {
	d := &f.task.data
	return f.task.curve.only(theta, (x-d.offset)/d.divisor, false)
}

// Curve returns the name of the family of curves, and its formula.
func (f *Fit) Curve() (name, text string) { return f.task.curve.name, f.task.curve.text }

// LossName returns the name of the loss.
func (f *Fit) LossName() string { return f.task.loss }

// Sum returns the mean loss and its gradient at some parameters.
func (f *Fit) Sum(theta Theta) (loss float64, gradient Theta) { return f.task.sum(&theta) }

// LossOver returns the loss over two of the parameters, the others being as given.
// Of a quadratic it looks at no point. Of another it looks at no more than most of
// them, evenly chosen, and returns how many that are.
func (f *Fit) LossOver(at Theta, i, j, most int) (loss func(u, v float64) float64, points int) {
	if f.shape != nil {
		return f.bowlOver(at, i, j), f.Len()
	}
	t, n := f.task, f.Len()
	stride := (n + most - 1) / most
	points = (n + stride - 1) / stride
	return func(u, v float64) float64 {
		theta, sum := at, 0.0
		theta[i], theta[j] = u, v
		for k := 0; k < n; k += stride {
			sum += t.cost(t.curve.only(&theta, t.data.inputs[k], t.loss == lossBCE), t.data.targets[k])
		}
		return sum / float64(points)
	}, points
}

// bowlOver is LossOver of a quadratic: L(θ) = L(p) + g·d + ½·dᵀHd with d = θ − p,
// about the place p with the parameters of the least squares or, where there are
// none, the present ones.
func (f *Fit) bowlOver(at Theta, i, j int) func(u, v float64) float64 {
	middle := f.theta
	if f.best != nil {
		middle = f.best.Theta
	}
	base, slope := f.task.sum(&middle)
	h, n := f.task.hessian(&middle), f.task.size()
	return func(u, v float64) float64 {
		theta, sum := at, base
		theta[i], theta[j] = u, v
		var away Theta
		for k := range n {
			away[k] = theta[k] - middle[k]
		}
		for k := range n {
			part := slope[k]
			for l := range n {
				part += float64(h[k][l] * away[l] / 2)
			}
			sum += float64(part * away[k])
		}
		return sum
	}
}

// Aim returns where the loss is least: the best, or of many that are as good the
// one nearest to the origin. It is not ok where that is not known.
func (f *Fit) Aim() (theta Theta, ok bool) {
	switch {
	case f.best != nil:
		return f.best.Theta, true
	case f.shape == nil:
		return Theta{}, false
	}
	_, gradient := f.task.sum(&f.origin)
	step := f.shape.newton(&gradient)
	for j := range step {
		theta[j] = f.origin[j] + step[j]
	}
	return theta, finite(longest(&theta))
}

// ID is a text that no fit to other points, or by another curve or loss, has.
func (f *Fit) ID() string { return f.task.id }
