package minimizer

import (
	"testing"

	"nabla/internal/archtest"
)

func TestImports(t *testing.T) {
	archtest.Imports(t, "nabla/sim", "nabla/sim/optimizer", "gonum.org/v1/gonum/optimize")
}
