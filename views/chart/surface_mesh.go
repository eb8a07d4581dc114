package chart

import "math"

// surfaceMesh is a sampled surface apart from where it is seen from: heights and
// shares of the scale of colours at the samples, and how it lies there.
type surfaceMesh struct {
	columns, rows int
	x, y          Scale
	bent          bool
	tone          tone
	points        []meshPoint // rows of columns, from the least y on
	split         []bool      // by quads: from the first corner to the last, or else between the others
	levels        []float64   // values worth a tick of a bent height

	sorted []float64
}

// meshPoint is a sample of a surface.
type meshPoint struct {
	x, y, z float64 // in the box; z is NaN in a hole
	share   float64 // on the scale of colours
	normal  [3]float64
	beyond  int8 // −1 below the scale, 1 above it: z and share are those of its end
}

// meshLevels is about how many ticks a bent height has.
const meshLevels = 6

// survey looks at the samples; ok is false where there are too few, or none is
// finite.
func (m *surfaceMesh) survey(d *SurfaceData) (ok bool) {
	m.columns, m.rows, m.bent = d.Columns, d.Rows, d.Bent
	m.x, m.y = Scale{Min: d.X.Min, Max: d.X.Max}, Scale{Min: d.Y.Min, Max: d.Y.Max}
	m.points, m.split, m.levels, m.sorted = m.points[:0], m.split[:0], m.levels[:0], m.sorted[:0]
	if m.columns < 2 || m.rows < 2 || len(d.Values)/m.columns < m.rows {
		return false
	}
	values := d.Values[:m.columns*m.rows]
	for _, v := range values {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			m.sorted = append(m.sorted, v)
		}
	}
	if m.tone, ok = newTone(m.sorted); !ok {
		return false
	}
	for i, v := range values {
		m.points = append(m.points, m.point(i%m.columns, i/m.columns, v))
	}
	for j := range m.rows {
		for i := range m.columns {
			m.lay(i, j)
		}
	}
	if m.bent {
		m.levels = m.tone.appendLevels(m.levels, meshLevels)
	}
	return true
}

func (m *surfaceMesh) point(i, j int, v float64) meshPoint {
	p := meshPoint{
		x:     float64(i)/float64(m.columns-1) - boxHalf,
		y:     float64(j)/float64(m.rows-1) - boxHalf,
		z:     m.height(v),
		share: m.tone.share(v),
	}
	switch {
	case v < m.tone.lo:
		p.beyond = -1
	case v > m.tone.hi:
		p.beyond = 1
	}
	return p
}

// height is where a value lies in the box.
func (m *surfaceMesh) height(v float64) float64 {
	if m.bent || math.IsNaN(v) || math.IsInf(v, 0) {
		return m.tone.share(v) * boxHeight
	}
	return Scale{Min: m.tone.lo, Max: m.tone.hi}.Map(min(max(v, m.tone.lo), m.tone.hi)) * boxHeight
}

// lay finds how the surface lies at a sample, and how the quad that begins there
// is split: along the shorter diagonal, which leaves symmetric surfaces
// symmetric.
func (m *surfaceMesh) lay(i, j int) {
	p := &m.points[j*m.columns+i]
	alongX := m.slope(p.z, i > 0, i < m.columns-1, j*m.columns+i, 1) * float64(m.columns-1)
	alongY := m.slope(p.z, j > 0, j < m.rows-1, j*m.columns+i, m.columns) * float64(m.rows-1)
	long := math.Sqrt(float64(alongX*alongX) + float64(alongY*alongY) + 1)
	p.normal = [3]float64{-alongX / long, -alongY / long, 1 / long}
	if i < m.columns-1 && j < m.rows-1 {
		q := m.points[j*m.columns+i:]
		m.split = append(m.split, math.Abs(q[0].z-q[m.columns+1].z) <= math.Abs(q[1].z-q[m.columns].z))
	}
}

// slope is the rise from one sample to the next about point k, looked at from
// both sides as far as there is a surface.
func (m *surfaceMesh) slope(z float64, before, after bool, k, step int) float64 {
	from, to, ways := z, z, 0.0
	if before && !math.IsNaN(m.points[k-step].z) {
		from, ways = m.points[k-step].z, ways+1
	}
	if after && !math.IsNaN(m.points[k+step].z) {
		to, ways = m.points[k+step].z, ways+1
	}
	if ways == 0 {
		return 0
	}
	return (to - from) / ways
}

// torn reports whether three neighbours are no piece of the surface: one of them
// lies in a hole, or it falls from beyond one end of the scale to beyond the
// other, as at a pole.
func torn(a, b, c *meshPoint) bool {
	sum := a.z + b.z + c.z
	return sum != sum || min(a.beyond, b.beyond, c.beyond) < 0 && max(a.beyond, b.beyond, c.beyond) > 0
}

// samplesAt is where a point of the surface lies, counted in samples.
func (m *surfaceMesh) samplesAt(x, y float64) dotPlace {
	return dotPlace{m.x.Map(x) * float64(m.columns-1), m.y.Map(y) * float64(m.rows-1)}
}

// place is where a point, counted in samples, lies in the box: on the surface as
// it is drawn. z is NaN in a hole.
func (m *surfaceMesh) place(at dotPlace) (x, y, z float64) {
	i := min(max(int(at.x), 0), m.columns-2)
	j := min(max(int(at.y), 0), m.rows-2)
	u, v := at.x-float64(i), at.y-float64(j)
	x = at.x/float64(m.columns-1) - boxHalf
	y = at.y/float64(m.rows-1) - boxHalf
	q := m.points[j*m.columns+i:]
	a, b, c, d := &q[0], &q[1], &q[m.columns], &q[m.columns+1]
	along := m.split[j*(m.columns-1)+i]
	switch {
	case along && v <= u:
		return x, y, facet(a, b, d, a.z+float64(u*(b.z-a.z))+float64(v*(d.z-b.z)))
	case along:
		return x, y, facet(a, d, c, a.z+float64(v*(c.z-a.z))+float64(u*(d.z-c.z)))
	case u+v <= 1:
		return x, y, facet(a, b, c, a.z+float64(u*(b.z-a.z))+float64(v*(c.z-a.z)))
	default:
		return x, y, facet(b, d, c, d.z+float64((1-u)*(c.z-d.z))+float64((1-v)*(b.z-d.z)))
	}
}

// facet is a height on a piece of the surface, NaN where it is torn.
func facet(a, b, c *meshPoint, z float64) float64 {
	if torn(a, b, c) {
		return math.NaN()
	}
	return z
}
