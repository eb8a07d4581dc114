package views

import (
	"math"
	"strings"

	"nabla/screen"
	"nabla/sim/experiment"
)

// operation writes an operation with its arguments: v3·w2, sigmoid(v3), v4 − y.
func operation(c *experiment.Chain, v int, argument func(int) string) string {
	n := &c.Nodes()[v]
	a := argument(n.Args[0])
	if len(n.Args) == 1 {
		if n.Op == "neg" {
			return "−" + a
		}
		return n.Op + "(" + disclose(a) + ")"
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
		return n.Op + "(" + disclose(a) + ", " + disclose(b) + ")"
	case "^":
		return power(a, b)
	}
	return a + n.Op + b
}

// named is what a node is called in a formula.
func named(c *experiment.Chain, v int) string {
	if c.Constant(v) {
		return inNumbers(c, v, 6)
	}
	return c.Name(v)
}

// inNumbers is a node's value as it stands between signs; e and π are called so.
func inNumbers(c *experiment.Chain, v, figures int) string {
	switch x := c.Nodes()[v].Value; {
	case c.Constant(v) && x == math.E:
		return "e"
	case c.Constant(v) && x == math.Pi:
		return "π"
	default:
		return factor(x, figures)
	}
}

// shortOperation writes an operation without what is understood.
var shortOperation = strings.NewReplacer(" ", "", "sigmoid(", "σ(")

// short is an operation in few columns: v3=w2·v2, v4=σ(v3).
func short(c *experiment.Chain, v int) string {
	what := operation(c, v, func(u int) string { return named(c, u) })
	return c.Name(v) + "=" + shortOperation.Replace(what)
}

// within writes a number in at most so many columns, with fewer figures where it
// must.
func (l Look) within(x float64, width int) string {
	text := l.number(x)
	for figures := 3; figures > 0 && screen.Width(text) > width; figures-- {
		text = l.result(x, figures)
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

// pathNodes are the nodes on a path, from the output to the input.
func pathNodes(c *experiment.Chain, p *experiment.ChainPath) string {
	var b strings.Builder
	b.WriteString(c.Name(c.Output()))
	for _, e := range p.Edges {
		b.WriteString("←" + c.Name(c.Edges()[e].Arg))
	}
	return b.String()
}

// countText writes a number of paths, which are counted to 2⁵³ only.
func countText(n int) string {
	if n >= 1<<53 {
		return "> 10¹⁵"
	}
	return Grouped(n)
}

// chainNumber writes a value that may not be there yet, and one that there is none
// of, as a dash.
func (l Look) chainNumber(x float64, there bool) string {
	if !there {
		return "–"
	}
	return l.number(x)
}
