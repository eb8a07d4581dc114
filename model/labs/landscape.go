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
	signs bool // the next step is shown with its sign
	focus int
	view  views.Landscape
}

var (
	_ model.Dragger = (*landscapePane)(nil)
	_ model.Actor   = (*landscapePane)(nil)
	_ model.Worker  = (*landscapePane)(nil)
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
	p.view.Draw(box, look, p.data())
}

func (p *landscapePane) data() views.LandscapeData {
	return views.LandscapeData{Descent: p.balls(), Focus: p.focused(), Signs: p.signs}
}

// Job is what of the strip of basins takes longer than a frame may.
func (p *landscapePane) Job() (model.Job, bool) { return restJob(p.view.Rest(p.data())) }

func (p *landscapePane) Hear(now model.Progress) { hearRest(&p.view, now) }

// start is where the ball with the focus was dropped.
func (p *landscapePane) start(look views.Look) string {
	return views.StartText(look, p.balls(), &p.balls().Balls()[p.focused()])
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

// Grab takes hold of the ball at the cell. One of those that are spread over the
// range gets the focus, but is not held: it has no start of its own.
func (p *landscapePane) Grab(x, y int) bool {
	ball, ok := p.view.BallAt(x, y)
	if ok {
		p.focus = ball
	}
	return ok && !p.balls().Spread()
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

// ballsPane is the table of the balls that a landscape pane shows, and below it
// that of the methods.
type ballsPane struct {
	curve *landscapePane
	place model.Place
	view  views.Balls
}

var _ model.Worker = (*ballsPane)(nil)

// Job is what of the comparison of the methods takes longer than a frame may.
func (p *ballsPane) Job() (model.Job, bool) { return restJob(p.view.Rest(p.curve.data())) }

func (p *ballsPane) Hear(now model.Progress) { hearRest(&p.view, now) }

func (p *ballsPane) Name() string { return "balls" }

func (p *ballsPane) Place() model.Place { return p.place }

func (p *ballsPane) Note(views.Look) string {
	return views.RuleText(p.curve.balls())
}

func (p *ballsPane) Draw(box screen.Box, look views.Look) {
	p.view.Draw(box, look, p.curve.data())
}
