package landscape

// Surface is a named function of two variables, x and y.
type Surface struct {
	Name    string // in kebab-case
	Formula string
	Source  string
	X, Y    Interval   // a range worth drawing
	Start   [2]float64 // a start worth taking: x and y
	// Minima, Saddles and Maxima are those known in the range: all of them but
	// on rastrigin and ackley, which have a hollow at about every whole point.
	Minima, Saddles, Maxima []Spot
}

// Interval is the numbers from Lo to Hi.
type Interval struct{ Lo, Hi float64 }

// Spot is a point where a surface is level, known from elsewhere: closed forms,
// or 40-digit arithmetic where there is none.
type Spot struct {
	X, Y, F float64
	// Global is set for the minima that nothing else in the range is below.
	Global bool
	// Kink is set where the surface has a tip instead of being level, so that
	// it has no gradient there.
	Kink bool
}

// Surfaces returns the named surfaces in the order in which to teach them.
func Surfaces() []Surface {
	return []Surface{
		ravine(), booth(), matyas(), saddle(),
		rosenbrock(), beale(),
		himmelblau(), styblinskiTang(), mccormick(), branin(),
		threeHumpCamel(), sixHumpCamel(), goldsteinPrice(),
		rastrigin(), ackley(),
	}
}

// SurfaceNames returns the names of the surfaces in the same order.
func SurfaceNames() []string {
	surfaces := Surfaces()
	names := make([]string, len(surfaces))
	for i := range surfaces {
		names[i] = surfaces[i].Name
	}
	return names
}

// jamilYang is where several of the surfaces are collected.
const jamilYang = "Jamil and Yang, A literature survey of benchmark functions (2013)"
