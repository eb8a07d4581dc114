package views

import (
	"math"

	"nabla/screen"
	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/views/chart"
	"nabla/views/theme"
)

// RaceMap draws the surface of a race from above with the trails of all
// optimisers, and from the one with the focus its gradient, what it remembers and
// the step that comes next. It keeps what does not change: the map.
type RaceMap struct {
	chart  chart.Map
	data   chart.MapData
	ways   raceWays
	origin Cell // of the box in the grid
}

// nextLength is how long the arrow of the next step is: longer than the others, as
// it is what comes of them.
const (
	nextLength = 0.34
	insideLong = 0.25
)

// Draw fills the box.
func (v *RaceMap) Draw(box screen.Box, look Look, d RaceData) {
	v.origin.X, v.origin.Y = box.Origin()
	lines := 0
	if box.Height() >= 10 {
		lines = 1
	}
	v.fill(look, d)
	v.chart.Draw(box.Sub(0, 0, box.Width(), box.Height()-lines), look.Theme, &v.data)
	if lines > 0 {
		name := look.join(ballName(look, d.Focus), " ")
		long, short := arrowForms(look, d)
		text := fitting([]string{long, short}, box.Width()-2-screen.Width(name))
		foot := box.Sub(1, box.Height()-1, box.Width()-2, 1)
		x := foot.Text(0, 0, name, look.Theme.Series(d.Focus))
		foot.TextFit(x, 0, foot.Width()-x, text, look.style(theme.Muted))
	}
}

// arrowForms say what the arrows are, or why there are none.
func arrowForms(look Look, d RaceData) (long, short string) {
	b := d.racer()
	if !onMap(d.Race, b.At[0], b.At[1]) {
		at := look.join("(", look.significant(b.At[0], 4), ", ", look.significant(b.At[1], 4), ")")
		return look.Words.T("race.off-map", "At", at), at
	}
	if b.Status().Outcome != sim.Running {
		return look.Words.T("race.at-rest"), ""
	}
	first, second := b.Moments()
	short, long = "−∇f", look.Words.T("race.arrow-gradient")
	if first != nil {
		short = look.join(short, " · −m")
		long = look.join(long, " · ", look.Words.T("race.arrow-first"))
	}
	if second != nil {
		short = look.join(short, " · √v")
		long = look.join(long, " · ", look.Words.T("race.arrow-second"))
	}
	return look.join(long, " · ", look.Words.T("race.arrow-next")), look.join(short, " · Δ")
}

func (v *RaceMap) fill(look Look, d RaceData) {
	f := d.Race.Terrain().Formula()
	x, y := d.Race.Terrain().Range()
	names := f.Vars()
	v.ways.fill(look, d)
	v.data = chart.MapData{
		F: func(x, y float64) float64 { return f.Eval([]float64{x, y}) }, ID: f.Text(),
		X: chart.Range{Min: x.Lo, Max: x.Hi}, Y: chart.Range{Min: y.Lo, Max: y.Hi},
		Trails: v.ways.trails, Marks: v.ways.marks, Arrows: v.data.Arrows[:0],
		XLabel: names[0], YLabel: names[1], Name: "f", Empty: look.Words.T("race.no-values"),
	}
	if b := d.racer(); b.Status().Outcome == sim.Running && onMap(d.Race, b.At[0], b.At[1]) {
		v.arrows(d)
	}
}

// arrows makes those of the optimiser with the focus. What points along the next
// step has no arrow of its own: its name stands at that one's head.
func (v *RaceMap) arrows(d RaceData) {
	b, next := d.racer(), d.Race.Next(d.Focus)
	step := [2]float64{next.At[0] - b.At[0], next.At[1] - b.At[1]}
	first, second := b.Moments()
	name := "Δ"
	if down := [2]float64{-b.Gradient[0], -b.Gradient[1]}; along(down, step) {
		name = "−∇f " + name
	} else {
		v.arrow("−∇f", b.At, down, insideLong)
	}
	if first != nil {
		if past := [2]float64{-first[0], -first[1]}; along(past, step) {
			name = "−m " + name
		} else {
			v.arrow("−m", b.At, past, insideLong)
		}
	}
	if second != nil {
		v.arrow("√v", b.At, [2]float64{math.Sqrt(second[0]), math.Sqrt(second[1])}, insideLong)
		v.data.Arrows[len(v.data.Arrows)-1].Line = true
	}
	v.arrow(name, b.At, step, nextLength)
	v.data.Arrows[len(v.data.Arrows)-1].Heavy = true
}

// along reports whether two arrows are hard to tell apart.
func along(a, b [2]float64) bool {
	const narrow = 12 // degrees
	angle, ok := between(a, [2]float64{-b[0], -b[1]})
	return ok && angle < narrow
}

func (v *RaceMap) arrow(name string, at, way [2]float64, length float64) {
	v.data.Arrows = append(v.data.Arrows, chart.Arrow{X: at[0], Y: at[1], DX: way[0], DY: way[1], Length: length, Name: name})
}

// OnMap reports whether a cell of the box lies on the map.
func (v *RaceMap) OnMap(x, y int) bool {
	return v.chart.Plot().Contains(x+v.origin.X, y+v.origin.Y)
}

// NearestStart returns which of the starts is drawn nearest to a cell of the box.
func (v *RaceMap) NearestStart(x, y int, starts [][2]float64) int {
	plot := v.chart.Plot()
	px, py := placeAt(plot, v.origin, x, y)
	nearest, least := 0, math.Inf(1)
	for i, at := range starts {
		away := math.Hypot((at[0]-px)/(plot.X.Max-plot.X.Min), (at[1]-py)/(plot.Y.Max-plot.Y.Min))
		if away < least {
			nearest, least = i, away
		}
	}
	return nearest
}

// PointAt returns the point that a cell of the box stands for, with few digits.
func (v *RaceMap) PointAt(x, y int) (px, py float64) {
	return placeAt(v.chart.Plot(), v.origin, x, y)
}

// startGlyph marks a start, and knownLook is the series that it and the lowest
// points look like.
const (
	startGlyph = '+'
	knownLook  = 7
)

// raceWays are the trails of the optimisers and where they are.
type raceWays struct {
	trails []chart.Trail
	marks  []chart.Mark
}

// fill gathers them; the one with the focus lies on top.
func (w *raceWays) fill(look Look, d RaceData) {
	racers, h := d.Race.Racers(), d.Race.History()
	for len(w.trails) < len(racers) {
		w.trails = append(w.trails, chart.Trail{})
	}
	w.trails, w.marks = w.trails[:len(racers)], w.marks[:0]
	w.known(look, d.Race)
	for _, at := range d.Race.Starts() {
		w.marks = append(w.marks, chart.Mark{X: at[0], Y: at[1], Glyph: startGlyph, Look: knownLook})
	}
	for n := range racers {
		i := (d.Focus + 1 + n) % len(racers)
		b, t := &racers[i], &w.trails[n]
		t.Look, t.X, t.Y = i, t.X[:0], t.Y[:0]
		for k := range h.Len() {
			w.lead(d.Race, t, h.Value(k, 3*i), h.Value(k, 3*i+1))
		}
		w.lead(d.Race, t, b.At[0], b.At[1])
		w.marks = append(w.marks, chart.Mark{
			X: b.At[0], Y: b.At[1], Look: i, Name: look.runes(look.Theme.SeriesLetter(i)), Focused: i == d.Focus,
		})
	}
}

// lead makes a trail go on to a point. It is broken between two points neither of
// which is on the map: what jumps over a valley farther and farther would soon
// cover all of it.
func (w *raceWays) lead(r *experiment.Race, t *chart.Trail, x, y float64) {
	if n := len(t.X); n > 0 && !onMap(r, x, y) && !onMap(r, t.X[n-1], t.Y[n-1]) {
		t.X, t.Y = append(t.X, math.NaN()), append(t.Y, math.NaN())
	}
	t.X, t.Y = append(t.X, x), append(t.Y, y)
}

func onMap(r *experiment.Race, x, y float64) bool {
	across, up := r.Terrain().Range()
	return across.Lo <= x && x <= across.Hi && up.Lo <= y && y <= up.Hi
}

// known marks the lowest points of a named surface.
func (w *raceWays) known(look Look, r *experiment.Race) {
	for _, m := range r.Known().Minima {
		if m.Global {
			w.marks = append(w.marks, chart.Mark{X: m.X, Y: m.Y, Glyph: look.Theme.Glyphs().Global, Look: knownLook})
		}
	}
}
