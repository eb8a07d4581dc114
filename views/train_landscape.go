package views

import (
	"math"
	"strconv"

	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/chart"
	"nabla/views/theme"
)

// LossLandscapeData is what the views of a loss landscape show.
type LossLandscapeData struct {
	Landscape *experiment.LossLandscape // the last one that is done, nil for none
	ID        string                    // of it
	Making    bool                      // one of another step is in the making
	Next      int                       // that step
	Share     float64                   // of it that is done
	Err       error                     // why there is none

	Train  *experiment.Train // the run at present
	Step   int               // where it stands
	OfPath bool              // the plane of the path is wanted
}

// LossLandscapeNote says which plane is seen, and how far the next one is.
func LossLandscapeNote(look Look, d LossLandscapeData) string {
	l := d.Landscape
	if l == nil || !l.Finite() {
		return ""
	}
	id := "loss-landscape.random-plane"
	if l.Plane() == experiment.PathPlane {
		id = "loss-landscape.path-plane"
	}
	note := look.Words.T(id, "Step", l.Step())
	if d.Making {
		note += " · " + look.Words.T("loss-landscape.next", "Step", d.Next, "Percent", int(100*d.Share))
	}
	return note
}

// LossLandscapeMap draws the loss around a network from above, with the path that
// the run took and, where there is room, how the landscape bends at the network,
// in numbers. It keeps the memory that it draws with.
type LossLandscapeMap struct {
	chart chart.Map
	data  chart.MapData
	over  landscapeOver
}

// Where the numbers have room.
const (
	landscapeBeside  = 104 // columns from which they stand beside the map
	landscapeNumbers = 50  // columns that they take there
)

// Draw fills the box.
func (v *LossLandscapeMap) Draw(box screen.Box, look Look, d LossLandscapeData) {
	l := d.Landscape
	if !ready(box, look, d) {
		return
	}
	w, h := box.Width(), box.Height()
	var plot screen.Box
	if w >= landscapeBeside {
		plot = box.Sub(0, 0, w-landscapeNumbers-2, h)
		side := box.Sub(w-landscapeNumbers-2, 0, landscapeNumbers+2, h)
		side.Clear()
		drawLandscapeNumbers(side.Sub(1, 0, landscapeNumbers, h), look, d)
	} else {
		plot = landscapeFoot(box, look, d, 4)
	}
	v.over.fill(look, d)
	x, y := axisRange(l, 0), axisRange(l, 1)
	v.data = chart.MapData{
		F: l.Value, ID: d.ID, X: x, Y: y, Trails: v.over.trails, Marks: v.over.marks,
		XLabel: "α", YLabel: "β", Name: "L", Empty: look.Words.T("loss-landscape.no-values"),
	}
	v.chart.Draw(plot, look.Theme, &v.data)
}

// LossLandscapeRelief draws the same as a surface in space.
type LossLandscapeRelief struct {
	chart chart.Surface
	data  chart.SurfaceData
	over  landscapeOver
}

// Draw fills the box with the surface as it is looked at.
func (v *LossLandscapeRelief) Draw(box screen.Box, look Look, d LossLandscapeData, from Turning) {
	l := d.Landscape
	if !ready(box, look, d) {
		return
	}
	plot := landscapeFoot(box, look, d, 1)
	v.over.fill(look, d)
	v.data = chart.SurfaceData{
		Values: l.Values(), Columns: l.Side(), Rows: l.Side(), ID: d.ID, Bent: true,
		X: axisRange(l, 0), Y: axisRange(l, 1), Camera: from.Camera(),
		Trails: v.over.trails, Marks: v.over.marks,
		XLabel: "α", YLabel: "β", ZLabel: "L", Empty: look.Words.T("loss-landscape.no-values"),
	}
	v.chart.Draw(plot, look.Theme, &v.data)
}

// ready says why there is no landscape yet, or none at all; ok is true where there
// is one.
func ready(box screen.Box, look Look, d LossLandscapeData) (ok bool) {
	var text string
	role := theme.Muted
	switch {
	case d.Err != nil:
		text, role = look.Words.Error(d.Err), theme.Bad
	case d.Landscape == nil:
		share := strconv.Itoa(int(100 * d.Share))
		Progress{
			Text:  look.Words.T("loss-landscape.making", "Percent", share),
			Short: look.Words.T("loss-landscape.making-short", "Percent", share),
			Hint:  look.Words.T("loss-landscape.alive"),
			Share: d.Share,
		}.Draw(box, look)
		return false
	case !d.Landscape.Finite():
		text = look.Words.T("loss-landscape.not-finite")
	default:
		return true
	}
	box.Clear()
	for y, line := range wrap(text, box.Width()-2) {
		box.Text(1, y, line, look.style(role))
	}
	return false
}

func axisRange(l *experiment.LossLandscape, axis int) chart.Range {
	lo, hi := l.Range(axis)
	return chart.Range{Min: lo, Max: hi}
}

// landscapeOver is what lies on a landscape: the path, where it began, the network
// in the centre, the lowest sample, and where the run is above by now.
type landscapeOver struct {
	trails []chart.Trail
	marks  []chart.Mark
}

// movedLook is the series that the run looks like where it has moved on.
const movedLook = 1

func (o *landscapeOver) fill(look Look, d LossLandscapeData) {
	l := d.Landscape
	if len(o.trails) == 0 {
		o.trails = make([]chart.Trail, 1)
	}
	path := &o.trails[0]
	path.X, path.Y, o.marks = path.X[:0], path.Y[:0], o.marks[:0]
	for _, at := range l.Path() {
		path.X, path.Y = append(path.X, at[0]), append(path.Y, at[1])
	}
	lowest, _ := l.Lowest()
	if lowest != [2]float64{} {
		o.marks = append(o.marks, chart.Mark{X: lowest[0], Y: lowest[1], Glyph: look.Theme.Glyphs().Global, Look: knownLook})
	}
	if steps := l.PathSteps(); len(steps) > 1 {
		start := chart.Mark{X: path.X[0], Y: path.Y[0], Glyph: '0'}
		if steps[0] > 0 {
			start.Glyph, start.Name = startGlyph, strconv.Itoa(steps[0])
		}
		o.marks = append(o.marks, start)
	}
	at, _, moved := d.moved()
	o.marks = append(o.marks, chart.Mark{Name: strconv.Itoa(l.Step()), Focused: !moved})
	if moved {
		o.marks = append(o.marks, chart.Mark{X: at[0], Y: at[1], Look: movedLook, Name: strconv.Itoa(d.Step), Focused: true})
	}
}

// moved returns above which place of the plane the run is by now, and how far from
// it, where it has moved on.
func (d *LossLandscapeData) moved() (at [2]float64, away float64, ok bool) {
	if d.Step == d.Landscape.Step() {
		return at, 0, false
	}
	return d.Landscape.Project(d.Train)
}

// landscapeFoot writes what there is to say into the last rows, as many as there is
// room for and at most some, and returns what is left of the box.
func landscapeFoot(box screen.Box, look Look, d LossLandscapeData, most int) (rest screen.Box) {
	const leastPlot, rowsEach = 7, 3
	h := box.Height()
	lines := min(max((h-leastPlot)/rowsEach, 0), most)
	foot := box.Sub(0, h-lines, box.Width(), lines)
	foot.Clear()
	for y, forms := range landscapeLines(look, d) {
		if y < lines {
			foot.TextFit(1, y, foot.Width()-2, fitting(forms, foot.Width()-2), look.style(theme.Text))
		}
	}
	return box.Sub(0, 0, box.Width(), h-lines)
}

// landscapeLines are the numbers in short, the most important first, each in forms
// that take less and less room.
func landscapeLines(look Look, d LossLandscapeData) [][]string {
	l := d.Landscape
	here, lowest := landscapeHere(look, l), landscapeLowest(look, l)
	lines := [][]string{{here + " · " + lowest, here, chart.Number(l.Center())}}
	if moved := landscapeMoved(look, d); moved != "" {
		lines = append(lines, []string{moved})
	}
	share := l.Explained()
	if !math.IsNaN(share[0]) {
		first, second := percent(share[0]), percent(share[1])
		lines = append(lines, []string{
			look.Words.T("loss-landscape.variance", "First", first, "Second", second),
			look.Words.T("loss-landscape.variance-short", "First", first, "Second", second),
		})
	} else if d.OfPath {
		lines = append(lines, []string{look.Words.T("loss-landscape.no-path"), look.Words.T("loss-landscape.no-path-short")})
	}
	kappas := "κα = " + kappa(l.Curvature(0)) + ", κβ = " + kappa(l.Curvature(1))
	lines = append(lines, []string{look.Words.T("loss-landscape.curvature") + ": " + kappas, kappas})
	long, short := landscapeAxes(look, l)
	return append(lines, []string{long, short})
}

// landscapeHere is the loss of the network itself.
func landscapeHere(look Look, l *experiment.LossLandscape) string {
	return look.Words.T("loss-landscape.here", "Step", l.Step(), "Loss", chart.Number(l.Center()))
}

// landscapeLowest is the lowest sample.
func landscapeLowest(look Look, l *experiment.LossLandscape) string {
	at, loss := l.Lowest()
	place := "(" + significant(at[0], 3) + ", " + significant(at[1], 3) + ")"
	return string(look.Theme.Glyphs().Global) + " " + look.Words.T("loss-landscape.lowest", "Loss", chart.Number(loss), "At", place)
}

// landscapeMoved is where the run is by now, "" where it is in the centre.
func landscapeMoved(look Look, d LossLandscapeData) string {
	at, away, ok := d.moved()
	if !ok {
		return ""
	}
	place := "(" + significant(at[0], 3) + ", " + significant(at[1], 3) + ")"
	return look.Words.T("loss-landscape.moved", "Step", d.Step, "At", place, "Distance", significant(away, 3))
}

// landscapeAxes says what the axes are.
func landscapeAxes(look Look, l *experiment.LossLandscape) (long, short string) {
	switch {
	case l.Plane() == experiment.RandomPlane:
		return look.Words.T("loss-landscape.random"), look.Words.T("loss-landscape.random-short")
	case l.Straight():
		return look.Words.T("loss-landscape.straight"), look.Words.T("loss-landscape.straight-short")
	}
	return look.Words.T("loss-landscape.principal"), look.Words.T("loss-landscape.principal-short")
}
