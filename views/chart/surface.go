package chart

import (
	"nabla/screen"
	"nabla/views/theme"
)

// SurfaceData is what [Surface] draws.
type SurfaceData struct {
	// Values are the heights at Rows rows of Columns samples, evenly far apart:
	// from the least x to the greatest, row by row from the least y to the
	// greatest. What is not finite leaves a hole. ID names them: what is known of
	// them is kept until ID, the ranges or Bent change.
	Values        []float64
	Columns, Rows int
	ID            string
	X, Y          Range

	// Bent makes heights follow the scale of colours, which is bent like a
	// logarithm where a surface is far steeper in one part than in others, for
	// the flat part to have a form too.
	Bent bool

	Camera Camera

	Trails []Trail
	Marks  []Mark

	XLabel, YLabel, ZLabel string
	Empty                  string // said where there is no surface
}

// Surface is a surface of two variables as it stands in space: its height as
// colours under a light from the left, or as a mesh without hidden lines where
// there are none, in a box with axes; trails and marks lie on it. Heights beyond
// the scale of colours, which are few and far, are drawn as its ends: the surface
// has level tops there; where it falls from beyond one end to beyond the other, as
// at a pole, it is open. The zero value is ready.
type Surface struct {
	mesh   surfaceMesh
	key    meshKey
	scene  surfaceScene
	sights sightKey
	tints  tints
	edges  surfaceBox

	box   screen.Box
	base  screen.Grid // the surface without what lies on it
	cells []surfaceCell

	trail, hidden raster // of the trail that is drawn
	taken         []bool // cells that hold marks and names
}

// meshKey is what the form of a surface depends on.
type meshKey struct {
	id            string
	columns, rows int
	x, y          Range
	bent          bool
}

// sightKey is what a picture of it depends on.
type sightKey struct {
	w, h    int
	camera  Camera
	theme   theme.Options
	x, y, z string // the axes' names
}

// Draw fills the box.
func (s *Surface) Draw(b screen.Box, th *theme.Theme, d *SurfaceData) {
	b.Clear()
	if !d.X.given() || !d.Y.given() || b.Empty() || !s.survey(d) {
		s.key, s.box = meshKey{}, screen.Box{}
		placeholder(b, th, d.Empty)
		return
	}
	s.box = b
	sights := sightKey{
		w: b.Width(), h: b.Height(), camera: d.Camera.inRange(), theme: th.Key(),
		x: d.XLabel, y: d.YLabel, z: d.ZLabel,
	}
	if s.sights != sights {
		s.sights = sights
		s.paint(th)
	}
	b.Draw(0, 0, &s.base)
	s.drawOver(b, th, d)
}

// survey looks at the samples where they are not those of the last frame; ok is
// false where none is finite.
func (s *Surface) survey(d *SurfaceData) (ok bool) {
	key := meshKey{id: d.ID, columns: d.Columns, rows: d.Rows, x: d.X, y: d.Y, bent: d.Bent}
	if s.key == key {
		return true
	}
	s.key, s.sights = key, sightKey{}
	return s.mesh.survey(d)
}

// Pick is the point of the surface that is seen in a cell of the grid; ok is false
// where none is.
func (s *Surface) Pick(col, row int) (x, y float64, ok bool) {
	col, row, inside := s.box.Locate(col, row)
	if !inside {
		return 0, 0, false
	}
	for _, dot := range [...][2]int{{0, 1}, {1, 1}, {0, 2}, {1, 2}, {0, 0}, {1, 0}, {0, 3}, {1, 3}} {
		at := &s.scene.dots[(row*dotsDown+dot[1])*s.scene.w+col*dotsAcross+dot[0]]
		if at.near != 0 {
			m := &s.mesh
			return m.x.Value(float64(at.u) / float64(m.columns-1)), m.y.Value(float64(at.v) / float64(m.rows-1)), true
		}
	}
	return 0, 0, false
}
