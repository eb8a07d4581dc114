package experiment

import (
	"math"

	"nabla/sim"
	"nabla/sim/calculus"
	"nabla/sim/elementary"
	"nabla/sim/landscape"
	"nabla/sim/minimizer"
)

// farPoint is how far from 0 the point may be along each axis.
const farPoint = 1000

// GradientParams returns the parameters of a point on a surface and a direction
// that turns round it.
func GradientParams() []sim.Param {
	return under("point", []sim.Param{
		{
			Name: "f", Kind: sim.Formula, Default: "x^2 + 3y^2", Symbol: "f(x, y)",
			Choices: landscape.SurfaceNames(), Check: checkSurface, About: aboutSurface,
		},
		{Name: "x", Kind: sim.Number, Default: "2", Min: -farPoint, Max: farPoint, Step: 0.1, Live: true},
		{Name: "y", Kind: sim.Number, Default: "1", Min: -farPoint, Max: farPoint, Step: 0.1, Live: true},
		{Name: "angle", Kind: sim.Whole, Default: "0", Min: 0, Max: 359, Step: 5, Symbol: "θ₀", Unit: "degrees", Live: true},
		{Name: "turn", Kind: sim.Whole, Default: "3", Min: -180, Max: 180, Unit: "degrees", Live: true},
	}...)
}

// DifferenceStep is the h of the central differences that stand beside the exact
// derivatives. It is near the third root of a float64's precision, where their
// two errors, of the formula and of rounding, are about equal.
const DifferenceStep = 1e-5

// Gradient is a point of a surface f(x, y) with the slopes there, and a
// direction u = (cos θ, sin θ) that every step turns by the same angle. The
// slope along u is
//
//	D_u f = ∇f·u = ∂f/∂x·cos θ + ∂f/∂y·sin θ
//
// greatest, ‖∇f‖, where u points along ∇f, and 0 along the contour.
type Gradient struct {
	terrain *landscape.Terrain
	at      [2]float64
	angle   int // of the direction, in degrees from 0 to 359
	turn    int
	slopes  Slopes
}

// Slopes is what there is to know of a surface about one point.
type Slopes struct {
	Value    float64
	Gradient [2]float64
	Numeric  [2]float64 // by central differences with h = DifferenceStep
	Norm     float64    // ‖∇f‖
	Hessian  [4]float64 // f_xx, f_xy, f_yx, f_yy
	Problem  error      // why there is no derivative, nil where there is one

	rounding float64 // a norm that is 0 but for rounding
}

// Level reports whether the surface is level at the point: no direction leads
// uphill. What the gradient is then, if not 0, moving the point by less than the
// distance from one float64 to the next could make up for.
func (s *Slopes) Level() bool { return s.Problem == nil && s.Norm <= s.rounding }

// Points reports whether the gradient is there and points somewhere.
func (s *Slopes) Points() bool { return s.Problem == nil && s.Norm > s.rounding && finite(s.Norm) }

// Kind tells what a level place is from the signs of the curvatures there, those
// of the eigenvalues of the Hessian. ok is false where one of them is 0, or not a
// number: they do not decide.
func (s *Slopes) Kind() (kind LevelKind, ok bool) {
	h := s.Hessian
	det := float64(h[0]*h[3]) - float64(h[1]*h[2])
	switch {
	case det < 0:
		return Saddle, true
	case det > 0 && h[0] > 0:
		return Hollow, true
	case det > 0 && h[0] < 0:
		return Summit, true
	}
	return 0, false
}

// LevelKind is a kind of level place.
type LevelKind int

// The kinds of level places.
const (
	Hollow LevelKind = iota // a minimum
	Summit                  // a maximum
	Saddle
)

// Tangent is the direction of the contour through the point, a quarter turn to
// the left of the gradient; NaN where the gradient points nowhere.
func (s *Slopes) Tangent() [2]float64 {
	if !s.Points() {
		return [2]float64{math.NaN(), math.NaN()}
	}
	return [2]float64{-s.Gradient[1]/s.Norm + 0, s.Gradient[0]/s.Norm + 0} // + 0: no −0
}

// Along is the slope along a direction of length 1.
func (s *Slopes) Along(u [2]float64) float64 { return minimizer.Dot(s.Gradient, u) }

// NewGradient puts the point where the setup says.
func NewGradient(setup sim.Setup, _ sim.Opener) (*Gradient, error) {
	terrain, err := landscape.OpenSurface(setup.Value("f").String())
	if err != nil {
		return nil, err
	}
	g := &Gradient{
		terrain: terrain,
		at:      [2]float64{setup.Value("x").Number(), setup.Value("y").Number()},
		angle:   setup.Value("angle").Whole(),
		turn:    setup.Value("turn").Whole(),
	}
	g.look()
	return g, nil
}

// look finds out about the present point.
func (g *Gradient) look() {
	f, s := g.terrain.Formula(), &g.slopes
	s.Value = f.Gradient(g.at[:], s.Gradient[:])
	f.Hessian(g.at[:], s.Hessian[:])
	for i := range g.at {
		s.Numeric[i] = central(f, g.at, i)
	}
	s.Norm = minimizer.Length(s.Gradient)
	s.Problem = f.Check(g.at[:])
	const ulp = 1. / (1 << 52)
	curved := minimizer.Length([2]float64{minimizer.Length([2]float64(s.Hessian[:2])), minimizer.Length([2]float64(s.Hessian[2:]))})
	if s.rounding = 2 * ulp * max(math.Abs(g.at[0]), math.Abs(g.at[1])) * curved; !finite(s.rounding) {
		s.rounding = 0
	}
}

// central is the central difference along one of the axes. It divides by the
// distance that there is between the two points after rounding.
func central(f *calculus.Formula, at [2]float64, axis int) float64 {
	before, after := at, at
	before[axis] -= DifferenceStep
	after[axis] += DifferenceStep
	return (f.Eval(after[:]) - f.Eval(before[:])) / (after[axis] - before[axis])
}

// Sides returns the slopes to both sides along an axis, by one-sided differences
// with h = [DifferenceStep]: where f has a kink, they differ.
func (g *Gradient) Sides(axis int) (before, after float64) {
	f, left, right := g.terrain.Formula(), g.at, g.at
	left[axis] -= DifferenceStep
	right[axis] += DifferenceStep
	here := f.Eval(g.at[:])
	return (here - f.Eval(left[:])) / (g.at[axis] - left[axis]), (f.Eval(right[:]) - here) / (right[axis] - g.at[axis])
}

// Step turns the direction.
func (g *Gradient) Step() { g.angle = ((g.angle+g.turn)%360 + 360) % 360 }

// Clone returns a copy that shares the surface.
func (g *Gradient) Clone() *Gradient {
	c := *g
	return &c
}

// Apply moves the point, or changes the direction or its turning.
func (g *Gradient) Apply(e sim.Edit) error {
	switch e.Name {
	case "x":
		g.at[0] = e.Value.Number()
		g.look()
	case "y":
		g.at[1] = e.Value.Number()
		g.look()
	case "angle":
		g.angle = e.Value.Whole()
	case "turn":
		g.turn = e.Value.Whole()
	default:
		return restart(e)
	}
	return nil
}

// Terrain returns the surface.
func (g *Gradient) Terrain() *landscape.Terrain { return g.terrain }

// At returns the point: x and y.
func (g *Gradient) At() [2]float64 { return g.at }

// Slopes returns what there is to know about the point. The caller must not
// change it.
func (g *Gradient) Slopes() *Slopes { return &g.slopes }

// Angle returns the direction in degrees, from 0 to 359, counted to the left
// from the direction of x.
func (g *Gradient) Angle() int { return g.angle }

// Direction returns u = (cos θ, sin θ).
func (g *Gradient) Direction() [2]float64 { return unitAt(g.angle) }

// Range returns the ranges worth drawing: those of the surface, doubled until
// they hold the point.
func (g *Gradient) Range() (x, y landscape.Interval) {
	x, y = g.terrain.Range()
	return around(x, g.at[0]), around(y, g.at[1])
}

func around(i landscape.Interval, v float64) landscape.Interval {
	for v < i.Lo || v > i.Hi {
		half := float64((i.Hi - i.Lo) / 2)
		i.Lo, i.Hi = i.Lo-half, i.Hi+half
	}
	return i
}

// unitAt returns the direction of an angle in degrees, exact where a float64
// holds its coordinates.
func unitAt(degrees int) [2]float64 {
	d := (degrees%360 + 360) % 360
	rest := d % 90
	sin, cos := elementary.Sincos(float64(rest) * (math.Pi / 180))
	switch rest {
	case 30:
		sin = 0.5
	case 45:
		cos = sin
	case 60:
		cos = 0.5
	}
	switch d / 90 {
	case 1:
		sin, cos = cos, -sin
	case 2:
		sin, cos = -sin, -cos
	case 3:
		sin, cos = -cos, sin
	}
	return [2]float64{cos + 0, sin + 0} // + 0: no −0
}

// GradientAngle returns the direction of the gradient in degrees, from 0 to
// below 360; NaN where it points nowhere.
func (s *Slopes) GradientAngle() float64 {
	if !s.Points() {
		return math.NaN()
	}
	x, y := s.Gradient[0], s.Gradient[1]
	degrees := float64(elementary.Atan(math.Abs(y)/math.Abs(x)) * (180 / math.Pi))
	switch {
	case x < 0 && y < 0:
		return 180 + degrees
	case x < 0:
		return 180 - degrees
	case y < 0:
		return math.Mod(360-degrees, 360)
	}
	return degrees
}

// GradientReport is what one step reports. Angles are in degrees.
type GradientReport struct {
	X             float64     `json:"x"`
	Y             float64     `json:"y"`
	Value         float64     `json:"value"`
	Gradient      []float64   `json:"gradient"`
	Numeric       []float64   `json:"numeric"` // central differences
	H             float64     `json:"h"`       // of the central differences
	Norm          float64     `json:"norm"`
	GradientAngle float64     `json:"gradient_angle"`
	Angle         int         `json:"angle"`
	Direction     []float64   `json:"direction"`
	SlopeAlong    float64     `json:"slope_along"`
	Tangent       []float64   `json:"tangent"`
	Product       float64     `json:"tangent_product"` // ∇f·tangent
	Hessian       [][]float64 `json:"hessian"`
	Problem       string      `json:"problem"` // why there is no derivative
}

// Report returns a [GradientReport].
func (g *Gradient) Report() any { return g.report() }

func (g *Gradient) report() GradientReport {
	s, u := g.slopes, g.Direction()
	tangent := s.Tangent()
	r := GradientReport{
		X: g.at[0], Y: g.at[1], Value: s.Value, Gradient: s.Gradient[:], Numeric: s.Numeric[:], H: DifferenceStep,
		Norm: s.Norm, GradientAngle: s.GradientAngle(), Angle: g.angle, Direction: u[:], SlopeAlong: s.Along(u),
		Tangent: tangent[:], Product: minimizer.Dot(s.Gradient, tangent), Hessian: [][]float64{s.Hessian[:2], s.Hessian[2:]},
	}
	if s.Problem != nil {
		r.Problem = s.Problem.Error()
	}
	return r
}

// Status is always on its way: the direction goes round and round.
func (g *Gradient) Status() sim.Status { return sim.Status{} }
