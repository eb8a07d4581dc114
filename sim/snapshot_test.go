package sim_test

import (
	"sync"
	"testing"

	"pgregory.net/rapid"

	"nabla/sim"
)

// Whoever goes on from a snapshot, forwards, back or by edits, sees what a straight
// run shows; and so do, undisturbed, the run it was taken of and the next to go on.
func TestSnapshotsGoOnAsStraightRuns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		walk := func(line *sim.Timeline[*walker], name string) {
			for range rapid.IntRange(0, 6).Draw(t, name) {
				if rapid.Bool().Draw(t, "edit") {
					which := rapid.SampledFrom([]string{"rate", "start"}).Draw(t, "name")
					if err := line.Edit(which, rate(t, rapid.SampledFrom([]string{"0.1", "0.5", "1"}).Draw(t, "value"))); err != nil {
						t.Fatal(err)
					}
				}
				line.Seek(rapid.OneOf(rapid.IntRange(0, 100), rapid.IntRange(0, 3000)).Draw(t, "target"))
			}
		}
		check := func(line *sim.Timeline[*walker], who string) {
			if !sameBits(line.Now(), straight(line.Step(), line.Edits())) {
				t.Fatalf("%s: the state at %d differs from a straight run with edits %v", who, line.Step(), line.Edits())
			}
		}
		origin := sim.NewTimeline(newWalker(new(int)))
		walk(origin, "before")
		snapshot := origin.Snapshot()
		step, end, edits := origin.Step(), origin.End(), len(origin.Edits())
		for _, who := range []string{"the first", "the second"} {
			line := snapshot.Timeline()
			if line.Step() != step || line.End() != end || len(line.Edits()) != edits {
				t.Fatalf("%s begins at step %d of %d with %d edits, want %d of %d with %d",
					who, line.Step(), line.End(), len(line.Edits()), step, end, edits)
			}
			check(line, who)
			walk(line, who)
			check(line, who)
			walk(origin, "the origin")
			check(origin, "the origin")
		}
	})
}

// A run that is taken over costs no step, and its keyframes are at hand.
func TestTakingOverCostsNoStep(t *testing.T) {
	steps := new(int)
	origin := sim.NewTimeline(newWalker(steps))
	origin.Seek(100_000)
	snapshot := origin.Snapshot()
	*steps = 0
	line := snapshot.Timeline()
	if line.Seek(100_000); *steps != 0 {
		t.Errorf("%d steps to be where the run was", *steps)
	}
	if line.Seek(99_999); *steps > 31 {
		t.Errorf("%d steps to go back by one", *steps)
	}
}

func TestSnapshotOfNoRunPanics(t *testing.T) {
	if panics(func() { sim.Snapshot[*walker]{}.Timeline() }) == "" {
		t.Error("a snapshot of no run makes a timeline")
	}
}

// Timelines of one snapshot go on at the same time, beside the run it is of.
func TestSnapshotsAreSharedAmongGoroutines(t *testing.T) {
	origin := sim.NewTimeline(newWalker(new(int)))
	origin.Seek(500)
	snapshot := origin.Snapshot()
	want := straight(777, nil)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			line := snapshot.Timeline()
			line.Now().steps = new(int)
			line.Seek(777)
			if !sameBits(line.Now(), want) {
				t.Error("another state")
			}
		})
	}
	origin.Now().steps = new(int)
	origin.Seek(900)
	all.Wait()
}
