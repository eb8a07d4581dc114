package chart

import (
	"math"
	"slices"
)

// surfaceScene is a surface as it is seen: for each dot of the picture what part
// of it is nearest there.
type surfaceScene struct {
	w, h  int // dots
	lens  lens
	dots  []surfaceDot
	seen  []seenPoint
	cover raster // where the surface is
	lines raster // its mesh
	edges raster // where part of it is before another
	rims  raster // where it ends
}

// surfaceDot is what is seen at a dot; near is 0 where there is nothing.
type surfaceDot struct {
	near  float32 // the inverse of its distance
	share float32 // on the scale of colours
	lit   float32 // cosine of the angle between what is upright and the light
	u, v  float32 // where it is on the surface, counted in samples
	under bool    // the surface is seen from below
}

// seenPoint is a sample of the surface as it is seen.
type seenPoint struct {
	spot
	share, lit, u, v float64
}

// look draws the surface, without colours yet, into a picture of w×h cells.
func (s *surfaceScene) look(m *surfaceMesh, w, h int) {
	s.w, s.h = w*dotsAcross, h*dotsDown
	s.dots = slices.Grow(s.dots[:0], s.w*s.h)[:s.w*s.h]
	clear(s.dots)
	s.project(m)
	for j := range m.rows - 1 {
		for i := range m.columns - 1 {
			k := j*m.columns + i
			if m.split[j*(m.columns-1)+i] {
				s.facet(m, k, k+1, k+m.columns+1)
				s.facet(m, k, k+m.columns+1, k+m.columns)
			} else {
				s.facet(m, k, k+1, k+m.columns)
				s.facet(m, k+1, k+m.columns+1, k+m.columns)
			}
		}
	}
}

func (s *surfaceScene) project(m *surfaceMesh) {
	lightX, lightY, lightZ := s.lens.light()
	s.seen = slices.Grow(s.seen[:0], len(m.points))[:len(m.points)]
	for k := range m.points {
		p := &m.points[k]
		s.seen[k] = seenPoint{
			spot:  s.lens.project(p.x, p.y, p.z),
			share: p.share,
			lit:   float64(p.normal[0]*lightX) + float64(p.normal[1]*lightY) + float64(p.normal[2]*lightZ),
			u:     float64(k % m.columns),
			v:     float64(k / m.columns),
		}
	}
}

// facet draws a triangle between three samples, counted to the left as seen from
// above.
func (s *surfaceScene) facet(m *surfaceMesh, a, b, c int) {
	if !torn(&m.points[a], &m.points[b], &m.points[c]) {
		s.fill(&s.seen[a], &s.seen[b], &s.seen[c])
	}
}

// fill draws a triangle where nothing nearer is: at the dots whose middles lie in
// it or on its edge. Along a straight line on the screen it is not values that
// change evenly but values over distances.
func (s *surfaceScene) fill(a, b, c *seenPoint) {
	area := float64((b.x-a.x)*(c.y-a.y)) - float64((b.y-a.y)*(c.x-a.x))
	left, right := int(math.Ceil(max(min(a.x, b.x, c.x), 0))), int(min(max(a.x, b.x, c.x), float64(s.w-1)))
	top, bottom := int(math.Ceil(max(min(a.y, b.y, c.y), 0))), int(min(max(a.y, b.y, c.y), float64(s.h-1)))
	if area == 0 || left > right || top > bottom {
		return
	}
	const edge = -1e-9
	// The shares of b and c in a dot, and what they change by from dot to dot.
	bx, by := (c.y-a.y)/area, -(c.x-a.x)/area
	cx, cy := -(b.y-a.y)/area, (b.x-a.x)/area
	for y := top; y <= bottom; y++ {
		down := float64(y) - a.y
		row := s.dots[y*s.w : (y+1)*s.w]
		for x := left; x <= right; x++ {
			across := float64(x) - a.x
			ofB := float64(across*bx) + float64(down*by)
			ofC := float64(across*cx) + float64(down*cy)
			ofA := 1 - ofB - ofC
			if ofA < edge || ofB < edge || ofC < edge {
				continue
			}
			ofA, ofB, ofC = float64(ofA*a.near), float64(ofB*b.near), float64(ofC*c.near)
			near := ofA + ofB + ofC
			if float32(near) <= row[x].near {
				continue
			}
			ofA, ofB, ofC = ofA/near, ofB/near, ofC/near
			row[x] = surfaceDot{
				near:  float32(near),
				share: float32(float64(ofA*a.share) + float64(ofB*b.share) + float64(ofC*c.share)),
				lit:   float32(float64(ofA*a.lit) + float64(ofB*b.lit) + float64(ofC*c.lit)),
				u:     float32(float64(ofA*a.u) + float64(ofB*b.u) + float64(ofC*c.u)),
				v:     float32(float64(ofA*a.v) + float64(ofB*b.v) + float64(ofC*c.v)),
				under: area > 0,
			}
		}
	}
}

// meshStep is where the lines of a mesh are along an axis: where from + step·u
// is a whole number, u counted in samples.
type meshStep struct{ from, step float64 }

// newMeshStep puts about n lines at round values of a scale.
func newMeshStep(s Scale, samples, n int) meshStep {
	step := s.step(n)
	if step.m == 0 {
		return meshStep{}
	}
	from, to := step.in(s.Min), step.in(s.Max)
	if !(math.Abs(from) < 1<<50 && math.Abs(to) < 1<<50) {
		return meshStep{}
	}
	return meshStep{from - math.Floor(from), (to - from) / float64(samples-1)}
}

// between is how many lines lie before u, which is not above the samples.
func (m meshStep) between(u float32) int { return int(m.from + float64(m.step*float64(u)) + epsilon) }

// seenDepth is from which ratio of their distances on neighbouring dots are taken
// for parts of a surface that lie one behind the other.
const seenDepth = 1.02

// draw finds the dots that the surface covers, those of the mesh, and those of
// its outlines.
func (s *surfaceScene) draw(x, y meshStep) {
	w, h := s.w/dotsAcross, s.h/dotsDown
	s.cover.begin(w, h)
	s.lines.begin(w, h)
	s.edges.begin(w, h)
	s.rims.begin(w, h)
	for row := range s.h {
		for col := range s.w {
			dot := &s.dots[row*s.w+col]
			if dot.near != 0 {
				s.cover.set(col, row)
			}
			if col+1 < s.w {
				s.compare(dot, &s.dots[row*s.w+col+1], col, row, col+1, row, x, y)
			}
			if row+1 < s.h {
				s.compare(dot, &s.dots[(row+1)*s.w+col], col, row, col, row+1, x, y)
			}
		}
	}
}

// compare sets the dots of what runs between two neighbours.
func (s *surfaceScene) compare(a, b *surfaceDot, colA, rowA, colB, rowB int, x, y meshStep) {
	switch {
	case a.near == 0 && b.near == 0:
	case b.near == 0:
		s.rims.set(colA, rowA)
	case a.near == 0:
		s.rims.set(colB, rowB)
	case a.near > b.near*seenDepth:
		s.edges.set(colA, rowA)
	case b.near > a.near*seenDepth:
		s.edges.set(colB, rowB)
	case a.under != b.under,
		abs(x.between(a.u)-x.between(b.u)) == 1, abs(y.between(a.v)-y.between(b.v)) == 1:
		s.lines.set(colA, rowA)
	}
}

func abs(n int) int { return max(n, -n) }

// hides reports whether the surface is before a place at a dot: far nearer there,
// or nearer there and at all its neighbours, so that what lies on the surface is
// not hidden by it.
func (s *surfaceScene) hides(x, y int, near float64) bool {
	const thick = 1.0015
	if x >= 0 && y >= 0 && x < s.w && y < s.h && float64(s.dots[y*s.w+x].near) > near*seenDepth {
		return true
	}
	for row := max(y-1, 0); row <= min(y+1, s.h-1); row++ {
		for col := max(x-1, 0); col <= min(x+1, s.w-1); col++ {
			if float64(s.dots[row*s.w+col].near) <= near*thick {
				return false
			}
		}
	}
	return true
}
