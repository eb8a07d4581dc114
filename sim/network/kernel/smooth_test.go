package kernel

import (
	"math"
	"testing"
)

// The functions made of eᶻ against their definitions by the standard library,
// which is itself within 1 ulp (2.2e-16 at most) for each of its functions.
func TestSmoothAgainstTheStandardLibrary(t *testing.T) {
	var elu, eluSlope, silu, siluSlope, softplus float64
	relative := func(got, want float64) float64 {
		if got == want {
			return 0
		}
		return math.Abs(got/want - 1)
	}
	for i := range 14001 {
		z := float64(i-7000) / 10
		if i%2 == 0 {
			z /= 997 // as many around 0
		}
		if z <= 0 {
			a, slope := ELU(z)
			elu = max(elu, relative(a, math.Expm1(z)))
			eluSlope = max(eluSlope, relative(slope, math.Exp(z)))
		}
		e := math.Exp(-math.Abs(z))
		sigma := 1 / (1 + e)
		if z < 0 {
			sigma = e / (1 + e)
		}
		a, slope := SiLU(z)
		silu = max(silu, relative(a, z*sigma))
		siluSlope = max(siluSlope, math.Abs(slope-(sigma+z*sigma/(1+math.Exp(z)))))
		a, _ = Softplus(z)
		softplus = max(softplus, relative(a, max(z, 0)+math.Log1p(e)))
	}
	for _, c := range []struct {
		name         string
		found, bound float64
	}{
		{"elu", elu, 7e-16},
		{"elu slope", eluSlope, 5e-16},
		{"silu", silu, 1e-15},
		{"silu slope, absolute", siluSlope, 6e-16},
		{"softplus", softplus, 7e-16},
	} {
		t.Logf("%s: %.3g at worst", c.name, c.found)
		if !(c.found <= c.bound) {
			t.Errorf("%s: off by %g, more than %g", c.name, c.found, c.bound)
		}
	}
}

// GELU against values of mpmath in 40 digits.
func TestGELU(t *testing.T) {
	for _, c := range []struct{ z, a, slope float64 }{
		{-0.001, -0.000499601057786088948, 0.499202115705158595},
		{-0.5, -0.154268769362993448, 0.132504875343837157},
		{-1.5, -0.100210801903287099, -0.127469192229979525},
		{3.25, 3.24812466861223001, 1.00601738114383348},
		{-6.75, -4.98977400016203013e-11, -3.36516054443930802e-10},
		{-12.3, -5.57030955607530544e-34, -6.85090094979213631e-33},
		{-37, -2.11846135233409342e-298, -7.83829866941851624e-297},
	} {
		a, slope := GELU(c.z)
		if !(math.Abs(a/c.a-1) < 2e-15) || !(math.Abs(slope/c.slope-1) < 2e-15) {
			t.Errorf("gelu(%g) = %.17g with slope %.17g, want %.17g and %.17g", c.z, a, slope, c.a, c.slope)
		}
	}
}
