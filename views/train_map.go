package views

import (
	"math"
	"strconv"

	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/chart"
	"nabla/views/theme"
)

// TrainMap draws the data with what the network makes of every place around them:
// which class it takes it for and where the border is, or the number it predicts.
// It keeps the memory that it draws with.
type TrainMap struct {
	regions chart.Regions
	data    chart.RegionsData
	scatter chart.Scatter
	points  chart.ScatterData
	field   experiment.Field
	place   [2]float64 // of one input: x, and nothing
}

// What a frame may cost, and how many points there is room for.
const (
	mapProducts   = 4_000_000 // of the network's, for all places together
	cellsPerPoint = 5         // so that the places can be seen between them
)

// Draw fills the box.
func (v *TrainMap) Draw(box screen.Box, look Look, t *experiment.Train) {
	lines := 0
	switch {
	case box.Height() >= 15:
		lines = 2
	case box.Height() >= 8:
		lines = 1
	}
	plot := box.Sub(0, 0, box.Width(), box.Height()-lines)
	foot := box.Sub(1, box.Height()-lines, box.Width()-2, lines)
	if t.Plane().Line() {
		v.drawLine(plot, look, t)
	} else {
		v.drawPlane(plot, look, t)
	}
	if lines > 0 {
		foot.Sub(0, 0, foot.Width(), 1).Clear()
		drawMapLegend(foot.Sub(0, 0, foot.Width(), 1), look, t)
	}
	if lines > 1 {
		foot.TextFit(0, 1, foot.Width(), mapFacts(look, t, foot.Width()), look.style(theme.Muted))
	}
}

// drawPlane draws the map.
func (v *TrainMap) drawPlane(box screen.Box, look Look, t *experiment.Train) {
	p := t.Plane()
	places := mapProducts / t.FieldCost()
	coarse := 1
	for v.regions.Places(box) > places*coarse*coarse {
		coarse++
	}
	v.data = chart.RegionsData{
		X: chart.Range{Min: p.X[0], Max: p.X[1]}, Y: chart.Range{Min: p.Y[0], Max: p.Y[1]},
		Kinds: kinds(t), Coarse: coarse, Dots: v.data.Dots[:0],
		XLabel: p.Names[0], YLabel: p.Names[1], Name: "ŷ", Empty: look.Words.T("train.no-map"),
	}
	v.data.Low, v.data.High = targetRange(p)
	v.data.Look = func(xs, ys []float64, tints []chart.Tint) { v.look(t, xs, ys, tints) }
	most := max(20, box.Width()*box.Height()/cellsPerPoint)
	v.dots(look, p.Train[:min(len(p.Train), most)], t, false)
	v.dots(look, p.Test[:min(len(p.Test), most/2)], t, true)
	v.regions.Draw(box, look.Theme, &v.data)
}

// fewPoints is how many points leave a curve among them to be seen.
func fewPoints(box screen.Box) int { return max(20, box.Width()*box.Height()/(3*cellsPerPoint)) }

// kinds is how many classes a map shows, 0 where numbers are learnt.
func kinds(t *experiment.Train) int {
	if n := len(t.Classes()); n > 0 {
		return max(n, 2)
	}
	return 0
}

// look works out the map.
func (v *TrainMap) look(t *experiment.Train, xs, ys []float64, tints []chart.Tint) {
	last := len(t.Sizes()) - 2
	v.field.Look(t, last, xs, ys)
	middle, single := t.Middle()
	switch outputs := t.Sizes()[last+1]; {
	case single:
		// The border lies in the middle between what the two classes are written as.
		reach := 2 * (1 - middle)
		for i := range tints {
			tints[i].Share = 0.5 + (v.field.At(0, i)-middle)/reach
		}
	case len(t.Classes()) == 2:
		for i := range tints {
			a, b := v.field.At(0, i), v.field.At(1, i)
			tints[i].Share = 0.5 + (b-a)/2
		}
	case outputs > 1:
		for i := range tints {
			tints[i] = chart.Tint{Kind: v.winner(i, outputs)}
			if x := v.field.At(0, i); math.IsNaN(x) {
				tints[i].Share = x
			}
		}
	default:
		span := v.data.High - v.data.Low
		for i := range tints {
			tints[i].Share = (v.field.At(0, i) - v.data.Low) / span
		}
	}
}

// winner is the output that is largest at a place.
func (v *TrainMap) winner(place, outputs int) int {
	best := 0
	for k := 1; k < outputs; k++ {
		if v.field.At(k, place) > v.field.At(best, place) {
			best = k
		}
	}
	return best
}

// targetRange is from the least to the greatest target shown.
func targetRange(p *experiment.Plane) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, set := range [][]experiment.PlanePoint{p.Train, p.Test} {
		for _, at := range set {
			low, high = min(low, at.Target), max(high, at.Target)
		}
	}
	if low == high {
		return low - 1, high + 1
	}
	return low, high
}

// dots gathers the points of a set.
func (v *TrainMap) dots(look Look, points []experiment.PlanePoint, t *experiment.Train, test bool) {
	classes := len(t.Classes())
	for _, at := range points {
		dot := chart.Dot{X: at.X, Y: at.Y}
		if classes > 0 {
			dot.Glyph, dot.Style = classSign(look, at.Class, classes, test)
		} else {
			share := (at.Target - v.data.Low) / (v.data.High - v.data.Low)
			dot.Glyph = '0' + rune(min(9, int(share*10)))
			dot.Style = testStyle(screen.Style{}, test)
		}
		v.data.Dots = append(v.data.Dots, dot)
	}
}

// shapedClasses is up to how many classes each has a shape, filled for training and
// hollow for testing; of more each has a letter, which is underlined for testing.
const shapedClasses = theme.SeriesCount / 2

// classSign is how a point of a class is drawn.
func classSign(look Look, class, classes int, test bool) (rune, screen.Style) {
	style := look.Theme.Series(class).With(screen.Bold)
	if classes > shapedClasses {
		return look.Theme.SeriesLetter(class), testStyle(style, test)
	}
	if test {
		return look.Theme.SeriesMark(class + shapedClasses), style
	}
	return look.Theme.SeriesMark(class), style
}

func testStyle(s screen.Style, test bool) screen.Style {
	if test {
		return s.With(screen.Underline)
	}
	return s.With(screen.Bold)
}

// drawLine draws the points over one input, with the network as a curve.
func (v *TrainMap) drawLine(box screen.Box, look Look, t *experiment.Train) {
	p := t.Plane()
	v.points = chart.ScatterData{
		Xs: v.points.Xs[:0], Ys: v.points.Ys[:0], Chosen: -1,
		X: chart.Range{Min: p.X[0], Max: p.X[1]}, Y: chart.Range{Min: p.Y[0], Max: p.Y[1]},
		XLabel: p.Names[0], YLabel: "ŷ", Empty: look.Words.T("train.no-map"),
	}
	if t.Classes() != nil {
		v.points.YLabel = look.Words.T("train.class")
		v.points.Y = chart.Range{Min: -0.2, Max: float64(kinds(t)) - 0.8}
	}
	most := fewPoints(box)
	for _, set := range [][]experiment.PlanePoint{p.Train, p.Test} {
		for _, at := range set[:min(len(set), most)] {
			y := at.Target
			if t.Classes() != nil {
				y = float64(at.Class)
			}
			v.points.Xs, v.points.Ys = append(v.points.Xs, at.X), append(v.points.Ys, y)
		}
	}
	last := len(t.Sizes()) - 2
	v.points.F = func(x float64) float64 {
		v.place[0] = x
		v.field.Look(t, last, v.place[:1], v.place[1:])
		if t.Sizes()[last+1] > 1 {
			return float64(v.winner(0, t.Sizes()[last+1]))
		}
		return v.field.At(0, 0)
	}
	v.scatter.Draw(box, look.Theme, &v.points)
}

// drawMapLegend names the signs of the classes, and what tells training from test.
func drawMapLegend(row screen.Box, look Look, t *experiment.Train) {
	classes := t.Classes()
	_, test, _ := t.Points()
	plain, muted := look.style(theme.Text), look.style(theme.Muted)
	if t.Plane().Line() {
		row.TextFit(0, 0, row.Width(), look.Words.T("train.legend-line"), muted)
		return
	}
	if classes == nil {
		low, high := targetRange(t.Plane())
		text := look.Words.T("train.legend-numbers", "Low", result(low, 3), "High", result(high, 3))
		if test > 0 {
			text += " · " + look.Words.T("train.legend-underlined")
		}
		row.TextFit(0, 0, row.Width(), text, muted)
		return
	}
	x := 0
	for i, name := range classes {
		glyph, style := classSign(look, i, len(classes), false)
		if x+4 >= row.Width() {
			return
		}
		row.SetRune(x, 0, glyph, style)
		x += 2
		if test > 0 && len(classes) <= shapedClasses {
			glyph, style = classSign(look, i, len(classes), true)
			row.SetRune(x, 0, glyph, style)
			x += 2
		}
		x += row.TextFit(x, 0, row.Width()-x, name, plain) + 2
	}
	if test == 0 {
		return
	}
	id := "train.legend-hollow"
	if len(classes) > shapedClasses {
		id = "train.legend-underlined"
	}
	if text := look.Words.T(id); x+screen.Width(text) <= row.Width() {
		row.Text(x, 0, text, muted)
	}
}

// mapFacts tells how many points there are and what is peculiar about them, as far
// as there is room.
func mapFacts(look Look, t *experiment.Train, width int) string {
	train, test, all := t.Points()
	var facts []string
	switch n, of := t.LossPoints(); {
	case n < of:
		facts = append(facts, look.Words.T("train.loss-points", "Points", Grouped(n), "Train", Grouped(train)))
		if test > 0 {
			facts = append(facts, look.Words.T("train.test-points", "Test", Grouped(test)))
		}
	case test > 0:
		facts = append(facts, look.Words.T("train.points-test", "Train", Grouped(train), "Test", Grouped(test)))
	default:
		facts = append(facts, look.Words.T("train.points", "Train", Grouped(train)))
	}
	switch p := t.Plane(); {
	case p.Others > 0:
		facts = append(facts, look.Words.T("train.held", "Count", p.Others, "Percent", percent(p.Share)))
	case p.Principal:
		facts = append(facts, look.Words.T("train.share", "Percent", percent(p.Share)))
	}
	if constant := t.Constant(); len(constant) > 0 {
		names := constant[0]
		if len(constant) > 1 {
			names += ", …"
		}
		facts = append(facts, look.Words.T("train.constant", "Count", len(constant), "Names", names))
	}
	if train+test < all {
		facts = append(facts, look.Words.T("train.of-rows", "All", Grouped(all)))
	}
	line := facts[0]
	for _, fact := range facts[1:] {
		if longer := line + " · " + fact; screen.Width(longer) <= width {
			line = longer
		}
	}
	return line
}

// TrainMapNote says over what the map is.
func TrainMapNote(t *experiment.Train) string {
	p := t.Plane()
	if p.Line() {
		return p.Names[0]
	}
	return p.Names[0] + " × " + p.Names[1]
}

// unitName is the name of a unit of a layer, both counted from 1.
func unitName(look Look, t *experiment.Train, layer, unit int) string {
	if layer == len(t.Sizes())-1 {
		return look.Words.T("train.output-unit", "Unit", unit)
	}
	return strconv.Itoa(layer) + "·" + strconv.Itoa(unit)
}
