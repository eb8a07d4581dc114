package views

import (
	"math"
	"strconv"

	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/chart"
	"nabla/views/theme"
)

// SurfaceMapData is what the map of a gradient shows.
type SurfaceMapData struct {
	Gradient *experiment.Gradient
	Arrows   bool // of the gradient at many places
}

// SurfaceMap draws a surface from above with a point on it: from the point the
// gradient, its opposite, the contour's tangent at a right angle to them, and the
// direction that turns. It keeps what does not change: the map.
type SurfaceMap struct {
	chart  chart.Map
	data   chart.MapData
	origin Cell // of the box in the grid
}

// How long arrows are, as shares of the map's shorter side: on the map they show
// directions only, and the turning one is told from the others by its length.
const (
	arrowLength = 0.36
	turnLength  = 0.25
)

// Draw fills the box.
func (v *SurfaceMap) Draw(box screen.Box, look Look, d SurfaceMapData) {
	v.origin.X, v.origin.Y = box.Origin()
	lines := 0
	if box.Height() >= 10 {
		lines = 1
	}
	v.fill(look, d)
	v.chart.Draw(box.Sub(0, 0, box.Width(), box.Height()-lines), look.Theme, &v.data)
	if lines > 0 {
		drawMapFoot(box.Sub(1, box.Height()-1, box.Width()-2, 1), look, d.Gradient.Slopes())
	}
}

// The looks of the arrows are those of series; that of the direction that turns is
// what stands out elsewhere too.
const (
	upLook    = 1
	downLook  = 2
	levelLook = 4
)

// drawMapFoot says what the arrows are, or why there are none.
func drawMapFoot(row screen.Box, look Look, s *experiment.Slopes) {
	switch {
	case s.Problem != nil:
		row.TextFit(0, 0, row.Width(), look.Words.Error(s.Problem), look.style(theme.Bad))
		return
	case s.Level():
		row.TextFit(0, 0, row.Width(), levelPlace(look, s), look.style(theme.Warn))
		return
	}
	parts := [...]struct {
		sign  string
		words [2]string // long and short
		style screen.Style
	}{
		{"∇f", [2]string{"gradient.up", "gradient.up-short"}, look.Theme.Series(upLook)},
		{"−∇f", [2]string{"gradient.down", "gradient.down-short"}, look.Theme.Series(downLook)},
		{"t", [2]string{"gradient.contour", "gradient.contour-short"}, look.Theme.Series(levelLook)},
		{"u", [2]string{"gradient.turning", "gradient.turning"}, look.style(theme.Accent)},
	}
	need, form := -2, 0
	for i := range parts {
		need += screen.Width(parts[i].sign) + 1 + screen.Width(look.Words.T(parts[i].words[0])) + 2
	}
	if need > row.Width() {
		form = 1
	}
	x := 0
	for i := range parts {
		x += row.TextFit(x, 0, row.Width()-x, parts[i].sign, parts[i].style.With(screen.Bold)) + 1
		x += row.TextFit(x, 0, row.Width()-x, look.Words.T(parts[i].words[form]), look.style(theme.Muted)) + 2
	}
}

// levelPlace says that no direction leads uphill, and what kind of place it is.
func levelPlace(look Look, s *experiment.Slopes) string {
	is := "∇f = 0"
	if s.Norm > 0 {
		is = "∇f ≈ 0"
	}
	switch kind, ok := s.Kind(); {
	case !ok:
		return look.Words.T("gradient.level", "Is", is)
	case kind == experiment.Hollow:
		return look.Words.T("gradient.level-minimum", "Is", is)
	case kind == experiment.Summit:
		return look.Words.T("gradient.level-maximum", "Is", is)
	}
	return look.Words.T("gradient.level-saddle", "Is", is)
}

func (v *SurfaceMap) fill(look Look, d SurfaceMapData) {
	g := d.Gradient
	f, at, s := g.Terrain().Formula(), g.At(), g.Slopes()
	x, y := g.Range()
	names := f.Vars()
	v.data = chart.MapData{
		F:  func(x, y float64) float64 { return f.Eval([]float64{x, y}) },
		ID: f.Text(),
		X:  chart.Range{Min: x.Lo, Max: x.Hi}, Y: chart.Range{Min: y.Lo, Max: y.Hi}, Equal: true,
		Arrows: v.data.Arrows[:0], Marks: v.data.Marks[:0],
		XLabel: names[0], YLabel: names[1], Name: "f", Empty: look.Words.T("gradient.no-values"),
	}
	if d.Arrows {
		v.data.Slope = func(x, y float64) (dx, dy float64) {
			var slope [2]float64
			f.Gradient([]float64{x, y}, slope[:])
			return slope[0], slope[1]
		}
	}
	if s.Points() {
		v.arrow("−∇f", at, [2]float64{-s.Gradient[0], -s.Gradient[1]}, arrowLength).Style = look.Theme.Series(downLook)
		tangent := v.arrow("t", at, s.Tangent(), arrowLength)
		tangent.Line, tangent.Style = true, look.Theme.Series(levelLook)
		v.data.Corner = &chart.Corner{X: at[0], Y: at[1], A: s.Gradient, B: s.Tangent()}
	}
	if s.Problem == nil {
		turning := v.arrow("u", at, g.Direction(), turnLength)
		turning.Dotted, turning.Style = true, look.style(theme.Accent)
	}
	if s.Points() {
		up := v.arrow("∇f", at, s.Gradient, arrowLength)
		up.Heavy, up.Style = true, look.Theme.Series(upLook)
	}
	if s.Problem == nil {
		v.data.Level = &s.Value
	}
	v.data.Marks = append(v.data.Marks, chart.Mark{X: at[0], Y: at[1]})
}

// arrow adds one, whose looks may be changed until the next is added.
func (v *SurfaceMap) arrow(name string, at, way [2]float64, length float64) *chart.Arrow {
	v.data.Arrows = append(v.data.Arrows, chart.Arrow{X: at[0], Y: at[1], DX: way[0], DY: way[1], Length: length, Name: name})
	return &v.data.Arrows[len(v.data.Arrows)-1]
}

// OnMap reports whether a cell of the box lies on the map.
func (v *SurfaceMap) OnMap(x, y int) bool {
	return v.chart.Plot().Contains(x+v.origin.X, y+v.origin.Y)
}

// PointAt returns the point that a cell of the box stands for, with as few digits
// as tell it from the cells beside it.
func (v *SurfaceMap) PointAt(x, y int) (px, py float64) {
	return placeAt(v.chart.Plot(), v.origin, x, y)
}

// placeAt returns the point that a cell of a box stands for, with as few digits
// as tell it from the cells beside it.
func placeAt(p chart.Plot, origin Cell, x, y int) (px, py float64) {
	x, y = x+origin.X, y+origin.Y
	return fewDigits(p.XAt(x), p.XAt(x+1)), fewDigits(p.YAt(y), p.YAt(y+1))
}

// fewDigits rounds a value to what is less than half of its distance from another.
func fewDigits(v, next float64) float64 {
	unit := math.Pow(10, math.Floor(math.Log10(math.Abs(next-v)/2)))
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(math.Round(v/unit)*unit, 'g', 12, 64), 64)
	if err != nil {
		return 0
	}
	return rounded + 0 // + 0: no −0
}

// pointText writes f at a point: "f(2, 1)".
func pointText(look Look, a, b string) string { return look.join("f(", a, ", ", b, ")") }

// coordinates writes the coordinates of the point.
func coordinates(look Look, g *experiment.Gradient) (x, y string) {
	at := g.At()
	return look.exact(at[0]), look.exact(at[1])
}

// partial is the name of one of the partial derivatives: "∂f/∂x".
func partial(look Look, variable string) string { return look.join("∂f/∂", variable) }
