package calculus_test

import (
	"fmt"
	"slices"

	"nabla/sim/calculus"
)

func ExampleParse() {
	f, err := calculus.Parse("w^4 - 3w^2 + w", "w")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(f)
	fmt.Println(f.At(2))
	// Output:
	// w⁴ − 3w² + w
	// 6
}

func ExampleParse_errors() {
	for _, text := range []string{"w + 3*foo(w)", "w*q", "w/2w", "(w - 1"} {
		_, err := calculus.Parse(text, "w")
		fmt.Println(err)
	}
	// Output:
	// column 7: unknown function "foo"; there are abs, acos, asin, atan, cbrt, cos, cosh, exp, gelu, ln, log, log10, log2, max, min, normcdf, pow, relu, sigmoid, sign, sin, sinh, softplus, sqrt, tan, tanh
	// column 3: unknown name "q"; the variable is w
	// column 4: it is unclear whether to divide or to multiply by "w"; write * before it, or parentheses
	// column 1: "(" is never closed
}

func ExampleFormula_Curvature() {
	f, _ := calculus.Parse("w^3")
	fmt.Println(f.Curvature(2))
	// Output: 8 12 12
}

func ExampleFormula_Gradient() {
	f, _ := calculus.Parse("(1 - x)^2 + 100(y - x^2)^2", "x", "y")
	grad := make([]float64, 2)
	value := f.Gradient([]float64{3, 8}, grad)
	fmt.Println(value, grad)
	// Output: 104 [1204 -200]
}

func ExampleFormula_Check() {
	f, _ := calculus.Parse("2 + |w|")
	fmt.Println(f.Check([]float64{0}))
	fmt.Println(f.Check([]float64{1}))
	// Output:
	// column 5: |w| has no derivative here
	// <nil>
}

// The chain rule, from the result back to the variable.
func ExampleTape() {
	f, _ := calculus.Parse("(3x + 1)^2")
	tape := f.NewTape()
	tape.Gradient([]float64{1}, make([]float64, 1))
	for _, n := range slices.Backward(tape.Nodes()) {
		if n.Op != "constant" {
			fmt.Printf("%-9s value %v, adjoint %v\n", n.Label, n.Value, n.Adjoint)
		}
	}
	// Output:
	// (3x + 1)² value 16, adjoint 1
	// 3x + 1    value 4, adjoint 8
	// 3x        value 3, adjoint 8
	// x         value 1, adjoint 24
}
