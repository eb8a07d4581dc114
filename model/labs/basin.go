package labs

import (
	"context"
	"slices"
	"strings"

	"nabla/keymap"
	"nabla/model"
	"nabla/screen"
	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/views"
)

// basinPart is how many steps of a map of basins a command makes: some hundredths
// of a second, so that what is cancelled soon ends.
const basinPart = 20_000

// basinTask is a map of basins in the making.
type basinTask struct{ *experiment.Basins }

var _ model.Task = basinTask{}

func (t basinTask) Work(ctx context.Context) bool { return t.Basins.Work(ctx, basinPart) }

func (t basinTask) Share() float64 {
	done, all := t.Done()
	return float64(done) / float64(all)
}

// mapped is a pane whose present run has a map of basins.
type mapped interface {
	model.Dragger
	model.Actor
	model.Plotter

	// basins returns the map that has yet to be made.
	basins() basinJob

	// starts returns what the map shows of the present run.
	starts() views.BasinData

	// startAt is the wish for the run to start at a place of the map.
	startAt(x, y float64) model.Change
}

// basinJob is a map that has yet to be made: of [experiment.RaceBasins], say.
type basinJob interface {
	Key() string
	Begin() *experiment.Basins
}

// basinPane is a pane that a key turns into the map of its basins, and back.
type basinPane struct {
	mapped
	on    bool
	heard model.Progress
	view  views.BasinMap
}

var (
	_ model.Worker = (*basinPane)(nil)
	_ model.Jumper = (*basinPane)(nil)
	_ model.Actor  = (*basinPane)(nil)
)

func (p *basinPane) Name() string {
	if p.on {
		return "basins"
	}
	return p.mapped.Name()
}

func (p *basinPane) Draw(box screen.Box, look views.Look) {
	if !p.on {
		p.mapped.Draw(box, look)
		return
	}
	data := p.starts()
	data.Share, data.Err = p.heard.Share, p.heard.Err
	if done, ok := p.heard.Done.(basinTask); ok {
		data.Basins = done.Basins
	}
	p.view.Draw(box, look, data)
}

// Job is the map, while it is to be seen.
func (p *basinPane) Job() (model.Job, bool) {
	if !p.on {
		if worker, ok := p.mapped.(model.Worker); ok {
			return worker.Job()
		}
		return model.Job{}, false
	}
	job := p.basins()
	return model.Job{Key: job.Key(), Begin: func() model.Task { return basinTask{job.Begin()} }}, true
}

func (p *basinPane) Hear(now model.Progress) {
	if p.on {
		p.heard = now
	} else if worker, ok := p.mapped.(model.Worker); ok {
		worker.Hear(now)
	}
}

func (p *basinPane) Actions() []model.Action {
	return append(slices.Clip(p.mapped.Actions()), keymap.Basins)
}

func (p *basinPane) Act(action model.Action) bool {
	if action != keymap.Basins {
		return p.mapped.Act(action)
	}
	p.on, p.heard = !p.on, model.Progress{}
	return true
}

func (p *basinPane) Grab(x, y int) bool {
	if !p.on {
		return p.mapped.Grab(x, y)
	}
	_, _, ok := p.view.StartAt(x, y)
	return ok
}

// Jumps reports that a click on the map is enough.
func (p *basinPane) Jumps() bool { return p.on }

func (p *basinPane) Drag(x, y int) model.Change {
	if !p.on {
		return p.mapped.Drag(x, y)
	}
	startX, startY := p.view.Near(x, y)
	return p.startAt(startX, startY)
}

var (
	_ mapped = (*raceMapPane)(nil)
	_ mapped = (*landscapePane)(nil)
)

func (p *raceMapPane) basins() basinJob {
	d := p.data()
	return d.Race.Basins(d.Focus)
}

func (p *raceMapPane) starts() views.BasinData {
	d := p.data()
	names := d.Race.Terrain().Formula().Vars()
	data := views.BasinData{XLabel: names[0], YLabel: names[1]}
	starts := d.Race.Starts()
	first := d.Focus - d.Race.StartOf(d.Focus) // of the racers with the same optimiser
	for i, at := range starts {
		data.Starts = append(data.Starts, views.BasinStart{X: at[0], Y: at[1], Look: first + i, Focused: first+i == d.Focus})
	}
	return data
}

func (p *raceMapPane) startAt(x, y float64) model.Change {
	d := p.data()
	return p.moved(d.Race.StartOf(d.Focus), x, y)
}

func (p *landscapePane) basins() basinJob { return p.balls().Basins() }

func (p *landscapePane) starts() views.BasinData {
	d := views.BasinData{Rates: true, XLabel: "w", YLabel: "µ"}
	balls := p.balls().Balls()
	for i := range balls {
		if i != p.focused() && len(balls) > mostMarked {
			continue
		}
		d.Starts = append(d.Starts, views.BasinStart{
			X: balls[i].Start, Y: balls[i].Rate, Look: i, Focused: i == p.focused(),
		})
	}
	return d
}

// mostMarked is how many balls are marked on a map, beside the one with the focus.
const mostMarked = 8

// startAt gives the ball with the focus another start and step size, which those
// that share one of them get too.
func (p *landscapePane) startAt(w, rate float64) model.Change {
	d := p.balls()
	n := len(d.Rates())
	rates := model.Change{Name: "rates", Text: replaced(d.Rates(), p.focused()%n, rate)}
	if d.Spread() {
		return rates // the starts are not listed
	}
	change := model.Change{Name: "starts", Text: replaced(d.Starts(), p.focused()/n, w)}
	if d.Basins().HasRates() {
		change.And = &rates
	}
	return change
}

// replaced writes the numbers with another one in one's place.
func replaced(values []float64, at int, v float64) string {
	texts := make([]string, len(values))
	for i := range values {
		texts[i] = sim.FormatNumber(values[i])
	}
	texts[at] = sim.FormatNumber(v)
	return strings.Join(texts, ",")
}
