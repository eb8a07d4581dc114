package peers

import (
	"slices"
	"testing"

	"gonum.org/v1/gonum/optimize"

	"nabla/sim/calculus"
)

// Gradient descent on Rosenbrock's function from (−1.2, 1).
const (
	rosenbrock = "(1-x)^2 + 100(y-x^2)^2"
	smallRate  = 0.001
)

// node is a number in a graph of pointers, as micrograd builds it anew for every
// step.
type node struct {
	value, adjoint float64
	back           func()
	args           []*node
	seen           bool
}

func sum(a, b *node) *node {
	n := &node{value: a.value + b.value, args: []*node{a, b}}
	n.back = func() { a.adjoint += n.adjoint; b.adjoint += n.adjoint }
	return n
}

func product(a, b *node) *node {
	n := &node{value: a.value * b.value, args: []*node{a, b}}
	n.back = func() { a.adjoint += b.value * n.adjoint; b.adjoint += a.value * n.adjoint }
	return n
}

func number(v float64) *node { return &node{value: v} }

func (n *node) order(list []*node) []*node {
	if n.seen {
		return list
	}
	n.seen = true
	for _, a := range n.args {
		list = a.order(list)
	}
	return append(list, n)
}

func pointers(x, y float64) (dx, dy float64) {
	a, b := number(x), number(y)
	left := sum(number(1), product(number(-1), a))
	right := sum(b, product(number(-1), product(a, a)))
	f := sum(product(left, left), product(number(100), product(right, right)))
	list := f.order(nil)
	f.adjoint = 1
	for _, n := range slices.Backward(list) {
		if n.back != nil {
			n.back()
		}
	}
	return a.adjoint, b.adjoint
}

func byHand(x, grad []float64) {
	bend := x[1] - x[0]*x[0]
	grad[0], grad[1] = -2*(1-x[0])-400*x[0]*bend, 200*bend
}

// The graph and the formula must agree before they are compared.
func TestPointersAgree(t *testing.T) {
	f, err := calculus.Parse(rosenbrock, "x", "y")
	if err != nil {
		t.Fatal(err)
	}
	var grad, hand [2]float64
	f.Gradient([]float64{-1.2, 1}, grad[:])
	byHand([]float64{-1.2, 1}, hand[:])
	dx, dy := pointers(-1.2, 1)
	near := func(a, b float64) bool { return max(a-b, b-a) <= 1e-9*max(1, b, -b) }
	if !near(grad[0], hand[0]) || !near(grad[1], hand[1]) || !near(dx, hand[0]) || !near(dy, hand[1]) {
		t.Errorf("formula %v, pointers %g %g, by hand %v; published (−215.6, −88)", grad, dx, dy, hand)
	}
}

// BenchmarkRosenbrock compares steps of gradient descent, all in one run.
func BenchmarkRosenbrock(b *testing.B) {
	f, err := calculus.Parse(rosenbrock, "x", "y")
	if err != nil {
		b.Fatal(err)
	}
	var grad [2]float64
	descend := func(gradient func(x []float64)) func() {
		x := []float64{-1.2, 1}
		return func() {
			gradient(x)
			x[0] -= smallRate * grad[0]
			x[1] -= smallRate * grad[1]
		}
	}
	const steps = 1000
	problem := optimize.Problem{
		Func: func(x []float64) float64 { return f.Eval(x) },
		Grad: func(grad, x []float64) { f.Gradient(x, grad) },
	}
	gonum := own(func() {
		settings := &optimize.Settings{MajorIterations: steps, GradientThreshold: -1, Converger: optimize.NeverTerminate{}}
		_, _ = optimize.Minimize(problem, []float64{-1.2, 1}, settings, &optimize.GradientDescent{}) // the limit of steps is no fault
	})
	compare(b, "steps/s", 1, []contender{
		{name: "nabla", speed: own(descend(func(x []float64) { f.Gradient(x, grad[:]) }))},
		{name: "by-hand", speed: own(descend(func(x []float64) { byHand(x, grad[:]) }))},
		{name: "pointers", speed: own(descend(func(x []float64) { grad[0], grad[1] = pointers(x[0], x[1]) }))},
		{name: "gonum", speed: func() (float64, error) {
			runs, err := gonum()
			return steps * runs, err
		}},
	})
}
