package experiment_test

import (
	"runtime"
	"testing"
	"time"

	"nabla/sim"
	"nabla/sim/experiment"
)

const longRun = 10_000_000

// playground is the network and the data of the workload of that name.
const playground = "train data=circle samples=250 hidden=4,2 activation=tanh output=tanh loss=half-mse rate=0.03 batch=10 shuffle=no split=1"

// openLine returns the run of a share line.
func openLine(tb testing.TB, line string) *sim.Timeline[*experiment.Train] {
	tb.Helper()
	return opener(experiment.NewTrain)(tb, line)
}

// opener returns what opens the run of a share line of the lab.
func opener[S sim.State[S]](start func(sim.Setup, sim.Opener) (S, error)) func(testing.TB, string) *sim.Timeline[S] {
	return func(tb testing.TB, line string) *sim.Timeline[S] {
		tb.Helper()
		run, err := start(setupOf(tb, line), nil)
		if err != nil {
			tb.Fatal(err)
		}
		return sim.NewTimeline(run)
	}
}

// setupOf returns the setup of a share line.
func setupOf(tb testing.TB, line string) sim.Setup {
	tb.Helper()
	m, err := sim.ParseMoment(line, func(lab string) (sim.Setup, error) {
		for _, spec := range experiment.All() {
			if spec.Name == lab {
				return sim.NewSetup(lab, spec.Params), nil
			}
		}
		tb.Fatalf("no lab %s", lab)
		return sim.Setup{}, nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return m.Setup
}

// BenchmarkLongRun runs the playground's network for ten million steps and seeks
// to places all over the run and back to its end: steps a second, the slowest
// seek of all, what is alive at the end.
func BenchmarkLongRun(b *testing.B) {
	for b.Loop() {
		line := openLine(b, playground)
		start := time.Now()
		line.Seek(longRun)
		b.ReportMetric(longRun/time.Since(start).Seconds(), "steps/s")
		slowest, from, to := time.Duration(0), 0, 0
		for i := range 200 {
			target := (i*7_919_111 + 3_999_999) % longRun
			if i%10 == 9 {
				target = longRun
			}
			start, at := time.Now(), line.Step()
			line.Seek(target)
			if took := time.Since(start); took > slowest {
				slowest, from, to = took, at, target
			}
		}
		b.ReportMetric(float64(slowest.Microseconds())/1000, "ms/slowest-seek")
		b.Logf("from %d to %d", from, to)
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		b.ReportMetric(float64(m.HeapAlloc)/1e6, "MB/alive")
		runtime.KeepAlive(line)
	}
}
