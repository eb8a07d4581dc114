package views

import (
	"math"
	"slices"
	"strings"

	"nabla/sim/experiment"
)

// chainWorked is what the present step works out, in two lines, each in several
// forms from the longest.
func chainWorked(look Look, d ChainData) [2][]string {
	c := d.Chain
	if d.Path >= 0 {
		return chosenPath(look, c, d.Path)
	}
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
		numbers := operation(c, v, func(u int) string { return inNumbers(c, u, figures) })
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
	if math.IsNaN(e.Local) {
		return [2][]string{{local + " = –"}, {derivativeOf(c, e.Arg) + " = –"}}
	}
	law := localLaw(c, e)
	symbols := fill(c, e, law, name)
	var lines [2][]string
	for figures := 6; figures >= fewest; figures-- {
		numbers := fill(c, e, law, func(u int) string { return inNumbers(c, u, figures) })
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
		lines[0] = append(lines[0], pathFactors(c, p, figures)+" = "+look.result(p.Product, max(2, figures-1-len(p.Edges)/6)))
	}
	lines[0] = append(lines[0], look.result(p.Product, 4))
	walked, sum := c.PathsWalked()
	lines[1] = []string{
		look.Words.T("chain.sum", "Walked", walked, "Total", total, "Sum", look.result(sum, 6)),
		look.Words.T("chain.sum-short", "Walked", walked, "Total", total, "Sum", look.result(sum, 5)),
	}
	return lines
}

// chosenPath is the product along a path that is looked at, as far as it is known.
func chosenPath(look Look, c *experiment.Chain, path int) [2][]string {
	listed, total := c.Paths()
	p := &listed[path]
	lines := [2][]string{{pathNodes(c, p)}, {look.Words.T("chain.chosen-path", "Path", path+1, "Total", countText(total))}}
	if walked, _ := c.Walked(); len(p.Edges) > 0 && walked <= slices.Max(p.Edges) {
		return lines
	}
	lines[0] = nil
	for figures := 6; figures >= fewest; figures-- {
		lines[0] = append(lines[0], pathFactors(c, p, figures)+" = "+look.result(p.Product, max(2, figures-1-len(p.Edges)/6)))
	}
	lines[0] = append(lines[0], look.result(p.Product, 4))
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

// workedOut is the gradient: ∂f of every variable.
func workedOut(look Look, c *experiment.Chain) [2][]string {
	var lines [2][]string
	for figures := 6; figures > 1; figures-- {
		parts := make([]string, len(c.Formula().Vars()))
		for i := range parts {
			parts[i] = look.join(derivativeOf(c, i), " = ", look.result(c.Nodes()[i].Adjoint, figures))
		}
		lines[0] = append(lines[0], strings.Join(parts, "   "))
	}
	lines[0] = append(lines[0], derivativeOf(c, c.Input())+" = "+look.result(c.Nodes()[c.Input()].Adjoint, 6))
	lines[1] = []string{
		look.Words.T("chain.done"),
		look.Words.T("chain.done-short"),
	}
	return lines
}
