package cli

import (
	"context"
	"errors"
	"io"
	"time"

	"nabla/sim"
	"nabla/sim/experiment"
)

// weightSaver is an experiment whose weights can be kept.
type weightSaver interface{ SaveWeights(w io.Writer) error }

// run makes the run that was asked for.
func (a *app) run(ctx context.Context, r *request) error {
	spec, err := a.find(r.moment.Setup.Lab)
	if err != nil {
		return err
	}
	runner, err := a.open(ctx, &spec, r)
	if err != nil {
		return err
	}
	if len(r.moment.Edits) > 0 {
		if err := rehearse(spec.Copy(runner), r.moment.Edits); err != nil {
			return err
		}
	}
	if r.saveWeights == "" {
		return a.print(ctx, runner, r)
	}
	saver, ok := runner.(weightSaver)
	if !ok {
		return noWeightsError{Lab: spec.Name}
	}
	// The file is begun before the run: that it cannot be written should not
	// come to light an hour later.
	return withFile(r.saveWeights, func(w io.Writer) error {
		if err := a.print(ctx, runner, r); err != nil {
			return err
		}
		if err := saver.SaveWeights(w); err != nil {
			return writeError{Name: r.saveWeights, Err: bare(err)}
		}
		return nil
	})
}

// open starts the experiment.
func (a *app) open(ctx context.Context, spec *experiment.Spec, r *request) (runner sim.Runner, err error) {
	progress := a.progress(r.moment.Step)
	defer progress.clear()
	if !await(ctx, &progress, a.Open, func(files sim.Opener) { runner, err = spec.Open(r.moment.Setup, files) }) {
		return nil, interruptedError{Step: 0, Steps: r.moment.Step}
	}
	return runner, sim.Guess(err)
}

// rehearse makes the edits on a copy of the run, so that one that the lab
// refuses is told before anything is printed. A run under way takes some that a
// fresh one refuses, so that the copy goes one step for those of later steps; what
// is refused for that step alone shows when the run is at its own.
func rehearse(runner sim.Runner, edits []sim.Edit) error {
	fresh := true
	for _, e := range edits {
		if fresh && e.Step > 0 {
			runner.Step()
			fresh = false
		}
		err := applyEdit(runner, e)
		if err != nil && (fresh || !errors.Is(err, sim.ErrNotNow)) {
			return err
		}
	}
	return nil
}

func applyEdit(runner sim.Runner, e sim.Edit) error {
	err := runner.Apply(e)
	if errors.Is(err, sim.ErrNeedsRestart) {
		return restartError{Edit: e.String(), Name: e.Name}
	}
	return err
}

// tick is how often a run looks up from stepping: it hands on the lines that
// wait, and shows progress.
const tick = 100 * time.Millisecond

// print steps the runner to the end of the run and prints it where asked for.
func (a *app) print(ctx context.Context, runner sim.Runner, r *request) error {
	ticker := time.NewTicker(tick)
	defer ticker.Stop()
	s := stepping{
		runner: runner, request: r, edits: r.moment.Edits, format: newFormat(r.format, a.text),
		progress: a.progress(r.moment.Step), ticks: ticker.C,
	}
	defer s.progress.clear()
	if r.out == "" || r.out == "-" {
		s.out = a.Stdout
		return s.run(ctx)
	}
	return withFile(r.out, func(w io.Writer) error {
		s.out, s.name = w, r.out
		return s.run(ctx)
	})
}

// stepping is a run under way.
type stepping struct {
	runner   sim.Runner
	request  *request
	edits    []sim.Edit // those to come
	format   format
	out      io.Writer
	name     string // of the file that out is, "" for standard output
	lines    []byte // whole lines that wait to be written
	progress progress
	ticks    <-chan time.Time
}

// run steps from step 0 to the last. Whatever ends it, only whole lines have
// been written.
func (s *stepping) run(ctx context.Context) error {
	last := s.request.moment.Step
	s.lines = s.format.begin(s.lines, s.request)
	for step := 0; ; step++ {
		if err := s.edit(step); err != nil {
			return err
		}
		if step%s.request.every == 0 || step == last {
			if err := s.report(step); err != nil {
				return err
			}
		}
		if step == last {
			s.lines = s.format.end(s.lines, last, s.runner.Status())
			return s.flush()
		}
		select {
		case <-ctx.Done():
			// What could not be written matters less than that it was interrupted.
			_ = s.flush()
			return interruptedError{Step: step, Steps: last}
		default:
		}
		select {
		case <-s.ticks:
			if err := s.flush(); err != nil {
				return err
			}
			s.progress.tick(step)
		default:
		}
		s.runner.Step()
	}
}

// edit makes the edits of a step take hold, before it is reported.
func (s *stepping) edit(step int) error {
	for len(s.edits) > 0 && s.edits[0].Step == step {
		if err := applyEdit(s.runner, s.edits[0]); err != nil {
			return err
		}
		s.edits = s.edits[1:]
	}
	return nil
}

// report adds the lines of a step.
func (s *stepping) report(step int) error {
	const enough = 64 << 10
	lines, err := s.format.step(s.lines, step, s.runner.Report())
	if err != nil {
		return err
	}
	s.lines = lines
	if len(lines) < enough {
		return nil
	}
	return s.flush()
}

// flush writes the lines that wait.
func (s *stepping) flush() error {
	if len(s.lines) == 0 {
		return nil
	}
	s.progress.clear()
	_, err := s.out.Write(s.lines)
	s.lines = s.lines[:0]
	if err != nil {
		return writeError{Name: s.name, Err: bare(err)}
	}
	return nil
}
