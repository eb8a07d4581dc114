package experiment

import "math"

// Best is the parameters that a fit can be held against.
type Best struct {
	Theta Theta
	Loss  float64 // there, of the loss that is made small

	// Least tells that nothing has less of that loss. It is not so where the
	// loss is none of squares: then it is the least squares all the same.
	Least bool
}

// best returns what the fit is held against: the least squares where the curve is
// a sum of its parameters, and the least cross-entropy of a logistic curve, by
// Newton's method. There is none of another kind, nor where more than one choice
// of parameters, or none at all, has the least.
func (t *fitTask) best() *Best {
	var theta Theta
	ok := false
	switch {
	case t.curve.linear():
		theta, ok = t.leastSquares()
	case t.loss == lossBCE:
		theta, ok = t.leastEntropy()
	}
	if !ok {
		return nil
	}
	loss, _ := t.sum(&theta)
	return &Best{Theta: theta, Loss: loss, Least: t.loss == lossMSE || t.loss == lossBCE}
}

// leastSquares returns the parameters with the least sum of squares, by
// Householder's reflections of the matrix with a row of slopes ∂ŷ/∂θ for each
// point (Golub and Van Loan, Matrix Computations, 5.3). It is not ok where the
// points do not determine them.
func (t *fitTask) leastSquares() (theta Theta, ok bool) {
	n, m := len(t.data.targets), t.size()
	rows := make([][maxTheta + 1]float64, n) // the last column is y
	var zero Theta
	for i := range rows {
		_, slopes := t.curve.at(&zero, t.data.inputs[i], false)
		copy(rows[i][:], slopes[:m])
		rows[i][m] = t.data.targets[i]
	}
	if n < m {
		return theta, false
	}
	for k := range m {
		whole, below := 0.0, 0.0
		for i := range rows {
			square := float64(rows[i][k] * rows[i][k])
			whole += square
			if i >= k {
				below += square
			}
		}
		if !finite(whole) || !(math.Sqrt(below) > float64(1e-10*math.Sqrt(whole))) {
			return theta, false
		}
		reflect(rows, k, m, math.Sqrt(below))
	}
	for k := m - 1; k >= 0; k-- {
		sum := rows[k][m]
		for j := k + 1; j < m; j++ {
			sum -= float64(rows[k][j] * theta[j])
		}
		theta[k] = sum / rows[k][k]
	}
	return theta, true
}

// reflect makes column k of the rows 0 below the diagonal, in columns k to m.
func reflect(rows [][maxTheta + 1]float64, k, m int, length float64) {
	if rows[k][k] > 0 {
		length = -length
	}
	// v = column − length·e, kept in place: the column is not needed any more.
	head := rows[k][k] - length
	square := float64(head * head)
	for i := k + 1; i < len(rows); i++ {
		square += float64(rows[i][k] * rows[i][k])
	}
	for j := k + 1; j <= m; j++ {
		sum := float64(head * rows[k][j])
		for i := k + 1; i < len(rows); i++ {
			sum += float64(rows[i][k] * rows[i][j])
		}
		sum *= 2 / square
		rows[k][j] -= float64(sum * head)
		for i := k + 1; i < len(rows); i++ {
			rows[i][j] -= float64(sum * rows[i][k])
		}
	}
	rows[k][k] = length
}

// leastEntropy follows Newton's method from 0 to the least cross-entropy. There is
// none where a border divides the points without a mistake: the steeper the curve
// the better.
func (t *fitTask) leastEntropy() (theta Theta, ok bool) {
	loss, gradient := t.sum(&theta)
	for range 60 {
		b := newBend(t.hessian(&theta), t.size())
		if !(b.lowest() > float64(roundOff*b.highest())) {
			return theta, false
		}
		step := b.newton(&gradient)
		next := theta
		for range 40 {
			for j := range step {
				next[j] = theta[j] + step[j]
			}
			if l, g := t.sum(&next); l <= loss {
				theta, loss, gradient = next, l, g
				break
			}
			for j := range step {
				step[j] /= 2
			}
		}
		if longest(&step) <= float64(1e-12*max(1, longest(&theta))) {
			return theta, loss > float64(fitSure)
		}
	}
	return theta, false
}

// longest is the largest of the absolute values.
func longest(v *Theta) float64 {
	most := 0.0
	for _, x := range v {
		most = max(most, math.Abs(x))
	}
	return most
}
