package chart

import "slices"

// labelWidth is what is kept free for the label of a link.
const labelWidth = NumberWidth + 1

// middle is the column of a vertex's middle.
func (g *flowLayout) middle(v int) int { return 2 * g.vertices[v].unit }

// wire finds the columns in which segments leave and come in, and collects them
// in their gaps.
func (g *flowLayout) wire() {
	for v := range g.vertices {
		up := g.vertices[v].up
		for k := range up {
			up[k].from = g.middle(up[k].top)
			up[k].to = g.port(v, k)
			if g.vertices[v].dummy {
				g.vertices[v].in = up[k].to
			}
			if link := up[k].link; link >= 0 {
				g.sides[link] = sideOf(k, len(up))
			}
			layer := g.vertices[v].layer - 1
			g.gaps[layer].segments = append(g.gaps[layer].segments, up[k])
		}
	}
}

// sideOf is the side on which the label of the k-th of n links stands.
func sideOf(k, n int) side {
	switch k {
	case n - 1:
		return rightSide
	case 0:
		return leftSide
	}
	return noSide
}

// port is the column in which the k-th segment comes into a vertex: the middle
// from straight above, else an odd one on its side of that.
func (g *flowLayout) port(v, k int) int {
	up, middle := g.vertices[v].up, g.middle(v)
	straight := slices.IndexFunc(up, func(s segment) bool { return g.middle(s.top) == middle })
	offset := 2*k - (len(up) - 1)
	switch {
	case k == straight:
		return middle
	case straight >= 0 && k < straight:
		offset = 2*(k-straight) + 1
	case straight >= 0:
		offset = 2*(k-straight) - 1
	case offset%2 == 0:
		offset++
	}
	most := (g.half - 1) | 1 // odd
	return middle + min(max(offset, -most), most)
}

// stack gives gaps and layers their rows.
func (g *flowLayout) stack(links []FlowLink, size flowSize) {
	g.y = make([]int, len(g.layers))
	for i := range g.layers {
		g.y[i] = g.height
		g.height += size.height
		if i == len(g.gaps) {
			break
		}
		p := &g.gaps[i]
		g.route(p)
		p.inline = g.fitsInline(p, links)
		p.y, p.rows = g.height, 1
		if !p.inline {
			p.rows = p.tracks + 1
		}
		g.height += p.rows
	}
	for v := range g.vertices {
		right := g.middle(v) + 1
		if !g.vertices[v].dummy {
			right = g.middle(v) + g.half
		}
		g.width = max(g.width, right+1)
	}
}

// route gives the wires of a gap their tracks, first come first served from the
// left. All segments of one vertex share a track.
func (g *flowLayout) route(p *gap) {
	type net struct{ top, from, to int }
	var nets []net
	for _, s := range p.segments {
		if s.from == s.to && len(g.vertices[s.top].down) == 1 {
			continue
		}
		i := slices.IndexFunc(nets, func(n net) bool { return n.top == s.top })
		if i < 0 {
			i = len(nets)
			nets = append(nets, net{s.top, s.from, s.from})
		}
		nets[i].from, nets[i].to = min(nets[i].from, s.to), max(nets[i].to, s.to)
	}
	slices.SortFunc(nets, func(a, b net) int {
		if a.from != b.from {
			return a.from - b.from
		}
		return a.top - b.top
	})
	tracks := make(map[int]int, len(nets))
	var ends []int // of each track
	for _, n := range nets {
		track := slices.IndexFunc(ends, func(end int) bool { return end+1 < n.from })
		if track < 0 {
			track = len(ends)
			ends = append(ends, 0)
		}
		ends[track] = n.to
		tracks[n.top] = track
	}
	p.tracks = len(ends)
	for i := range p.segments {
		s := &p.segments[i]
		s.track = -1
		if track, ok := tracks[s.top]; ok {
			s.track = track
		}
	}
}

// fitsInline reports whether all labels of a gap have room on the wires: each on
// a sideways piece of its own, or beside a straight wire.
func (g *flowLayout) fitsInline(p *gap, links []FlowLink) bool {
	if p.tracks > 1 {
		return false
	}
	for i, s := range p.segments {
		if s.link < 0 || links[s.link].Bare {
			continue
		}
		if s.track >= 0 {
			if len(g.vertices[s.top].down) > 1 || max(s.from-s.to, s.to-s.from) < labelWidth+1 {
				return false
			}
			continue
		}
		from, to := s.from+1, s.from+1+labelWidth
		if g.sides[s.link] == leftSide {
			from, to = s.from-1-labelWidth, s.from-1
		}
		for j, other := range p.segments {
			if j != i && max(other.from, other.to) >= from && min(other.from, other.to) <= to {
				return false
			}
		}
	}
	return true
}
