package peers

import (
	"fmt"
	"os"
	"slices"
	"testing"
	"time"
)

// contender is somebody who does the work.
type contender struct {
	name    string
	speed   func() (steps float64, err error) // a second, measured anew
	missing string                            // what it takes and is not to be had; then there is no speed
}

// rounds is how many times each contender has its turn; the median counts.
const rounds = 7

// turn is how long each one's turn is at least.
const turn = 100 * time.Millisecond

// compare runs the contenders in turns and reports the medians of what they do in a
// second, and how many times the first does what the others do: the median of the
// rounds' ratios; "plain×" is the same for the contender of that name. unit is worth
// so much of a step.
func compare(b *testing.B, unit string, worth int, contenders []contender) {
	speeds := make([][]float64, len(contenders))
	for range rounds {
		for i, c := range contenders {
			if c.missing != "" {
				continue
			}
			speed, err := c.speed()
			if err != nil {
				b.Fatalf("%s: %v", c.name, err)
			}
			speeds[i] = append(speeds[i], speed)
		}
	}
	plain := slices.IndexFunc(contenders, func(c contender) bool { return c.name == plainName })
	for i, c := range contenders {
		b.Run(c.name, func(b *testing.B) {
			if c.missing != "" {
				b.Skip("needs " + c.missing)
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(worth)*median(speeds[i]), unit)
			b.ReportMetric(median(ratios(speeds[0], speeds[i])), "×")
			if plain >= 0 {
				b.ReportMetric(median(ratios(speeds[plain], speeds[i])), "plain×")
			}
		})
	}
}

func ratios(a, b []float64) []float64 {
	r := make([]float64, len(a))
	for i := range r {
		r[i] = a[i] / b[i]
	}
	return r
}

func median(x []float64) float64 {
	x = slices.Sorted(slices.Values(x))
	return x[len(x)/2]
}

// own is the speed of a step that is made in this process.
func own(step func()) func() (float64, error) {
	return func() (float64, error) { return pace(step), nil }
}

// pace returns how many steps a second are made.
func pace(step func()) float64 {
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

// paceOf names the variable that has this program print its own speed at a workload
// instead of measuring all: which kernels there are is settled when a process starts.
const paceOf = "NABLA_PEERS_PACE"

func TestMain(m *testing.M) {
	name := os.Getenv(paceOf)
	for _, w := range workloads() {
		if w.name == name {
			fmt.Println(pace(w.stepper()))
			return
		}
	}
	os.Exit(m.Run())
}

// BenchmarkTraining compares steps of training, and the map. In the lines of
// others, × is how many times as fast nabla is, plain× how many times its plain
// kernels are.
func BenchmarkTraining(b *testing.B) {
	peers := programs(b)
	for _, w := range workloads() {
		b.Run(w.name, func(b *testing.B) {
			list := []contender{{name: "nabla", speed: own(w.stepper())}}
			if w.name != grid {
				list = append(list, contender{name: "gonum", speed: own(newMatrices(&w).step)})
			}
			for _, p := range peers {
				if p.works == nil || slices.Contains(p.works, w.name) {
					list = append(list, p.contender(w.name))
				}
			}
			compare(b, w.unit, w.worth, list)
		})
	}
}
