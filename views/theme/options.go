package theme

// Options are what a theme is built from, and what tells themes apart. The
// zero value is light, in 24-bit colour, with braille glyphs.
type Options struct {
	Dark    bool // the terminal's background is dark
	Profile Profile
	Glyphs  Glyphs
}

// Profile is how many colours the terminal has.
type Profile uint8

// The profiles, from the most colours to none.
const (
	TrueColor Profile = iota // 24 bits
	ANSI256                  // the palette of 256
	ANSI16                   // the 16 of every colour terminal
	NoColor                  // attributes alone: bold, underlined, reversed
	profiles
)

// String is the profile's name: truecolor, 256, 16, none.
func (p Profile) String() string {
	return [...]string{"truecolor", "256", "16", "none"}[min(p, NoColor)]
}

// Glyphs is which characters things are drawn with.
type Glyphs uint8

// The sets of glyphs, from the finest to the safest.
const (
	Braille Glyphs = iota // curves in braille, 2×4 dots a cell
	Block                 // curves in quadrants, 2×2 a cell, for fonts without braille
	ASCII                 // nothing but ASCII
	glyphSets
)

// String is the set's name: braille, block, ascii.
func (g Glyphs) String() string {
	return [...]string{"braille", "block", "ascii"}[min(g, ASCII)]
}
