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

// landscapePane shows the curve and its balls. One ball has the focus: its
// tangent is drawn and its numbers are spelt out. The mouse drags balls to new
// starts.
type landscapePane struct {
	balls func() *experiment.Descent
	place model.Place
	focus int
	view  views.Landscape
}

var (
	_ model.Dragger = (*landscapePane)(nil)
	_ model.Actor   = (*landscapePane)(nil)
)

func newLandscapePane(balls func() *experiment.Descent, place model.Place) *landscapePane {
	return &landscapePane{balls: balls, place: place}
}

func (p *landscapePane) Name() string { return "landscape" }

func (p *landscapePane) Place() model.Place { return p.place }

func (p *landscapePane) Note(views.Look) string {
	curve := p.balls().Curve()
	return "f(w) = " + curve.Formula().String()
}

func (p *landscapePane) Draw(box screen.Box, look views.Look) {
	p.view.Draw(box, look, views.LandscapeData{Descent: p.balls(), Focus: p.focused()})
}

// focused returns the ball with the focus; a run begun since may have fewer.
func (p *landscapePane) focused() int { return min(p.focus, len(p.balls().Balls())-1) }

func (p *landscapePane) Actions() []model.Action { return []model.Action{keymap.NextBall} }

func (p *landscapePane) Act(action model.Action) bool {
	if action != keymap.NextBall {
		return false
	}
	p.focus = (p.focused() + 1) % len(p.balls().Balls())
	return true
}

func (p *landscapePane) Grab(x, y int) bool {
	ball, ok := p.view.BallAt(x, y)
	if ok {
		p.focus = ball
	}
	return ok
}

// Drag asks for the start of the focused ball to be where the mouse is.
func (p *landscapePane) Drag(x, _ int) model.Change {
	d := p.balls()
	starts := d.Starts()
	texts := make([]string, len(starts))
	for i, w := range starts {
		texts[i] = sim.FormatNumber(w)
	}
	texts[p.focused()/len(d.Rates())] = sim.FormatNumber(p.view.ValueAt(x))
	return model.Change{Name: "starts", Text: strings.Join(texts, ",")}
}

// ballsPane is the table of the balls that a landscape pane shows.
type ballsPane struct {
	curve *landscapePane
}

var _ model.Pane = (*ballsPane)(nil)

func (p *ballsPane) Name() string { return "balls" }

func (p *ballsPane) Place() model.Place {
	return model.Place{Right: true, Weight: 3, MinHeight: 5, Rank: 1}
}

func (p *ballsPane) Note(views.Look) string {
	switch d := p.curve.balls(); {
	case d.Newton():
		return "w ← w − f′(w)/f″(w)"
	case d.Climbs():
		return "w ← w + µ·f′(w)"
	}
	return "w ← w − µ·f′(w)"
}

func (p *ballsPane) Draw(box screen.Box, look views.Look) {
	views.Balls{Descent: p.curve.balls(), Focus: p.curve.focused()}.Draw(box, look)
}
