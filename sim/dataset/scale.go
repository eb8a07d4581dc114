package dataset

import (
	"math"

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
	n := s.NumFeatures()
	f := Scaler{Kind: kind, Offset: make([]float64, n), Divisor: make([]float64, n)}
	for j := range n {
		lo, hi := extent(s, rows, j)
		switch {
		case lo == hi: // exactly 0, where lo − mean may leave a rounding error
			f.Offset[j] = lo
		case kind == MinMax:
			f.Offset[j], f.Divisor[j] = lo, hi-lo
		default:
			f.Offset[j], f.Divisor[j] = moments(s, rows, j)
		}
		if f.Divisor[j] == 0 {
			f.Divisor[j] = 1
		}
	}
	return f
}

// extent returns the least and the greatest value of feature j in the rows.
func extent(s *Set, rows []int, j int) (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, i := range rows {
		x := s.Input(i)[j]
		lo, hi = min(lo, x), max(hi, x)
	}
	return lo, hi
}

// moments returns the mean and standard deviation of feature j in the rows.
func moments(s *Set, rows []int, j int) (mean, deviation float64) {
	n := float64(len(rows))
	for _, i := range rows {
		mean += s.Input(i)[j]
	}
	mean /= n
	squares := 0.0
	for _, i := range rows {
		d := s.Input(i)[j] - mean
		squares += float64(d * d)
	}
	return mean, math.Sqrt(squares / n)
}

// Apply returns the set with its inputs scaled and its targets as they are. The
// set must have the features the scaler was fitted to.
func (f Scaler) Apply(s *Set) *Set {
	if f.Kind == NoScaling {
		return s
	}
	n := len(f.Offset)
	if s.NumFeatures() != n {
		panic("dataset: the scaler was fitted to other features")
	}
	inputs := make([]float64, len(s.Inputs))
	for k, x := range s.Inputs {
		inputs[k] = (x - f.Offset[k%n]) / f.Divisor[k%n]
	}
	return s.withInputs(s.Features, inputs)
}
