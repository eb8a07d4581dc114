package experiment

import (
	"math"

	"nabla/sim/calculus"
)

// ChainEdge is an edge from a node back to one of its arguments, and what goes
// over it.
type ChainEdge struct {
	Node, Arg int
	Place     int     // which argument of the node it is
	Local     float64 // ∂node/∂arg
	Upstream  float64 // ∂f/∂node
	Product   float64 // Upstream·Local
	Before    float64 // ∂f/∂arg before
	After     float64 // and with the product
	Stops     bool    // the node takes another branch: nothing goes over it
}

// lose takes their local derivatives from the operations that have none here:
// the part to blame, and any other like it.
func lose(nodes []calculus.Node, point *calculus.PointError) {
	for i := range nodes {
		n := &nodes[i]
		if bent(nodes, n) || n.Column == point.Column && n.Label == point.Part {
			for k, arg := range n.Args {
				if nodes[arg].Op != "constant" {
					n.Partials[k] = math.NaN()
				}
			}
		}
	}
}

// bent reports whether an operation has a corner, a jump or no finite derivative
// at its arguments.
func bent(nodes []calculus.Node, n *calculus.Node) bool {
	switch n.Op {
	case "abs", "relu", "sign":
		return nodes[n.Args[0]].Value == 0
	case "min", "max":
		return n.Args[0] != n.Args[1] && nodes[n.Args[0]].Value == nodes[n.Args[1]].Value
	}
	for _, slope := range n.Partials {
		if !finite(slope) {
			return true
		}
	}
	return false
}

// walkBack goes over all edges from the output back to the inputs, in the order
// and with the sums of [calculus.Tape], and returns them also by node. The nodes
// get the adjoints of the end.
func walkBack(nodes []calculus.Node) (edges []ChainEdge, out [][]int) {
	adjoint := make([]float64, len(nodes))
	reached := make([]bool, len(nodes))
	last := len(nodes) - 1
	adjoint[last], reached[last] = 1, true
	out = make([][]int, len(nodes))
	for i := last; i >= 0; i-- {
		n := &nodes[i]
		n.Adjoint = adjoint[i]
		for k, arg := range n.Args {
			if nodes[arg].Op == "constant" {
				continue
			}
			e := ChainEdge{Node: i, Arg: arg, Place: k, Local: n.Partials[k], Upstream: adjoint[i], Before: adjoint[arg]}
			e.Stops = !reached[i] || e.Local == 0 && selects(n.Op)
			if !e.Stops {
				e.Product = float64(e.Local * e.Upstream)
				reached[arg] = true
			}
			adjoint[arg] += e.Product
			e.After = adjoint[arg]
			out[i] = append(out[i], len(edges))
			edges = append(edges, e)
		}
	}
	return edges, out
}

// selects reports whether an operation passes on one argument or none: a local
// derivative of 0 then stops even an infinite one.
func selects(op string) bool { return op == "min" || op == "max" || op == "relu" || op == "sign" }

// maxPaths is how many paths are listed: a graph may have more than could ever be
// walked, for their number doubles with each node that is used twice.
const maxPaths = 64

// mostPaths is how far paths are counted.
const mostPaths = 1 << 53

// ChainPath is a way from the output back to the input.
type ChainPath struct {
	Edges   []int   // in the order of the way
	Product float64 // of their local derivatives
}

// follow lists the paths to the present input, those over first arguments first.
func (c *Chain) follow() {
	leads := make([]bool, len(c.nodes))
	leads[c.input] = true
	for i := range c.nodes {
		for _, e := range c.out[i] {
			leads[i] = leads[i] || leads[c.edges[e].Arg]
		}
	}
	ways := make([]int, len(c.nodes))
	ways[c.Output()] = 1
	for _, e := range c.edges { // each after those that lead to its node
		ways[e.Arg] = min(ways[e.Arg]+ways[e.Node], mostPaths)
	}
	c.total = ways[c.input]
	c.paths = nil
	c.extend(c.Output(), nil, leads)
}

// extend adds the paths that begin with the edges and go on from the node.
func (c *Chain) extend(node int, edges []int, leads []bool) {
	if node == c.input {
		path := ChainPath{Edges: append([]int(nil), edges...), Product: 1}
		stops := false
		for _, e := range path.Edges {
			path.Product *= c.edges[e].Local
			stops = stops || c.edges[e].Stops
		}
		if stops {
			path.Product = 0
		}
		c.paths = append(c.paths, path)
		return
	}
	for _, e := range c.out[node] {
		if len(c.paths) < maxPaths && leads[c.edges[e].Arg] {
			c.extend(c.edges[e].Arg, append(edges, e), leads)
		}
	}
}

// Paths returns the paths from the output to the input, at most 64, and how many
// there are. The caller must not change them.
func (c *Chain) Paths() (listed []ChainPath, total int) { return c.paths, c.total }

// PathsWalked returns how many of the paths listed have been walked, and the sum
// of their products; with the last of them, of the paths not listed too.
func (c *Chain) PathsWalked() (n int, sum float64) {
	n = min(max(c.step-c.forwards()-c.backwards(), 0), len(c.paths))
	if n == len(c.paths) && n < c.total {
		return n, c.nodes[c.input].Adjoint
	}
	for i := range n {
		sum += c.paths[i].Product
	}
	return n, sum
}

// OtherPaths returns how many paths there are that are not listed, and the sum of
// their products: what the listed ones leave of the input's adjoint.
func (c *Chain) OtherPaths() (n int, sum float64) {
	n = c.total - len(c.paths)
	if n == 0 {
		return 0, 0
	}
	sum = c.nodes[c.input].Adjoint
	for i := range c.paths {
		sum -= c.paths[i].Product
	}
	return n, sum
}
