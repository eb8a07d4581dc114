package views

import (
	"math"
	"strings"

	"nabla/screen"
	"nabla/sim/experiment"
)

// appendOperation appends an operation with its arguments: v3·w2, sigmoid(v3), v4 − y.
func appendOperation(dst []byte, c *experiment.Chain, v int, argument func(int) string) []byte {
	n := &c.Nodes()[v]
	a := argument(n.Args[0])
	if len(n.Args) == 1 {
		if n.Op == "neg" {
			return appendTexts(dst, "−", a)
		}
		return appendTexts(dst, n.Op, "(", disclose(a), ")")
	}
	b := argument(n.Args[1])
	switch n.Op {
	case "+":
		return appendTexts(dst, a, " + ", b)
	case "-":
		return appendTexts(dst, a, " − ", b)
	case "*":
		return appendTexts(dst, a, "·", b)
	case "min", "max":
		return appendTexts(dst, n.Op, "(", disclose(a), ", ", disclose(b), ")")
	case "^":
		return appendPower(dst, a, b)
	}
	return appendTexts(dst, a, n.Op, b)
}

func appendTexts(dst []byte, texts ...string) []byte {
	for _, text := range texts {
		dst = append(dst, text...)
	}
	return dst
}

// operation is [appendOperation] with the names of the arguments.
func operation(c *experiment.Chain, v int) string {
	return string(appendOperation(nil, c, v, func(u int) string { return named(c, u) }))
}

// inFigures is [appendOperation] with the values of the arguments, in the memory of
// the frame's texts.
func (l Look) inFigures(c *experiment.Chain, v, figures int) string {
	var scratch [128]byte
	return l.Words.Keep(appendOperation(scratch[:0], c, v, func(u int) string { return l.inNumbers(c, u, figures) }))
}

// named is what a node is called in a formula.
func named(c *experiment.Chain, v int) string {
	if c.Constant(v) {
		if sign := letterOf(c, v); sign != "" {
			return sign
		}
		return factor(c.Nodes()[v].Value, 6)
	}
	return c.Name(v)
}

// inNumbers is a node's value as it stands between signs; e and π are called so.
func (l Look) inNumbers(c *experiment.Chain, v, figures int) string {
	if sign := letterOf(c, v); sign != "" {
		return sign
	}
	return l.factor(c.Nodes()[v].Value, figures)
}

// letterOf is the letter that a constant is called by, empty for other nodes.
func letterOf(c *experiment.Chain, v int) string {
	switch x := c.Nodes()[v].Value; {
	case c.Constant(v) && x == math.E:
		return "e"
	case c.Constant(v) && x == math.Pi:
		return "π"
	default:
		return ""
	}
}

// shortOperation writes an operation without what is understood.
var shortOperation = strings.NewReplacer(" ", "", "sigmoid(", "σ(")

// short is an operation in few columns: v3=w2·v2, v4=σ(v3).
func short(c *experiment.Chain, v int) string {
	return c.Name(v) + "=" + shortOperation.Replace(operation(c, v))
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
func (l Look) derivativeOf(c *experiment.Chain, v int) string {
	if v == c.Output() {
		return "∂f/∂f"
	}
	return l.join("∂"+chainOutput+"/∂", c.Name(v))
}

// pathNodes are the nodes on a path, from the output to the input.
func (l Look) pathNodes(c *experiment.Chain, p *experiment.ChainPath) string {
	var scratch [256]byte
	text := append(scratch[:0], c.Name(c.Output())...)
	for _, e := range p.Edges {
		text = append(append(text, "←"...), c.Name(c.Edges()[e].Arg)...)
	}
	return l.Words.Keep(text)
}

// pathCount writes a number of paths, which are counted to 2⁵³ only.
func (l Look) pathCount(n int) string {
	if n >= 1<<53 {
		return "> 10¹⁵"
	}
	return l.grouped(n)
}

// chainNumber writes a value that may not be there yet, and one that there is none
// of, as a dash.
func (l Look) chainNumber(x float64, there bool) string {
	if !there {
		return "–"
	}
	return l.number(x)
}
