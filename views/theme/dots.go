package theme

import "math/bits"

// The dots of a cell as bits, the way braille numbers them: the left column
// from above is 0x01, 0x02, 0x04, 0x40, the right one 0x08, 0x10, 0x20, 0x80.
const (
	leftDots  = 0x01 | 0x02 | 0x04 | 0x40
	rightDots = 0x08 | 0x10 | 0x20 | 0x80
)

// rowDots are the two dots of each row.
var rowDots = [4]uint8{0x01 | 0x08, 0x02 | 0x10, 0x04 | 0x20, 0x40 | 0x80}

// Dots is the glyph that comes nearest to the given dots of a cell, numbered
// as in braille: the character U+2800+dots where the theme has braille, the
// quadrants that hold a dot where it has blocks, a stroke or point in ASCII. No
// dots are a space.
func (t *Theme) Dots(dots uint8) rune { return t.dots[dots] }

func dotsOf(g Glyphs) (table [256]rune) {
	for i := range table {
		switch {
		case i == 0:
			table[i] = ' '
		case g == Braille:
			table[i] = 0x2800 + rune(i)
		case g == Block:
			table[i] = quadrants(uint8(i))
		default:
			table[i] = stroke(uint8(i))
		}
	}
	return table
}

func quadrants(dots uint8) rune {
	n := 0
	for i, quadrant := range [4]uint8{0x01 | 0x02, 0x08 | 0x10, 0x04 | 0x40, 0x20 | 0x80} {
		if dots&quadrant != 0 {
			n |= 1 << i
		}
	}
	return [16]rune{' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█'}[n]
}

// stroke draws dots as a piece of a line: where they lie in height if they are
// level, else the way they slope.
func stroke(dots uint8) rune {
	left, leftCount := height(dots & leftDots)
	right, rightCount := height(dots & rightDots)
	switch {
	case leftCount >= 3 && rightCount >= 3:
		return '#'
	case leftCount >= 3 || rightCount >= 3:
		return '|'
	case leftCount > 0 && rightCount > 0 && left >= right+1:
		return '/'
	case leftCount > 0 && rightCount > 0 && right >= left+1:
		return '\\'
	case leftCount > 0 && rightCount > 0:
		return [4]rune{'"', '-', '-', '_'}[int((left+right)/2)]
	default:
		return [4]rune{'\'', '-', '-', '.'}[int(max(left, right))]
	}
}

// height is how far down the dots lie on average, 0 to 3, and how many they
// are.
func height(dots uint8) (mean float64, n int) {
	sum := 0
	for row, mask := range rowDots {
		sum += row * bits.OnesCount8(dots&mask)
	}
	if n = bits.OnesCount8(dots); n > 0 {
		mean = float64(sum) / float64(n)
	}
	return mean, n
}
