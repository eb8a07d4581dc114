package elementary_test

import (
	"fmt"
	"math"

	"nabla/sim/elementary"
)

// Powers are exact where they can be, and angles are reduced without loss.
func Example() {
	fmt.Println(elementary.Pow(2, 10), elementary.Cbrt(27), elementary.Log10(1000))
	fmt.Printf("%.15g\n", elementary.Sin(math.Pi))
	fmt.Printf("%.15g\n", elementary.Cos(1e22))
	// Output:
	// 1024 3 3
	// 1.22464679914735e-16
	// 0.523214785395139
}

// The slope of a saturated unit is tiny, not 0.
func ExampleSigmoidSlope() {
	sigmoid, slope := elementary.SigmoidSlope(40)
	fmt.Printf("%.6g %.6g\n", sigmoid, slope)
	// Output: 1 4.24835e-18
}

func ExampleNormal() {
	below, bell := elementary.Normal(-1.96)
	fmt.Printf("Φ = %.6f, density %.6f\n", below, bell/math.Sqrt(2*math.Pi))
	// Output: Φ = 0.024998, density 0.058441
}
