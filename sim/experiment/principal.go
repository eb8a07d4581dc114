package experiment

import (
	"math"

	"nabla/sim"
)

// What the principal directions are found with.
const (
	principalBlock   = maxTheta // directions that are followed together
	principalTurns   = 60       // at the most; every turn separates them further
	principalNumbers = 400_000  // of the rows that are looked at
	principalSettled = 1e-12    // the share of the variance that a turn still changes
)

// principal is the two directions along which rows of numbers vary most.
type principal struct {
	mean  []float64
	along [2][]float64 // of length 1, at right angles; the largest part of each is positive
	share float64      // of the variance that lies along both; NaN where nothing varies
}

// findPrincipal finds the two principal directions of rows with d ≥ 2 numbers
// each, row after row: the eigenvectors of their covariance with the largest
// eigenvalues (Pearson 1901), by subspace iteration with Rayleigh and Ritz's step
// at the end (Golub and Van Loan, Matrix Computations, 8.2.4), so that no d×d
// matrix is needed. Of many rows the first are looked at. Only sums, products,
// quotients and square roots occur: the bits are the same on every machine.
func findPrincipal(rows []float64, d int) principal {
	n := min(len(rows)/d, max(principalNumbers/d, 2*principalBlock))
	s := subspace{rows: rows[:n*d], d: d, mean: columnMeans(rows[:n*d], d)}
	total := s.begin()
	before := -1.0
	for range principalTurns {
		s.turn()
		held := 0.0
		for _, v := range s.values {
			held += v
		}
		if len(s.basis) == d || math.Abs(held-before) <= principalSettled*total {
			break
		}
		before = held
	}
	return s.ritz(total)
}

// columnMeans returns the mean of each of d columns.
func columnMeans(rows []float64, d int) []float64 {
	mean := make([]float64, d)
	n := len(rows) / d
	for i := range n {
		for j, x := range rows[i*d : (i+1)*d] {
			mean[j] += x
		}
	}
	for j := range mean {
		mean[j] /= float64(n)
	}
	return mean
}

// subspace is a few directions on their way to the principal ones.
type subspace struct {
	rows   []float64
	d      int
	mean   []float64
	basis  [][]float64 // orthonormal
	image  [][]float64 // of the basis under the covariance
	values []float64   // bᵀCb of each
	rnd    sim.Random
}

// begin takes random directions, and returns the whole variance.
func (s *subspace) begin() (total float64) {
	const stream = 1
	s.rnd = sim.NewRandom(1, stream)
	for range min(principalBlock, s.d) {
		s.basis = append(s.basis, make([]float64, s.d))
		s.image = append(s.image, make([]float64, s.d))
	}
	s.values = make([]float64, len(s.basis))
	for k := range s.basis {
		s.renew(k)
	}
	for i, x := range s.rows {
		c := x - s.mean[i%s.d]
		total += float64(c * c)
	}
	return total / float64(len(s.rows)/s.d)
}

// renew gives direction k a random one at right angles to those before it.
func (s *subspace) renew(k int) {
	for {
		for j := range s.basis[k] {
			s.basis[k][j] = s.rnd.Norm()
		}
		if s.straighten(k) {
			return
		}
	}
}

// straighten makes direction k one of length 1 at right angles to those before it
// (Gram and Schmidt, twice); ok is false where nothing is left of it.
func (s *subspace) straighten(k int) (ok bool) {
	v := s.basis[k]
	whole := math.Sqrt(dot(v, v))
	for range 2 {
		for _, other := range s.basis[:k] {
			along := dot(v, other)
			for j := range v {
				v[j] -= float64(along * other[j])
			}
		}
	}
	length := math.Sqrt(dot(v, v))
	if !(length > 1e-10*whole) {
		return false
	}
	for j := range v {
		v[j] /= length
	}
	return true
}

// apply works out the covariance times every direction.
func (s *subspace) apply() {
	for k := range s.image {
		clear(s.image[k])
	}
	n := len(s.rows) / s.d
	centred := make([]float64, s.d)
	for i := range n {
		for j, x := range s.rows[i*s.d : (i+1)*s.d] {
			centred[j] = x - s.mean[j]
		}
		for k, b := range s.basis {
			along := dot(centred, b) / float64(n)
			for j, c := range centred {
				s.image[k][j] += float64(along * c)
			}
		}
	}
	for k, b := range s.basis {
		s.values[k] = dot(b, s.image[k])
	}
}

// turn multiplies the directions by the covariance, which turns them towards the
// principal ones, and makes them orthonormal again.
func (s *subspace) turn() {
	s.apply()
	for k := range s.basis {
		copy(s.basis[k], s.image[k])
		if !s.straighten(k) {
			s.renew(k)
		}
	}
}

// ritz returns the two best directions in the subspace.
func (s *subspace) ritz(total float64) principal {
	s.apply()
	k := len(s.basis)
	var small [principalBlock]Theta
	for i := range k {
		for j := range k {
			small[i][j] = dot(s.basis[i], s.image[j])
		}
	}
	bent := newBend(small, k)
	p := principal{mean: s.mean, share: math.NaN()}
	held := 0.0
	for n := range p.along {
		at := k - 1 - n // the largest come last
		p.along[n] = make([]float64, s.d)
		for i, b := range s.basis {
			for j := range b {
				p.along[n][j] += float64(bent.vectors[at][i] * b[j])
			}
		}
		towardsPositive(p.along[n])
		held += max(bent.values[at], 0)
	}
	if total > 0 {
		p.share = min(held/total, 1)
	}
	return p
}

// towardsPositive turns a direction round where its largest part is negative: both
// are principal ones.
func towardsPositive(v []float64) {
	largest := 0.0
	for _, x := range v {
		if math.Abs(x) > math.Abs(largest)*(1+1e-9) {
			largest = x
		}
	}
	if largest < 0 {
		for j := range v {
			v[j] = -v[j]
		}
	}
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i, x := range a {
		sum += float64(x * b[i])
	}
	return sum
}
