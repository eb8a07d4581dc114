package views

import (
	"math"
	"strings"

	"nabla/sim/calculus"
	"nabla/sim/experiment"
)

// localLaw is the local derivative of an operation with respect to one of its
// arguments, as a formula in the arguments {a} and {b} and the value {v}.
func localLaw(c *experiment.Chain, e *experiment.ChainEdge) string {
	n := &c.Nodes()[e.Node]
	switch n.Op {
	case "relu":
		if e.Local == 0 {
			return "0 ({a} ≤ 0)"
		}
		return "1 ({a} > 0)"
	case "min", "max":
		return result(e.Local, 6)
	case "+", "-", "*", "/", "^":
		return binaryLaw(c, n, e.Place)
	case "sigmoid":
		if n.Value > 0.9 { // where 1 − v has lost its figures, the same without it
			return "{v}·sigmoid(−{a})"
		}
	case "tanh":
		if math.Abs(n.Value) > 0.9 {
			return "1/cosh({a})²"
		}
	}
	return functionLaw(n.Op)
}

// binaryLaw is that of an operation with two arguments.
func binaryLaw(c *experiment.Chain, n *calculus.Node, place int) string {
	first := place == 0
	switch {
	case n.Op == "+", n.Op == "-" && first:
		return "1"
	case n.Op == "-":
		return "−1"
	case n.Op == "*" && first:
		return "{b}"
	case n.Op == "*":
		return "{a}"
	case n.Op == "/" && first:
		return "1/{b}"
	case n.Op == "/":
		return "−{a}/{b}²"
	case first && c.Constant(n.Args[1]):
		return wholePower(c.Nodes()[n.Args[1]].Value)
	case first:
		return "{b}·{a}^({b} − 1)"
	}
	return "{v}·ln {a}"
}

// functionLaw is that of a function.
func functionLaw(name string) string {
	switch name {
	case "neg":
		return "−1"
	case "sin":
		return "cos {a}"
	case "cos":
		return "−sin {a}"
	case "tan":
		return "1 + {v}²"
	case "asin":
		return "1/√(1 − {a}²)"
	case "acos":
		return "−1/√(1 − {a}²)"
	case "atan":
		return "1/(1 + {a}²)"
	case "sinh":
		return "cosh {a}"
	case "cosh":
		return "sinh {a}"
	case "tanh":
		return "1 − {v}²"
	case "exp":
		return "{v}"
	case "ln":
		return "1/{a}"
	case "log2":
		return "1/({a}·ln 2)"
	case "log10":
		return "1/({a}·ln 10)"
	}
	return rarerLaw(name)
}

// rarerLaw is that of the other functions.
func rarerLaw(name string) string {
	switch name {
	case "sqrt":
		return "1/(2·{v})"
	case "cbrt":
		return "1/(3·{v}²)"
	case "abs":
		return "sign {a}"
	case "sign":
		return "0"
	case "sigmoid":
		return "{v}·(1 − {v})"
	case "softplus":
		return "sigmoid({a})"
	case "gelu":
		return "Φ({a}) + {a}·φ({a})"
	}
	return ""
}

// wholePower is n·aⁿ⁻¹, without what goes without saying.
func wholePower(n float64) string {
	switch n {
	case 0, 1:
		return result(n, 6)
	case 2:
		return "2·{a}"
	}
	return factor(n, 6) + "·" + string(appendPower(nil, "{a}", factor(n-1, 6)))
}

// fill puts arguments and value into a law.
func (l Look) fill(c *experiment.Chain, e *experiment.ChainEdge, law string, text func(int) string) string {
	n := &c.Nodes()[e.Node]
	var scratch [128]byte
	filled := scratch[:0]
	for law != "" {
		switch {
		case strings.HasPrefix(law, "{v}"):
			filled = append(filled, text(e.Node)...)
		case strings.HasPrefix(law, "{a}"):
			filled = append(filled, text(n.Args[0])...)
		case strings.HasPrefix(law, "{b}") && len(n.Args) > 1:
			filled = append(filled, text(n.Args[1])...)
		default:
			filled, law = append(filled, law[0]), law[1:]
			continue
		}
		law = law[len("{v}"):]
	}
	return l.Words.Keep(filled)
}
