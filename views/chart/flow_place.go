package chart

import "math"

// apart is the least distance of the middles of two neighbours, in units.
func (g *flowLayout) apart(a, b int) int {
	space := 2 // between dummies
	for _, v := range [...]int{a, b} {
		if !g.vertices[v].dummy {
			space += g.half - 1 + (g.half+1)%2
		}
	}
	return (space + 3) / 2
}

// place finds the middles: each as near as there is room to the mean of its
// neighbours, by turns those below and those above; those above last, so that
// nodes stand centred under their arguments.
func (g *flowLayout) place() {
	x := make([]float64, len(g.vertices))
	for _, layer := range g.layers {
		for i := 1; i < len(layer); i++ {
			x[layer[i]] = x[layer[i-1]] + float64(g.apart(layer[i-1], layer[i]))
		}
	}
	const turns = 12
	for turn := range turns {
		below := turn%2 == 0
		for i := range g.layers {
			if below {
				i = len(g.layers) - 1 - i
			}
			g.settle(g.layers[i], x, below, turn >= turns-2)
		}
	}
	least := math.Inf(1)
	for v := range x {
		least = min(least, x[v]-float64(g.reach(v)))
	}
	for v := range x {
		g.vertices[v].unit = int(x[v] - math.Floor(least))
	}
}

// reach is how many units a vertex has to either side.
func (g *flowLayout) reach(v int) int {
	if g.vertices[v].dummy {
		return 0
	}
	return (g.half + 1) / 2
}

// settle places one layer by least squares under the least distances: with those
// taken off, a regression that only rises, which is solved by pooling.
func (g *flowLayout) settle(layer []int, x []float64, below, whole bool) {
	type pool struct{ sum, weight float64 }
	var pools []pool
	var counts []int
	offset := 0
	for i, v := range layer {
		if i > 0 {
			offset += g.apart(layer[i-1], v)
		}
		want := g.mean(v, below, func(u int) float64 { return x[u] }, x[v]) - float64(offset)
		weight := 1.0
		switch {
		case g.vertices[v].dummy:
			weight = 4 // long wires run straight
		case g.leaf(v):
			weight = 0.01 // and what is made of others goes before what is not
		}
		p, n := pool{float64(want * weight), weight}, 1
		for len(pools) > 0 && pools[len(pools)-1].sum*p.weight >= p.sum*pools[len(pools)-1].weight {
			last := len(pools) - 1
			p, n = pool{p.sum + pools[last].sum, p.weight + pools[last].weight}, n+counts[last]
			pools, counts = pools[:last], counts[:last]
		}
		pools, counts = append(pools, p), append(counts, n)
	}
	i, offset := 0, 0
	for k, p := range pools {
		base := p.sum / p.weight
		if whole {
			base = math.Floor(base + 0.5)
		}
		for range counts[k] {
			if i > 0 {
				offset += g.apart(layer[i-1], layer[i])
			}
			x[layer[i]] = base + float64(offset)
			i++
		}
	}
}
