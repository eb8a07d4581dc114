package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"
	"testing"
	"time"

	"nabla/locale"
	"nabla/sim"
)

// The words of a share line may come as arguments, from which a shell has taken
// the quotes.
func TestLineInWords(t *testing.T) {
	t.Parallel()
	whole := runs(t, "run", `drift rate=0.25 f="a b" 2:rate=0.5 @4`)
	if words := runs(t, "run", "drift", "rate=0.25", "f=a b", "2:rate=0.5", "@4"); words != whole {
		t.Errorf("in words\n%sin one\n%s", words, whole)
	}
}

func TestRunJSON(t *testing.T) {
	t.Parallel()
	got := runs(t, "run", "still", "--steps", "1")
	want := `{"type":"setup","lab":"still","seed":7,"params":{"k":1},"steps":1,"every":1}
{"type":"step","step":0,"epoch":0,"runs":[{"start":1,"x":1,"status":"ok","layers":[{"norm":1},{"norm":-1}]}]}
{"type":"step","step":1,"epoch":0.5,"runs":[{"start":1,"x":0,"status":"ok","layers":[{"norm":0},{"norm":-0.0}]}]}
{"type":"end","step":1,"status":"running","reason":""}
`
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestRunCSV(t *testing.T) {
	t.Parallel()
	got := runs(t, "run", "drift", "--steps", "2", "--every", "2", "--format", "csv", "--set", "rate=1e5", "--set", "starts=1e9")
	want := `step,epoch,runs.0.start,runs.0.x,runs.0.status,runs.0.layers.0.norm,runs.0.layers.1.norm,test
0,0,1e+09,1e+09,ok,1e+09,-1e+09,
2,1,1e+09,1e+19,ok,1e+19,-1e+19,
`
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if got := string(appendQuoted(nil, "a,\"b\"\n")); got != "\"a,\"\"b\"\"\n\"" {
		t.Errorf("quoted: %s", got)
	}
}

func TestRunTable(t *testing.T) {
	t.Parallel()
	got := runs(t, "run", "drift", "--steps", "300", "--every", "100", "--format", "table", "--set", "rate=1.1", "--set", "target=a b")
	want := `# drift rate=1.1 target="a b" @300
step  epoch  start             x  status
   0      0      1             1  ok
   0      0     -3            -3  ok
 100     50      1       13780.6  ok
 100     50     -3      -41341.8  ok
 200    100      1   1.89905e+08  ok
 200    100     -3  -5.69716e+08  ok
 300    150      1   2.61701e+12  ok
 300    150     -3  -7.85103e+12  ok
# left out: layers; --format jsonl has them
# step 300: diverged: far away, "really"
`
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	long := runs(t, "run", "still", "--steps", "150", "--format", "table")
	if n := strings.Count(long, "\n"); n != 1+1+151+2 {
		t.Errorf("%d lines", n)
	}
}

// TestTableShapes tries reports without runs, and with nothing but lists.
func TestTableShapes(t *testing.T) {
	t.Parallel()
	half := 0.5
	type flat struct {
		Loss  float64   `json:"loss"`
		Point []float64 `json:"point"`
		Best  inner     `json:"best"`
		Maybe *float64  `json:"maybe,omitempty"`
		Parts []inner   `json:"parts"`
	}
	type lists struct {
		First  []inner `json:"first"`
		Second []inner `json:"second"`
	}
	tests := []struct {
		report any
		want   string
	}{
		{flat{Loss: 1. / 3, Point: []float64{1, 2.5}, Best: inner{7}, Maybe: &half}, "" +
			"step      loss  point  best.x  maybe\n" +
			"   3  0.333333  1 2.5       7    0.5\n" +
			"# left out: parts; --format jsonl has them\n"},
		{&flat{}, "" +
			"step  loss  point  best.x\n" +
			"   3     0              0\n" +
			"# left out: parts; --format jsonl has them\n"},
		{lists{First: []inner{{1}, {20}}}, "" +
			"step   x\n" +
			"   3   1\n" +
			"   3  20\n" +
			"# left out: second; --format jsonl has them\n"},
	}
	for _, test := range tests {
		f := &tableFormat{text: locale.For(locale.English)}
		got, err := f.step(nil, 3, test.report)
		if err != nil {
			t.Fatal(err)
		}
		got = f.end(got, 3, sim.Status{})
		if want := test.want + "# step 3: running\n"; string(got) != want {
			t.Errorf("got\n%swant\n%s", got, want)
		}
	}
}

// growing is a run whose report gets one column more with every step.
type growing struct{ n int }

func (g *growing) Step()                { g.n++ }
func (*growing) Apply(sim.Edit) error   { return nil }
func (g *growing) Report() any          { return lineReport{Xs: make([]int, g.n)} }
func (*growing) Status() (s sim.Status) { return s }

type lineReport struct {
	Xs []int `json:"xs"`
}

func TestCSVOfOtherColumns(t *testing.T) {
	t.Parallel()
	r := nablaWith(t, func(d *Deps) {
		d.Specs[0].Open = func(sim.Setup, sim.Opener) (sim.Runner, error) { return &growing{n: 1}, nil }
	}, "run", "drift", "--format", "csv")
	if want := "nabla: step 1 has other columns than the first line; use --format jsonl\n"; r.errors != want || r.status != 2 {
		t.Errorf("status %d, %s", r.status, r.errors)
	}
}

// TestEvery holds the printed steps to every K-th and the last.
func TestEvery(t *testing.T) {
	t.Parallel()
	for args, want := range map[string]string{
		"--steps 7 --every 3":  "[0 3 6 7]",
		"--steps 6 --every 3":  "[0 3 6]",
		"--steps 2 --every 50": "[0 2]",
		"--steps 0":            "[0]",
	} {
		var steps []int
		out := runs(t, append([]string{"run", "drift"}, strings.Fields(args)...)...)
		for line := range strings.Lines(out) {
			var record struct {
				Type string
				Step int
			}
			if err := json.Unmarshal([]byte(line), &record); err != nil {
				t.Fatal(err)
			}
			if record.Type == "step" {
				steps = append(steps, record.Step)
			}
		}
		if got := fmt.Sprint(steps); got != want {
			t.Errorf("%s: steps %s, want %s", args, got, want)
		}
	}
}

// TestEdits holds the moment at which edits take hold to the one at which a
// Timeline makes them do so: at their step, before it is reported.
func TestEdits(t *testing.T) {
	t.Parallel()
	out := runs(t, "run", "drift", "--set", "rate=2", "--set", "starts=1", "--steps", "5",
		"--edit", "3:starts=100", "--edit", "3:rate=9", "--edit", "3:rate=10", "--edit", "0:rate=3")
	var xs []float64
	for line := range strings.Lines(out) {
		var record struct{ Runs []driftRun }
		if err := json.Unmarshal([]byte(line), &record); err != nil {
			t.Fatal(err)
		}
		for _, run := range record.Runs {
			xs = append(xs, run.X)
		}
	}
	if got, want := fmt.Sprint(xs), "[1 3 9 100 1000 10000]"; got != want {
		t.Errorf("x goes through %s, want %s", got, want)
	}
	if want := `"edits":[{"step":0,"name":"rate","value":3},{"step":3,"name":"starts","value":[100]},{"step":3,"name":"rate","value":10}]`; !strings.Contains(out, want) {
		t.Errorf("the setup line lacks %s", want)
	}
}

func TestZigzaggingIsRunning(t *testing.T) {
	t.Parallel()
	if out := runs(t, "run", "drift", "--set", "rate=-0.5"); !strings.HasSuffix(out, `{"type":"end","step":100,"status":"running","reason":""}`+"\n") {
		t.Errorf("ends with %s", out[max(0, len(out)-100):])
	}
	if out := runs(t, "run", "drift", "--set", "rate=1e6"); !strings.HasSuffix(out, `"status":"diverged","reason":"far away, \"really\""}`+"\n") {
		t.Errorf("ends with %s", out[max(0, len(out)-100):])
	}
}

func TestSameBytes(t *testing.T) {
	t.Parallel()
	for _, format := range formats() {
		args := []string{"run", "drift", "--steps", "2000", "--edit", "500:rate=1.01", "--format", format}
		if first := runs(t, args...); runs(t, args...) != first {
			t.Errorf("%s: the same run twice gives other bytes", format)
		}
	}
}

// stepper is a run set up by hand, with ticks that come as the test wants.
func stepper(out, watcher io.Writer, steps, ticks int) *stepping {
	setup := sim.NewSetup("drift", driftParams())
	runner, err := openDrift(setup, nil)
	if err != nil {
		panic(err)
	}
	due := make(chan time.Time, ticks)
	for range ticks {
		due <- time.Time{}
	}
	text := locale.For(locale.English)
	return &stepping{
		runner: runner, format: &jsonFormat{}, out: out, ticks: due,
		request:  &request{moment: sim.Moment{Setup: setup, Step: steps}, every: 1},
		progress: progress{w: watcher, text: text, steps: steps},
	}
}

func TestProgress(t *testing.T) {
	t.Parallel()
	var out, watcher bytes.Buffer
	s := stepper(&out, &watcher, 12_000, 6)
	s.request.every = 1500
	if err := s.run(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.progress.clear()
	s.progress.clear()
	// Four ticks of patience; the last line is taken away before more is written.
	want := "\rstep 4 / 12 000  0 %\x1b[K\rstep 5 / 12 000  0 %\x1b[K\r\x1b[K"
	if got := watcher.String(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestTickHandsOn holds a run to handing on its lines at every tick, so that
// who reads a slow run need not wait for a full buffer.
func TestTickHandsOn(t *testing.T) {
	t.Parallel()
	var out chunks
	if err := stepper(&out, nil, 3, 2).run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(out) != 3 || !strings.Contains(out[0], `"step":0,`) || strings.Contains(out[0], `"step":1,`) {
		t.Errorf("written in pieces: %q", out)
	}
	for _, chunk := range out {
		if !strings.HasSuffix(chunk, "}\n") {
			t.Errorf("a piece ends inside a line: %q", chunk)
		}
	}
}

type chunks []string

func (c *chunks) Write(p []byte) (int, error) {
	*c = append(*c, string(p))
	return len(p), nil
}

func TestInterrupted(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out bytes.Buffer
	err := stepper(&out, nil, 10, 0).run(ctx)
	if got := fmt.Sprint(err); got != "interrupted at step 0 of 10" || exitStatus(err) != statusInterrupted {
		t.Errorf("got %s, status %d", got, exitStatus(err))
	}
	if lines := strings.Split(out.String(), "\n"); len(lines) != 3 || lines[2] != "" {
		t.Errorf("not two whole lines: %q", lines)
	}
}

// refuser refuses every write.
type refuser struct{ err error }

func (r refuser) Write([]byte) (int, error) { return 0, r.err }

func TestOutputRefused(t *testing.T) {
	t.Parallel()
	for _, command := range []string{"run drift", "run drift --steps 20000", "labs", "labs drift", "version"} {
		args := strings.Fields(command)
		closed := nablaWith(t, func(d *Deps) { d.Stdout = refuser{syscall.EPIPE} }, args...)
		if closed.status != statusPipe || closed.errors != "" {
			t.Errorf("%s: nobody reads: status %d, %q", command, closed.status, closed.errors)
		}
		full := nablaWith(t, func(d *Deps) { d.Stdout = refuser{errors.New("no room")} }, args...)
		if want := "nabla: cannot write to standard output: no room\n"; full.status != statusFailure || full.errors != want {
			t.Errorf("%s: no room: status %d, %q", command, full.status, full.errors)
		}
	}
}

func BenchmarkRun(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if err := stepper(io.Discard, nil, 1000, 0).run(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
