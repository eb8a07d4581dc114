package kernel

import (
	"math"

	"nabla/sim/elementary"
)

// GELU returns z·Φ(z), the exact function and not its approximation by tanh, and
// its slope Φ(z) + z·e^(−z²/2)/√(2π).
func GELU(z float64) (a, slope float64) {
	const bellScale = 0.39894228040143267793994605993438 // 1/√(2π)
	if math.Abs(z) > geluFar {
		return ReLU(z)
	}
	below, bell := elementary.Normal(z)
	return z * below, below + float64(z*bell*bellScale)
}
