package sim

import (
	"strconv"
	"strings"
)

// ParseDecimal reads a number as people write one: decimal, with a point and
// perhaps an exponent, or the words that stand for what is no finite number. It
// is [strconv.ParseFloat] without the forms that only programmers write, 1_000
// and 0x1p4; its errors are those too.
func ParseDecimal(text string) (float64, error) {
	if strings.ContainsAny(text, "_xX") {
		return 0, &strconv.NumError{Func: "ParseDecimal", Num: text, Err: strconv.ErrSyntax}
	}
	return strconv.ParseFloat(text, 64) //nolint:wrapcheck // its errors are told apart by what they wrap
}
