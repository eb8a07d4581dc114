package chart

import (
	"math"

	"nabla/screen"
	"nabla/views/theme"
)

// tints are the colours of a surface: those of the theme's ramp under more or
// less light. They are mixed once for a theme.
type tints struct {
	key    theme.Options
	ready  bool
	lit    [theme.Levels][lights]screen.Color
	ground [theme.Levels]screen.Color      // under trails and marks: nearly black
	series [theme.SeriesCount]screen.Style // on that ground
}

// How much light there may be: at 1 a colour is the ramp's own, less is darker,
// more is whiter.
const (
	lights     = 28
	leastLight = 0.25
	mostLight  = 1.4
)

// How near the ground under a trail is to the surface's colour. It is dark on a
// bright terminal too, as most of the surface is: a bright one would glare there,
// and hide it.
const (
	groundShare = 0.24
	ground256   = 233
)

// mix makes the tints of a theme.
func (t *tints) mix(th *theme.Theme) {
	o := th.Key()
	if t.ready && t.key == o {
		return
	}
	*t = tints{key: o, ready: true}
	pure := theme.New(theme.Options{Dark: o.Dark})
	shown := th
	if o.Profile == theme.TrueColor || o.Profile == theme.ANSI256 {
		shown = theme.New(theme.Options{Dark: true, Profile: o.Profile, Glyphs: o.Glyphs})
	}
	for i := range t.series {
		t.series[i] = shown.Series(i)
	}
	for level := range theme.Levels {
		r, g, b, _ := pure.Ramp(level).RGB()
		c := [3]float64{float64(r), float64(g), float64(b)}
		switch o.Profile {
		case theme.TrueColor:
			t.ground[level] = direct(toward([3]float64{}, c, groundShare))
		case theme.ANSI256:
			t.ground[level] = screen.Indexed(ground256)
		case theme.ANSI16, theme.NoColor:
		}
		for l := range lights {
			t.lit[level][l] = litColor(th, c, level, leastLight+float64(float64(l)/(lights-1)*(mostLight-leastLight)))
		}
	}
}

// litColor is a level's colour under some light; c is its colour in 24 bits. Of the
// 16 colours and none there are no darker ones.
func litColor(th *theme.Theme, c [3]float64, level int, light float64) screen.Color {
	switch own := th.Ramp(level); th.Key().Profile {
	case theme.TrueColor:
		if light <= 1 {
			return direct(toward([3]float64{}, c, light))
		}
		return direct(toward([3]float64{255, 255, 255}, c, 2-light))
	case theme.ANSI256:
		return litCube(own, light)
	default:
		return own
	}
}

// The palette of 256 has a cube of 6×6×6 colours from entry 16 on.
const (
	cubeFrom = 16
	cubeSide = 6
)

// cubeLeast is what the first step of the cube is worth beyond one, in steps.
const cubeLeast = 1.4

// litCube is a colour of the cube under some light: with fewer steps of red, green
// and blue, but of none of them without any. So it keeps to its hue, as the colour
// that comes nearest would not. There are no brighter ones.
func litCube(c screen.Color, light float64) screen.Color {
	entry, _ := c.Index()
	n := int(entry) - cubeFrom
	steps := [3]int{n / (cubeSide * cubeSide), n / cubeSide % cubeSide, n % cubeSide}
	lit, most := 0, max(steps[0], steps[1], steps[2])
	for _, v := range steps {
		dark := max(int(math.Round(float64((float64(v)+cubeLeast)*min(light, 1))-cubeLeast)), min(v, 1))
		if v == most && v > min(steps[0], steps[1], steps[2]) {
			dark = max(dark, 2) // no hue becomes grey
		}
		lit = lit*cubeSide + min(dark, v)
	}
	return screen.Indexed(uint8(cubeFrom + lit))
}

// toward is a colour between two: a share of b, the rest of a.
func toward(a, b [3]float64, share float64) (c [3]float64) {
	for i := range c {
		c[i] = a[i] + float64(share*(b[i]-a[i]))
	}
	return c
}

func direct(c [3]float64) screen.Color {
	return screen.RGB(uint8(math.Round(c[0])), uint8(math.Round(c[1])), uint8(math.Round(c[2])))
}

// over is the look of a series over a surface: on the ground of trails where the
// surface has a colour, a level from 0 on.
func (t *tints) over(th *theme.Theme, series, level int) screen.Style {
	if level < 0 {
		return th.Series(series)
	}
	return t.series[((series%theme.SeriesCount)+theme.SeriesCount)%theme.SeriesCount].On(t.ground[level])
}

// at is the colour of a share of the scale under some light; both may be a mean of
// several dots.
func (t *tints) at(share, light float64) (level int, c screen.Color) {
	level = theme.Level(share)
	lit := int(math.Round((float64(light) - leastLight) / (mostLight - leastLight) * (lights - 1)))
	lit = min(max(lit, 0), lights-1)
	return level, t.lit[level][lit]
}
