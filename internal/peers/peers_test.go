package peers

import (
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// contender is somebody who can do a step of the work.
type contender struct {
	name string
	step func()
}

// rounds is how many times each contender has its turn; the median counts.
const rounds = 7

// compare runs the contenders in turns, a tenth of a second each, and reports the
// medians of what they do in a second, and how many times the first does what the
// others do. unit is worth of one step.
func compare(b *testing.B, unit string, worth float64, contenders []contender) {
	speeds := make([][]float64, len(contenders))
	for range rounds {
		for i, c := range contenders {
			speeds[i] = append(speeds[i], worth*pace(c.step))
		}
	}
	for i, c := range contenders {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				c.step()
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(median(speeds[i]), unit)
			b.ReportMetric(median(speeds[0])/median(speeds[i]), "×")
		})
	}
}

// pace returns how many steps a second are made.
func pace(step func()) float64 {
	const turn = 100 * time.Millisecond
	for n := 1; ; n *= 2 {
		start := time.Now()
		for range n {
			step()
		}
		if took := time.Since(start); took > turn {
			return float64(n) / took.Seconds()
		}
	}
}

func median(x []float64) float64 {
	x = slices.Sorted(slices.Values(x))
	return x[len(x)/2]
}

// BenchmarkTraining compares steps of training. In the lines of others, × is how
// many times as fast nabla is.
func BenchmarkTraining(b *testing.B) {
	limit := buildLimit(b)
	for _, w := range workloads() {
		b.Run(w.name, func(b *testing.B) {
			m := newMatrices(b, &w)
			compare(b, "samples/s", float64(w.batch), []contender{{"nabla", w.trainer(b)}, {"gonum", m.step}})
			others(b, "C", limit, &w)
			others(b, "objects", objects(), &w)
		})
	}
}

// others compares with a program that is given the name of the workload and prints
// how many steps it makes a second.
func others(b *testing.B, name string, command []string, w *workload) {
	b.Run(name, func(b *testing.B) {
		if command == nil || name == "objects" && w.output == "softmax" {
			b.Skip("nothing to compare with")
		}
		step, worth := w.trainer(b), float64(w.batch)
		own, theirs := make([]float64, 0, rounds), make([]float64, 0, rounds)
		for range rounds {
			own = append(own, worth*pace(step))
			theirs = append(theirs, worth*ask(b, append(slices.Clone(command), w.name, "0.1")))
		}
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(median(theirs), "samples/s")
		b.ReportMetric(median(own)/median(theirs), "×")
	})
}

// objects returns the command of the graph of objects, nil where there is no node.
func objects() []string {
	node, err := exec.LookPath("node")
	if err != nil {
		return nil
	}
	return []string{node, "testdata/objects.js"}
}

// buildLimit compiles limit.c for AVX2, which is what nabla's kernels use.
func buildLimit(b *testing.B) []string {
	b.Helper()
	cc, err := exec.LookPath("cc")
	if err != nil {
		return nil
	}
	to := filepath.Join(b.TempDir(), "limit")
	if out, err := exec.Command(cc, "-O3", "-mavx2", "-mfma", "-ffast-math", "-o", to, "testdata/limit.c", "-lm").CombinedOutput(); err != nil {
		b.Fatalf("compile limit.c: %v\n%s", err, out)
	}
	return []string{to}
}

func ask(b *testing.B, command []string) float64 {
	b.Helper()
	out, err := exec.Command(command[0], command[1:]...).Output()
	if err != nil {
		b.Fatal(err)
	}
	speed, err := strconv.ParseFloat(strings.TrimSpace(string(out)), 64)
	if err != nil {
		b.Fatal(err)
	}
	return speed
}
