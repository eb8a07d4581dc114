package labs_test

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"nabla/internal/labtest"
)

// What is worked out on the screen comes out as printed, from what is printed, in
// every step.
func TestWorkedLinesComeOutAsPrinted(t *testing.T) {
	t.Parallel()
	const number = `(-?[\d.]+(?:e-?\d+)?)`
	for _, test := range []struct {
		lab, line string
		work      func(x []float64) float64
	}{
		{"fit", `b ?← ?(?:b − µ·∂L/∂b = )?` + number + ` ?− ?` + number + ` ?· ?\(?` + number + `\)? ?= ?` + number, func(x []float64) float64 { return x[0] - x[1]*x[2] }},
		{"derivative", `Δy = ` + number + ` − \(?` + number + `\)? = ` + number, func(x []float64) float64 { return x[0] - x[1] }},
		{"vanishing", number + ` · ` + number + ` = ` + number, func(x []float64) float64 { return x[0] * x[1] }},
	} {
		t.Run(test.lab, func(t *testing.T) {
			t.Parallel()
			line := regexp.MustCompile(test.line)
			seen := 0
			for _, size := range []labtest.Size{{W: 80, H: 24}, {W: 120, H: 40}} {
				s := labtest.Open(t, labtest.Moment(t, labtest.Entry(t, test.lab), 0), size, labtest.Languages[0])
				for step := range 100 {
					s.Seek(step)
					for _, found := range line.FindAllStringSubmatch(s.Text(), -1) {
						seen++
						x := make([]float64, len(found)-1)
						for i, text := range found[1:] {
							x[i], _ = strconv.ParseFloat(text, 64) // the pattern is of numbers
						}
						// Half a unit of the last place that is printed, and the noise of
						// doubles; trailing zeros are not printed, so that it may be less.
						if worked, want := test.work(x), x[len(x)-1]; math.Abs(worked-want) > 0.5000001*unit(found[len(found)-1]) {
							t.Errorf("step %d: %s, but it makes %v", step, found[0], worked)
						}
					}
				}
			}
			if seen < 50 {
				t.Errorf("only %d lines are worked out", seen)
			}
		})
	}
}

// unit is one of the last decimal place of a number.
func unit(text string) float64 {
	mantissa, power, _ := strings.Cut(text, "e")
	exponent, _ := strconv.Atoi(power) // none is 0
	_, decimals, _ := strings.Cut(mantissa, ".")
	return math.Pow(10, float64(exponent-len(decimals)))
}
