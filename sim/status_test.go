package sim_test

import (
	"testing"

	"nabla/sim"
)

func TestOutcomeWords(t *testing.T) {
	for _, tt := range []struct {
		outcome sim.Outcome
		want    string
	}{
		{sim.Running, "running"},
		{sim.Zigzagging, "zigzagging"},
		{sim.Converged, "converged"},
		{sim.Diverged, "diverged"},
		{sim.Stuck, "stuck"},
		{sim.Outcome(-1), "unknown"},
	} {
		if got := tt.outcome.String(); got != tt.want {
			t.Errorf("outcome %d is called %q, want %q", tt.outcome, got, tt.want)
		}
	}
}

// because is a reason for tests.
type because string

func (b because) String() string                    { return string(b) }
func (b because) Message() (string, map[string]any) { return "reason.because", nil }

func TestStatusText(t *testing.T) {
	if got := (sim.Status{}).Text(); got != "" {
		t.Errorf("a run on its way gives the reason %q", got)
	}
	if got := (sim.Status{Outcome: sim.Diverged, Step: 3, Reason: because("too steep")}).Text(); got != "too steep" {
		t.Errorf("reason %q, want too steep", got)
	}
}
