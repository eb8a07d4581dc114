package dataset

import (
	"math"
	"slices"

	"nabla/sim"
)

// Scaling is a way of bringing inputs to one scale.
type Scaling int

// The scalings.
const (
	NoScaling Scaling = iota // "none": as they are
	Standard                 // "standard": mean 0, standard deviation 1
	MinMax                   // "minmax": from 0 to 1
)

// Scalings returns the names of the scalings, in the order of their values.
func Scalings() []string { return []string{"none", "standard", "minmax"} }

// String returns the name of the scaling.
func (k Scaling) String() string { return Scalings()[k] }

// ParseScaling returns the scaling of this name, or a [sim.ChoiceError].
func ParseScaling(name string) (Scaling, error) {
	for i, known := range Scalings() {
		if name == known {
			return Scaling(i), nil
		}
	}
	return NoScaling, sim.ChoiceError{Entry: name, Accepted: Scalings()}
}

// Scaler brings the inputs x of each feature to (x − Offset) / Divisor. Read
// backwards, x = Offset + Divisor·z is what a scaled input z was. The zero
// value leaves inputs as they are.
type Scaler struct {
	Kind    Scaling
	Offset  []float64 // mean or minimum of each feature; nil for NoScaling
	Divisor []float64 // standard deviation or range, 1 where that is 0
}

// Fit measures the scaler on these rows of the set, of which there is at least
// one: scaling fitted on rows kept for testing would tell of them in training.
//
// Standard divides by the standard deviation of the population, √(Σ(x−mean)²/n),
// MinMax by maximum − minimum. A feature with one value becomes 0. This is what
// scikit-learn's StandardScaler and MinMaxScaler do.
func Fit(kind Scaling, s *Set, rows []int) Scaler {
	if kind == NoScaling {
		return Scaler{}
	}
	if len(rows) == 0 {
		panic("dataset: a scaler needs rows to measure")
	}
	lo, hi := extents(s, rows)
	f := Scaler{Kind: kind}
	if kind == MinMax {
		f.Offset, f.Divisor = lo, make([]float64, len(lo))
		for j := range lo {
			f.Divisor[j] = hi[j] - lo[j]
		}
	} else {
		f.Offset, f.Divisor = moments(s, rows, lo, hi)
	}
	for j := range lo {
		if lo[j] == hi[j] { // exactly 0, where lo − mean may leave a rounding error
			f.Offset[j], f.Divisor[j] = lo[j], 1
		}
		if f.Divisor[j] == 0 {
			f.Divisor[j] = 1
		}
	}
	return f
}

// extents returns the least and the greatest value of each feature in the rows.
func extents(s *Set, rows []int) (lo, hi []float64) {
	lo, hi = slices.Clone(s.Input(rows[0])), slices.Clone(s.Input(rows[0]))
	for _, i := range rows {
		for j, x := range s.Input(i) {
			lo[j], hi[j] = min(lo[j], x), max(hi[j], x)
		}
	}
	return lo, hi
}

// moments returns the mean and standard deviation of each feature in the rows,
// whose least and greatest values are given. It goes through them row by row, as
// they lie in memory. Before it is squared a distance is multiplied by a power of
// two, which changes no digit but keeps the square of 1e-300 from becoming 0.
func moments(s *Set, rows []int, lo, hi []float64) (mean, deviation []float64) {
	n := float64(len(rows))
	unit := make([]float64, len(lo))
	for j := range unit {
		_, exponent := math.Frexp(hi[j] - lo[j])
		unit[j] = math.Ldexp(1, min(-exponent, 1023))
	}
	mean, deviation = make([]float64, s.NumFeatures()), make([]float64, s.NumFeatures())
	for _, i := range rows {
		for j, x := range s.Input(i) {
			mean[j] += x
		}
	}
	for j := range mean {
		mean[j] /= n
	}
	for _, i := range rows {
		for j, x := range s.Input(i) {
			d := float64(unit[j] * (x - mean[j]))
			deviation[j] += float64(d * d)
		}
	}
	for j, squares := range deviation {
		deviation[j] = math.Sqrt(squares/n) / unit[j]
	}
	return mean, deviation
}

// Apply returns the set with its inputs scaled and its targets as they are. The
// set must have the features the scaler was fitted to.
func (f Scaler) Apply(s *Set) *Set {
	if f.Kind == NoScaling {
		return s
	}
	inputs := slices.Clone(s.Inputs)
	f.scale(inputs, s.NumFeatures())
	return s.withInputs(s.Features, inputs)
}

// Select returns the set of these rows, in this order, with its inputs scaled:
// what Apply and [Set.Select] would return one after the other, without the
// copy between.
func (f Scaler) Select(s *Set, rows []int) *Set {
	part := s.Select(rows)
	f.scale(part.Inputs, s.NumFeatures())
	return part
}

// scale scales rows of n inputs in place.
func (f Scaler) scale(inputs []float64, n int) {
	if f.Kind == NoScaling {
		return
	}
	if len(f.Offset) != n {
		panic("dataset: the scaler was fitted to other features")
	}
	for ; len(inputs) > 0; inputs = inputs[n:] {
		for j, x := range inputs[:n] {
			inputs[j] = (x - f.Offset[j]) / f.Divisor[j]
		}
	}
}
