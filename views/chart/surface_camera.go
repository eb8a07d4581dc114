package chart

import "math"

// Camera is where a [Surface] is looked at from: somewhere on a sphere around
// the middle of its box. Any values will do: a zoom of 0 counts as 1, what is
// beyond its range as the nearest in it, what is not a number as [NewCamera]'s.
type Camera struct {
	Azimuth   float64 // degrees; at 0 x runs to the right, and what turns it up goes round to the right
	Elevation float64 // degrees above the ground: 90 looks straight down, as a map does
	Zoom      float64 // 1 shows the whole box from every side
}

// What a camera can do.
const (
	LeastElevation = 8.0 // degrees; below that the near edge hides the rest
	MostElevation  = 90.0
	LeastZoom      = 0.5
	MostZoom       = 4.0
)

// NewCamera is a camera from which most surfaces show their form.
func NewCamera() Camera { return Camera{Azimuth: 30, Elevation: 32, Zoom: 1} }

// Turned is the camera after turning by some degrees to the right and upwards.
func (c Camera) Turned(azimuth, elevation float64) Camera {
	c.Azimuth, c.Elevation = c.Azimuth+azimuth, c.Elevation+elevation
	return c.inRange()
}

// Zoomed is the camera with everything so many times as large.
func (c Camera) Zoomed(times float64) Camera {
	c = c.inRange()
	c.Zoom *= times
	return c.inRange()
}

// inRange is the camera with all angles and the zoom within their range.
func (c Camera) inRange() Camera {
	start := NewCamera()
	if c.Azimuth = math.Mod(c.Azimuth, 360); math.IsNaN(c.Azimuth) {
		c.Azimuth = start.Azimuth
	}
	if c.Azimuth < 0 {
		c.Azimuth += 360
	}
	if math.IsNaN(c.Elevation) {
		c.Elevation = start.Elevation
	}
	if c.Zoom == 0 || math.IsNaN(c.Zoom) {
		c.Zoom = start.Zoom
	}
	c.Elevation = min(max(c.Elevation, LeastElevation), MostElevation)
	c.Zoom = min(max(c.Zoom, LeastZoom), MostZoom)
	return c
}

// The box around a surface: its ground is a square with sides of 1 about the
// origin, and it is less high than wide.
const (
	boxHalf   = 0.5
	boxHeight = 0.62
	eyeAway   = 3.6 // from the origin to the camera: so much smaller is what is farther away
)

// lens takes places of the box to the screen.
type lens struct {
	sin, cos   float64 // of the azimuth
	up, level  float64 // sine and cosine of the elevation
	scale      float64 // dots for a length of 1, 1 away from the camera
	midX, midY float64 // the dots where the origin lies
}

// spot is a place on the screen: in dots, and how near it is, as the inverse of
// its distance, which changes evenly along straight lines.
type spot struct {
	dotPlace
	near float64
}

// sinCos are sine and cosine of an angle in degrees, rounded to where all
// processors agree and right angles are exact.
func sinCos(degrees float64) (sin, cos float64) {
	const unit = 1e12
	sin, cos = math.Sincos(degrees * math.Pi / 180)
	return math.Round(sin*unit) / unit, math.Round(cos*unit) / unit
}

// aim makes the lens for a camera and a picture of the given dots, between
// margins that it keeps free. Turning the camera does not change the scale.
func (l *lens) aim(c Camera, width, height, left, top, bottom float64) {
	l.sin, l.cos = sinCos(c.Azimuth)
	l.up, l.level = sinCos(c.Elevation)
	l.scale, l.midX, l.midY = 1, 0, 0
	turned := *l
	wide, high, low := 0.0, math.Inf(1), math.Inf(-1)
	for degrees := 0.0; degrees < 360; degrees += 15 {
		turned.sin, turned.cos = sinCos(degrees)
		for _, z := range [2]float64{0, boxHeight} {
			at := turned.project(boxHalf, boxHalf, z)
			wide, high, low = max(wide, math.Abs(at.x)), min(high, at.y), max(low, at.y)
		}
	}
	fit := min((width-2*left)/(2*wide), (height-top-bottom)/(low-high))
	l.scale = max(fit, 0) * c.Zoom
	l.midX = (width - 1) / 2
	l.midY = float64((top+height-1-bottom)/2) - float64((high+low)/2*l.scale)
}

// project takes a place of the box to the screen; z counts from the ground.
func (l *lens) project(x, y, z float64) spot {
	z -= boxHeight / 2
	right := float64(x*l.cos) + float64(y*l.sin)
	ahead := float64(y*l.cos) - float64(x*l.sin)
	near := 1 / (eyeAway + float64(ahead*l.level) - float64(z*l.up))
	rise := float64(z*l.level) + float64(ahead*l.up)
	return spot{dotPlace{
		l.midX + float64(right*near*l.scale),
		l.midY - float64(rise*near*l.scale),
	}, near}
}

// light is where the light comes from: over the left shoulder of who looks, as high
// whatever the elevation.
func (l *lens) light() (x, y, z float64) {
	const fromLeft, fromFront, fromAbove = 0.56, 0.40, 0.725 // a length of 1
	return float64(-fromLeft*l.cos) + float64(fromFront*l.sin),
		float64(-fromLeft*l.sin) - float64(fromFront*l.cos),
		fromAbove
}
