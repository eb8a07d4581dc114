package sim_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"nabla/sim"
)

// walker is a state whose every step depends on all before it: w ← w − rate·w
// plus noise, so that a step left out, repeated or run at another rate shows.
// A start that is a new one moves it there, so that an edit left out, repeated
// or taken back shows too.
type walker struct {
	w, rate, start float64
	rnd            sim.Random
	history        sim.History
	steps          *int // counts the steps of all clones together
}

func newWalker(steps *int) *walker {
	w := &walker{w: 1, rate: 0.1, start: 1, rnd: sim.NewRandom(7, 0), steps: steps}
	w.history.Add(w.w)
	return w
}

func (s *walker) Step() {
	s.w += s.rnd.Norm() - float64(s.rate*s.w)
	if s.history.Wants() {
		s.history.Add(s.w)
	} else {
		s.history.Skip()
	}
	*s.steps++
}

func (s *walker) Clone() *walker {
	c := *s
	c.history = s.history.Clone()
	return &c
}

var errNoSuch = errors.New("no such parameter")

func (s *walker) Apply(e sim.Edit) error {
	x := e.Value.Number()
	switch {
	case e.Name == "rate":
		s.rate = x
	case e.Name != "start":
		return errNoSuch
	case x != s.start:
		s.w, s.start = x, x
	}
	return nil
}

func (s *walker) Report() any        { return s.w }
func (s *walker) Status() sim.Status { return sim.Status{} }

func rate(t interface{ Fatal(args ...any) }, text string) sim.Value {
	p := sim.Param{Name: "rate", Kind: sim.Number, Min: 0, Max: 1}
	v, err := p.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// straight runs without a timeline, edits included.
func straight(n int, edits []sim.Edit) *walker {
	s := newWalker(new(int))
	for k := 0; ; k++ {
		for _, e := range edits {
			if e.Step == k {
				_ = s.Apply(e)
			}
		}
		if k == n {
			return s
		}
		s.Step()
	}
}

func sameBits(a, b *walker) bool {
	if math.Float64bits(a.w) != math.Float64bits(b.w) || a.history.Len() != b.history.Len() {
		return false
	}
	for i := range a.history.Len() {
		if a.history.Step(i) != b.history.Step(i) || a.history.Value(i, 0) != b.history.Value(i, 0) {
			return false
		}
	}
	return true
}

func TestSeekInAnyOrderEqualsStraightRun(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		line := sim.NewTimeline(newWalker(new(int)))
		for range rapid.IntRange(1, 20).Draw(t, "moves") {
			for range rapid.SampledFrom([]int{0, 0, 0, 1, 2, 3}).Draw(t, "edits") {
				name := rapid.SampledFrom([]string{"rate", "start"}).Draw(t, "name")
				v := rate(t, rapid.SampledFrom([]string{"0.1", "0.5", "1"}).Draw(t, "value"))
				if err := line.Edit(name, v); err != nil {
					t.Fatal(err)
				}
			}
			if !sameBits(line.Now(), straight(line.Step(), line.Edits())) {
				t.Fatalf("state at %d after an edit there differs from a straight run with edits %v", line.Step(), line.Edits())
			}
			target := rapid.OneOf(rapid.IntRange(0, 100), rapid.IntRange(0, 5000)).Draw(t, "target")
			limit := rapid.SampledFrom([]int{0, 1, 33, sim.MaxStep}).Draw(t, "limit")
			for !line.Approach(target, limit) {
				limit++
			}
			if line.Step() != target {
				t.Fatalf("Approach(%d) stands at %d", target, line.Step())
			}
			if !sameBits(line.Now(), straight(target, line.Edits())) {
				t.Fatalf("state at %d differs from a straight run with edits %v", target, line.Edits())
			}
		}
	})
}

func FuzzSeek(f *testing.F) {
	f.Add([]byte{3, 200, 7, 0, 255})
	f.Fuzz(func(t *testing.T, moves []byte) {
		if len(moves) > 64 {
			moves = moves[:64]
		}
		line := sim.NewTimeline(newWalker(new(int)))
		for _, m := range moves {
			switch {
			case m < 64:
				line.Seek(line.Step() - int(m))
			case m < 128:
				line.Seek(int(m-64) * 61)
			case m < 192:
				line.Seek(line.Step() + int(m-128))
			default:
				name := []string{"rate", "start"}[m%2]
				if err := line.Edit(name, rate(t, sim.FormatNumber(float64(m-192)/64))); err != nil {
					t.Fatal(err)
				}
			}
		}
		if !sameBits(line.Now(), straight(line.Step(), line.Edits())) {
			t.Errorf("state at %d after %v differs from a straight run", line.Step(), moves)
		}
	})
}

func TestSeekCostsAreBounded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		line := sim.NewTimeline(&counted{steps: new(int)})
		furthest := 0
		for range rapid.IntRange(1, 30).Draw(t, "moves") {
			from := line.Step()
			target := rapid.OneOf(
				rapid.IntRange(0, line.End()),
				rapid.IntRange(max(0, from-1000), min(line.End(), from+1000)),
				rapid.IntRange(0, 100_000),
			).Draw(t, "target")
			inside := target <= line.End()
			*line.Now().steps = 0
			line.Seek(target)
			furthest = max(furthest, target)
			if limit := max(32, furthest/8); inside && *line.Now().steps >= limit {
				t.Fatalf("seek from %d to %d took %d steps, want less than %d", from, target, *line.Now().steps, limit)
			}
			if rapid.IntRange(0, 3).Draw(t, "edit?") == 0 {
				*line.Now().steps = 0
				if err := line.Edit("any", sim.Value{}); err != nil {
					t.Fatal(err)
				}
				if limit := max(32, furthest/8); *line.Now().steps >= limit {
					t.Fatalf("an edit at %d took %d steps, want less than %d", target, *line.Now().steps, limit)
				}
			}
		}
	})
}

func TestSeekJustBehindThePlayheadIsShort(t *testing.T) {
	steps := 0
	line := sim.NewTimeline(&counted{steps: &steps})
	for _, head := range []int{480, 511, 512, 100_000, 123_457} {
		for back := 1; back <= 480; back += 7 {
			line.Seek(0)
			line.Seek(head - 480)
			line.Seek(head)
			steps = 0
			line.Seek(head - back)
			if steps >= 32 {
				t.Errorf("seek from %d by %d back took %d steps, want less than 32", head, back, steps)
			}
		}
	}
}

// Stepping back over a long run meets a wide gap now and then, but fills it: on
// the whole it stays cheap.
func TestSteppingBackIsCheapOnTheWhole(t *testing.T) {
	const n = 20_000
	steps := 0
	line := sim.NewTimeline(&counted{steps: &steps})
	line.Seek(n)
	steps = 0
	for line.Step() > 0 {
		line.Seek(line.Step() - 1)
	}
	if steps > 20*n {
		t.Errorf("%d steps back took %d steps, want at most 20 each", n, steps)
	}
}

func TestApproachNeverExceedsItsLimit(t *testing.T) {
	steps := 0
	line := sim.NewTimeline(newWalker(&steps))
	calls := 0
	for !line.Approach(1000, 64) {
		calls++
	}
	if calls != 15 || steps != 1000 {
		t.Errorf("approach of 1000 by 64 took %d unfinished calls and %d steps, want 15 and 1000", calls, steps)
	}
	steps = 0
	if line.Approach(10, 4) || steps != 4 {
		t.Errorf("approach backwards by 4 took %d steps and says it arrived", steps)
	}
}

func TestEditDropsTheFuture(t *testing.T) {
	line := sim.NewTimeline(newWalker(new(int)))
	line.Seek(500)
	line.Seek(100)
	if line.End() != 500 {
		t.Fatalf("End() = %d before the edit, want 500", line.End())
	}
	if err := line.Edit("rate", rate(t, "0.5")); err != nil {
		t.Fatal(err)
	}
	if line.End() != 100 {
		t.Errorf("End() = %d after an edit at 100, want 100", line.End())
	}
	line.Seek(500)
	if !sameBits(line.Now(), straight(500, line.Edits())) {
		t.Error("the run after the edit is not that of a straight run with it")
	}
}

func TestRefusedEditChangesNothing(t *testing.T) {
	line := sim.NewTimeline(newWalker(new(int)))
	line.Seek(40)
	line.Seek(20)
	if err := line.Edit("colour", rate(t, "0.5")); !errors.Is(err, errNoSuch) {
		t.Fatalf("Edit = %v, want %v", err, errNoSuch)
	}
	if line.End() != 40 || len(line.Edits()) != 0 {
		t.Errorf("a refused edit left End() = %d and %d edits, want 40 and 0", line.End(), len(line.Edits()))
	}
}

// Eight keyframes for the first 256 steps to either side and for each of the
// doublings after them, and a few for what the ends of those cut.
func TestTimelineMemoryIsBounded(t *testing.T) {
	line := sim.NewTimeline(&counted{steps: new(int)})
	line.Seek(1 << 20)
	if got := line.Keyframes(); got > 8*(1+12)+4 {
		t.Errorf("%d keyframes after 2²⁰ steps, want at most 108", got)
	}
	for _, target := range []int{1 << 19, 77, 1<<20 - 1, 333_333, 1 << 20, 1 << 18} {
		line.Seek(target)
		if got := line.Keyframes(); got > 2*(8*(1+11)+4) {
			t.Errorf("%d keyframes around step %d of 2²⁰, want at most 200", got, target)
		}
	}
}

// small is a state of which many can be kept.
type small struct{ counted }

func (s *small) Clone() *small { c := *s; return &c }
func (s *small) Size() int     { return 1 << 11 }

func TestSmallStatesAreKeptNearEveryStep(t *testing.T) {
	steps := 0
	line := sim.NewTimeline(&small{counted{steps: &steps}})
	const end = 10_000_000
	line.Seek(end)
	if got := line.Keyframes(); got > 1024+8*(1+12)+4 {
		t.Errorf("%d keyframes after ten million steps", got)
	}
	for i := range 300 {
		steps = 0
		line.Seek((i*7_919_111 + 3_999_999) % end)
		if steps >= 1<<14 {
			t.Errorf("the seek to %d takes %d steps, want less than %d", line.Step(), steps, 1<<14)
		}
		if got := line.Keyframes(); got > 1024+2*(8*(1+12)+4) {
			t.Errorf("%d keyframes around step %d", got, line.Step())
		}
	}
	line.Seek(20_000_000)
	if got := line.Keyframes(); got > 1024+8*(1+15)+4 {
		t.Errorf("%d keyframes after twenty million steps", got)
	}
}

func TestReplacedEditIsAsIfItHadNeverBeen(t *testing.T) {
	line := sim.NewTimeline(newWalker(new(int)))
	line.Seek(40)
	for _, start := range []string{"0.5", "1"} { // there, and back to where it began
		if err := line.Edit("start", rate(t, start)); err != nil {
			t.Fatal(err)
		}
	}
	if len(line.Edits()) != 1 || line.Edits()[0].String() != "40:start=1" {
		t.Fatalf("edits %v, want the last one alone", line.Edits())
	}
	before := *line.Now()
	line.Seek(39)
	line.Seek(40)
	if !sameBits(line.Now(), &before) {
		t.Errorf("back and forward again w is %v, and was %v", line.Now().w, before.w)
	}
}

// fickle takes an edit once and never again.
type fickle struct {
	counted
	taken *bool
}

func (f *fickle) Clone() *fickle { c := *f; return &c }
func (f *fickle) Apply(sim.Edit) error {
	if *f.taken {
		return errNoSuch
	}
	*f.taken = true
	return nil
}

func TestEditRefusedAfterAllPanics(t *testing.T) {
	line := sim.NewTimeline(&fickle{counted: counted{steps: new(int)}, taken: new(bool)})
	line.Seek(5)
	if err := line.Edit("rate", rate(t, "0.5")); err != nil {
		t.Fatal(err)
	}
	line.Seek(4)
	if message := panics(func() { line.Seek(5) }); !strings.Contains(message, "5:rate=0.5") {
		t.Errorf("panic %q, want one with the edit", message)
	}
}

func TestSeekStaysWithinARun(t *testing.T) {
	line := sim.NewTimeline(&counted{steps: new(int)})
	line.Seek(5)
	line.Seek(-1)
	if line.Step() != 0 || line.End() != 5 || line.Status() != (sim.Status{}) {
		t.Errorf("Seek(-1) stands at %d of %d, want 0 of 5", line.Step(), line.End())
	}
	line.Pretend(sim.MaxStep - 2)
	if !line.Approach(math.MaxInt, 10) || line.Step() != sim.MaxStep || line.End() != sim.MaxStep {
		t.Errorf("beyond the end the playhead stands at %d of %d, want %d", line.Step(), line.End(), sim.MaxStep)
	}
}

func TestPlayingAllocatesOnlyKeyframes(t *testing.T) {
	line := sim.NewTimeline(&counted{steps: new(int)})
	line.Seek(10_000)
	if got := testing.AllocsPerRun(3200, func() { line.Seek(line.Step() + 1) }); got != 0 {
		t.Errorf("%v allocations a step, want less than 1", got)
	}
}

// counted is a state that does nothing but count the steps of all its clones.
type counted struct{ steps *int }

func (c *counted) Step()                { *c.steps++ }
func (c *counted) Clone() *counted      { d := *c; return &d }
func (c *counted) Apply(sim.Edit) error { return nil }
func (c *counted) Report() any          { return nil }
func (c *counted) Status() sim.Status   { return sim.Status{} }

func BenchmarkPlay(b *testing.B) {
	line := sim.NewTimeline(newWalker(new(int)))
	b.ReportAllocs()
	for b.Loop() {
		line.Seek(line.Step() + 1)
	}
}

func BenchmarkStepBack(b *testing.B) {
	line := sim.NewTimeline(newWalker(new(int)))
	line.Seek(1_000_000)
	b.ReportAllocs()
	for b.Loop() {
		line.Seek(line.Step() - 1)
		if line.Step() == 0 {
			line.Seek(1_000_000)
		}
	}
}

// The start is the state before any edit, wherever the playhead is and whatever was
// edited at step 0.
func TestStartStays(t *testing.T) {
	line := sim.NewTimeline(newWalker(new(int)))
	for _, step := range []int{0, 700, 40, 3000, 0, 5} {
		line.Seek(step)
		if err := line.Edit("start", rate(t, sim.FormatNumber(1/float64(step+2)))); err != nil {
			t.Fatal(err)
		}
		line.Seek(step + 50)
		if !sameBits(line.Start(), straight(0, nil)) {
			t.Errorf("at step %d the start is another one", line.Step())
		}
		again := line.Start().Clone()
		for k := 0; ; k++ {
			for _, e := range line.Edits() {
				if e.Step == k {
					_ = again.Apply(e)
				}
			}
			if k == line.Step() {
				break
			}
			again.Step()
		}
		if !sameBits(again, line.Now()) {
			t.Errorf("a clone of the start comes to another state at step %d", line.Step())
		}
	}
}
