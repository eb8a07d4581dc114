package views

import (
	"nabla/screen"
	"nabla/views/chart"
)

// Relief draws the surface of a race as it stands in space, with the trails on
// it. The zero value is ready.
type Relief struct {
	chart  chart.Surface
	data   chart.SurfaceData
	ways   raceWays
	values []float64
	of     string // what the values are of
}

// reliefSamples is how many samples there are along both axes.
const reliefSamples = 65

// Draw fills the box with the surface as it is looked at.
func (v *Relief) Draw(box screen.Box, look Look, d RaceData, from Turning) {
	f := d.Race.Terrain().Formula()
	x, y := d.Race.Terrain().Range()
	if id := f.Text(); id != v.of {
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
		X: chart.Range{Min: x.Lo, Max: x.Hi}, Y: chart.Range{Min: y.Lo, Max: y.Hi}, Camera: from.Camera(),
		Trails: v.ways.trails, Marks: v.ways.marks,
		XLabel: names[0], YLabel: names[1], ZLabel: "f", Empty: look.Words.T("race.no-values"),
	}
	v.chart.Draw(box, look.Theme, &v.data)
}
