package theme

import "nabla/screen"

// Theme is how everything looks. It never changes and may be shared between
// goroutines.
type Theme struct {
	options   Options
	roles     [roles]screen.Style
	series    [SeriesCount]screen.Style
	wash      [SeriesCount]screen.Color
	ramp      [Levels]screen.Color
	diverging [Levels]screen.Color
	glyphs    GlyphSet
	dots      [256]rune
}

// New returns the theme of the given options; an unknown profile counts as
// NoColor, an unknown set of glyphs as ASCII.
func New(o Options) *Theme {
	o.Profile, o.Glyphs = min(o.Profile, NoColor), min(o.Glyphs, ASCII)
	t := &Theme{options: o, glyphs: glyphsOf(o.Glyphs), dots: dotsOf(o.Glyphs)}
	t.roles = rolesOf(o)
	t.series, t.wash = seriesOf(o), washOf(o)
	t.ramp, t.diverging = rampOf(o), divergingOf(o)
	return t
}

// Key tells themes apart: two themes with the same key are the same.
func (t *Theme) Key() Options { return t.options }

// Style is how a role looks.
func (t *Theme) Style(r Role) screen.Style { return t.roles[r] }

// Glyphs are the characters that things are drawn with.
func (t *Theme) Glyphs() GlyphSet { return t.glyphs }
