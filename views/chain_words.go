package views

import (
	"math"
	"strings"

	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/chart"
)

// operation writes an operation with its arguments: v3·w2, sigmoid(v3), v4 − y.
func operation(c *experiment.Chain, v int, argument func(int) string) string {
	n := &c.Nodes()[v]
	a := argument(n.Args[0])
	if len(n.Args) == 1 {
		if n.Op == "neg" {
			return "−" + a
		}
		return n.Op + "(" + unwrapped(a) + ")"
	}
	b := argument(n.Args[1])
	switch n.Op {
	case "+":
		return a + " + " + b
	case "-":
		return a + " − " + b
	case "*":
		return a + "·" + b
	case "min", "max":
		return n.Op + "(" + unwrapped(a) + ", " + unwrapped(b) + ")"
	}
	return a + n.Op + b
}

// unwrapped takes off the parentheses around a negative number.
func unwrapped(text string) string {
	if inner, ok := strings.CutPrefix(text, "("); ok {
		return strings.TrimSuffix(inner, ")")
	}
	return text
}

// chainSign is what stands for an operation in its node: its sign, with the
// constant it works with.
func chainSign(c *experiment.Chain, v int) string {
	n := &c.Nodes()[v]
	sign := n.Op
	switch n.Op {
	case "-", "neg":
		sign = "−"
	case "*":
		sign = "·"
	case "sigmoid":
		sign = "σ"
	}
	if len(n.Args) == 2 && c.Constant(n.Args[0]) {
		return named(c, n.Args[0]) + sign
	}
	if len(n.Args) == 2 && c.Constant(n.Args[1]) {
		return sign + named(c, n.Args[1])
	}
	return sign
}

// named is what a node is called in a formula.
func named(c *experiment.Chain, v int) string {
	if c.Constant(v) {
		return factor(c.Nodes()[v].Value, 6)
	}
	return c.Name(v)
}

// factor writes a number so that it can stand in a product.
func factor(x float64, figures int) string {
	text := significant(x, figures)
	if math.Signbit(x) && text != "0" {
		return "(" + strings.Replace(text, "-", "−", 1) + ")"
	}
	return text
}

// result writes a number after a sign of equality.
func result(x float64, figures int) string { return unwrapped(factor(x, figures)) }

// sumOf writes a sum of which one part is given, with as many decimal places as
// its parts have in so many figures, less one: what cancels leaves fewer figures.
func sumOf(sum, part float64, figures int) string {
	largest := max(math.Abs(part), math.Abs(sum-part))
	if largest == 0 || math.IsInf(largest, 0) || math.IsNaN(largest) {
		return result(sum, figures-1)
	}
	places := figures - 2 - int(math.Floor(math.Log10(largest)))
	if places < 0 {
		return result(sum, figures-1)
	}
	text := rounded(sum, places)
	if sum != 0 && text == "0" {
		return result(sum, 1)
	}
	return strings.Replace(text, "-", "−", 1)
}

// localLaw is the local derivative of an operation with respect to one of its
// arguments, as a formula in the arguments {a} and {b} and the value {v}.
func localLaw(c *experiment.Chain, e *experiment.ChainEdge) string {
	n := &c.Nodes()[e.Node]
	laws := map[string][2]string{
		"+": {"1", "1"}, "-": {"1", "−1"}, "neg": {"−1"}, "*": {"{b}", "{a}"}, "/": {"1/{b}", "−{a}/{b}^2"},
		"^":   {"{b}·{a}^({b} − 1)", "{v}·ln {a}"},
		"sin": {"cos {a}"}, "cos": {"−sin {a}"}, "tan": {"1 + {v}^2"},
		"asin": {"1/√(1 − {a}^2)"}, "acos": {"−1/√(1 − {a}^2)"}, "atan": {"1/(1 + {a}^2)"},
		"sinh": {"cosh {a}"}, "cosh": {"sinh {a}"}, "tanh": {"1 − {v}^2"},
		"exp": {"{v}"}, "ln": {"1/{a}"}, "log2": {"1/({a}·ln 2)"}, "log10": {"1/({a}·ln 10)"},
		"sqrt": {"1/(2·{v})"}, "cbrt": {"1/(3·{v}^2)"}, "abs": {"sign {a}"}, "sign": {"0"},
		"sigmoid": {"{v}·(1 − {v})"}, "softplus": {"sigmoid({a})"}, "gelu": {"Φ({a}) + {a}·φ({a})"},
	}
	switch n.Op {
	case "relu":
		if e.Local == 0 {
			return "0 ({a} ≤ 0)"
		}
		return "1 ({a} > 0)"
	case "min", "max":
		return significant(e.Local, 6)
	case "sigmoid": // where 1 − v has lost its figures, the same without it
		if n.Value > 0.9 {
			return "{v}·sigmoid(−{a})"
		}
	case "tanh":
		if math.Abs(n.Value) > 0.9 {
			return "1/cosh({a})^2"
		}
	case "^":
		if c.Constant(n.Args[1]) && e.Place == 0 {
			return wholePower(c.Nodes()[n.Args[1]].Value)
		}
	}
	return laws[n.Op][e.Place]
}

// wholePower is n·aⁿ⁻¹, without what goes without saying.
func wholePower(n float64) string {
	switch n {
	case 0, 1:
		return significant(n, 6)
	case 2:
		return "2·{a}"
	}
	return factor(n, 6) + "·{a}^" + factor(n-1, 6)
}

// fill puts arguments and value into a law.
func fill(c *experiment.Chain, e *experiment.ChainEdge, law string, text func(int) string) string {
	n := &c.Nodes()[e.Node]
	pairs := []string{"{v}", text(e.Node), "{a}", text(n.Args[0])}
	if len(n.Args) > 1 {
		pairs = append(pairs, "{b}", text(n.Args[1]))
	}
	return strings.NewReplacer(pairs...).Replace(law)
}

// within writes a number in at most so many columns, with fewer figures where it
// must.
func within(x float64, width int) string {
	text := chart.Number(x)
	for figures := 3; figures > 0 && screen.Width(text) > width; figures-- {
		text = significant(x, figures)
	}
	return text
}

// chainOutput is what the output is called in derivatives.
const chainOutput = "f"

// derivativeOf writes ∂f/∂v.
func derivativeOf(c *experiment.Chain, v int) string {
	if v == c.Output() {
		return "∂f/∂f"
	}
	return "∂" + chainOutput + "/∂" + c.Name(v)
}

// chainWorked is what the present step works out, in two lines, each in several
// forms from the longest.
func chainWorked(look Look, c *experiment.Chain) [2][]string {
	node, edge, path := c.Lit()
	switch phase, _, _ := c.Phase(); {
	case edge >= 0:
		return workedEdge(c, &c.Edges()[edge])
	case path >= 0:
		return workedPath(look, c, path)
	case phase == experiment.ChainForward:
		return workedNode(c, node)
	case phase == experiment.ChainBackward:
		return [2][]string{{"∂f/∂f = 1"}, {look.Words.T("chain.seed")}}
	case phase == experiment.ChainInputs:
		return [2][]string{{chainOutput + " = " + c.Formula().String(), c.Name(c.Output()) + " = " + chainOutput}, {look.Words.T("chain.start")}}
	}
	return workedOut(look, c)
}

// fewest is in how few figures numbers are multiplied: with fewer, what is printed
// would not be the product of what is printed.
const fewest = 3

// workedNode is how a node comes to its value.
func workedNode(c *experiment.Chain, v int) [2][]string {
	name, n := c.Name(v), &c.Nodes()[v]
	symbols := operation(c, v, func(u int) string { return named(c, u) })
	part := name + " = " + n.Label
	lines := [2][]string{nil, {part}}
	for figures := 6; figures >= fewest; figures-- {
		numbers := operation(c, v, func(u int) string { return factor(c.Nodes()[u].Value, figures) })
		value := " = " + result(n.Value, figures-1)
		if n.Op == "+" || n.Op == "-" {
			value = " = " + sumOf(n.Value, c.Nodes()[n.Args[0]].Value, figures)
		}
		if figures == 6 {
			lines[0] = append(lines[0], name+" = "+symbols+" = "+numbers+value)
		}
		lines[0] = append(lines[0], name+" = "+numbers+value)
	}
	lines[0] = append(lines[0], name+" = "+result(n.Value, 4))
	return lines
}

// workedEdge is the local derivative of an edge, and what it makes of that of the
// output.
func workedEdge(c *experiment.Chain, e *experiment.ChainEdge) [2][]string {
	name := func(u int) string { return named(c, u) }
	local := "∂" + c.Name(e.Node) + "/∂" + c.Name(e.Arg)
	law := localLaw(c, e)
	symbols := fill(c, e, law, name)
	var lines [2][]string
	for figures := 6; figures >= fewest; figures-- {
		numbers := fill(c, e, law, func(u int) string { return factor(c.Nodes()[u].Value, figures) })
		value := result(e.Local, figures-1)
		if numbers != symbols && strings.Trim(law, "{abv}") != "" {
			value = numbers + " = " + value
		}
		if symbols == value {
			lines[0] = append(lines[0], local+" = "+value)
			continue
		}
		lines[0] = append(lines[0], local+" = "+symbols+" = "+value, local+" = "+value)
	}
	lines[0] = append(lines[0], local+" = "+result(e.Local, 4))
	grown := derivativeOf(c, e.Arg) + " = "
	chain := derivativeOf(c, e.Node) + "·" + local
	if e.Before != 0 {
		chain = "… + " + chain
	}
	for figures := 6; figures >= fewest; figures-- {
		numbers := factor(e.Upstream, figures) + "·" + factor(e.Local, figures) + " = "
		if e.Before == 0 {
			numbers += result(e.After, figures-1)
		} else {
			numbers = result(e.Before, figures) + " + " + numbers + sumOf(e.After, e.Before, figures)
		}
		if figures == 6 {
			lines[1] = append(lines[1], grown+chain+" = "+numbers)
		}
		lines[1] = append(lines[1], grown+numbers)
	}
	lines[1] = append(lines[1], grown+result(e.After, 4))
	return lines
}

// workedPath is the product along a path, and the sum so far.
func workedPath(look Look, c *experiment.Chain, path int) [2][]string {
	listed, total := c.Paths()
	p := &listed[path]
	var lines [2][]string
	for figures := 6; figures >= fewest; figures-- {
		lines[0] = append(lines[0], pathFactors(c, p, figures)+" = "+result(p.Product, max(2, figures-1-len(p.Edges)/6)))
	}
	lines[0] = append(lines[0], result(p.Product, 4))
	walked, sum := c.PathsWalked()
	lines[1] = []string{
		look.Words.T("chain.sum", "Walked", walked, "Total", total, "Sum", result(sum, 6)),
		look.Words.T("chain.sum-short", "Walked", walked, "Total", total, "Sum", result(sum, 5)),
	}
	return lines
}

// pathFactors are the local derivatives on a path, multiplied.
func pathFactors(c *experiment.Chain, p *experiment.ChainPath, figures int) string {
	if len(p.Edges) == 0 {
		return "1"
	}
	factors := make([]string, len(p.Edges))
	for i, e := range p.Edges {
		factors[i] = factor(c.Edges()[e].Local, figures)
	}
	return strings.Join(factors, "·")
}

// pathNodes are the nodes on a path, from the output to the input.
func pathNodes(c *experiment.Chain, p *experiment.ChainPath) string {
	var b strings.Builder
	b.WriteString(c.Name(c.Output()))
	for _, e := range p.Edges {
		b.WriteString("←" + c.Name(c.Edges()[e].Arg))
	}
	return b.String()
}

// workedOut is the gradient: ∂f of every variable.
func workedOut(look Look, c *experiment.Chain) [2][]string {
	var lines [2][]string
	for figures := 6; figures > 1; figures-- {
		parts := make([]string, len(c.Formula().Vars()))
		for i := range parts {
			parts[i] = derivativeOf(c, i) + " = " + result(c.Nodes()[i].Adjoint, figures)
		}
		lines[0] = append(lines[0], strings.Join(parts, "   "))
	}
	lines[0] = append(lines[0], derivativeOf(c, c.Input())+" = "+result(c.Nodes()[c.Input()].Adjoint, 6))
	_, total := c.Paths()
	lines[1] = []string{look.Words.T("chain.done", "Input", c.Name(c.Input()), "Total", countText(total))}
	return lines
}

// countText writes a number of paths, which are counted to 2⁵³ only.
func countText(n int) string {
	if n >= 1<<53 {
		return "> 10¹⁵"
	}
	return Grouped(n)
}

// chainNumber writes a value that may not be there yet.
func chainNumber(x float64, there bool) string {
	if !there {
		return "–"
	}
	return chart.Number(x)
}
