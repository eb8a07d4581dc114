package chart

import (
	"math"

	"nabla/screen"
	"nabla/views/theme"
)

// PaintSigned gives a cell of a box the colours of two numbers from −1 to 1, one
// above the other, on the scale of two sides; where there are no colours, the sign
// of what they are together. NaN is nothing.
func PaintSigned(b screen.Box, th *theme.Theme, x, y int, upper, lower float64) {
	if th.Key().Profile == theme.NoColor {
		b.SetRune(x, y, SignOf((upper+lower)/2), th.Style(theme.Muted))
		return
	}
	above, below := SignedColor(th, upper), SignedColor(th, lower)
	if above == below || th.Key().Glyphs == theme.ASCII {
		b.SetRune(x, y, ' ', screen.Style{Bg: below})
		return
	}
	b.SetRune(x, y, upperHalf, screen.Style{Fg: above, Bg: below})
}

// SignedColor is the colour of a number from −1 to 1, none for NaN.
func SignedColor(th *theme.Theme, v float64) screen.Color {
	if math.IsNaN(v) {
		return screen.Style{}.Bg
	}
	return th.Diverging(theme.Level((v + 1) / 2))
}

// SignOf is a sign for a number from −1 to 1: + and − for large ones, of small ones
// a lighter sign, of next to nothing a blank.
func SignOf(v float64) rune {
	const large, small = 0.5, 0.1
	switch {
	case v >= large:
		return '#'
	case v >= small:
		return '+'
	case v <= -large:
		return '='
	case v <= -small:
		return '-'
	}
	return ' '
}

// InkOn is the colour of what is drawn on that of a number from −1 to 1. About zero
// it lies near the terminal's background, whose own colour of text can be read there.
func InkOn(th *theme.Theme, v float64) screen.Color {
	const bright = 0.55
	if !(v > bright || v < -bright) {
		return screen.Color(0)
	}
	switch {
	case th.Key().Profile == theme.ANSI16 && th.Key().Dark:
		return screen.Indexed(0)
	case th.Key().Profile == theme.ANSI16:
		return screen.Indexed(15)
	case th.Key().Profile == theme.ANSI256 && th.Key().Dark:
		return screen.Indexed(16)
	case th.Key().Profile == theme.ANSI256:
		return screen.Indexed(231)
	case th.Key().Dark:
		return screen.RGB(0, 0, 0)
	}
	return screen.RGB(255, 255, 255)
}
