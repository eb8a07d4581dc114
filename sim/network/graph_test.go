package network

import (
	"math"
	"slices"
)

// node is a number in a graph that knows how it was made: an oracle that works
// out gradients of anything, one number at a time, and knows nothing of layers,
// lanes or formulas for δ.
type node struct {
	value, grad float64
	of          []*node
	slopes      []float64
}

// graph lists the nodes in the order they were made.
type graph struct{ nodes []*node }

func (g *graph) make(value float64, of []*node, slopes []float64) *node {
	n := &node{value: value, of: of, slopes: slopes}
	g.nodes = append(g.nodes, n)
	return n
}

func (g *graph) leaf(value float64) *node { return g.make(value, nil, nil) }

func (g *graph) leaves(values []float64) []*node {
	all := make([]*node, len(values))
	for i, v := range values {
		all[i] = g.leaf(v)
	}
	return all
}

func (g *graph) add(a, b *node) *node {
	return g.make(a.value+b.value, []*node{a, b}, []float64{1, 1})
}

func (g *graph) mul(a, b *node) *node {
	return g.make(a.value*b.value, []*node{a, b}, []float64{b.value, a.value})
}

func (g *graph) scale(a *node, by float64) *node {
	return g.make(a.value*by, []*node{a}, []float64{by})
}

func (g *graph) sub(a, b *node) *node { return g.add(a, g.scale(b, -1)) }

func (g *graph) of(a *node, value, slope float64) *node {
	return g.make(value, []*node{a}, []float64{slope})
}

func (g *graph) exp(a *node) *node { return g.of(a, math.Exp(a.value), math.Exp(a.value)) }

func (g *graph) log(a *node) *node { return g.of(a, math.Log(a.value), 1/a.value) }

func (g *graph) power(a *node, k float64) *node {
	return g.of(a, math.Pow(a.value, k), k*math.Pow(a.value, k-1))
}

func (g *graph) mean(all []*node) *node {
	sum := g.leaf(0)
	for _, n := range all {
		sum = g.add(sum, n)
	}
	return g.scale(sum, 1/float64(len(all)))
}

// back works out ∂last/∂node for every node.
func (g *graph) back(last *node) {
	last.grad = 1
	for _, n := range slices.Backward(g.nodes) {
		for j, from := range n.of {
			from.grad += n.grad * n.slopes[j]
		}
	}
}

// standard returns the numbers with mean 0 and deviation 1, or by mean and
// variance if they are given.
func (g *graph) standard(all []*node, mean, variance *node) []*node {
	if mean == nil {
		mean = g.mean(all)
		squares := make([]*node, len(all))
		for i, n := range all {
			squares[i] = g.power(g.sub(n, mean), 2)
		}
		variance = g.mean(squares)
	}
	inverse := g.power(g.add(variance, g.leaf(1e-5)), -0.5)
	out := make([]*node, len(all))
	for i, n := range all {
		out[i] = g.mul(g.sub(n, mean), inverse)
	}
	return out
}

func (g *graph) activate(name string, z *node) *node {
	switch x := z.value; name {
	case "tanh":
		return g.of(z, math.Tanh(x), 1-math.Tanh(x)*math.Tanh(x))
	case "sigmoid":
		s := 1 / (1 + math.Exp(-x))
		return g.of(z, s, s*(1-s))
	case "leaky-relu":
		if x > 0 {
			return z
		}
		return g.scale(z, 0.01)
	case "gelu":
		phi := (1 + math.Erf(x/math.Sqrt2)) / 2
		return g.of(z, x*phi, phi+x*math.Exp(-x*x/2)/math.Sqrt(2*math.Pi))
	default:
		return z
	}
}

// cost is the part of the loss that one output has, before the mean over samples.
func (g *graph) cost(c combination, z, t []*node) *node {
	total := g.leaf(0)
	sum := g.leaf(0)
	for _, n := range z {
		sum = g.add(sum, g.exp(n))
	}
	outputs := float64(len(z))
	for u := range z {
		var term *node
		switch c.loss {
		case CrossEntropy:
			term = g.mul(t[u], g.sub(g.log(sum), z[u]))
		case BCE:
			y := g.activate("sigmoid", z[u])
			one := g.leaf(1)
			hit, miss := g.mul(t[u], g.log(y)), g.mul(g.sub(one, t[u]), g.log(g.sub(one, y)))
			term = g.scale(g.add(hit, miss), -1/outputs)
		case Huber:
			d := g.sub(g.activate(c.output.Name(), z[u]), t[u])
			if math.Abs(d.value) > 1 {
				term = g.scale(g.sub(g.scale(d, math.Copysign(1, d.value)), g.leaf(0.5)), 1/outputs)
			} else {
				term = g.scale(g.power(d, 2), 0.5/outputs)
			}
		default:
			term = g.scale(g.power(g.sub(z[u], t[u]), 2), 1/outputs)
		}
		total = g.add(total, term)
	}
	return total
}

// network builds the loss of what the pass holds, with its mask, and returns
// the leaves of the parameters.
func (g *graph) network(p *Pass, c combination, r remedy) (params []*node, loss *node) {
	n := p.Network()
	params = g.leaves(n.Params())
	a := make([][]*node, p.Batch())
	for s := range a {
		for i := range n.Config().Inputs {
			a[s] = append(a[s], g.leaf(p.Input(s, i)))
		}
	}
	for l := range n.NumLayers() {
		layer := n.Layer(l)
		z := make([][]*node, len(a))
		for s := range a {
			for u := range layer.Out {
				sum := params[layer.Lo+layer.In*layer.Out+u]
				for v := range layer.In {
					sum = g.add(sum, g.mul(params[layer.Lo+u*layer.In+v], a[s][v]))
				}
				z[s] = append(z[s], sum)
			}
		}
		if l == n.NumLayers()-1 {
			a = z
			break
		}
		a = g.hidden(p, l, a, z, params, r)
	}
	costs := make([]*node, len(a))
	for s := range a {
		t := make([]*node, len(a[s]))
		for u := range t {
			t[u] = g.leaf(p.Target(s, u))
		}
		costs[s] = g.cost(c, a[s], t)
	}
	return params, g.mean(costs)
}

// hidden takes z of hidden layer l to its a.
func (g *graph) hidden(p *Pass, l int, below, z [][]*node, params []*node, r remedy) [][]*node {
	layer := p.Network().Layer(l)
	switch r.norm {
	case BatchNorm:
		for u := range layer.Out {
			column := make([]*node, len(z))
			for s := range z {
				column[s] = z[s][u]
			}
			var mean, variance *node
			if r.evaluate {
				mean, variance = g.leaf(layer.RunningMean[u]), g.leaf(layer.RunningVar[u])
			}
			for s, n := range g.standard(column, mean, variance) {
				z[s][u] = n
			}
		}
	case LayerNorm:
		for s := range z {
			z[s] = g.standard(z[s], nil, nil)
		}
	case NoNorm:
	}
	a := make([][]*node, len(z))
	for s := range z {
		for u, n := range z[s] {
			if r.norm != NoNorm {
				n = g.add(g.mul(params[layer.Hi-2*layer.Out+u], n), params[layer.Hi-layer.Out+u])
			}
			out := g.scale(g.activate(p.Network().config.activation(l).Name(), n), p.Mask(l, s, u))
			if r.residual && layer.In == layer.Out {
				out = g.add(out, below[s][u])
			}
			a[s] = append(a[s], out)
		}
	}
	return a
}
