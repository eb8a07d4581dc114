package labs

import (
	"math"
	"slices"

	"nabla/model"
	"nabla/sim"
	"nabla/sim/experiment"
)

var (
	_ model.Questioner = (*backprop)(nil)
	_ model.Questioner = (*chain)(nil)
	_ model.Questioner = (*convexity)(nil)
	_ model.Questioner = (*dashboard)(nil)
	_ model.Questioner = (*derivative)(nil)
	_ model.Questioner = (*descent)(nil)
	_ model.Questioner = (*fit)(nil)
	_ model.Questioner = (*gradient)(nil)
	_ model.Questioner = (*race)(nil)
	_ model.Questioner = (*rules)(nil)
	_ model.Questioner = (*train)(nil)
	_ model.Questioner = (*vanishing)(nil)
)

// How far ahead questions look: runs until they end, but no farther than ahead; and
// learning so many steps on.
const (
	ahead      = 10_000
	lessonOn   = 100
	mostChoice = 9 // of what a question lists
)

// Questions asks where the balls end, and how the first one fares.
func (d *descent) Questions() []model.Prepared { return ballQuestions(d.Now()) }

// Questions asks what the three panes will show.
func (d *dashboard) Questions() []model.Prepared {
	return slices.Concat(networkQuestions(d.Now().Networks()), ballQuestions(d.Now().Balls()))
}

func ballQuestions(d *experiment.Descent) (list []model.Prepared) {
	balls := d.Balls()
	for i := range balls[:min(len(balls), 4)] {
		if ended(balls[i].Status().Outcome) {
			continue
		}
		values := []string{"Ball", letter(i), "W", sim.FormatNumber(balls[i].W), "Rate", sim.FormatNumber(balls[i].Rate)}
		ends := func(d *experiment.Descent) bool { return ended(d.Balls()[i].Status().Outcome) }
		list = append(list,
			prepared(model.Question{Message: "question.ball-end", Values: values, Kind: model.Point, Pane: "landscape"},
				d, ahead, ends, func(d *experiment.Descent) string {
					if d.Balls()[i].Status().Outcome == sim.Diverged {
						return "question.nowhere"
					}
					if p, ok := d.Near(d.Balls()[i].W); ok {
						return figure(p.W)
					}
					return figure(d.Balls()[i].W)
				}, "question.nowhere"),
			prepared(model.Question{Message: "question.ball-fate", Values: values, Choices: fates()},
				d, ahead, ends, func(d *experiment.Descent) string { return fate(d.Balls()[i].Status().Outcome) }, choice(3)),
		)
	}
	return list
}

// Questions asks where the optimisers end, and which will be ahead.
func (r *race) Questions() (list []model.Prepared) {
	now := r.Now()
	racers := now.Racers()
	names := make([]string, len(racers))
	for i := range racers {
		names[i] = letter(i) + " " + racers[i].Kind()
	}
	if len(racers) > 1 && len(racers) <= mostChoice {
		list = append(list, after(model.Question{Message: "question.race-lowest", Values: []string{"Steps", "100"}, Choices: names},
			now, lessonOn, func(r *experiment.Race) string {
				return lowest(len(r.Racers()), func(i int) float64 { return r.Racers()[i].F })
			}))
	}
	for i := range racers[:min(len(racers), 3)] {
		if ended(racers[i].Status().Outcome) {
			continue
		}
		list = append(list, prepared(
			model.Question{Message: "question.racer-end", Values: []string{"Name", names[i]}, Kind: model.Point, Pane: "race-map"},
			now, ahead, func(r *experiment.Race) bool { return ended(r.Racers()[i].Status().Outcome) },
			func(r *experiment.Race) string {
				b := &r.Racers()[i]
				if b.Status().Outcome == sim.Diverged {
					return "question.nowhere"
				}
				return coordinate(b.At[0]) + ", " + coordinate(b.At[1])
			}, "question.nowhere"))
	}
	return list
}

// Questions asks for the slope at the point.
func (d *derivative) Questions() []model.Prepared {
	spot := d.Now().Spot()
	if spot.Problem != nil {
		return nil
	}
	return slopeQuestions(d.Now(), spot.X, spot.Slope)
}

// Questions asks for the slope at the point.
func (r *rules) Questions() []model.Prepared {
	now := r.Now()
	if now.Check().Problem != nil {
		return nil
	}
	return slopeQuestions(now, now.X(), now.Check().Dual)
}

// slopeQuestions asks for a slope that is known.
func slopeQuestions[S sim.State[S]](now S, x, slope float64) []model.Prepared {
	values := []string{"X", brief(x)}
	sign := 0
	switch {
	case slope < 0:
		sign = 1
	case slope == 0:
		sign = 2
	}
	return []model.Prepared{
		after(model.Question{Message: "question.slope", Values: values, Kind: model.Number}, now, 0, func(S) string { return figure(slope) }),
		after(model.Question{Message: "question.slope-sign", Values: values, Choices: []string{"question.rises", "question.falls", "question.level"}},
			now, 0, func(S) string { return choice(sign) }),
	}
}

// Questions asks for the derivative with respect to the chosen input.
func (c *chain) Questions() []model.Prepared {
	now := c.Now()
	if now.Problem() != nil {
		return nil
	}
	adjoint := now.Nodes()[now.Input()].Adjoint
	return []model.Prepared{after(
		model.Question{Message: "question.adjoint", Values: []string{"Output", now.Name(now.Output()), "Input", now.Name(now.Input())}, Kind: model.Number},
		now, 0, func(*experiment.Chain) string { return figure(adjoint) },
	)}
}

// Questions asks which way is uphill and how steep it is.
func (g *gradient) Questions() []model.Prepared {
	slopes := g.Now().Slopes()
	if !slopes.Points() {
		return nil
	}
	number := func(message string, x float64) model.Prepared {
		return after(model.Question{Message: message, Kind: model.Number}, g.Now(), 0, func(*experiment.Gradient) string { return figure(x) })
	}
	return []model.Prepared{number("question.uphill", slopes.GradientAngle()), number("question.steepness", slopes.Norm)}
}

// Questions asks whether a chord will be cut.
func (c *convexity) Questions() []model.Prepared {
	now := c.Now()
	if now.Mode() == experiment.ModeCompare || !now.Convex() || now.Status() != (sim.Status{}) {
		return nil
	}
	return []model.Prepared{prepared(
		model.Question{Message: "question.chord-cut", Values: []string{"Chords", sim.FormatNumber(float64(now.Chords()))}, Choices: yesOrNo()},
		now, max(now.Last()-c.Step(), 0), func(c *experiment.Convexity) bool { return !c.Convex() },
		func(*experiment.Convexity) string { return decided(true) }, decided(false),
	)}
}

// Questions asks for the loss some updates on.
func (f *fit) Questions() []model.Prepared {
	now := f.Now()
	goal := now.Updates() + lessonOn
	return []model.Prepared{
		prepared(model.Question{Message: "question.fit-loss", Values: []string{"Steps", "100", "Loss", brief(now.Loss())}, Kind: model.Number},
			now, lessonOn*experiment.Stations, func(f *experiment.Fit) bool { return f.Updates() >= goal },
			func(f *experiment.Fit) string { return figure(f.Loss()) }, noNumber),
		prepared(model.Question{Message: "question.fit-fate", Choices: fates()},
			now, ahead, func(f *experiment.Fit) bool { return ended(f.Status().Outcome) },
			func(f *experiment.Fit) string { return fate(f.Status().Outcome) }, choice(3)),
	}
}

// Questions asks for the loss of the sample, and which way its update goes.
func (b *backprop) Questions() (list []model.Prepared) {
	now := b.Now()
	if !now.Made(experiment.BackpropLoss, 0) {
		list = append(list, prepared(model.Question{Message: "question.sample-loss", Kind: model.Number},
			now, now.Cycle(), func(b *experiment.Backprop) bool { return b.Made(experiment.BackpropLoss, 0) },
			func(b *experiment.Backprop) string { return figure(b.Loss()) }, noNumber))
	}
	name := experiment.BackpropName{Kind: experiment.BackpropW}
	if before := now.Number(name); !now.Made(experiment.BackpropUpdate, 0) {
		list = append(list, prepared(
			model.Question{Message: "question.weight", Values: []string{"Name", name.String()}, Choices: []string{"question.grows", "question.shrinks", "question.stays"}},
			now, now.Cycle(), func(b *experiment.Backprop) bool { return b.Made(experiment.BackpropUpdate, 0) },
			func(b *experiment.Backprop) string {
				switch w := b.Number(name); {
				case w > before:
					return choice(0)
				case w < before:
					return choice(1)
				}
				return choice(2)
			}, noNumber))
	}
	return list
}

// Questions asks for the loss and the share of right answers some steps on.
func (t *train) Questions() []model.Prepared {
	now := t.Now()
	steps := []string{"Steps", "100"}
	list := []model.Prepared{after(
		model.Question{Message: "question.train-loss", Values: append(slices.Clip(steps), "Loss", brief(now.Loss())), Kind: model.Number},
		now, lessonOn, func(t *experiment.Train) string { return figure(t.Loss()) },
	)}
	if now.Accuracy() != nil {
		list = append(list, after(model.Question{Message: "question.train-accuracy", Values: steps, Kind: model.Number},
			now, lessonOn, func(t *experiment.Train) string { return figure(100 * *t.Accuracy()) }))
	}
	return list
}

// Questions asks how far the gradient fades on its way down, and which of the
// activations learns best.
func (v *vanishing) Questions() []model.Prepared { return networkQuestions(v.Now()) }

func networkQuestions(v *experiment.Vanishing) (list []model.Prepared) {
	names := slices.Clone(v.Activations())
	if len(names) > 1 && len(names) <= mostChoice {
		list = append(list, after(model.Question{Message: "question.activation", Values: []string{"Steps", "100"}, Choices: names},
			v, lessonOn, func(v *experiment.Vanishing) string { return lowest(len(v.Activations()), v.Loss) }))
	}
	for i, name := range names[:min(len(names), 3)] {
		list = append(list, after(model.Question{Message: "question.fading", Values: []string{"Name", name}, Kind: model.Number},
			v, 0, func(v *experiment.Vanishing) string { return figure(experiment.Slowdown(v.Layers(i))) }))
	}
	return list
}

// coordinate writes one of the coordinates of where something has come to rest: what
// is missing to the place itself is less than what is written.
func coordinate(x float64) string {
	const places = 1e5
	return figure(math.Round(x*places)/places + 0) // + 0: no −0
}

// letter is what the ball or the optimiser is called on the screen.
func letter(i int) string { return string(rune('a' + i%26)) }
