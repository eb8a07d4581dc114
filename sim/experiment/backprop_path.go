package experiment

// BackpropFactorKind is what a factor of a chain is.
type BackpropFactorKind int

// The kinds of factors, from the loss to the weight.
const (
	FactorLoss   BackpropFactorKind = iota // ∂L/∂a of an output
	FactorDelta                            // ∂L/∂z of an output, where it is one piece
	FactorSlope                            // φ′(z) of a unit
	FactorWeight                           // a weight
	FactorBelow                            // what the weight multiplies: ∂z/∂w
)

// BackpropFactor is a factor of a chain, and the product of all up to it.
type BackpropFactor struct {
	Kind              BackpropFactorKind
	Layer, Unit, From int
	Value, Product    float64
}

// BackpropChain is ∂L/∂w of a weight (or bias) as the sum over all paths from the
// loss to it: the first of them, one by one, and what the others come to.
type BackpropChain struct {
	Paths  [][]BackpropFactor
	Total  int     // how many paths there are
	Sum    float64 // of those listed
	Others float64 // of the others: the gradient less that sum
}

// maxBackpropPaths is how many paths are listed.
const maxBackpropPaths = 64

// Chain follows the paths to a weight or bias.
func (b *Backprop) Chain(name BackpropName) BackpropChain {
	sizes := b.net.Sizes()
	c := BackpropChain{Total: 1}
	for layer := name.Layer + 1; layer < b.Layers(); layer++ {
		// A person reads no more than this, and it must not overflow.
		c.Total = min(c.Total*sizes[layer+1], 1_000_000_000)
	}
	units := make([]int, b.Layers()) // on the path, by layer
	units[name.Layer] = name.Unit
	listed, most := min(c.Total, maxBackpropPaths), 3+2*(b.Layers()-1-name.Layer)
	c.Paths = make([][]BackpropFactor, 0, listed)
	factors := make([]BackpropFactor, 0, listed*most) // of all paths
	for range listed {
		start := len(factors)
		factors = b.appendPath(factors, name, units)
		path := factors[start:len(factors):len(factors)]
		c.Paths = append(c.Paths, path)
		c.Sum += path[len(path)-1].Product
		for layer := name.Layer + 1; layer < b.Layers(); layer++ {
			if units[layer]++; units[layer] < sizes[layer+1] {
				break
			}
			units[layer] = 0
		}
	}
	if c.Total > len(c.Paths) {
		c.Others = b.Pass().Grad()[b.place(name)] - c.Sum
	}
	return c
}

// appendPath multiplies along one path, from the loss down.
func (b *Backprop) appendPath(path []BackpropFactor, name BackpropName, units []int) []BackpropFactor {
	product := 1.0
	add := func(f BackpropFactor) {
		product *= f.Value
		f.Product = product
		path = append(path, f)
	}
	top := b.Layers() - 1
	if k := units[top]; b.Together() {
		add(BackpropFactor{Kind: FactorDelta, Layer: top, Unit: k, Value: b.Pass().Delta(top, 0, k)})
	} else {
		add(BackpropFactor{Kind: FactorLoss, Layer: top, Unit: k, Value: b.LossSlope(k)})
		add(BackpropFactor{Kind: FactorSlope, Layer: top, Unit: k, Value: b.Pass().Slope(top, 0, k)})
	}
	for layer := top; layer > name.Layer; layer-- {
		u, v := units[layer], units[layer-1]
		w := b.ran.Layer(layer)
		add(BackpropFactor{Kind: FactorWeight, Layer: layer, Unit: u, From: v, Value: w.Weights[u*w.In+v]})
		add(BackpropFactor{Kind: FactorSlope, Layer: layer - 1, Unit: v, Value: b.Pass().Slope(layer-1, 0, v)})
	}
	if name.weight() {
		add(BackpropFactor{Kind: FactorBelow, Layer: name.Layer, From: name.From, Value: b.Below(name.Layer, name.From)})
	} else {
		add(BackpropFactor{Kind: FactorBelow, Layer: name.Layer, From: -1, Value: 1})
	}
	return path
}
