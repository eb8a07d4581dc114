package landscape

// Kind says what a stationary point is.
type Kind int

// The kinds of stationary points in one variable.
const (
	Minimum Kind = iota
	Maximum
	Inflection // f′ is 0 but keeps its sign
)

func (k Kind) String() string {
	switch k {
	case Minimum:
		return "minimum"
	case Maximum:
		return "maximum"
	default:
		return "inflection"
	}
}

// Point is a point where a curve is level, or where it has its lowest or
// highest point in a kink.
type Point struct {
	W, F float64
	// Curvature is f″(w). At a kink, where there is none, it is +Inf for a
	// minimum and −Inf for a maximum.
	Curvature float64
	Kind      Kind
	// Kink is set where f′ jumps from one sign to the other, as that of |w|.
	Kink bool
	// Global is set for the lowest minima and the highest maxima, if nothing
	// else in the range that was searched is lower or higher.
	Global bool
}
