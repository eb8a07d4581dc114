package screen

// parsedCells is how many cells a Parsed keeps for good unless told otherwise:
// a dozen panes of a large terminal, 1.5 MB.
const parsedCells = 1 << 16

// Parsed keeps text that was rendered elsewhere (by lipgloss) as the cells it
// came to, so that a frame, a help page or a legend is rendered and parsed
// once and then only copied. What it holds is found by a key of the caller's
// (what text, in which theme and language) and by its size.
//
// It forgets what has not been drawn for long, so its memory is bounded. The
// zero value is ready for use; it belongs to one session and is not safe for
// concurrent use.
type Parsed[K comparable] struct {
	// Cells is about how many cells are kept; 0 means 65536. Up to twice as
	// many are held for a while.
	Cells int

	// What is drawn is looked for among the young, then among the old, from
	// where it becomes young again. When the young are too many, they become
	// the old, and the old are forgotten.
	young, old map[parsedKey[K]]*Grid
	cells      int
}

type parsedKey[K comparable] struct {
	key  K
	w, h int
}

// Draw fills the box with what render returns for its size, parsed as by
// [Box.Styled]; cells beyond the text become blanks. It calls render only for
// a key that it does not hold in that size.
func (p *Parsed[K]) Draw(b Box, key K, render func(w, h int) string) {
	if b.Empty() {
		return
	}
	k := parsedKey[K]{key, b.w, b.h}
	g, ok := p.young[k]
	if !ok {
		if g, ok = p.old[k]; !ok {
			g = New(b.w, b.h)
			g.Box().Styled(0, 0, render(b.w, b.h))
		}
		p.keep(k, g)
	}
	b.Draw(0, 0, g)
}

func (p *Parsed[K]) keep(k parsedKey[K], g *Grid) {
	limit := p.Cells
	if limit == 0 {
		limit = parsedCells
	}
	if p.young == nil || p.cells+len(g.cells) > limit {
		p.old, p.young, p.cells = p.young, make(map[parsedKey[K]]*Grid), 0
	}
	p.young[k] = g
	p.cells += len(g.cells)
}
