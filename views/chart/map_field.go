package chart

import (
	"math"
	"slices"

	"nabla/views/theme"
)

// mapField is a surface as it is drawn over w×h cells: its values at the corners
// of half cells, which are squares on the screen, and the contours through them.
type mapField struct {
	w, h     int
	values   []float64 // rows from above; w+1 values in each of 2h+1
	shares   []float64 // of the values, on the scale of colours
	tone     tone
	levels   []float64 // values of the contours
	contours raster

	sorted []float64
	cuts   []float64 // shares of the levels
	f      func(x, y float64) float64
	plot   Plot
	probes int // looks that may still be taken for jumps
}

// What contours are drawn with.
const (
	mapLevels  = 8
	halfDots   = 2    // dots along a side of a half cell
	steepShare = 0.05 // of the scale within a half cell, from which it may be a jump
	tornShare  = 0.35 // of that, still there after
	tornHalves = 10   // times that the way was halved: it is a jump
	mapProbes  = 4000
)

// survey looks at the surface over a plot; ok is false where it has no finite
// value.
func (m *mapField) survey(f func(x, y float64) float64, p Plot) (ok bool) {
	m.f, m.plot = f, p
	m.w, m.h, m.probes = p.box.Width(), p.box.Height(), mapProbes
	m.values, m.shares, m.sorted = m.values[:0], m.shares[:0], m.sorted[:0]
	m.levels, m.cuts = m.levels[:0], m.cuts[:0]
	for j := range 2*m.h + 1 {
		for i := range m.w + 1 {
			v := f(m.place(i, j))
			m.values = append(m.values, v)
			if !math.IsNaN(v) && !math.IsInf(v, 0) {
				m.sorted = append(m.sorted, v)
			}
		}
	}
	if m.tone, ok = newTone(m.sorted); !ok {
		return false
	}
	for _, v := range m.values {
		m.shares = append(m.shares, m.tone.share(v))
	}
	m.levels = m.tone.appendLevels(m.levels, mapLevels)
	for _, v := range m.levels {
		m.cuts = append(m.cuts, m.tone.share(v))
	}
	m.trace(&m.contours, m.cuts)
	return true
}

// trace draws the contours at some shares of the scale, which rise, as dots.
func (m *mapField) trace(on *raster, cuts []float64) {
	on.begin(m.w, m.h)
	for j := range 2 * m.h {
		for i := range m.w {
			m.contour(on, cuts, i, j)
		}
	}
}

// place is where corner i of row j lies on the surface; those at the edges lie
// on the edge of the range, not half a dot beyond.
func (m *mapField) place(i, j int) (x, y float64) {
	shareX := (float64(i*halfDots) - 0.5) / m.plot.spanX()
	shareY := 1 - (float64(j*halfDots)-0.5)/m.plot.spanY()
	return m.plot.X.Value(min(max(shareX, 0), 1)), m.plot.Y.Value(min(max(shareY, 0), 1))
}

func (m *mapField) corner(i, j int) int { return j*(m.w+1) + i }

// share is the mean share of a half cell, NaN where a corner has none.
func (m *mapField) share(i, j int) float64 {
	a, b := m.corner(i, j), m.corner(i, j+1)
	return (m.shares[a] + m.shares[a+1] + m.shares[b] + m.shares[b+1]) / 4
}

// level is the step of the colour scale of a half cell, −1 for none.
func (m *mapField) level(i, j int) int {
	share := m.share(i, j)
	if math.IsNaN(share) {
		return -1
	}
	return theme.Level(share)
}

// cellLevel is the step of the colour scale of a whole cell, −1 for none.
func (m *mapField) cellLevel(x, y int) int {
	upper, lower := m.share(x, 2*y), m.share(x, 2*y+1)
	switch {
	case math.IsNaN(upper) && math.IsNaN(lower):
		return -1
	case math.IsNaN(upper):
		return theme.Level(lower)
	case math.IsNaN(lower):
		return theme.Level(upper)
	}
	return theme.Level((upper + lower) / 2)
}

// square is a half cell: its corners, from the upper left clockwise.
type square struct {
	at    [4]dotPlace
	share [4]float64
	place [4][2]float64 // on the surface
}

// contour draws the contours through a half cell (marching squares, Lorensen and
// Cline's idea in two dimensions). Through one in which the surface is torn, or
// has no value somewhere, none is drawn.
func (m *mapField) contour(on *raster, cuts []float64, i, j int) {
	s := square{}
	for k, by := range [4][2]int{{0, 0}, {1, 0}, {1, 1}, {0, 1}} {
		s.share[k] = m.shares[m.corner(i+by[0], j+by[1])]
		s.at[k] = dotPlace{float64((i+by[0])*halfDots) - 0.5, float64((j+by[1])*halfDots) - 0.5}
	}
	low, high := slices.Min(s.share[:]), slices.Max(s.share[:]) // NaN if there is one
	if !(low < high) || !crossed(cuts, low, high) {
		return
	}
	if high-low > steepShare {
		for k, by := range [4][2]int{{0, 0}, {1, 0}, {1, 1}, {0, 1}} {
			s.place[k][0], s.place[k][1] = m.place(i+by[0], j+by[1])
		}
		if m.torn(&s) {
			return
		}
	}
	for _, cut := range cuts {
		if low < cut && cut <= high {
			s.cross(on, cut)
		}
	}
}

func crossed(cuts []float64, low, high float64) bool {
	return slices.ContainsFunc(cuts, func(cut float64) bool { return low < cut && cut <= high })
}

// torn reports whether the surface jumps along an edge of a half cell: halving
// the way between two corners again and again takes off little of their
// difference.
func (m *mapField) torn(s *square) bool {
	for k := range s.share {
		a, b := s.place[k], s.place[(k+1)%4]
		from, to := s.share[k], s.share[(k+1)%4]
		whole := math.Abs(to - from)
		if whole <= steepShare || m.probes <= 0 {
			continue
		}
		for n := 0; n < tornHalves && math.Abs(to-from) > tornShare*whole; n++ {
			m.probes--
			middle := [2]float64{(a[0] + b[0]) / 2, (a[1] + b[1]) / 2}
			share := m.tone.share(m.f(middle[0], middle[1]))
			if math.IsNaN(share) {
				return true
			}
			if math.Abs(share-from) > math.Abs(to-share) {
				b, to = middle, share
			} else {
				a, from = middle, share
			}
		}
		if math.Abs(to-from) > tornShare*whole {
			return true
		}
	}
	return false
}

// cross draws one contour through a half cell. Where it crosses all four edges
// the mean of the corners tells which of them belong together.
func (s *square) cross(r *raster, cut float64) {
	var on [4]dotPlace
	n := 0
	for k := range s.share {
		next := (k + 1) % 4
		a, b := s.share[k], s.share[next]
		if (a < cut) == (b < cut) {
			continue
		}
		way := dotPlace{s.at[next].x - s.at[k].x, s.at[next].y - s.at[k].y}
		on[n] = s.at[k].plus(way, (cut-a)/(b-a))
		n++
	}
	switch n {
	case 2:
		r.line(on[0], on[1])
	case 4:
		mean := (s.share[0] + s.share[1] + s.share[2] + s.share[3]) / 4
		if (mean < cut) == (s.share[0] < cut) { // the first corner is joined to the third
			r.line(on[0], on[1])
			r.line(on[2], on[3])
			return
		}
		r.line(on[3], on[0])
		r.line(on[1], on[2])
	}
}
