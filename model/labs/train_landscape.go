package labs

import (
	"context"
	"slices"
	"strconv"

	"nabla/keymap"
	"nabla/model"
	"nabla/screen"
	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/views"
)

// landscapePart is how many products of a loss landscape a command makes: some
// hundredths of a second, so that what is cancelled soon ends.
const landscapePart = 40_000_000

// landscapeTask is a loss landscape in the making.
type landscapeTask struct{ *experiment.LossLandscape }

var _ model.Task = landscapeTask{}

func (t landscapeTask) Work(ctx context.Context) bool {
	return t.LossLandscape.Work(ctx, landscapePart)
}

// surroundings is the loss around the network of a run, which several panes show.
// While the run moves it stays that of the step where the run set off, or of the
// last one that was looked at; what is done is kept until the next one is.
type surroundings struct {
	run    *run[*experiment.Train]
	random bool // the plane is to be a random one
	moves  bool

	wanted landscapeWish
	of     experiment.LandscapeOf // what is wanted is made of
	shown  landscapeWish          // what done is of
	done   *experiment.LossLandscape
	heard  model.Progress

	making landscapeMaking
}

// landscapeWish names a landscape: the key names everything that it is made of, and
// the setup that of which others of the same run are.
type landscapeWish struct {
	setup, key string
	step       int
	random     bool
}

// landscapeMaking is the last one that was begun. Nobody but commands looks at it,
// of which there is one at a time; so a second pane goes on with what the first one
// began.
type landscapeMaking struct {
	key  string
	task landscapeTask
}

// wish is what is to be seen.
func (s *surroundings) wish() landscapeWish {
	setup := sim.Moment{Setup: s.run.setup}.String()
	if w := s.wanted; s.moves && w.setup == setup && w.random == s.random {
		return w
	}
	m := sim.Moment{Setup: s.run.setup, Edits: s.edits(), Step: s.run.Step()}
	return landscapeWish{
		setup: setup, key: strconv.FormatBool(s.random) + " " + m.String(), step: m.Step, random: s.random,
	}
}

// edits are those made up to the playhead.
func (s *surroundings) edits() []sim.Edit {
	edits, step := s.run.Edits(), s.run.Step()
	if i := slices.IndexFunc(edits, func(e sim.Edit) bool { return e.Step > step }); i >= 0 {
		return edits[:i]
	}
	return edits
}

// Moving tells whether the run moves.
func (s *surroundings) Moving(moves bool) { s.moves = moves }

// Job is the landscape that is wanted, unless that is the one there is.
func (s *surroundings) Job() (model.Job, bool) {
	w := s.wish()
	if s.shown.setup != w.setup {
		s.shown, s.done = landscapeWish{}, nil
	}
	if w != s.wanted {
		s.wanted, s.heard = w, model.Progress{}
		s.of = experiment.LandscapeOf{
			Start: s.run.Start(), Edits: s.edits(), Step: w.step, Seed: s.run.setup.Seed, Plane: experiment.PathPlane,
		}
		if w.random {
			s.of.Plane = experiment.RandomPlane
		}
	}
	if s.done != nil && s.shown == w {
		return model.Job{}, false
	}
	of := s.of
	return model.Job{Key: w.key, Begin: func() model.Task {
		if s.making.key != w.key {
			s.making = landscapeMaking{key: w.key, task: landscapeTask{of.Begin()}}
		}
		return s.making.task
	}}, true
}

// Hear keeps what is done.
func (s *surroundings) Hear(now model.Progress) {
	s.heard = now
	if done, ok := now.Done.(landscapeTask); ok {
		s.shown, s.done = s.wanted, done.LossLandscape
	}
}

// data is what the panes show.
func (s *surroundings) data() views.LossLandscapeData {
	return views.LossLandscapeData{
		Landscape: s.done, ID: s.shown.key, Err: s.heard.Err,
		Making: s.shown != s.wanted, Next: s.wanted.step, Share: s.heard.Share,
		Train: s.run.Now(), Step: s.run.Step(), OfPath: !s.random,
	}
}

// turnPlane chooses the other plane.
func (s *surroundings) turnPlane(action model.Action) bool {
	if action != keymap.NextPath {
		return false
	}
	s.random = !s.random
	return true
}

// lossLandscapePane is the loss around the network, from above.
type lossLandscapePane struct {
	*surroundings
	view views.LossLandscapeMap
}

var (
	_ model.Follower = (*lossLandscapePane)(nil)
	_ model.Actor    = (*lossLandscapePane)(nil)
)

func (p *lossLandscapePane) Name() string { return "loss-landscape" }

func (p *lossLandscapePane) Place() model.Place { return model.Place{} }

func (p *lossLandscapePane) Note(look views.Look) string {
	return views.LossLandscapeNote(look, p.data())
}

func (p *lossLandscapePane) Draw(box screen.Box, look views.Look) { p.view.Draw(box, look, p.data()) }

func (p *lossLandscapePane) Actions() []model.Action { return []model.Action{keymap.NextPath} }

func (p *lossLandscapePane) Act(action model.Action) bool { return p.turnPlane(action) }

// lossReliefPane is the same in space. Keys and the mouse turn it.
type lossReliefPane struct {
	*surroundings
	turning
	view views.LossLandscapeRelief
}

var (
	_ model.Follower = (*lossReliefPane)(nil)
	_ model.Turner   = (*lossReliefPane)(nil)
	_ model.Actor    = (*lossReliefPane)(nil)
)

func (p *lossReliefPane) Name() string { return "loss-relief" }

func (p *lossReliefPane) Place() model.Place { return model.Place{} }

func (p *lossReliefPane) Note(look views.Look) string {
	return views.LossLandscapeNote(look, p.data())
}

func (p *lossReliefPane) Draw(box screen.Box, look views.Look) {
	p.view.Draw(box, look, p.data(), p.at)
}

func (p *lossReliefPane) Actions() []model.Action {
	return append(p.turning.Actions(), keymap.NextPath)
}

func (p *lossReliefPane) Act(action model.Action) bool {
	return p.turning.Act(action) || p.turnPlane(action)
}
