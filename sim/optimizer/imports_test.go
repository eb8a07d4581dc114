package optimizer

import (
	"testing"

	"nabla/internal/archtest"
)

func TestImports(t *testing.T) { archtest.Imports(t, "nabla/sim", "nabla/sim/elementary") }
