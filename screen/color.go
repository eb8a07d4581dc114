package screen

// Color is a colour of a cell: the terminal's own, one of its palette of 256,
// or a 24-bit value. The zero value is the terminal's default. Colours are
// comparable, four bytes each.
type Color uint32

// What a Color holds is told by its highest byte: nothing (0) or one of these.
const (
	indexed Color = 1 << 24
	direct  Color = 2 << 24
)

// Indexed is the terminal's palette entry n. 0–7 are the plain and 8–15 the
// bright colours, 16–231 a cube of 6×6×6, 232–255 greys.
func Indexed(n uint8) Color { return indexed | Color(n) }

// RGB is the 24-bit colour with the given red, green and blue.
func RGB(r, g, b uint8) Color {
	return direct | Color(r)<<16 | Color(g)<<8 | Color(b)
}

// Index returns the palette entry and true for an indexed colour.
func (c Color) Index() (n uint8, ok bool) {
	return uint8(c), c&^0xff == indexed
}

// RGB returns the components and true for a 24-bit colour.
func (c Color) RGB() (r, g, b uint8, ok bool) {
	return uint8(c >> 16), uint8(c >> 8), uint8(c), c&^0xffffff == direct
}

// Attr is a set of ways to draw a character apart from its colours.
type Attr uint8

// The attributes, to be joined with |.
const (
	Bold Attr = 1 << iota
	Faint
	Italic
	Underline
	Reverse
	Strike
)

// seenOnBlank are the attributes that show where there is no ink.
const seenOnBlank = Underline | Reverse | Strike

// Style is how a cell looks. The zero value is the terminal's default. Styles
// are comparable.
type Style struct {
	Fg, Bg Color
	Attr   Attr
}

// With returns the style with attributes added.
func (s Style) With(a Attr) Style {
	s.Attr |= a
	return s
}

// On returns the style on another background.
func (s Style) On(bg Color) Style {
	s.Bg = bg
	return s
}
