package chart

import (
	"math"
	"strconv"

	"nabla/views/theme"
)

// NumberWidth is how many columns a number takes at the most.
const NumberWidth = 7

// Number writes a value the way all charts do, in at most [NumberWidth]
// columns: four figures (0.6931, 12.35), whole numbers in groups of three
// (1 240), what is too small or large for that with an exponent (2.1e-6), NaN
// and ∞. Figures at the end are kept, so that a value that changes does not
// change its width with them.
func Number(v float64) string {
	var scratch [NumberWidth + 2]byte // ∞ is three bytes
	return string(AppendPlainNumber(scratch[:0], v))
}

// AppendPlainNumber appends what [Number] returns.
func AppendPlainNumber(dst []byte, v float64) []byte { return appendNumber(dst, v, "∞") }

// AppendNumber appends what [Number] returns, infinity as the theme's glyphs
// can show it.
func AppendNumber(dst []byte, v float64, th *theme.Theme) []byte {
	return appendNumber(dst, v, th.Glyphs().Infinity)
}

func appendNumber(dst []byte, v float64, infinity string) []byte {
	a := math.Abs(v)
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return appendNonFinite(dst, v, infinity)
	case v == 0:
		return append(dst, '0')
	case a >= 1e6-0.5, v <= -(1e5 - 0.5), a < 0.001:
		return appendScientific(dst, v)
	case a >= 999.95 || v == math.Trunc(v):
		return AppendGrouped(dst, int64(math.RoundToEven(v)))
	case a >= 99.995:
		return strconv.AppendFloat(dst, v, 'f', 1, 64)
	case a >= 9.9995:
		return strconv.AppendFloat(dst, v, 'f', 2, 64)
	case a >= 0.99995:
		return strconv.AppendFloat(dst, v, 'f', 3, 64)
	default:
		return strconv.AppendFloat(dst, v, 'f', 4, 64)
	}
}

func appendNonFinite(dst []byte, v float64, infinity string) []byte {
	if math.IsNaN(v) {
		return append(dst, "NaN"...)
	}
	if v < 0 {
		dst = append(dst, '-')
	}
	return append(dst, infinity...)
}

// appendScientific writes a finite value as 2.1e-6: two figures, or one where
// two would be too wide.
func appendScientific(dst []byte, v float64) []byte {
	if v == 0 {
		return append(dst, '0')
	}
	start := len(dst)
	for digits := 1; digits >= 0; digits-- {
		dst = AppendScientific(dst[:start], v, digits+1)
		if len(dst)-start <= NumberWidth {
			break
		}
	}
	return dst
}

// AppendScientific writes a finite value with so many figures and a power of ten:
// 2.1e-6.
func AppendScientific(dst []byte, v float64, figures int) []byte {
	start := len(dst)
	return trimExponent(strconv.AppendFloat(dst, v, 'e', figures-1, 64), start)
}

// trimExponent takes the plus sign and leading zeros off the exponent of the
// number that begins at start: 1e+06 becomes 1e6.
func trimExponent(dst []byte, start int) []byte {
	e := start
	for dst[e] != 'e' {
		e++
	}
	to := e + 1
	from := to
	if dst[from] == '-' {
		to++
	}
	from++
	for from < len(dst)-1 && dst[from] == '0' {
		from++
	}
	return append(dst[:to], dst[from:]...)
}

// AppendGrouped writes a whole number with a blank before every three figures.
func AppendGrouped(dst []byte, v int64) []byte {
	if v < 0 {
		dst, v = append(dst, '-'), -v
	}
	var buf [20]byte
	figures := strconv.AppendInt(buf[:0], v, 10)
	for i, c := range figures {
		if i > 0 && (len(figures)-i)%3 == 0 {
			dst = append(dst, ' ')
		}
		dst = append(dst, c)
	}
	return dst
}
