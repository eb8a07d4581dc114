package labs

import (
	"strings"

	"nabla/keymap"
	"nabla/model"
	"nabla/screen"
	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/views"
)

// fit is a curve that is fitted to points by descent on its loss.
type fit struct {
	run[*experiment.Fit]
	panes []model.Pane
}

func newFit() model.Lab {
	f := &fit{run: run[*experiment.Fit]{begin: experiment.NewFit}}
	points := &fitPointsPane{fit: func() *experiment.Fit { return f.Now() }}
	f.panes = []model.Pane{
		points,
		&fitLoopPane{points: points, walked: -1},
		&fitMapPane{fit: points.fit},
		&lossPane{data: f.loss, place: model.Place{Right: true, Weight: 3, MinHeight: 6, Rank: 3}},
	}
	return f
}

func (f *fit) Timeline() model.Timeline { return f.run.Timeline }

func (f *fit) Panes() []model.Pane { return f.panes }

func (f *fit) Summary(views.Look) string {
	name, _ := f.Now().Curve()
	return dataName(f.setup) + " · " + name + " · " + f.Now().LossName()
}

// loss returns the curve of the loss.
func (f *fit) loss() views.LossData {
	now := f.Now()
	return views.LossData{Step: f.Step(), Series: []views.LossSeries{
		{Name: "L", History: now.History(), Column: 0, Last: now.Loss(), Status: now.Status()},
	}}
}

// fitPointsPane is the points with the curve. One point is worked out: that of
// the setup, unless another was chosen since by key or mouse.
type fitPointsPane struct {
	fit    func() *experiment.Fit
	chosen int  // counted from 0
	since  int  // what the setup's was, counted from 1, when it was chosen; 0 for never
	all    bool // the squares of all errors are drawn
	view   views.FitPoints
}

var (
	_ model.Dragger = (*fitPointsPane)(nil)
	_ model.Actor   = (*fitPointsPane)(nil)
)

func (p *fitPointsPane) Name() string { return "fit" }

func (p *fitPointsPane) Place() model.Place { return model.Place{Weight: 5, MinHeight: 9} }

func (p *fitPointsPane) Note(look views.Look) string { return views.PointNote(look, p.data()) }

func (p *fitPointsPane) data() views.FitData {
	return views.FitData{Fit: p.fit(), Point: p.point(), Walked: -1, Squares: p.all}
}

// point returns the point that is worked out.
func (p *fitPointsPane) point() int {
	f := p.fit()
	if p.since != f.Chosen()+1 {
		return f.Chosen()
	}
	return min(p.chosen, f.Len()-1)
}

func (p *fitPointsPane) choose(point int) { p.chosen, p.since = point, p.fit().Chosen()+1 }

func (p *fitPointsPane) Draw(box screen.Box, look views.Look) { p.view.Draw(box, look, p.data()) }

func (p *fitPointsPane) Actions() []model.Action {
	return []model.Action{keymap.NextBall, keymap.Detail}
}

func (p *fitPointsPane) Act(action model.Action) bool {
	switch action {
	case keymap.NextBall:
		p.choose((p.point() + 1) % p.fit().Len())
	case keymap.Detail:
		p.all = !p.all
	default:
		return false
	}
	return true
}

// Grab chooses the point at the cell. It is not held: points do not move.
func (p *fitPointsPane) Grab(x, y int) bool {
	if point, ok := p.view.PointAt(x, y); ok {
		p.choose(point)
	}
	return false
}

// Drag is not called, since nothing is held.
func (p *fitPointsPane) Drag(int, int) model.Change { return model.Change{} }

// fitLoopPane is the loop of four stations. A key or the mouse lights one of them,
// wherever the run is.
type fitLoopPane struct {
	points *fitPointsPane
	walked int // the station that is lit, −1 for those that the run is at
	view   views.FitLoop
}

var (
	_ model.Dragger = (*fitLoopPane)(nil)
	_ model.Actor   = (*fitLoopPane)(nil)
)

func (p *fitLoopPane) Name() string { return "loop" }

func (p *fitLoopPane) Place() model.Place { return model.Place{Weight: 4, MinHeight: 11, Rank: 1} }

func (p *fitLoopPane) Note(look views.Look) string {
	f := p.points.fit()
	text := look.Words.T("fit.updates", "Count", f.Updates())
	if rule := f.Rule(); rule != "sgd" {
		text = rule + " · " + text
	}
	return text
}

func (p *fitLoopPane) Draw(box screen.Box, look views.Look) {
	data := p.points.data()
	data.Walked = p.walked
	p.view.Draw(box, look, data)
}

func (p *fitLoopPane) Actions() []model.Action { return []model.Action{keymap.Walk} }

// Act lights the next station, and after the last those that the run is at.
func (p *fitLoopPane) Act(action model.Action) bool {
	if action != keymap.Walk {
		return false
	}
	if p.walked++; p.walked == experiment.Stations {
		p.walked = -1
	}
	return true
}

// Grab lights the station at the cell, or no longer.
func (p *fitLoopPane) Grab(_, y int) bool {
	if station, ok := p.view.StationAt(y); ok {
		if p.walked == station {
			station = -1
		}
		p.walked = station
	}
	return false
}

// Drag is not called, since nothing is held.
func (p *fitLoopPane) Drag(int, int) model.Change { return model.Change{} }

// fitMapPane is the loss over two of the parameters. The mouse puts them
// somewhere else, and a key takes the next two.
type fitMapPane struct {
	fit  func() *experiment.Fit
	turn int // which pair of parameters
	view views.FitMap
}

var (
	_ model.Dragger = (*fitMapPane)(nil)
	_ model.Actor   = (*fitMapPane)(nil)
)

func (p *fitMapPane) Name() string { return "loss-map" }

func (p *fitMapPane) Place() model.Place {
	return model.Place{Right: true, Weight: 9, MinHeight: 8, Rank: 2}
}

func (p *fitMapPane) Note(views.Look) string {
	names, pair := p.fit().Names(), p.pair()
	note := "L(" + names[pair[0]] + ", " + names[pair[1]] + ")"
	if len(names) > 2 {
		note += " " + views.Count(p.turn%pairs(len(names))+1, pairs(len(names)))
	}
	return note
}

// pairs is in how many ways two of n parameters can be chosen.
func pairs(n int) int { return n * (n - 1) / 2 }

// pair is the two parameters whose turn it is.
func (p *fitMapPane) pair() [2]int {
	n := len(p.fit().Names())
	i, after := 0, p.turn%pairs(n)
	for after >= n-1-i { // so many have i as their first
		after -= n - 1 - i
		i++
	}
	return [2]int{i, i + 1 + after}
}

func (p *fitMapPane) Draw(box screen.Box, look views.Look) {
	p.view.Draw(box, look, views.FitMapData{Fit: p.fit(), Pair: p.pair()})
}

func (p *fitMapPane) Actions() []model.Action { return []model.Action{keymap.NextPair} }

func (p *fitMapPane) Act(action model.Action) bool {
	if action != keymap.NextPair {
		return false
	}
	p.turn = (p.turn + 1) % pairs(len(p.fit().Names()))
	return true
}

// Grab takes hold of the parameters from anywhere on the map.
func (p *fitMapPane) Grab(x, y int) bool { return p.view.OnMap(x, y) }

// Drag asks for the two parameters to start where the mouse is, the others staying
// what they are.
func (p *fitMapPane) Drag(x, y int) model.Change {
	f, pair := p.fit(), p.pair()
	theta := f.Theta()
	theta[pair[0]], theta[pair[1]] = p.view.PlaceAt(x, y)
	texts := make([]string, len(f.Names()))
	for j := range texts {
		texts[j] = sim.FormatNumber(theta[j])
	}
	return model.Change{Name: "start", Text: strings.Join(texts, ",")}
}
