package elementary

import "math"

// tailCoefficients are those of the Chebyshev polynomials in t = (x−5)/(x+5)
// whose sum is (1+x)·e^(x²/2)·Φ(−x) for x ≥ 0 (found at the polynomials' nodes
// in 60 digits; what is left out is below 1e-19).
var tailCoefficients = [...]float64{
	0x1.d90fc491c8188p-2,
	-0x1.0aeaaad1f9538p-4,
	-0x1.65bf2805fcf9ap-8,
	0x1.92ebfe6205c7ap-7,
	-0x1.a8133b8cad4f7p-8,
	0x1.25b29b935608bp-9,
	-0x1.27a053c3e840ap-11,
	0x1.a2c2b7ab5cce3p-14,
	-0x1.4a7eb0322f295p-17,
	-0x1.b0fc5b82205ecp-22,
	0x1.411314af96457p-22,
	-0x1.0473f0ddb61c8p-25,
	-0x1.3d52d596acac5p-28,
	0x1.6d8a61f7ba580p-30,
	0x1.088516006bf20p-35,
	-0x1.85a9b092a9932p-35,
	0x1.8a0f9a2f9aaa0p-40,
	0x1.9e4d43559d105p-40,
	-0x1.a400eb44ebefep-44,
	-0x1.dce7091ce4422p-45,
	0x1.1d37b04d15cf5p-48,
	0x1.2f5634abbbd92p-49,
	-0x1.364a698813a68p-53,
	-0x1.a38dadeae8958p-54,
	0x1.b955cb7ff8668p-59,
}

// Normal returns Φ(x), where Φ is the distribution function of the standard
// normal distribution, and the bell e^(−x²/2), which is √(2π) times its density.
// Their errors are below 5 and 2 ulp for every x: Φ of a large negative x is tiny
// and not 0.
func Normal(x float64) (below, bell float64) {
	const far = 40 // both are 0 there
	z := math.Abs(x)
	if z <= far || x != x {
		below, bell = normalTail(z)
	}
	if x > 0 {
		below = 1 - below
	}
	return below, bell
}

// normalTail returns Φ(−x) and e^(−x²/2) for 0 ≤ x ≤ 40.
func normalTail(x float64) (tail, bell float64) {
	t := (x - 5) / (x + 5)
	double := 2 * t
	var b1, b2 float64 // Clenshaw's recurrence
	for i := len(tailCoefficients) - 1; i > 0; i-- {
		b1, b2 = (tailCoefficients[i]+float64(double*b1))-b2, b1
	}
	scaled := (tailCoefficients[0] + float64(t*b1)) - b2

	// x² = head² + rest, where head² is exact: rounding x² would cost the
	// exponential as many units in the last place as x² is large.
	const low = 1<<27 - 1
	head := math.Float64frombits(math.Float64bits(x) &^ low)
	rest := (x - head) * (x + head) / 2
	small := 1 - float64(rest*(1-float64(rest*(0.5-rest/6)))) // e^−rest
	bell = Exp(-head*head/2) * small
	return bell * scaled / (1 + x), bell
}
