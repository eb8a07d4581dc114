package experiment_test

import (
	"context"
	"math"
	"strconv"
	"testing"

	"nabla/sim"
	"nabla/sim/experiment"
)

func vanishingOf(t *testing.T, s sim.Setup) *experiment.Vanishing {
	t.Helper()
	v, err := experiment.NewVanishing(s, nil)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// The losses are those of runs of each depth, bit for bit, however the work is
// parted, and wherever the run stands that the sweep is asked of.
func TestDepthSweepIsARunOfEachDepth(t *testing.T) {
	t.Parallel()
	s := setup(t, "vanishing", "depth", "12", "width", "4", "samples", "30", "after", "25", "activations", "sigmoid,relu,tanh")
	v := vanishingOf(t, s)
	v.Step()
	whole, parted := v.DepthSweep(s), v.DepthSweep(s)
	if whole.Work(context.Background(), math.Inf(1)) {
		t.Fatal("there is more to do")
	}
	share := 0.0
	for parted.Work(context.Background(), 1) {
		if now := parted.Share(); now < share || now >= 1 {
			t.Fatalf("the share is %v after %v", now, share)
		}
		share = parted.Share()
	}
	if whole.Share() != 1 || parted.Share() != 1 || whole.After() != 25 {
		t.Errorf("shares %v and %v, after %d", whole.Share(), parted.Share(), whole.After())
	}
	for d, depth := range whole.Depths() {
		one, err := s.With("depth", strconv.Itoa(depth))
		if err != nil {
			t.Fatal(err)
		}
		run := vanishingOf(t, one)
		for range whole.After() {
			run.Step()
		}
		for i, name := range whole.Names() {
			if got, want := whole.Loss(i, d), run.Loss(i); got != want || parted.Loss(i, d) != want {
				t.Errorf("%s with depth %d: %v and in parts %v, want %v", name, depth, got, parted.Loss(i, d), want)
			}
		}
	}
	if last := whole.Depths()[len(whole.Depths())-1]; last != 12 {
		t.Errorf("the last depth is %d", last)
	}
}

func TestDepthSweepIsCancelled(t *testing.T) {
	t.Parallel()
	s := setup(t, "vanishing", "samples", "20")
	d := vanishingOf(t, s).DepthSweep(s)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if more := d.Work(ctx, math.Inf(1)); !more || d.Share() != 0 {
		t.Errorf("more to do: %v, share %v", more, d.Share())
	}
}

// What diverges has a loss that is no number, and what is too deep to be made is
// left out.
func TestDepthSweepAtTheEdges(t *testing.T) {
	t.Parallel()
	s := setup(t, "vanishing", "samples", "20", "activations", "relu", "init", "normal(1000)", "rate", "100", "after", "50", "depth", "1", "width", "8")
	d := vanishingOf(t, s).DepthSweep(s)
	d.Work(context.Background(), math.Inf(1))
	if loss := d.Loss(0, 9); !math.IsNaN(loss) && !math.IsInf(loss, 0) {
		t.Errorf("the loss is %v with depth 10", loss)
	}
	if n := len(d.Depths()); n != 10 {
		t.Errorf("%d depths, want 10", n)
	}
	s = setup(t, "vanishing", "samples", "10000", "width", "256", "depth", "1", "after", "1", "activations", "identity", "batch", "0")
	d = vanishingOf(t, s).DepthSweep(s)
	if n := len(d.Depths()); n < 1 || n >= 10 {
		t.Errorf("%d depths of 256 units and 10 000 points, want those that can be afforded", n)
	}
}
