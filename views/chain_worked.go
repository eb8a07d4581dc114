package views

import (
	"math"
	"slices"
	"strings"

	"nabla/screen"
	"nabla/sim/experiment"
)

// form is the first of several forms of a text, from the longest, that has room, or
// else the last of them.
type form struct {
	width int
	text  string
	fits  bool
}

// try offers the next form and reports whether no other one is needed.
func (f *form) try(text string) bool {
	if !f.fits {
		f.text, f.fits = text, screen.Width(text) <= f.width
	}
	return f.fits
}

// chainWorked is what the present step works out, in two lines.
func chainWorked(look Look, d ChainData, first, second *form) {
	c := d.Chain
	if d.Path >= 0 {
		chosenPath(look, c, d.Path, first, second)
		return
	}
	node, edge, path := c.Lit()
	switch phase, _, _ := c.Phase(); {
	case edge >= 0:
		localWorked(look, c, &c.Edges()[edge], first)
		grownWorked(look, c, &c.Edges()[edge], second)
	case path >= 0:
		workedPath(look, c, path, first, second)
	case phase == experiment.ChainForward:
		workedNode(look, c, node, first)
		second.try(look.join(c.Name(node), " = ", c.Nodes()[node].Label))
	case phase == experiment.ChainBackward:
		first.try("∂f/∂f = 1")
		second.try(look.Words.T("chain.seed"))
	case phase == experiment.ChainInputs:
		if !first.try(look.join(chainOutput, " = ", c.Formula().String())) {
			first.try(look.join(c.Name(c.Output()), " = ", chainOutput))
		}
		second.try(look.Words.T("chain.start"))
	default:
		workedOut(look, c, first, second)
	}
}

// fewest is in how few figures numbers are multiplied: with fewer, what is printed
// would not be the product of what is printed.
const fewest = 3

// workedNode is how a node comes to its value.
func workedNode(look Look, c *experiment.Chain, v int, line *form) {
	name, n := c.Name(v), &c.Nodes()[v]
	for figures := 6; figures >= fewest; figures-- {
		numbers := look.inFigures(c, v, figures)
		var value string
		if n.Op == "+" || n.Op == "-" {
			value = look.sumOf(n.Value, c.Nodes()[n.Args[0]].Value, figures)
		} else {
			value = look.result(n.Value, figures-1)
		}
		if figures == 6 && line.try(look.join(name, " = ", operation(c, v), " = ", numbers, " = ", value)) {
			return
		}
		if line.try(look.join(name, " = ", numbers, " = ", value)) {
			return
		}
	}
	line.try(look.join(name, " = ", look.result(n.Value, 4)))
}

// localOf writes ∂v/∂u of an edge.
func (l Look) localOf(c *experiment.Chain, e *experiment.ChainEdge) string {
	return l.join("∂", c.Name(e.Node), "/∂", c.Name(e.Arg))
}

// localWorked is the local derivative of an edge.
func localWorked(look Look, c *experiment.Chain, e *experiment.ChainEdge, line *form) {
	local := look.localOf(c, e)
	if math.IsNaN(e.Local) {
		line.try(look.join(local, " = –"))
		return
	}
	law := localLaw(c, e)
	symbols := look.fill(c, e, law, func(u int) string { return named(c, u) })
	for figures := 6; figures >= fewest; figures-- {
		numbers := look.fill(c, e, law, func(u int) string { return look.inNumbers(c, u, figures) })
		value := look.result(e.Local, figures-1)
		if numbers != symbols && strings.Trim(law, "{abv}") != "" {
			value = look.join(numbers, " = ", value)
		}
		if symbols != value && line.try(look.join(local, " = ", symbols, " = ", value)) || line.try(look.join(local, " = ", value)) {
			return
		}
	}
	line.try(look.join(local, " = ", look.result(e.Local, 4)))
}

// grownWorked is what an edge makes of the derivative of the output.
func grownWorked(look Look, c *experiment.Chain, e *experiment.ChainEdge, line *form) {
	grown := look.derivativeOf(c, e.Arg)
	if math.IsNaN(e.Local) {
		line.try(look.join(grown, " = –"))
		return
	}
	more := ""
	if e.Before != 0 {
		more = "… + "
	}
	for figures := 6; figures >= fewest; figures-- {
		numbers := look.join(look.factor(e.Upstream, figures), "·", look.factor(e.Local, figures), " = ")
		if e.Before == 0 {
			numbers = look.join(numbers, look.result(e.After, figures-1))
		} else {
			numbers = look.join(look.result(e.Before, figures), " + ", numbers, look.sumOf(e.After, e.Before, figures))
		}
		if figures == 6 && line.try(look.join(grown, " = ", more, look.derivativeOf(c, e.Node), "·", look.localOf(c, e), " = ", numbers)) {
			return
		}
		if line.try(look.join(grown, " = ", numbers)) {
			return
		}
	}
	line.try(look.join(grown, " = ", look.result(e.After, 4)))
}

// workedPath is the product along a path, and the sum so far.
func workedPath(look Look, c *experiment.Chain, path int, first, second *form) {
	listed, total := c.Paths()
	productWorked(look, c, &listed[path], first)
	walked, sum := c.PathsWalked()
	if !second.try(look.Words.T("chain.sum", "Walked", walked, "Total", total, "Sum", look.result(sum, 6))) {
		second.try(look.Words.T("chain.sum-short", "Walked", walked, "Total", total, "Sum", look.result(sum, 5)))
	}
}

// chosenPath is the product along a path that is looked at, as far as it is known.
func chosenPath(look Look, c *experiment.Chain, path int, first, second *form) {
	listed, total := c.Paths()
	p := &listed[path]
	second.try(look.Words.T("chain.chosen-path", "Path", path+1, "Total", look.pathCount(total)))
	if walked, _ := c.Walked(); len(p.Edges) > 0 && walked <= slices.Max(p.Edges) {
		first.try(look.pathNodes(c, p))
		return
	}
	productWorked(look, c, p, first)
}

// productWorked is the product along a path.
func productWorked(look Look, c *experiment.Chain, p *experiment.ChainPath, line *form) {
	for figures := 6; figures >= fewest; figures-- {
		product := look.result(p.Product, max(2, figures-1-len(p.Edges)/6))
		if line.try(look.join(look.pathFactors(c, p, figures), " = ", product)) {
			return
		}
	}
	line.try(look.result(p.Product, 4))
}

// pathFactors are the local derivatives on a path, multiplied.
func (l Look) pathFactors(c *experiment.Chain, p *experiment.ChainPath, figures int) string {
	if len(p.Edges) == 0 {
		return "1"
	}
	var scratch [256]byte
	text := scratch[:0]
	for i, e := range p.Edges {
		if i > 0 {
			text = append(text, "·"...)
		}
		text = appendFactor(text, c.Edges()[e].Local, figures)
	}
	return l.Words.Keep(text)
}

// workedOut is the gradient: ∂f of every variable.
func workedOut(look Look, c *experiment.Chain, first, second *form) {
	if !second.try(look.Words.T("chain.done")) {
		second.try(look.Words.T("chain.done-short"))
	}
	variables := len(c.Formula().Vars())
	for figures := 6; figures > 1; figures-- {
		var scratch [256]byte
		text := scratch[:0]
		for i := range variables {
			if i > 0 {
				text = append(text, "   "...)
			}
			text = appendResult(append(append(text, look.derivativeOf(c, i)...), " = "...), c.Nodes()[i].Adjoint, figures)
		}
		if first.try(look.Words.Keep(text)) {
			return
		}
	}
	first.try(look.join(look.derivativeOf(c, c.Input()), " = ", look.result(c.Nodes()[c.Input()].Adjoint, 6)))
}
