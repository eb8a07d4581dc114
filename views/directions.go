package views

import (
	"math"

	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/chart"
	"nabla/views/theme"
)

// Directions draws the slope along every direction from the point, a cosine over
// the angle θ: highest along the gradient, lowest against it, 0 along the contour;
// with the direction that turns marked on it. It keeps the memory it draws with.
type Directions struct {
	curve chart.Curve
}

// Draw fills the box.
func (v *Directions) Draw(box screen.Box, look Look, g *experiment.Gradient) {
	s := g.Slopes()
	if math.IsNaN(s.Norm) || math.IsInf(s.Norm, 0) {
		text := look.Words.T("gradient.no-slope")
		box.TextCenter((box.Height()-1)/2, text, look.style(theme.Bad))
		return
	}
	angle := float64(g.Angle())
	if box.Height() >= 6 {
		text := look.Words.T("gradient.along", "Angle", g.Angle(), "Slope", look.significant(s.Along(g.Direction()), 5))
		box.TextFit(0, 0, box.Width(), text, look.style(theme.Accent))
		box = box.Sub(0, 1, box.Width(), box.Height()-1)
	}
	top := s.Norm * 1.45
	if s.Level() {
		top = 1
	}
	along := func(degrees float64) float64 {
		sin, cos := math.Sincos(degrees * math.Pi / 180)
		return s.Gradient[0]*cos + s.Gradient[1]*sin
	}
	d := chart.CurveData{
		F: along, ID: look.join(look.exact(s.Gradient[0]), " ", look.exact(s.Gradient[1])), X: chart.Range{Min: 0, Max: 360}, Y: chart.Range{Min: -top, Max: top},
		Degrees: true, XLabel: "θ°", Balls: []chart.Ball{{X: angle, Name: "u"}},
	}
	if s.Points() {
		up := s.GradientAngle()
		d.Minima = []chart.Minimum{
			{X: up, Global: true, Name: "∇f", Basin: -1},
			{X: math.Mod(up+180, 360), Global: true, Name: "−∇f", Basin: -1},
			{X: math.Mod(up+90, 360), Name: "t", Basin: -1},
			{X: math.Mod(up+270, 360), Name: "t", Basin: -1},
		}
	}
	v.curve.Draw(box, look.Theme, d)
}
