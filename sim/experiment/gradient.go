package experiment

import (
	"math"

	"nabla/sim"
	"nabla/sim/elementary"
	"nabla/sim/landscape"
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

// Status is always on its way: the direction goes round and round.
func (g *Gradient) Status() sim.Status { return sim.Status{} }
