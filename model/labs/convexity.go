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

// convexity is the chord test of a curve, a loss or a network's loss; in
// another mode balls on a convex curve and on one that is not.
type convexity struct {
	run[*experiment.Convexity]
	panes []model.Pane
}

func newConvexity() model.Lab {
	c := &convexity{run: run[*experiment.Convexity]{begin: experiment.NewConvexity}}
	now := func() *experiment.Convexity { return c.Now() }
	curve := &convexityPane{now: now}
	c.panes = []model.Pane{curve, &bendPane{now: now, curve: curve}, &verdictPane{now: now}}
	return c
}

func (c *convexity) Timeline() model.Timeline { return c.run.Timeline }

// Length returns how many steps there are.
func (c *convexity) Length() int { return c.Now().Last() }

func (c *convexity) Panes() []model.Pane { return c.panes }

func (c *convexity) Summary(look views.Look) string {
	switch now := c.Now(); now.Mode() {
	case experiment.ModeCompare:
		convex, _ := now.Released()
		return look.Words.T("summary.balls", "Count", len(convex.Balls()))
	case experiment.ModeLoss:
		return c.setup.Value("loss").String()
	case experiment.ModeNetwork:
		return "xor"
	default:
		return look.Words.T("convexity.summary", "Chords", now.Chords())
	}
}

// convexityPane shows the curve with the chord under test, whose ends the mouse
// drags; or the two curves with the balls, whose starts it drags.
type convexityPane struct {
	now      func() *experiment.Convexity
	test     views.ChordTest
	released views.Released
	focus    int    // the ball with the tangent
	held     string // a or b
}

var (
	_ model.Dragger = (*convexityPane)(nil)
	_ model.Actor   = (*convexityPane)(nil)
)

func (p *convexityPane) Name() string {
	if p.comparing() {
		return "released"
	}
	return "chord"
}

func (p *convexityPane) comparing() bool { return p.now().Mode() == experiment.ModeCompare }

func (p *convexityPane) Place() model.Place { return model.Place{Weight: 4, MinHeight: 9} }

func (p *convexityPane) Note(look views.Look) string {
	if p.comparing() {
		if convex, _ := p.now().Released(); convex.Climbs() {
			return "w ← w + µ·f′(w)"
		}
		return "w ← w − µ·f′(w)"
	}
	return views.ConvexityFormula(look, p.now())
}

func (p *convexityPane) Draw(box screen.Box, look views.Look) {
	if p.comparing() {
		convex, other := p.now().Released()
		p.released.Draw(box, look, convex, other, p.focused())
		return
	}
	p.test.Draw(box, look, p.now())
}

// focused returns the ball with the focus; a run begun since may have fewer.
func (p *convexityPane) focused() int {
	convex, _ := p.now().Released()
	return min(p.focus, len(convex.Balls())-1)
}

func (p *convexityPane) Actions() []model.Action {
	if p.comparing() {
		return []model.Action{keymap.NextBall}
	}
	return nil
}

func (p *convexityPane) Act(action model.Action) bool {
	if action != keymap.NextBall || !p.comparing() {
		return false
	}
	convex, _ := p.now().Released()
	p.focus = (p.focused() + 1) % len(convex.Balls())
	return true
}

func (p *convexityPane) Grab(x, y int) (ok bool) {
	if p.comparing() {
		var ball int
		if ball, ok = p.released.BallAt(x, y); ok {
			p.focus = ball
		}
		return ok
	}
	p.held, ok = p.test.EndAt(x, y)
	return ok
}

// Drag asks for the end of the chord, or the start of the ball, to be where the
// mouse is.
func (p *convexityPane) Drag(x, y int) model.Change {
	if !p.comparing() {
		return model.Change{Name: p.held, Text: sim.FormatNumber(p.test.ValueAt(x))}
	}
	convex, _ := p.now().Released()
	texts := make([]string, len(convex.Starts()))
	for i, w := range convex.Starts() {
		texts[i] = sim.FormatNumber(w)
	}
	if w, ok := p.released.ValueAt(x, y); ok {
		texts[p.focused()] = sim.FormatNumber(w)
	}
	return model.Change{Name: "starts", Text: strings.Join(texts, ",")}
}

// bendPane shows the second derivative, or where each start has led.
type bendPane struct {
	now   func() *experiment.Convexity
	curve *convexityPane
	view  views.Bend
}

var _ model.Pane = (*bendPane)(nil)

func (p *bendPane) Name() string {
	if p.curve.comparing() {
		return "balls"
	}
	return "second"
}

func (p *bendPane) Place() model.Place { return model.Place{Weight: 1, MinHeight: 6, Rank: 2} }

func (p *bendPane) Note(look views.Look) string {
	switch p.now().Mode() {
	case experiment.ModeCompare:
		return ""
	case experiment.ModeNetwork:
		return look.Words.T("convexity.by-differences")
	default:
		return p.now().Subject().Symbol + "″"
	}
}

func (p *bendPane) Draw(box screen.Box, look views.Look) {
	if convex, other := p.now().Released(); convex != nil {
		views.Ends{Convex: convex, Other: other, Focus: p.curve.focused()}.Draw(box, look)
		return
	}
	p.view.Draw(box, look, p.now())
}

// verdictPane says how the test stands and what that means.
type verdictPane struct{ now func() *experiment.Convexity }

var _ model.Pane = (*verdictPane)(nil)

func (p *verdictPane) Name() string { return "verdict" }

func (p *verdictPane) Place() model.Place {
	return model.Place{Right: true, Weight: 3, MinHeight: 11, Rank: 1}
}

func (p *verdictPane) Note(views.Look) string { return "" }

func (p *verdictPane) Draw(box screen.Box, look views.Look) {
	views.Verdict{Test: p.now()}.Draw(box, look)
}
