package network_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"nabla/sim/network"
)

func TestEverythingHasAFormula(t *testing.T) {
	for _, tt := range []struct {
		names   []string
		formula func(string) string
	}{
		{network.Activations(), network.ActivationFormula},
		{network.Inits(), network.InitFormula},
		{network.Losses(), network.LossFormula},
	} {
		for _, name := range tt.names {
			if tt.formula(name) == "" {
				t.Errorf("%s has no formula", name)
			}
		}
		if got := tt.formula("nothing"); got != "" {
			t.Errorf("nothing has the formula %s", got)
		}
	}
}

// The ranges that are shown are those that are accepted.
func TestFormulasSayTheRange(t *testing.T) {
	for _, tt := range []struct {
		name, shown string
		limit       float64
		parse       func(text string) error
	}{
		{"leaky-relu", network.ActivationFormula("leaky-relu"), 1, func(text string) error { _, err := network.ParseActivation(text); return err }},
		{"orthogonal", network.InitFormula("orthogonal"), 1000, func(text string) error { _, err := network.ParseInit(text); return err }},
		{"normal", network.InitFormula("normal"), 1000, func(text string) error { _, err := network.ParseInit(text); return err }},
		{"uniform", network.InitFormula("uniform"), 1000, func(text string) error { _, err := network.ParseInit(text); return err }},
	} {
		limit := " ≤ " + number(tt.limit) + ")"
		if !strings.Contains(tt.shown, "(0 ≤ ") || !strings.HasSuffix(tt.shown, limit) {
			t.Errorf("%s shows %q, want the range 0 to %s", tt.name, tt.shown, number(tt.limit))
		}
		for value, ok := range map[float64]bool{0: true, tt.limit: true, -0.001: false, math.Nextafter(tt.limit, 2*tt.limit): false} {
			if err := tt.parse(tt.name + "(" + number(value) + ")"); (err == nil) != ok {
				t.Errorf("%s(%v): %v", tt.name, value, err)
			}
		}
	}
}

func number(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
