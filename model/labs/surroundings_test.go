package labs

import (
	"context"
	"testing"

	"nabla/model"
	"nabla/sim"
	"nabla/sim/experiment"
)

// done works a job off.
func done(t *testing.T, s *surroundings) {
	t.Helper()
	job, ok := s.Job()
	if !ok {
		t.Fatal("there is no job")
	}
	task := job.Begin()
	for task.Work(context.Background()) {
	}
	s.Hear(model.Progress{Share: 1, Done: task})
}

// While the run moves the landscape stays that of the step where it set off, and the
// network's place on it moves; when it rests there is another one to be made.
func TestLandscapeStaysWhileTheRunMoves(t *testing.T) {
	t.Parallel()
	r := run[*experiment.Train]{begin: experiment.NewTrain}
	open := func(samples string) {
		setup := sim.NewSetup("train", experiment.TrainParams())
		setup, err := setup.With("samples", samples)
		if err != nil {
			t.Fatal(err)
		}
		start, err := r.Load(setup, nil)
		if err != nil {
			t.Fatal(err)
		}
		start()
	}
	open("50")
	s := &surroundings{run: &r}
	r.Seek(10)
	s.Moving(false)
	done(t, s)
	s.Moving(true)
	r.Seek(15)
	if _, ok := s.Job(); ok {
		t.Error("there is another job while the run moves")
	}
	d := s.data()
	if d.Making || d.Landscape.Step() != 10 || d.Step != 15 {
		t.Errorf("the landscape is that of step %d, making %v", d.Landscape.Step(), d.Making)
	}
	if at, away, ok := d.Landscape.Project(d.Train); !ok || at == [2]float64{} || !(away > 0) {
		t.Errorf("the network lies at %v, %v away", at, away)
	}
	if err := r.Edit("rate", mustValue(t, r.setup, "15:rate=0.1")); err != nil {
		t.Fatal(err)
	}
	r.Seek(18)
	s.Moving(false)
	job, ok := s.Job()
	if d := s.data(); !ok || !d.Making || d.Next != 18 || d.Landscape.Step() != 10 {
		t.Errorf("at rest: a job %v, the next is step %d", ok, d.Next)
	}
	task := job.Begin()
	if again := job.Begin(); again != task {
		t.Error("the same landscape is begun twice")
	}
	done(t, s)
	if d := s.data(); d.Landscape.Step() != 18 || d.Landscape.Center() != r.Now().Loss() {
		t.Errorf("step %d: the centre is %v, the loss %v", d.Landscape.Step(), d.Landscape.Center(), r.Now().Loss())
	}
	s.Moving(true)
	open("60")
	if _, ok := s.Job(); !ok || s.data().Landscape != nil {
		t.Error("another run has the landscape of the one before")
	}
}

func mustValue(t *testing.T, setup sim.Setup, edit string) sim.Value {
	t.Helper()
	e, err := setup.ParseEdit(edit)
	if err != nil {
		t.Fatal(err)
	}
	return e.Value
}
