package kernel

import (
	"math"
	"math/big"
	"testing"
)

// The functions made of eᶻ against their definitions in many digits.
func TestSmoothAgainstManyDigits(t *testing.T) {
	one := exact(1)
	var elu, silu, siluSlope, softplus float64
	for _, z := range arguments() {
		if math.Abs(z) > 0 && math.Abs(z) < 1e-30 { // the bits do not hold eᶻ−1
			continue
		}
		e := bigExp(exact(z))
		if z < 0 {
			a, slope := ELU(z)
			elu = max(elu, ulps(a, new(big.Float).Sub(e, one)), ulps(slope, e))
		}
		a, slope := SiLU(z)
		below := new(big.Float).Add(one, e)
		sigma := new(big.Float).Quo(e, below)
		want := new(big.Float).Mul(exact(z), sigma)
		if z > -700 { // beyond, σ is no longer a normal number
			silu = max(silu, ulps(a, want))
		}
		bend := want.Quo(want, below) // z·σ′
		near, _ := bend.Add(bend, sigma).Float64()
		siluSlope = max(siluSlope, math.Abs(slope-near))
		if z < 700 && z > -700 {
			a, _ = Softplus(z)
			exp, _ := e.Float64()
			softplus = max(softplus, math.Abs(a-math.Log1p(exp))/math.Log1p(exp))
		}
	}
	for _, c := range []struct {
		name         string
		found, bound float64
	}{
		{"elu in last places", elu, 2},
		{"silu in last places", silu, 4},
		{"silu slope, absolute", siluSlope, 4e-16},
		{"softplus, relative", softplus, 5e-16},
	} {
		t.Logf("%s: %.3g at worst", c.name, c.found)
		if !(c.found <= c.bound) {
			t.Errorf("%s: off by %g, more than %g", c.name, c.found, c.bound)
		}
	}
}

// GELU against values of mpmath in 40 digits, and over a fine grid against the
// standard library's complementary error function.
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
	worst := 0.0
	for i := range 37000 {
		x := float64(i) / 1000
		tail, bell := normalTail(x)
		want := math.Erfc(x/math.Sqrt2) / 2
		// Rounding x/√2 costs the reference x² parts of 2⁻⁵³.
		bound := 3e-15 + x*x*2.5e-16
		if far := math.Abs(tail/want - 1); !(far < bound) {
			t.Errorf("Φ(−%g) = %g, want %g", x, tail, want)
		}
		near, _ := bigExp(exact(-x * x / 2)).Float64()
		if i%250 == 0 { // where x² is exact
			worst = max(worst, math.Abs(bell/near-1))
		}
	}
	if !(worst < 5e-16) {
		t.Errorf("e^(−x²/2) is off by %g", worst)
	}
}
