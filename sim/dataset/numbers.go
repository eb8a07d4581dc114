package dataset

// numbers gathers numbers of which nobody knows beforehand how many will come.
// It keeps them in pieces, so that each is copied once, at the end, and memory
// for twice as many is enough: a growing slice would copy them several times.
// The zero value is empty.
type numbers struct {
	full [][]float64
	last []float64
	n    int
}

func (g *numbers) add(v float64) {
	if len(g.last) == cap(g.last) {
		g.grow()
	}
	g.last = append(g.last, v)
	g.n++
}

func (g *numbers) grow() {
	const least, most = 1 << 9, 1 << 20
	if g.n > 0 {
		g.full = append(g.full, g.last)
	}
	g.last = make([]float64, 0, min(max(g.n, least), most))
}

// joined returns the numbers in one slice, and is the last use of them.
func (g *numbers) joined() []float64 {
	if len(g.full) == 0 {
		return g.last[:g.n:g.n]
	}
	all := make([]float64, 0, g.n)
	for _, piece := range g.full {
		all = append(all, piece...)
	}
	return append(all, g.last...)
}
