package dataset

// MaxRows is the most rows that a set may have, generated or read.
const MaxRows = 1_000_000

// Set is a table of samples, one per row, and what is to be learnt of each:
// its class, or a number. It is made by this package and must not be changed:
// sets derived from it, and the clones of an experiment, share its slices.
type Set struct {
	Name     string    // the generated set's name, or that of the file
	Features []string  // names of the inputs
	Target   string    // name of what is to be learnt
	Classes  []string  // names of the classes; nil for regression
	Inputs   []float64 // all inputs, rows × features, row after row

	values  []float64 // the target of each row as a number; see Value
	classes []int     // the class of each row; nil for regression
	numeric bool      // two classes that the file wrote as 0/1 or −1/1
}

// Len returns the number of rows.
func (s *Set) Len() int { return len(s.values) }

// NumFeatures returns the number of inputs of a row.
func (s *Set) NumFeatures() int { return len(s.Features) }

// Input returns the inputs of row i: a view, not to be changed.
func (s *Set) Input(i int) []float64 {
	n := len(s.Features)
	return s.Inputs[i*n : (i+1)*n : (i+1)*n]
}

// Class returns the class of row i, an index of Classes. It panics for a set
// without classes.
func (s *Set) Class(i int) int { return s.classes[i] }

// Value returns the target of row i as a number: the one in the file where the
// file has numbers, otherwise the class.
func (s *Set) Value(i int) float64 { return s.values[i] }

// Select returns the set of these rows, in this order. Classes stay those of
// the whole set, even where none of the rows has one.
func (s *Set) Select(rows []int) *Set {
	part := *s
	part.Inputs = make([]float64, 0, len(rows)*len(s.Features))
	part.values = make([]float64, 0, len(rows))
	if s.classes != nil {
		part.classes = make([]int, 0, len(rows))
	}
	for _, i := range rows {
		part.Inputs = append(part.Inputs, s.Input(i)...)
		part.values = append(part.values, s.values[i])
		if s.classes != nil {
			part.classes = append(part.classes, s.classes[i])
		}
	}
	return &part
}

// withInputs returns the set with other inputs for the same rows.
func (s *Set) withInputs(features []string, inputs []float64) *Set {
	other := *s
	other.Features, other.Inputs = features, inputs
	return &other
}
