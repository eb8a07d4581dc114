package experiment

import (
	"math"
	"slices"
)

// bend is the curvature of a loss at some parameters: the eigenvalues of its
// Hessian, the lowest first, and their unit eigenvectors.
type bend struct {
	size    int
	values  [maxTheta]float64
	vectors [maxTheta]Theta
}

// highest and lowest are the extreme eigenvalues.
func (b *bend) highest() float64 { return b.values[b.size-1] }
func (b *bend) lowest() float64  { return b.values[0] }

// kappa is the condition number κ = λmax/λmin: how much longer than wide the
// contours are is its root. It is +Inf where a direction is level, NaN where the
// loss bends down in one.
func (b *bend) kappa() float64 {
	lowest, highest := b.lowest(), b.highest()
	switch {
	case !finite(lowest) || !finite(highest) || highest <= 0 || lowest < -float64(fitFlat*highest):
		return math.NaN()
	case lowest <= float64(roundOff*highest):
		return math.Inf(1)
	}
	return highest / lowest
}

// roundOff is what of the highest eigenvalue may be left of one that is 0.
const roundOff = 1e-13

// along is how far the vector goes along eigenvector i.
func (b *bend) along(i int, v *Theta) float64 {
	sum := 0.0
	for j := range b.size {
		sum += float64(b.vectors[i][j] * v[j])
	}
	return sum
}

// newBend takes a symmetric matrix apart by Jacobi's rotations (Golub and Van
// Loan, Matrix Computations, 8.5).
func newBend(h [maxTheta]Theta, size int) bend {
	vectors := [maxTheta]Theta{}
	for i := range size {
		vectors[i][i] = 1
	}
	for range 60 {
		off := 0.0
		for i := range size {
			for j := range i {
				off = max(off, math.Abs(h[i][j]))
				rotate(&h, &vectors, j, i, size)
			}
		}
		if off == 0 || math.IsNaN(off) {
			break
		}
	}
	b := bend{size: size}
	order := []int{0, 1, 2, 3}[:size]
	slices.SortFunc(order, func(i, j int) int {
		switch {
		case h[i][i] < h[j][j]:
			return -1
		case h[i][i] > h[j][j]:
			return 1
		}
		return i - j
	})
	for i, from := range order {
		b.values[i] = h[from][from]
		for k := range size {
			b.vectors[i][k] = vectors[k][from]
		}
	}
	return b
}

// rotate makes the element p, q of a symmetric matrix 0.
func rotate(h, vectors *[maxTheta]Theta, p, q, size int) {
	if math.Abs(h[p][q]) <= 1e-300+float64(1e-18*min(math.Abs(h[p][p]), math.Abs(h[q][q]))) {
		h[p][q], h[q][p] = 0, 0
		return
	}
	g := annuls(h[p][p], h[q][q], h[p][q])
	for k := range size {
		g.turn(&h[k][p], &h[k][q])
	}
	for k := range size {
		g.turn(&h[p][k], &h[q][k])
		g.turn(&vectors[k][p], &vectors[k][q])
	}
	h[p][q], h[q][p] = 0, 0
}

// hessian is ∂²L/∂θ²: of a quadratic loss 2·XᵀX/n, of the cross-entropy
// Xᵀ·diag(ŷ(1−ŷ))·X/n, of others central differences of the gradient.
func (t *fitTask) hessian(theta *Theta) [maxTheta]Theta {
	if t.loss != lossBCE && !t.quadratic() {
		return t.measured(theta)
	}
	var h [maxTheta]Theta
	for i := range t.data.targets {
		p := t.point(theta, i)
		weight := 2.0
		if t.loss == lossBCE {
			weight = p.Output * (1 - p.Output)
		}
		for j := range h {
			for k := range h[j] {
				h[j][k] += float64(weight * float64(p.Slopes[j]*p.Slopes[k]))
			}
		}
	}
	for j := range h {
		for k := range h[j] {
			h[j][k] /= float64(len(t.data.targets))
		}
	}
	return h
}

// measured is the Hessian by central differences.
func (t *fitTask) measured(theta *Theta) [maxTheta]Theta {
	var h [maxTheta]Theta
	for j := range t.size() {
		before, after := *theta, *theta
		step := float64(DifferenceStep * max(1, math.Abs(theta[j])))
		before[j] -= step
		after[j] += step
		_, low := t.sum(&before)
		_, high := t.sum(&after)
		for k := range t.size() {
			h[j][k] = (high[k] - low[k]) / (after[j] - before[j])
		}
	}
	for j := range t.size() {
		for k := range j {
			mean := float64(h[j][k]/2) + float64(h[k][j]/2)
			h[j][k], h[k][j] = mean, mean
		}
	}
	return h
}

// newton is the step −H⁻¹g, in the directions in which the loss bends.
func (b *bend) newton(gradient *Theta) (step Theta) {
	for i := range b.size {
		if math.Abs(b.values[i]) <= float64(roundOff*b.highest()) {
			continue
		}
		length := -b.along(i, gradient) / b.values[i]
		for j := range b.size {
			step[j] += float64(length * b.vectors[i][j])
		}
	}
	return step
}
