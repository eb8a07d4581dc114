package experiment_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"nabla/sim"
	"nabla/sim/dataset"
	"nabla/sim/experiment"
	"nabla/sim/network"
)

// rowsFile serves n rows of two classes, told apart by a sign.
func rowsFile(n int) sim.Opener {
	var b strings.Builder
	b.WriteString("x,y,class\n")
	for i := range n {
		fmt.Fprintf(&b, "%d,%d,%s\n", i+1, (i*i)%17, []string{"a", "b"}[i*2/n])
	}
	return files(map[string]string{"rows.csv": b.String()})
}

func TestRowsOfAFile(t *testing.T) {
	t.Parallel()
	run := train(t, rowsFile(90), "data", "rows.csv", "rows", "30", "split", "0.8")
	if tr, te, all := run.Points(); tr != 24 || te != 6 || all != 90 {
		t.Errorf("%d + %d of %d rows, want 24 + 6 of 90", tr, te, all)
	}
	again := train(t, rowsFile(90), "data", "rows.csv", "rows", "30", "split", "0.8")
	if run.Loss() != again.Loss() {
		t.Error("the same seed draws other rows")
	}
	if tr, _, _ := train(t, rowsFile(90), "data", "rows.csv").Points(); tr != 90 {
		t.Errorf("%d rows without a limit, want 90", tr)
	}
	if tr, _, _ := train(t, nil, "samples", "40", "rows", "10").Points(); tr != 40 {
		t.Errorf("rows cut made points to %d", tr)
	}
}

// The loss of a large network over a large set is the mean over some of the points,
// near that over all, and says so.
func TestLossOverAPart(t *testing.T) {
	t.Parallel()
	run := train(t, nil, "data", "moons", "samples", "10000", "hidden", "200,200", "split", "0.9")
	const weights = 2*200 + 200 + 200*200 + 200 + 200 + 1
	want := 30_000_000 / weights
	r := report(run)
	if n, all := run.LossPoints(); n != want || all != 9000 || r.LossPoints == nil || *r.LossPoints != want {
		t.Errorf("the loss is over %d of %d points, %v in the report; want %d of 9000", n, all, r.LossPoints, want)
	}
	rnd := sim.NewRandom(sim.DefaultSeed, 1) // the stream that data are drawn from
	set, err := dataset.Generate("moons", 10000, 0.1, &rnd)
	if err != nil {
		t.Fatal(err)
	}
	targets, _ := set.Targets(dataset.ZeroOne)
	pass := network.NewSweep(run.Network(), set.Len())
	pass.Load(set.Inputs, targets)
	pass.Forward(nil)
	if whole := pass.Loss(); math.Abs(r.Loss-whole) > 0.1*whole {
		t.Errorf("the loss over a part is %v, over all %v", r.Loss, whole)
	}
	if r := report(train(t, nil)); r.LossPoints != nil {
		t.Errorf("of a small set the loss is over %d points", *r.LossPoints)
	}
	if n, all := train(t, nil, "samples", "3000", "hidden", "200,200", "batch", "0").LossPoints(); n != all {
		t.Errorf("where every update looks at all %d points the loss is over %d", all, n)
	}
}

// The confusion matrix is counted by hand: of one sigmoid unit with w = 1 and b = −2.5
// over x = 1, 2, 3, 4, that is p > ½ from 3 on.
func TestConfusionByHand(t *testing.T) {
	t.Parallel()
	open := files(map[string]string{
		"c.csv":  "x,class\n1,no\n2,yes\n3,no\n4,yes\n",
		"w.json": `{"layers":[{"weights":[[1]],"bias":[-2.5]}]}`,
	})
	run := train(t, open, "data", "c.csv", "scale", "none", "hidden", "", "weights", "w.json")
	train, test := run.Confusion()
	if fmt.Sprint(train) != "[1 1 1 1]" || test != nil {
		t.Errorf("confusion %v and %v, want [1 1 1 1] and none", train, test)
	}
	if middle, ok := run.Middle(); middle != 0.5 || !ok {
		t.Errorf("the middle is %v, %v", middle, ok)
	}
}

// Where numbers are learnt the answers stand beside the targets.
func TestAnswersByHand(t *testing.T) {
	t.Parallel()
	open := files(map[string]string{
		"line.csv": "x,y\n1,2\n2,4\n",
		"w.json":   `{"layers":[{"weights":[[3]],"bias":[0.5]}]}`,
	})
	run := train(t, open, "data", "line.csv", "scale", "none", "hidden", "", "weights", "w.json")
	targets, outputs := run.Answers(false)
	if fmt.Sprint(targets, outputs) != "[2 4] [3.5 6.5]" {
		t.Errorf("targets %v, answers %v", targets, outputs)
	}
	if counts, _ := run.Confusion(); counts != nil {
		t.Errorf("numbers are confused: %v", counts)
	}
	if !run.Plane().Line() {
		t.Error("one input has a plane")
	}
}

// What is unfit to be learnt is refused in words, and what is odd is learnt.
func TestOddData(t *testing.T) {
	t.Parallel()
	wide := strings.Repeat("c,", 9999) + "t\n"
	var names strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&names, "c%d,", i)
	}
	names.WriteString("t\n")
	for _, tt := range []struct{ text, want string }{
		{"x,t\n1,a\n2,a\n3,a\n", "at least two classes"},
		{"x,t\n", "no rows"},
		{"", "empty"},
		{wide, "10000 columns; give 1024 at most"},
		{names.String(), "10001 columns; give 1024 at most"},
	} {
		_, err := experiment.NewTrain(setup(t, "train", "data", "f.csv"), files(map[string]string{"f.csv": tt.text}))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%.20q gives %v, want that it says %q", tt.text, err, tt.want)
		}
	}
	for _, text := range []string{"x,t\n1,1\n", "x,y,t\n1,2,0\n", "x,t\n1,a\n1,b\n", "x,y,t\n1,2,5\n2,2,5\n", "x,y,t\n1,2,a\n1,2,b\n1,2,c\n"} {
		for _, split := range []string{"1", "0.5"} {
			run := train(t, files(map[string]string{"f.csv": text}), "data", "f.csv", "split", split)
			run.Watch()
			run.Step()
			if l := run.Loss(); math.IsNaN(l) {
				t.Errorf("%q: loss %v", text, l)
			}
		}
	}
}
