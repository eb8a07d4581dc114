package experiment

import "math"

// precision is the number format that weights are kept in. Arithmetic is in
// float64; after every update each weight is rounded to its nearest
// neighbour in the format, ties to even.
type precision int

const (
	float64bits precision = iota
	float32bits
	bfloat16bits
)

func precisions() []string { return []string{"float64", "float32", "bfloat16"} }

// parsePrecision returns the precision of a name that [precisions] lists.
func parsePrecision(name string) precision {
	switch name {
	case "float32":
		return float32bits
	case "bfloat16":
		return bfloat16bits
	}
	return float64bits
}

func (p precision) round(weights []float64) {
	if p == float64bits {
		return
	}
	for i, w := range weights {
		weights[i] = p.nearest(w)
	}
}

// nearest returns the format's number that is nearest to w.
func (p precision) nearest(w float64) float64 {
	switch p {
	case float32bits:
		return float64(float32(w))
	case bfloat16bits:
		return roundBfloat16(w)
	case float64bits:
	}
	return w
}

// stays reports whether a weight that is kept in the format is the same after
// an update by move, the sum being rounded: round(round(w)+move) = round(w).
func (p precision) stays(w, move float64) bool {
	w = p.nearest(w)
	return p.nearest(w+move) == w
}

// roundBfloat16 rounds to 8 bits of significand and the exponents of float32.
func roundBfloat16(w float64) float64 {
	bits := math.Float64bits(w)
	exponent := int(bits>>52&0x7ff) - 1023
	if exponent == 1024 { // NaN and infinities
		return w
	}
	// Below the least normal exponent, fewer bits of significand are left.
	unit := math.Ldexp(1, max(exponent, -126)-7)
	rounded := math.RoundToEven(w/unit) * unit
	if math.Abs(rounded) >= math.Ldexp(1, 128) {
		return math.Inf(int(math.Copysign(1, w)))
	}
	return rounded
}
