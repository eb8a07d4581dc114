package views

import (
	"fmt"

	"nabla/screen"
	"nabla/sim"
	"nabla/views/chart"
)

// Relief draws the surface of a race as it stands in space, with the trails on
// it, and keeps from where it is looked at. The zero value is ready.
type Relief struct {
	chart  chart.Surface
	camera chart.Camera // where turned; else a new one
	turned bool
	data   chart.SurfaceData
	ways   raceWays
	values []float64
	of     string // what the values are of
}

// reliefSamples is how many samples there are along both axes.
const reliefSamples = 65

// Draw fills the box.
func (v *Relief) Draw(box screen.Box, look Look, d RaceData) {
	f := d.Race.Terrain().Formula()
	x, y := d.Race.Terrain().Range()
	if id := fmt.Sprintf("%q", f.Text()); id != v.of {
		v.of, v.values = id, v.values[:0]
		at := make([]float64, 2)
		for j := range reliefSamples {
			at[1] = y.Lo + (y.Hi-y.Lo)*float64(j)/(reliefSamples-1)
			for i := range reliefSamples {
				at[0] = x.Lo + (x.Hi-x.Lo)*float64(i)/(reliefSamples-1)
				v.values = append(v.values, f.Eval(at))
			}
		}
	}
	v.ways.fill(look, d)
	names := f.Vars()
	v.data = chart.SurfaceData{
		Values: v.values, Columns: reliefSamples, Rows: reliefSamples, ID: v.of, Bent: true,
		X: chart.Range{Min: x.Lo, Max: x.Hi}, Y: chart.Range{Min: y.Lo, Max: y.Hi}, Camera: v.from(),
		Trails: v.ways.trails, Marks: v.ways.marks,
		XLabel: names[0], YLabel: names[1], ZLabel: "f", Empty: look.Words.T("race.no-values"),
	}
	v.chart.Draw(box, look.Theme, &v.data)
}

// from is the camera.
func (v *Relief) from() chart.Camera {
	if !v.turned {
		return chart.NewCamera()
	}
	return v.camera
}

// Turn turns the surface by so many degrees to the right and upwards.
func (v *Relief) Turn(azimuth, elevation float64) {
	v.camera, v.turned = v.from().Turned(azimuth, elevation), true
}

// Zoom makes everything so many times as large.
func (v *Relief) Zoom(times float64) { v.camera, v.turned = v.from().Zoomed(times), true }

// Angles writes from where the surface is looked at: how far round and from how
// far above.
func (v *Relief) Angles() string {
	c := v.from()
	return sim.FormatNumber(c.Azimuth) + "°, " + sim.FormatNumber(c.Elevation) + "°"
}
