package classroom_test

import (
	"strconv"
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

// glassParams are its parameters.
func glassParams() []sim.Param {
	return []sim.Param{{Name: "breaks", Kind: sim.Whole, Default: "3", Min: 0, Max: 100}}
}

// glassClass is a class that has the lab of it after all others, changed as the test
// likes.
func glassClass(t testing.TB, change func(*classroom.Options)) *class {
	t.Helper()
	return newClass(t, func(o *classroom.Options) {
		o.Entries = append(o.Entries, model.Entry{Name: "glass", Params: glassParams(), New: func() model.Lab { return &glassLab{} }})
		if change != nil {
			change(o)
		}
	})
}

// A lab that breaks, while it steps or is drawn, is shown as broken; the session goes
// on with another, and so does everybody else.
func TestPanicInALab(t *testing.T) {
	t.Parallel()
	c := glassClass(t, nil)
	teacher, student := c.pair()
	mallory := c.student("mallory", usual)
	mallory.shows("following")
	mallory.press(follow)
	mallory.shows("exploring")
	for _, breaks := range []string{":glass @5" + enter, ":glass seed=13" + enter} {
		mallory.press(breaks)
		mallory.shows("cannot be shown", "exploring")
		c.goesOn(teacher, student)
		mallory.press("r:glass" + enter)
		mallory.shows("whole at")
		mallory.press(" ")
	}
	mallory.press(follow)
	step := strconv.Itoa(c.server.Hub().Lesson().Present.Moment.Step)
	mallory.shows("following", "step "+step+" ")
	c.alone("teacher", "ada", "mallory")
}

// Where it breaks before the teacher's eyes, nobody sees it: the class stays at the
// moment before, and goes on from the next that can be shown.
func TestPanicInTheLabThatIsShown(t *testing.T) {
	t.Parallel()
	c := glassClass(t, nil)
	teacher, student := c.pair()
	teacher.press(":glass" + enter + " ")
	teacher.shows("glass")
	teacher.press("\x1b[H")
	teacher.shows("whole at 0")
	teacher.press(right + right)
	student.shows("whole at 2")
	teacher.press(right)
	teacher.shows("cannot be shown", "teaching")
	student.shows("whole at 2", "following")
	teacher.press(":glass seed=13" + enter)
	teacher.shows("cannot be shown")
	student.shows("whole at 2")
	teacher.press("7")
	student.shows("step sizes side by side")
	c.goesOn(teacher, student)
	c.alone("teacher", "ada")
}

// A moment that breaks at students only, as their screens are not the teacher's,
// costs nobody the session, nor those who come late.
func TestPanicAtThoseWhoFollow(t *testing.T) {
	t.Parallel()
	c := glassClass(t, nil)
	teacher, student := c.pair()
	glass := sim.NewSetup("glass", glassParams())
	puppet := c.server.Hub().Join("puppet", true, 80, 24)
	me := puppet.Msg().Me
	if err := puppet.Do(model.Wish{Deed: model.GivePen, Person: me}); err != nil {
		t.Fatal(err)
	}
	teacher.shows("following")
	puppet.Show(model.Present{Moment: sim.Moment{Setup: glass, Step: 2}, Run: 1})
	student.shows("whole at 2")
	puppet.Show(model.Present{Moment: sim.Moment{Setup: glass, Step: 5}, Run: 1})
	for _, p := range []*person{student, teacher} {
		p.shows("cannot be shown", "following")
	}
	late := c.student("late", usual)
	late.shows("cannot be shown", "following")
	puppet.Leave()
	teacher.shows("You have the pen", "cannot be shown")
	teacher.press("7")
	teacher.shows("step sizes side by side")
	for _, p := range []*person{student, late} {
		p.shows("step sizes side by side", "following")
	}
	c.goesOn(teacher, student)
}
