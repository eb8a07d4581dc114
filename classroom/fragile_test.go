package classroom_test

import (
	"strconv"
	"strings"
	"testing"

	"nabla/classroom"
	"nabla/model"
	"nabla/screen"
	"nabla/sim"
	"nabla/views"
)

// glass is a simulation that breaks at a step.
type glass struct{ n, breaks int }

func (g *glass) Step() {
	if g.n++; g.n == g.breaks {
		panic("broken glass")
	}
}
func (g *glass) Clone() *glass              { c := *g; return &c }
func (*glass) Apply(sim.Edit) error         { return sim.ErrNeedsRestart }
func (g *glass) Report() any                { return g.n }
func (*glass) Status() sim.Status           { return sim.Status{} }
func (*glassLab) Summary(views.Look) string { return "glass" }

// glassLab is the lab of it, which also breaks while it draws: at a seed.
type glassLab struct {
	run  *sim.Timeline[*glass]
	seed uint64
}

func (l *glassLab) Load(setup sim.Setup, _ sim.Opener) (func(), error) {
	return func() {
		l.run, l.seed = sim.NewTimeline(&glass{breaks: setup.Value("breaks").Whole()}), setup.Seed
	}, nil
}

func (l *glassLab) Timeline() model.Timeline { return l.run }
func (l *glassLab) Panes() []model.Pane      { return []model.Pane{l} }
func (*glassLab) Name() string               { return "loss" }
func (*glassLab) Place() model.Place         { return model.Place{Weight: 1, MinHeight: 3} }
func (*glassLab) Note(views.Look) string     { return "" }
func (l *glassLab) Draw(box screen.Box, _ views.Look) {
	if l.seed == 13 {
		panic("unlucky")
	}
	box.Text(0, 0, "whole at "+strconv.Itoa(l.run.Step()), screen.Style{})
}

func TestPanicInALab(t *testing.T) {
	t.Parallel()
	params := []sim.Param{{Name: "breaks", Kind: sim.Whole, Default: "3", Min: 0, Max: 100}}
	c := newClass(t, func(o *classroom.Options) {
		o.Entries = append(o.Entries, model.Entry{Name: "glass", Params: params, New: func() model.Lab { return &glassLab{} }})
	})
	teacher, student := c.pair()
	for _, breaks := range []string{":glass @5" + enter, ":glass seed=13" + enter} {
		mallory := c.student("mallory", usual)
		mallory.shows("following")
		mallory.press(follow)
		mallory.shows("exploring")
		mallory.press(breaks)
		mallory.gone()
		if !strings.Contains(mallory.written(), "This session broke; the class goes on.") {
			t.Errorf("mallory is not told: %q", mallory.text())
		}
		c.alone("teacher", "ada")
		c.goesOn(teacher, student)
	}
	// The teacher's own session breaks: the class stays where it was.
	teacher.press(":glass @5" + enter)
	teacher.gone()
	student.shows("waiting for the teacher")
	again := c.teacher(usual)
	again.shows("teaching", "1 student")
	c.goesOn(again, student)
}
