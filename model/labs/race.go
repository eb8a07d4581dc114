package labs

import (
	"slices"

	"nabla/keymap"
	"nabla/model"
	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views"
)

// race is several optimisers on one surface.
type race struct {
	run[*experiment.Race]
	panes []model.Pane
}

func newRace() model.Lab {
	r := &race{run: run[*experiment.Race]{begin: experiment.NewRace}}
	field := &raceMapPane{race: func() *experiment.Race { return r.Now() }}
	r.panes = []model.Pane{
		&basinPane{mapped: field},
		&rankingPane{field: field},
		&insidePane{field: field},
		&reliefPane{field: field},
	}
	return r
}

func (r *race) Timeline() model.Timeline { return r.run.Timeline }

func (r *race) Panes() []model.Pane { return r.panes }

func (r *race) Summary(look views.Look) string {
	f := r.Now().Terrain()
	name := f.Name()
	if name == "" {
		name = f.Formula().String()
	}
	var scratch [256]byte
	text := append(append(scratch[:0], name...), " ·"...)
	for i := range r.Now().Racers() {
		text = append(append(text, ' '), r.Now().Racers()[i].Kind()...)
	}
	return look.Words.Keep(text)
}

// raceMapPane is the surface from above. One optimiser has the focus; the mouse
// drags the nearest start.
type raceMapPane struct {
	race  func() *experiment.Race
	focus int
	held  int // the start that the mouse has hold of
	view  views.RaceMap
}

var (
	_ model.Dragger = (*raceMapPane)(nil)
	_ model.Actor   = (*raceMapPane)(nil)
)

func (p *raceMapPane) Name() string { return "race-map" }

func (p *raceMapPane) Place() model.Place { return model.Place{Weight: 5, MinHeight: 10} }

func (p *raceMapPane) Note(views.Look) string {
	return equation(p.race().Terrain().Formula())
}

// data is what the panes of the race show; a run begun since the focus was given
// may have fewer optimisers.
func (p *raceMapPane) data() views.RaceData {
	r := p.race()
	return views.RaceData{Race: r, Focus: min(p.focus, len(r.Racers())-1)}
}

func (p *raceMapPane) Draw(box screen.Box, look views.Look) { p.view.Draw(box, look, p.data()) }

func (p *raceMapPane) Actions() []model.Action { return []model.Action{keymap.NextBall} }

func (p *raceMapPane) Act(action model.Action) bool {
	if action != keymap.NextBall {
		return false
	}
	d := p.data()
	p.focus = (d.Focus + 1) % len(d.Race.Racers())
	return true
}

// Grab takes hold of the nearest start from anywhere on the map.
func (p *raceMapPane) Grab(x, y int) bool {
	if !p.view.OnMap(x, y) {
		return false
	}
	p.held = p.view.NearestStart(x, y, p.race().Starts())
	return true
}

// Drag asks for the start that is held to be where the mouse is.
func (p *raceMapPane) Drag(x, y int) model.Change {
	px, py := p.view.PointAt(x, y)
	return p.moved(p.held, px, py)
}

// moved is the wish for one of the starts to be at a place.
func (p *raceMapPane) moved(start int, x, y float64) model.Change {
	starts := slices.Clone(p.race().Starts())
	starts[min(start, len(starts)-1)] = [2]float64{x, y}
	return model.Change{Name: "start", Text: experiment.FormatStarts(starts)}
}

// rankingPane is the table of the optimisers.
type rankingPane struct {
	field     *raceMapPane
	byArrival bool
	view      views.Ranking
}

var _ model.Actor = (*rankingPane)(nil)

func (p *rankingPane) Name() string { return "ranking" }

func (p *rankingPane) Place() model.Place {
	const around, least = 3, 4 // the frame and the headings; rows
	n := len(p.field.race().Racers())
	return model.Place{Right: true, Weight: max(0, n-least), MinHeight: min(n, least) + around, Rank: 1}
}

func (p *rankingPane) Note(look views.Look) string {
	if p.byArrival {
		return look.Words.T("race.by-arrival")
	}
	return look.Words.T("race.by-f")
}

func (p *rankingPane) Draw(box screen.Box, look views.Look) {
	d := p.field.data()
	d.ByArrival = p.byArrival
	p.view.Draw(box, look, d)
}

func (p *rankingPane) Actions() []model.Action { return []model.Action{keymap.Order} }

func (p *rankingPane) Act(action model.Action) bool {
	if action != keymap.Order {
		return false
	}
	p.byArrival = !p.byArrival
	return true
}

// insidePane is the next step of the optimiser with the focus, worked out, and the
// curvature where it is.
type insidePane struct {
	field *raceMapPane
	view  views.RaceInside
}

var _ model.Pane = (*insidePane)(nil)

func (p *insidePane) Name() string { return "inside" }

func (p *insidePane) Place() model.Place {
	return model.Place{Right: true, Weight: 8, MinHeight: 8, Rank: 2}
}

func (p *insidePane) Note(look views.Look) string {
	d := p.field.data()
	return look.Words.T("race.next-step", "Name", d.Race.Racers()[d.Focus].Kind())
}

func (p *insidePane) Draw(box screen.Box, look views.Look) {
	p.view.Draw(box, look, p.field.data())
}

// reliefPane is the surface in space. Keys and the mouse turn it.
type reliefPane struct {
	turning
	field *raceMapPane
	view  views.Relief
}

var (
	_ model.Turner = (*reliefPane)(nil)
	_ model.Actor  = (*reliefPane)(nil)
)

func (p *reliefPane) Name() string { return "relief" }

func (p *reliefPane) Place() model.Place { return model.Place{Weight: 5, MinHeight: 11, Rank: 3} }

func (p *reliefPane) Note(views.Look) string { return p.at.Angles() }

func (p *reliefPane) Draw(box screen.Box, look views.Look) {
	p.view.Draw(box, look, p.field.data(), p.at)
}
