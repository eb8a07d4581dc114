package calculus

import (
	"math"
	"strconv"
	"strings"
)

// rational is a fraction in lowest terms. Simplifying works in fractions, since
// ⅓ is no float64; both parts stay so small that each is one exactly.
type rational struct {
	num, den int64 // den > 0
	decimal  bool  // from a number with a point: ¼ is to be written 0.25
}

// maxPart is the largest numerator or denominator.
const maxPart = 1 << 53

func integer(n int64) rational { return rational{num: n, den: 1} }

// ratio returns num/den in lowest terms, if that is within bounds.
func ratio(num, den int64, decimal bool) (rational, bool) {
	if den == 0 {
		return rational{}, false
	}
	g := gcd(num, den)
	if den < 0 {
		g = -g
	}
	r := rational{num / g, den / g, decimal}
	return r, r.den <= maxPart && -maxPart <= r.num && r.num <= maxPart
}

// gcd returns the greatest common divisor, which is positive unless both are 0.
func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return max(a, -a)
}

// product returns a·b, if that leaves room for a sum of two such products.
func product(a, b int64) (int64, bool) {
	const room = 1 << 61
	if b != 0 && max(a, -a) > room/max(b, -b) {
		return 0, false
	}
	return a * b, true
}

func (a rational) times(b rational) (rational, bool) {
	g, h := gcd(a.num, b.den), gcd(b.num, a.den)
	num, okNum := product(a.num/g, b.num/h)
	den, okDen := product(a.den/h, b.den/g)
	if !okNum || !okDen {
		return rational{}, false
	}
	return ratio(num, den, a.decimal || b.decimal)
}

func (a rational) plus(b rational) (rational, bool) {
	g := gcd(a.den, b.den)
	left, okLeft := product(a.num, b.den/g)
	right, okRight := product(b.num, a.den/g)
	den, okDen := product(a.den, b.den/g)
	if !okLeft || !okRight || !okDen {
		return rational{}, false
	}
	return ratio(left+right, den, a.decimal || b.decimal)
}

// power returns aⁿ. There is none of 0 where n < 0.
func (a rational) power(n int64) (rational, bool) {
	if n < 0 {
		inverse, ok := ratio(a.den, a.num, a.decimal)
		if !ok {
			return rational{}, false
		}
		a, n = inverse, -n
	}
	if a.den == 1 && a.num >= -1 && a.num <= 1 {
		n = min(n, 2-n%2) // as good as any larger one that is as odd
	}
	r, ok := integer(1), true
	r.decimal = a.decimal
	for ; n > 0 && ok; n-- {
		r, ok = r.times(a)
	}
	return r, ok
}

func (a rational) negated() rational {
	a.num = -a.num
	return a
}

func (a rational) whole() bool { return a.den == 1 }

// is reports whether a is n.
func (a rational) is(n int64) bool { return a.num == n && a.den == 1 }

func (a rational) float() float64 { return float64(a.num) / float64(a.den) }

// exactly returns the fraction that the shortest decimal of v is.
func exactly(v float64) (rational, bool) {
	text := strconv.FormatFloat(v, 'e', -1, 64)
	mantissa, power, found := strings.Cut(text, "e")
	if !found {
		return rational{}, false
	}
	before, after, _ := strings.Cut(mantissa, ".")
	num, err := strconv.ParseInt(before+after, 10, 64)
	if err != nil {
		return rational{}, false
	}
	exponent, err := strconv.Atoi(power)
	if err != nil {
		return rational{}, false
	}
	if exponent -= len(after); exponent > 15 || exponent < -22 {
		return rational{}, false
	}
	den, ok := int64(1), true
	for ; exponent > 0 && ok; exponent-- {
		num, ok = product(num, 10)
	}
	for ; exponent < 0 && ok; exponent++ {
		den, ok = product(den, 10)
	}
	if !ok {
		return rational{}, false
	}
	r, ok := ratio(num, den, false)
	r.decimal = r.den != 1
	return r, ok
}

// point returns the fraction as the one number with a point which it came
// from, if it is one.
func (a rational) point() (float64, bool) {
	if !a.decimal || a.den == 1 {
		return 0, false
	}
	v := a.float()
	back, ok := exactly(v)
	return v, ok && back.num == a.num && back.den == a.den
}

// expr returns the fraction's absolute value as it is written.
func (a rational) expr() *expr {
	a.num = max(a.num, -a.num)
	if v, ok := a.point(); ok {
		return number(v)
	}
	num := number(float64(a.num))
	if a.den == 1 {
		return num
	}
	return operation(opDiv, 0, num, number(float64(a.den)))
}

// signed returns the fraction as it is written.
func (a rational) signed() *expr {
	if a.num < 0 {
		return operation(opNeg, 0, a.expr())
	}
	return a.expr()
}

// number returns a plain number, which is not negative.
func number(v float64) *expr {
	return &expr{op: opNumber, value: math.Abs(v), fixed: true}
}
