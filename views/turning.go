package views

import (
	"nabla/sim"
	"nabla/views/chart"
)

// Turning is from where a surface in space is looked at. The zero value looks at it
// from where a new camera does.
type Turning struct {
	camera chart.Camera // where turned
	turned bool
}

// Camera is the place.
func (v *Turning) Camera() chart.Camera {
	if !v.turned {
		return chart.NewCamera()
	}
	return v.camera
}

// Turn turns the surface by so many degrees to the right and upwards.
func (v *Turning) Turn(azimuth, elevation float64) {
	v.camera, v.turned = v.Camera().Turned(azimuth, elevation), true
}

// Zoom makes everything so many times as large.
func (v *Turning) Zoom(times float64) { v.camera, v.turned = v.Camera().Zoomed(times), true }

// Angles writes from where the surface is looked at: how far round and from how
// far above.
func (v *Turning) Angles() string {
	c := v.Camera()
	return sim.FormatNumber(c.Azimuth) + "°, " + sim.FormatNumber(c.Elevation) + "°"
}
