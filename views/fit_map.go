package views

import (
	"math"
	"strconv"
	"strings"

	"nabla/screen"
	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/views/chart"
	"nabla/views/theme"
)

// FitMapData is what the map of a fit's loss shows.
type FitMapData struct {
	Fit  *experiment.Fit
	Pair [2]int // the parameters along its axes
}

// FitMap draws the loss over two of the parameters, the others being as they are,
// with the way that the fit has come and the least squares. It keeps what does not
// change: the map.
type FitMap struct {
	chart  chart.Map
	data   chart.MapData
	path   [2][]float64
	level  float64 // the loss at the present place
	origin Cell    // of the box in the grid
}

// How many points are looked at for a place of the map: all of most data where the
// map never changes, fewer where it does with every step.
const (
	stillPoints  = 4000
	movingPoints = 100
	levelPoints  = 500 // up to which the contour through the present place is drawn
)

// Draw fills the box.
func (v *FitMap) Draw(box screen.Box, look Look, d FitMapData) {
	v.origin.X, v.origin.Y = box.Origin()
	lines := 0
	if box.Height() >= 10 {
		lines = 1
	}
	points := v.fill(look, d, lines > 0)
	v.chart.Draw(box.Sub(0, 0, box.Width(), box.Height()-lines), look.Theme, &v.data)
	if lines > 0 {
		forms := shapeForms(look, d.Fit, points)
		text := fitting(forms[:], box.Width()-2)
		box.TextFit(1, box.Height()-1, box.Width()-2, text, look.style(theme.Muted))
	}
}

// shapeForms say how long the contours are, and which step size is too large: the
// longest form first, then empty ones.
func shapeForms(look Look, f *experiment.Fit, points int) [5]string {
	some := ""
	if points < f.Len() {
		some = look.join("   ", look.Words.T("fit.some", "Points", points, "All", f.Len()))
	}
	_, highest, kappa := f.Curvature()
	if math.IsNaN(kappa) || !(highest > 0) {
		return [5]string{look.join(look.Words.T("fit.no-kappa"), some), look.Words.T("fit.no-kappa")}
	}
	most := look.significant(2/highest, 4)
	limit, short := look.join("2/λmax = ", most), most
	if f.Plain() {
		limit, short = look.join("µ < ", limit), look.join("µ < ", most)
	}
	if math.IsInf(kappa, 0) {
		return [5]string{look.join(look.Words.T("fit.level"), "   ", limit, some), look.Words.T("fit.level"), "κ = ∞"}
	}
	value, root := look.large(kappa, 4), look.large(math.Sqrt(kappa), 3)
	if !f.Quadratic() {
		here := "κ(θ) = " // it is another one elsewhere
		return [5]string{
			look.join(here, "λmax/λmin = ", value, "   √κ = ", root, "   ", limit, some),
			look.join(here, value, "   √κ = ", root, "   ", limit), look.join(here, value, "   ", limit), look.join(here, value),
		}
	}
	text := look.Words.T("fit.kappa", "Kappa", value, "Root", root)
	return [5]string{
		look.join(text, "   ", limit, some), look.join(text, "   ", short),
		look.join("κ = λmax/λmin = ", value, "   ", limit), look.join("κ = ", value, "   ", limit), look.join("κ = ", value),
	}
}

// large writes a number with so many figures, one of many digits with an exponent.
func (l Look) large(v float64, figures int) string {
	if v < 1e6 {
		return l.significant(v, figures)
	}
	return strings.Replace(strconv.FormatFloat(v, 'e', figures-1, 64), "e+", "e", 1)
}

// fill makes the map's data, with an arrow if there is room, and returns how many points its loss is the mean of.
func (v *FitMap) fill(look Look, d FitMapData, arrow bool) int {
	f, theta := d.Fit, d.Fit.Theta()
	i, j := d.Pair[0], d.Pair[1]
	held, most := theta, stillPoints
	held[i], held[j] = 0, 0
	if len(f.Names()) > 2 {
		most = movingPoints
	}
	loss, points := f.LossOver(held, i, j, most)
	x, y := fitRegion(f, i, j)
	v.data = chart.MapData{
		F: loss, ID: fitMapID(look, f, held, i, j), X: x, Y: y, Equal: true,
		Trails: v.data.Trails[:0], Marks: v.data.Marks[:0], Arrows: v.data.Arrows[:0],
		XLabel: f.Names()[i], YLabel: f.Names()[j], Name: "L", Empty: look.Words.T("fit.no-values"),
	}
	v.fillPath(f, i, j)
	v.data.Trails = append(v.data.Trails, chart.Trail{X: v.path[0], Y: v.path[1], Look: 1})
	inside := x.Min <= theta[i] && theta[i] <= x.Max && y.Min <= theta[j] && theta[j] <= y.Max
	if g := f.Gradient(); arrow && inside && (g[i] != 0 || g[j] != 0) {
		v.data.Arrows = append(v.data.Arrows, chart.Arrow{
			X: theta[i], Y: theta[j], DX: -g[i], DY: -g[j], Length: 0.3, Name: "−∇L",
		})
	}
	if value := loss(theta[i], theta[j]); (f.Quadratic() || points <= levelPoints) && !math.IsNaN(value) && !math.IsInf(value, 0) {
		v.level = value
		v.data.Level = &v.level
	}
	from := f.Origin()
	v.data.Marks = append(v.data.Marks, chart.Mark{X: from[i], Y: from[j], Look: 4, Name: "θ₀"})
	if best := f.Best(); best != nil {
		name := look.Words.T("fit.best")
		if !best.Least {
			name = look.Words.T("fit.least-squares")
		}
		v.data.Marks = append(v.data.Marks, chart.Mark{
			X: best.Theta[i], Y: best.Theta[j], Glyph: look.Theme.Glyphs().Global, Look: 7, Name: name,
		})
	}
	v.data.Marks = append(v.data.Marks, chart.Mark{X: theta[i], Y: theta[j], Look: 0, Focused: true})
	return points
}

// fitMapID tells maps of different losses, regions or parameters apart.
func fitMapID(look Look, f *experiment.Fit, held experiment.Theta, i, j int) string {
	var scratch [256]byte
	id := append(scratch[:0], f.ID()...)
	for _, theta := range [...]experiment.Theta{f.Origin(), held} {
		for _, value := range theta {
			id = sim.AppendNumber(append(id, ' '), value)
		}
	}
	id = strconv.AppendInt(append(id, ' '), int64(i), 10)
	return look.Words.Keep(strconv.AppendInt(append(id, ' '), int64(j), 10))
}

// zigzagPath is how many of the last steps are shown of a path that goes to and
// fro: more of them would be an area.
const zigzagPath = 12

// fillPath gathers where the fit has been.
func (v *FitMap) fillPath(f *experiment.Fit, i, j int) {
	from, theta, h := f.Origin(), f.Theta(), f.History()
	since := f.Since()
	v.path[0], v.path[1] = v.path[0][:0], v.path[1][:0]
	switch outcome := f.Status().Outcome; {
	case h.Len() > zigzagPath && (outcome == sim.Diverged || outcome == sim.Zigzagging):
		since = max(since, h.Step(h.Len()-zigzagPath))
	default:
		v.path[0], v.path[1] = append(v.path[0], from[i]), append(v.path[1], from[j])
	}
	for k := range h.Len() {
		if h.Step(k) > since {
			v.path[0], v.path[1] = append(v.path[0], h.Value(k, 1+i)), append(v.path[1], h.Value(k, 1+j))
		}
	}
	v.path[0], v.path[1] = append(v.path[0], theta[i]), append(v.path[1], theta[j])
}

// fitRegion is the part of the map that is shown: about the best, as far as the
// start. Descent that converges on a quadratic does not leave that circle.
func fitRegion(f *experiment.Fit, i, j int) (x, y chart.Range) {
	from := f.Origin()
	best, ok := f.Aim()
	if !ok {
		half := 2.5 * max(1, math.Abs(from[i]), math.Abs(from[j]))
		return about(from[i], half), about(from[j], half)
	}
	half := 1.15 * math.Hypot(from[i]-best[i], from[j]-best[j])
	if !(half > 1e-3*max(math.Abs(best[i]), math.Abs(best[j]))) {
		half = max(1, math.Abs(best[i]), math.Abs(best[j])) / 2
	}
	return about(best[i], half), about(best[j], half)
}

func about(middle, half float64) chart.Range {
	return chart.Range{Min: middle - half, Max: middle + half}
}

// OnMap reports whether a cell of the box lies on the map.
func (v *FitMap) OnMap(x, y int) bool {
	return v.chart.Plot().Contains(x+v.origin.X, y+v.origin.Y)
}

// PlaceAt returns the values of the two parameters that a cell of the box stands
// for, with few digits.
func (v *FitMap) PlaceAt(x, y int) (a, b float64) {
	return placeAt(v.chart.Plot(), v.origin, x, y)
}
