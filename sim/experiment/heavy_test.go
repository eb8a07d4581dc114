package experiment_test

import (
	"fmt"
	"strings"
	"testing"

	"nabla/sim"
	"nabla/sim/experiment"
)

// heavy is nearly as long a formula as may be typed.
func heavy() string {
	var f strings.Builder
	f.WriteString("x^2")
	for i := 1; f.Len() < 800; i++ {
		fmt.Fprintf(&f, "+sin(%dx)*exp(-x^2/%d)", i, i)
	}
	return f.String()
}

// BenchmarkOpenHeavy is what a key that restarts a lab takes at worst, but for
// its frame.
func BenchmarkOpenHeavy(b *testing.B) {
	for _, lab := range []string{"derivative", "rules", "convexity", "descent"} {
		b.Run(lab, func(b *testing.B) {
			spec, err := experiment.Find(lab)
			if err != nil {
				b.Fatal(err)
			}
			s, err := sim.NewSetup(lab, spec.Params).With("f", heavy())
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				r, err := spec.Open(s, nil)
				if err != nil {
					b.Fatal(err)
				}
				r.Report()
			}
		})
	}
}
