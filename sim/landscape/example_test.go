package landscape_test

import (
	"fmt"

	"nabla/sim/landscape"
)

func ExampleOpen() {
	l, err := landscape.Open("w-shape")
	if err != nil {
		fmt.Println(err)
		return
	}
	lo, hi := l.Range()
	fmt.Println(l.Formula(), "in", lo, "…", hi)
	for _, p := range l.Stationary(lo, hi) {
		fmt.Printf("%-7v w = %9.6f  f = %9.6f  global %v\n", p.Kind, p.W, p.F, p.Global)
	}
	// Output:
	// w⁴ − 3w² + w in -2.2 … 2.2
	// minimum w = -1.300840  f = -3.513905  global true
	// maximum w =  0.169938  f =  0.084135  global false
	// minimum w =  1.130901  f = -1.070230  global false
}

func ExampleOpenSurface() {
	t, err := landscape.OpenSurface("booth")
	if err != nil {
		fmt.Println(err)
		return
	}
	x, y := t.Start()
	var gradient [2]float64
	f := t.Formula().Gradient([]float64{x, y}, gradient[:])
	fmt.Println(t.Formula())
	fmt.Printf("f(%v, %v) = %v, its gradient is %v\n", x, y, f, gradient)
	// Output:
	// (x + 2y − 7)² + (2x + y − 5)²
	// f(-8, 4) = 338, its gradient is [-82 -62]
}
