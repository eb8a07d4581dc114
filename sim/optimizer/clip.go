package optimizer

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"nabla/sim"
)

// Clip bounds a gradient before it is used. Clips are values that can be
// compared; they come from [ParseClip], and the zero value leaves gradients
// alone.
//
//	none       g
//	value(c)   each part held to [−c, c]
//	norm(c)    g·min(1, c/(‖g‖ + 1e-6)), with the norm over all parameters
//
// as torch.nn.utils.clip_grad_value_ and clip_grad_norm_; Keras's clipvalue and
// global_clipnorm are the same but for the 1e-6.
type Clip struct {
	kind  clipKind
	limit float64 // c
}

type clipKind uint8

const (
	clipNone clipKind = iota
	clipValue
	clipNorm
)

var clipNames = [...]string{clipNone: "none", clipValue: "value", clipNorm: "norm"}

// DefaultClip is c unless another is given.
const DefaultClip = 1

// clipGuard keeps PyTorch's quotient finite.
const clipGuard = 1e-6

// Clips lists the names that [ParseClip] knows.
func Clips() []string { return slices.Clone(clipNames[:]) }

// ClipFormula returns what a clip makes of the gradient, in signs; "" for a
// name that none has.
func ClipFormula(name string) string {
	switch name {
	case "none":
		return "g"
	case "value":
		return "value(c): max(−c, min(c, gᵢ)); c=1 (c > 0)"
	case "norm":
		return "norm(c): g·min(1, c/(‖g‖ + 1e-6)); c=1 (c > 0)"
	}
	return ""
}

// ParseClip reads none, value(c) or norm(c) with c > 0; value and norm alone
// have [DefaultClip]. The error is a [ClipError].
func ParseClip(text string) (Clip, error) {
	name, inner, limited := strings.Cut(text, "(")
	kind := clipKind(max(0, slices.Index(clipNames[:], strings.TrimSpace(name))))
	c := Clip{kind: kind, limit: DefaultClip}
	switch {
	case text == clipNames[clipNone]:
		return Clip{}, nil
	case kind == clipNone:
		return Clip{}, ClipError{Text: text, unknown: strings.TrimSpace(name) != clipNames[clipNone]}
	case !limited:
		return c, nil
	}
	number, closed := strings.CutSuffix(inner, ")")
	limit, err := sim.ParseDecimal(strings.TrimSpace(number))
	if err != nil || !closed || !(limit > 0) || math.IsInf(limit, 0) {
		return Clip{}, ClipError{Text: text}
	}
	c.limit = limit
	return c, nil
}

// String writes the clip as [ParseClip] reads it back.
func (c Clip) String() string {
	if c.kind == clipNone {
		return clipNames[clipNone]
	}
	return clipNames[c.kind] + "(" + strconv.FormatFloat(c.limit, 'g', -1, 64) + ")"
}

// Clips reports whether the clip is any but none.
func (c Clip) Clips() bool { return c.kind != clipNone }

// Apply bounds the gradient g, in place, and returns by what its largest part
// was multiplied: 1 where it was left alone.
func (c Clip) Apply(g []float64) (factor float64) {
	switch c.kind {
	case clipValue:
		return c.values(g)
	case clipNorm:
		factor = min(1, c.limit/(norm(g)+clipGuard))
		for i := range g {
			g[i] *= factor
		}
		return factor
	case clipNone:
	}
	return 1
}

func (c Clip) values(g []float64) (factor float64) {
	factor = 1
	for i, slope := range g {
		g[i] = max(-c.limit, min(c.limit, slope)) // a NaN stays a NaN
		if size := math.Abs(slope); size > c.limit {
			factor = min(factor, c.limit/size)
		}
	}
	return factor
}

// norm returns √Σx², also where the squares would overflow or underflow.
func norm(x []float64) float64 {
	peak := 0.0
	for _, value := range x {
		peak = max(peak, math.Abs(value))
	}
	if peak == 0 || math.IsInf(peak, 0) || math.IsNaN(peak) {
		return peak
	}
	sum := 0.0
	for _, value := range x {
		value /= peak
		sum += float64(value * value)
	}
	return float64(math.Sqrt(sum) * peak)
}
