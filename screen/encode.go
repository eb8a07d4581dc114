package screen

import "strconv"

// String is the whole grid as one string: rows joined by "\n", without one at
// the end, each of the grid's full width. There is one escape where the style
// changes visibly and a reset at the end of a row that needs it, so that every
// row stands for itself.
func (g *Grid) String() string { return string(g.AppendTo(nil)) }

// AppendTo appends what String returns. With a buffer that has the room it
// allocates nothing.
func (g *Grid) AppendTo(dst []byte) []byte {
	for y := range g.h {
		if y > 0 {
			dst = append(dst, '\n')
		}
		dst = appendRow(dst, g.row(y))
	}
	return dst
}

func appendRow(dst []byte, row []Cell) []byte {
	var style Style
	for _, c := range row {
		if c.span == continuation {
			continue
		}
		if c.Style != style && !c.looksSame(style) {
			dst = appendStyle(dst, style, c.Style)
			style = c.Style
		}
		dst = c.appendTo(dst)
	}
	if style != (Style{}) {
		dst = appendStyle(dst, style, Style{})
	}
	return dst
}

// looksSame reports whether the cell looks in another style as it does in its
// own: a blank shows its background only.
func (c Cell) looksSame(other Style) bool {
	return c.blank() && c.Style.Bg == other.Bg && (c.Style.Attr|other.Attr)&seenOnBlank == 0
}

// Text is what the grid shows, without any escape: rows joined by "\n", the
// blanks at their ends left out.
func (g *Grid) Text() string {
	var dst []byte
	for y := range g.h {
		if y > 0 {
			dst = append(dst, '\n')
		}
		start, end := len(dst), len(dst)
		for _, c := range g.row(y) {
			dst = c.appendTo(dst)
			if !c.blank() {
				end = len(dst)
			}
		}
		dst = dst[:max(start, end)]
	}
	return string(dst)
}

// appendStyle appends the one escape that leads from a style to another.
func appendStyle(dst []byte, from, to Style) []byte {
	if to == (Style{}) {
		return append(dst, "\x1b[m"...)
	}
	dst = append(dst, "\x1b["...)
	start := len(dst)
	dst = appendAttr(dst, from.Attr, to.Attr)
	if from.Fg != to.Fg {
		dst = appendColor(dst, to.Fg, 30)
	}
	if from.Bg != to.Bg {
		dst = appendColor(dst, to.Bg, 40)
	}
	if len(dst) > start {
		dst = dst[:len(dst)-1] // each parameter left a semicolon behind it
	}
	return append(dst, 'm')
}

// appendAttr appends the parameters that take attributes away, then those that
// add some. Bold and faint can only be taken away together.
func appendAttr(dst []byte, from, to Attr) []byte {
	if from == to {
		return dst
	}
	const weight = Bold | Faint
	if from&weight&^to != 0 {
		dst = append(dst, "22;"...)
		from &^= weight
	}
	for _, a := range sgrAttrs {
		switch {
		case from&^to&a.attr != 0:
			dst = append(dst, '2', a.code, ';')
		case to&^from&a.attr != 0:
			dst = append(dst, a.code, ';')
		}
	}
	return dst
}

// sgrAttrs gives each attribute's parameter; a 2 before it takes the attribute
// away (bold and faint apart, which share 22).
var sgrAttrs = [...]struct {
	attr Attr
	code byte
}{{Bold, '1'}, {Faint, '2'}, {Italic, '3'}, {Underline, '4'}, {Reverse, '7'}, {Strike, '9'}}

// appendColor appends the parameters of a colour; base is 30 for the
// foreground and 40 for the background.
func appendColor(dst []byte, c Color, base int64) []byte {
	if r, g, b, ok := c.RGB(); ok {
		dst = strconv.AppendInt(dst, base+8, 10)
		dst = append(dst, ";2;"...)
		for _, v := range [...]uint8{r, g, b} {
			dst = strconv.AppendUint(dst, uint64(v), 10)
			dst = append(dst, ';')
		}
		return dst
	}
	n, ok := c.Index()
	switch {
	case !ok:
		dst = strconv.AppendInt(dst, base+9, 10)
	case n < 8:
		dst = strconv.AppendInt(dst, base+int64(n), 10)
	case n < 16:
		dst = strconv.AppendInt(dst, base+60+int64(n-8), 10)
	default:
		dst = strconv.AppendInt(dst, base+8, 10)
		dst = append(dst, ";5;"...)
		dst = strconv.AppendUint(dst, uint64(n), 10)
	}
	return append(dst, ';')
}
