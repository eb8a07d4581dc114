package calculus_test

import "testing"

func TestSmooth(t *testing.T) {
	for text, want := range map[string]bool{
		"3": true, "x": true, "x^4 - 3x^2 + x": true, "sin(x)*exp(-x/3)": true, "x^0": true, "gelu(x) + softplus(2x)": true,
		"sigmoid(tanh(cosh(x)))": true, "atan(x)^3/7": true, "normcdf(x)": true,
		"|x|": false, "relu(x)": false, "1/x": false, "x/0": false, "x^-2": false, "sqrt(x)": false, "x^0.5": false, "2^x": false,
		"tan(x)": false, "ln(x)": false, "sign(x)": false, "min(x, 1)": false, "asin(x)": false, "cbrt(x)": false, "sin(|x|)": false,
	} {
		if got := parse(t, text, "x").Smooth(); got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}
