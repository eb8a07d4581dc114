package theme

import "charm.land/lipgloss/v2"

// GlyphSet is the characters that things are drawn with, each one column wide.
type GlyphSet struct {
	Done, Rest, Knob rune // a scrub bar: played, not yet played, the playhead
	Play, Pause      rune
	Pointer          rune    // before the row that is chosen
	Left, Right      rune    // arrows
	Arrows           [8]rune // to the right, and on to the left by eighths of a turn
	Ellipsis         rune    // what was cut off
	More             rune    // rows that are left out

	AxisX, AxisY   rune // an axis, along x and along y
	TickX, TickY   rune // a tick on it
	Corner, Origin rune // where the axes meet; where they meet at a tick

	Dot, Trail      rune    // old and recent places of a ball
	Global, Local   rune    // kinds of minimum
	Bound           rune    // a limit marked in a bar
	Basin, Border   rune    // the strip of basins, the border between two
	Cross           rune    // nowhere: a start that ends at no minimum
	Above, Below    rune    // what lies beyond the upper or lower edge
	Bars            [9]rune // 0 to 8 eighths of a cell, filled from the left
	Infinity        string
	border, focused lipgloss.Border
	marks           [SeriesCount]rune
	shades          []rune
	raisedExponents bool
}

// RaisedExponents reports whether powers may be written with raised figures,
// 10⁻⁹; if not, 1e-9.
func (g GlyphSet) RaisedExponents() bool { return g.raisedExponents }

func glyphsOf(g Glyphs) GlyphSet {
	if g == ASCII {
		return asciiGlyphs()
	}
	return GlyphSet{
		Done: '━', Rest: '─', Knob: '●',
		Play: '▶', Pause: '‖',
		Pointer: '›',
		Left:    '←', Right: '→',
		Arrows:   [8]rune{'→', '↗', '↑', '↖', '←', '↙', '↓', '↘'},
		Ellipsis: '…', More: '⋮',
		AxisX: '─', AxisY: '│', TickX: '┬', TickY: '┤', Corner: '└', Origin: '┼',
		Dot: '·', Trail: '•',
		Global: '▴', Local: '▵',
		Bound: '│',
		Basin: '━', Border: '┿', Cross: '×',
		Above: '↑', Below: '↓',
		Bars:            [9]rune{' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'},
		Infinity:        "∞",
		border:          lipgloss.RoundedBorder(),
		focused:         lipgloss.ThickBorder(),
		marks:           [SeriesCount]rune{'●', '■', '▲', '◆', '○', '□', '△', '◇'},
		shades:          []rune(" ░▒▓█"),
		raisedExponents: true,
	}
}

func asciiGlyphs() GlyphSet {
	focused := lipgloss.ASCIIBorder()
	focused.Top, focused.Bottom, focused.Left, focused.Right = "=", "=", "#", "#"
	focused.TopLeft, focused.TopRight, focused.BottomLeft, focused.BottomRight = "#", "#", "#", "#"
	return GlyphSet{
		Done: '=', Rest: '-', Knob: 'O',
		Play: '>', Pause: '"',
		Pointer: '>',
		Left:    '<', Right: '>',
		Arrows:   [8]rune{'>', '/', '^', '\\', '<', '/', 'v', '\\'},
		Ellipsis: '~', More: ':',
		AxisX: '-', AxisY: '|', TickX: '+', TickY: '+', Corner: '+', Origin: '+',
		Dot: '.', Trail: 'o',
		Global: '!', Local: ':',
		Bound: '|',
		Basin: '=', Border: '|', Cross: 'x',
		Above: '^', Below: 'v',
		Bars:     [9]rune{' ', '-', '-', '-', '=', '=', '=', '=', '#'},
		Infinity: "inf",
		border:   lipgloss.ASCIIBorder(),
		focused:  focused,
		marks:    [SeriesCount]rune{'o', '#', '^', '*', 'x', '+', '%', '@'},
		shades:   []rune(" .:-=+*#%@"),
	}
}
