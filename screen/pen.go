package screen

import (
	"strconv"
	"unicode/utf8"
)

// use writes what changes the pen.
func (p *painter) use(s Style) {
	p.out = appendPen(p.out, p.pen, s)
	p.pen = s
}

// cost is how many bytes it takes to change the pen.
func (p *painter) cost(from, to Style) int {
	return len(appendPen(p.out, from, to)) - len(p.out)
}

// ahead is how far a blank looks for the pen of the next ink.
const ahead = 32

// ink is the pen for the cell in column x. A blank needs a background only: it
// keeps the pen there is, or takes the next ink's already, if that saves
// anything.
func (p *painter) ink(row []Cell, x, last int) Style {
	c := row[x]
	switch {
	case c.Style == p.pen || c.looksSame(p.pen):
		return p.pen
	case !c.blank() || c.Style.Attr&seenOnBlank != 0:
		return c.Style
	}
	var next Style
	for _, n := range row[x+1 : min(max(last, x+1), x+ahead, len(row))] {
		if n.span != continuation && !n.blank() {
			next = n.Style
			break
		}
	}
	if c.looksSame(next) {
		return next
	}
	bare := Style{Bg: c.Style.Bg}
	kept := Style{Fg: p.pen.Fg, Bg: c.Style.Bg, Attr: p.pen.Attr &^ seenOnBlank}
	if p.cost(p.pen, kept)+p.cost(kept, next) < p.cost(p.pen, bare)+p.cost(bare, next) {
		return kept
	}
	return bare
}

// appendPen appends the shorter one of the two escapes that lead from a style
// to another: what differs, or everything anew.
func appendPen(dst []byte, from, to Style) []byte {
	if from == to {
		return dst
	}
	mark := len(dst)
	dst = appendStyle(dst, from, to)
	if from.Attr&^to.Attr == 0 && (from.Fg == 0 || to.Fg != 0) && (from.Bg == 0 || to.Bg != 0) || to == (Style{}) {
		return dst // nothing is taken away, or everything
	}
	anew := len(dst)
	dst = append(dst, "\x1b[0;"...)
	dst = appendAttr(dst, 0, to.Attr)
	if to.Fg != 0 {
		dst = appendColor(dst, to.Fg, 30)
	}
	if to.Bg != 0 {
		dst = appendColor(dst, to.Bg, 40)
	}
	dst[len(dst)-1] = 'm'
	if len(dst)-anew < anew-mark {
		return append(dst[:mark], dst[anew:]...)
	}
	return dst[:anew]
}

// appendMove appends the shortest way for the cursor from one place to another;
// what is not known of the first is nowhere. A cursor in a known column is not
// beyond the right edge.
func appendMove(dst []byte, fromX, fromY, x, y int) []byte {
	down := y - fromY
	switch {
	case fromY == nowhere || down < 0:
		return appendPlace(dst, x, y)
	case down == 0 && fromX != nowhere && x > fromX:
		return appendSteps(dst, x-fromX, 'C')
	case down == 0 && x > 0:
		return append(appendNumber(append(dst, "\x1b["...), x+1), 'G')
	case fromX == x && x > 0:
		return appendSteps(dst, down, 'B')
	}
	mark := len(dst)
	dst = appendPlace(dst, x, y)
	placed := len(dst)
	if down > placed-mark {
		return dst
	}
	dst = append(dst, '\r')
	for range down {
		dst = append(dst, '\n')
	}
	if x > 0 {
		dst = appendSteps(dst, x, 'C')
	}
	if len(dst)-placed < placed-mark {
		return append(dst[:mark], dst[placed:]...)
	}
	return dst[:placed]
}

// appendPlace appends the leap to a place, wherever the cursor is.
func appendPlace(dst []byte, x, y int) []byte {
	dst = append(dst, "\x1b["...)
	if x > 0 || y > 0 {
		dst = appendNumber(dst, y+1)
	}
	if x > 0 {
		dst = appendNumber(append(dst, ';'), x+1)
	}
	return append(dst, 'H')
}

// appendSteps appends a movement by n cells.
func appendSteps(dst []byte, n int, final byte) []byte {
	dst = append(dst, "\x1b["...)
	if n > 1 {
		dst = appendNumber(dst, n)
	}
	return append(dst, final)
}

func appendNumber(dst []byte, n int) []byte { return strconv.AppendInt(dst, int64(n), 10) }

// size is the length of the cell's cluster in bytes, 0 for a blank.
func (c Cell) size() int {
	n := 0
	for n < clusterSize && c.text[n] != 0 {
		n++
	}
	return n
}

// certain reports whether all terminals agree on how wide the cell is.
func (c Cell) certain() bool {
	if c.text[0] < utf8.RuneSelf {
		return c.text[1] == 0
	}
	r, n := utf8.DecodeRune(c.text[:])
	return plainWidth(r) > 0 && (n == clusterSize || c.text[n] == 0)
}
