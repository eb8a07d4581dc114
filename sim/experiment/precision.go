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
	switch p {
	case float64bits:
	case float32bits:
		for i, w := range weights {
			weights[i] = float64(float32(w))
		}
	case bfloat16bits:
		for i, w := range weights {
			weights[i] = roundBfloat16(w)
		}
	}
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
