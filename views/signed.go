package views

import (
	"math"
	"strings"

	"nabla/views/chart"
)

// Numbers as they stand in formulas: with the sign − that a person would write,
// and a dash for what is no number.

// number writes a value as the charts do.
func number(x float64) string {
	var scratch [32]byte
	return string(appendNumber(scratch[:0], x))
}

func appendNumber(dst []byte, x float64) []byte {
	var scratch [16]byte
	return appendMinus(dst, chart.AppendPlainNumber(scratch[:0], x))
}

// result writes a number with so many figures, as it stands after a sign of
// equality.
func result(x float64, figures int) string {
	var scratch [64]byte
	return string(appendResult(scratch[:0], x, figures))
}

func appendResult(dst []byte, x float64, figures int) []byte {
	var scratch [64]byte
	return appendMinus(dst, appendSignificant(scratch[:0], x, figures))
}

// factor writes a number with so many figures, as it stands between signs.
func factor(x float64, figures int) string {
	var scratch [64]byte
	return string(appendFactor(scratch[:0], x, figures))
}

func appendFactor(dst []byte, x float64, figures int) []byte {
	var scratch [64]byte
	text := appendResult(scratch[:0], x, figures)
	if !signed(string(text)) {
		return append(dst, text...)
	}
	return append(append(append(dst, '('), text...), ')')
}

// number, result and factor are those above in the memory of the frame's texts.

func (l Look) number(x float64) string {
	var scratch [32]byte
	return l.Words.Keep(appendNumber(scratch[:0], x))
}

func (l Look) result(x float64, figures int) string {
	var scratch [64]byte
	return l.Words.Keep(appendResult(scratch[:0], x, figures))
}

func (l Look) factor(x float64, figures int) string {
	var scratch [64]byte
	return l.Words.Keep(appendFactor(scratch[:0], x, figures))
}

// minus puts the sign − before a number, and a dash in the place of NaN.
func minus(text string) string {
	var scratch [64]byte
	return string(appendMinus(scratch[:0], []byte(text)))
}

// appendMinus appends what [minus] returns.
func appendMinus(dst, text []byte) []byte {
	switch {
	case string(text) == "NaN":
		return append(dst, "–"...)
	case len(text) > 0 && text[0] == '-':
		return append(append(dst, "−"...), text[1:]...)
	}
	return append(dst, text...)
}

// signed reports whether a number has a sign.
func signed(text string) bool { return strings.HasPrefix(text, "−") || strings.HasPrefix(text, "-") }

// disclose takes off the parentheses around a number with a sign.
func disclose(text string) string {
	if inner, ok := strings.CutPrefix(text, "("); ok {
		return strings.TrimSuffix(inner, ")")
	}
	return text
}

// minus is [minus] in the memory of the frame's texts.
func (l Look) minus(text string) string {
	var scratch [64]byte
	return l.Words.Keep(appendMinus(scratch[:0], []byte(text)))
}

// appendPower appends a to the b: with a small number above where b is a whole one.
func appendPower(dst []byte, a, b string) []byte {
	digits := [...]string{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"}
	dst = append(dst, a...)
	base := len(dst)
	for i, c := range disclose(b) {
		switch {
		case c >= '0' && c <= '9':
			dst = append(dst, digits[c-'0']...)
		case c == '−' && i == 0:
			dst = append(dst, "⁻"...)
		default:
			return append(append(dst[:base], '^'), b...)
		}
	}
	return dst
}

// power is [appendPower] in the memory of the frame's texts.
func (l Look) power(a, b string) string {
	var scratch [64]byte
	return l.Words.Keep(appendPower(scratch[:0], a, b))
}

// sumOf writes a sum of which one part is given, with as many decimal places as
// its parts have in so many figures, less one: what cancels leaves fewer figures.
func (l Look) sumOf(sum, part float64, figures int) string {
	return l.asSum(sum, max(math.Abs(part), math.Abs(sum-part)), figures)
}

// asSum writes a sum whose largest term is given, with as many decimal places as
// come out of terms of so many figures.
func (l Look) asSum(sum, largest float64, figures int) string {
	if largest == 0 || !isFinite(largest) || !isFinite(sum) {
		return l.result(sum, figures-1)
	}
	places := figures - 2 - int(math.Floor(math.Log10(largest)))
	if places < 0 {
		return l.result(sum, figures-1)
	}
	text := l.rounded(sum, places)
	if sum != 0 && text == "0" {
		return l.result(sum, 1)
	}
	return l.minus(text)
}
