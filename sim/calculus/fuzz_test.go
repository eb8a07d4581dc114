package calculus_test

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"nabla/sim/calculus"
)

// FuzzDerivatives: where a formula has a derivative, that of dual numbers, that
// of the tape and the central difference are one.
func FuzzDerivatives(f *testing.F) {
	for _, text := range []string{
		"sin(x)cos(y)tan(x y)", "asin(x/9)+acos(y/9)-atan(x-y)", "sinh(x)cosh(y)/tanh(2x)", "exp(x)ln(y^2)+log2(x^2)log10(3+y)",
		"sqrt(x^2+y^2)cbrt(x y)", "|x-y|sign(x)+relu(y)softplus(x)", "sigmoid(x)gelu(y)gelu(x)", "min(x,y,1)max(x^2,-y)",
		"(x^2+1)^y", "2^(x/y)", "pow(x^2,0.3)/x^3-y⁻²", "e^(x y)-(1-x)/(y+x)", "x^5-y^64+(x y)^7", "(1e16+x)-1e16", "exp(-(1e9x)^2)",
	} {
		f.Add(text, 0.7, -1.3)
		f.Add(text, -2.5, 0.125)
	}
	f.Add("pow(x,70)⁻²", -33.77, -0.43)
	f.Add("tan(tan(xx)xx)", -99.24, 114.9)
	f.Fuzz(func(t *testing.T, text string, x, y float64) {
		if !(math.Abs(x) < 1e3 && math.Abs(y) < 1e3) {
			return
		}
		formula, err := calculus.Parse(text, "x", "y")
		if err != nil {
			return
		}
		at := []float64{x, y}
		checkGradients(t, formula, at)
		checkDifferences(t, formula, at)
	})
}

// checkDifferences holds the gradient to central differences, wherever the
// formula is smooth on all of the way.
func checkDifferences(t *testing.T, f *calculus.Formula, at []float64) {
	t.Helper()
	middle := look(f, at)
	if middle == nil {
		return
	}
	for k := range at {
		h := 1e-5 * max(1e-3, math.Abs(at[k]))
		var around [4]*sight // at −h, −h/2, h/2, h
		smooth := true
		for i, step := range []float64{-h, -h / 2, h / 2, h} {
			moved := append([]float64(nil), at...)
			moved[k] += step
			around[i] = look(f, moved)
			smooth = smooth && around[i].like(middle)
		}
		if !smooth {
			continue
		}
		width := (at[k] + h) - (at[k] - h)
		// The difference is the derivative somewhere on the way, which differs from
		// that in the middle by no more than the derivative changes, give or take
		// what rounding makes of the two values.
		change := 0.0
		for _, s := range around {
			change = max(change, math.Abs(s.grad[k]-middle.grad[k]))
		}
		difference := (around[3].value - around[0].value) / width
		tolerance := 2*change + 16*max(middle.noise, around[0].noise, around[3].noise)/h + 1e-9*math.Abs(middle.grad[k]) + 1e-290
		if got := middle.grad[k]; math.Abs(got-difference) > tolerance {
			t.Errorf("%q at %v: ∂/∂%s = %v, the difference is %v (± %.2g)", f.Text(), at, f.Vars()[k], got, difference, tolerance)
		}
	}
}

// sight is what is seen of a formula at a point.
type sight struct {
	value float64
	grad  []float64
	noise float64 // what rounding may do to the value
	sides string  // which branch each abs, sign, relu, min and max takes
	// The arguments of sin, cos and tan: samples that are turns apart say nothing
	// of what is between them.
	angles []float64
}

// look returns nil where the formula is not differentiable, or is worked out from
// numbers the products of which would leave the range of a float64.
func look(f *calculus.Formula, at []float64) *sight {
	if f.Check(at) != nil {
		return nil
	}
	s := &sight{grad: make([]float64, len(at))}
	tape := f.NewTape()
	s.value = tape.Gradient(at, s.grad)
	nodes := tape.Nodes()
	var sides strings.Builder
	for _, n := range nodes {
		if size := math.Abs(n.Value); size > 1e90 || size < 1e-90 && size != 0 {
			return nil
		}
		s.noise += math.Abs(n.Adjoint*n.Value) * 0x1p-51
		switch n.Op {
		case "abs", "sign", "relu":
			sides.WriteByte("-0+"[1+int(math.Copysign(1, nodes[n.Args[0]].Value))])
		case "min", "max":
			sides.WriteByte("ab"[int(n.Partials[1])])
		case "sin", "cos", "tan":
			s.angles = append(s.angles, nodes[n.Args[0]].Value)
		case "^": // a whole exponent or a power of something above 0
			sides.WriteByte("-0+"[1+int(math.Copysign(1, nodes[n.Args[0]].Value))])
		case "/", "cbrt": // a pole, a steep place
			sides.WriteByte("-0+"[1+int(math.Copysign(1, nodes[n.Args[len(n.Args)-1]].Value))])
		}
	}
	s.sides = sides.String()
	if math.IsNaN(s.noise) || math.IsInf(s.noise, 0) {
		return nil
	}
	return s
}

// like reports whether the formula is the same smooth function here and there.
func (s *sight) like(other *sight) bool {
	if s == nil || s.sides != other.sides {
		return false
	}
	for i, angle := range s.angles {
		if math.Abs(angle-other.angles[i]) > 0.3 {
			return false
		}
	}
	return true
}

// every is a random formula in which any function may occur.
func every(depth int) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		if depth == 0 {
			return rapid.SampledFrom([]string{"x", "y", "2", "0.3", "pi"}).Draw(t, "leaf")
		}
		a := every(depth-1).Draw(t, "a")
		b := every(rapid.IntRange(0, depth-1).Draw(t, "depth")).Draw(t, "b")
		if rapid.Bool().Draw(t, "operator") {
			return "(" + a + ")" + rapid.SampledFrom([]string{" + ", " - ", "*", "/", "^"}).Draw(t, "sign") + "(" + b + ")"
		}
		name := rapid.SampledFrom(functionNames).Draw(t, "function")
		switch name {
		case "min", "max", "pow":
			return name + "(" + a + ", " + b + ")"
		}
		return name + "(" + a + ")"
	})
}

// functionNames are the functions that the language promises.
var functionNames = strings.Fields(`sin cos tan asin acos atan arcsin arccos arctan sinh cosh tanh exp ln log log2 log10 sqrt cbrt abs sign
	min max sigmoid relu softplus gelu normcdf pow`)

func TestRandomDerivatives(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := every(rapid.IntRange(1, 4).Draw(r, "depth")).Draw(r, "formula")
		at := []float64{rapid.Float64Range(-3, 3).Draw(r, "x"), rapid.Float64Range(-3, 3).Draw(r, "y")}
		f := parse(t, text, "x", "y")
		checkReadsBack(t, f, at)
		checkGradients(t, f, at)
		checkDifferences(t, f, at)
	})
}

// Every function is among the closed forms, and every one is promised.
func TestEveryFunctionHasAClosedForm(t *testing.T) {
	_, known := parseFails(t, "nosuchfunction(w)").Unknown()
	promised := make(map[string]bool)
	for _, name := range functionNames {
		promised[name] = true
		found := false
		for _, form := range closedForms {
			found = found || strings.Contains(form.text, name+"(")
		}
		if !found {
			t.Errorf("no closed form has %s", name)
		}
	}
	if len(known) != len(promised) {
		t.Errorf("there are %d functions, but %d are promised", len(known), len(promised))
	}
	for _, name := range known {
		if !promised[name] {
			t.Errorf("%s is a function that nothing promises", name)
		}
	}
}
