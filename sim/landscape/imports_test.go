package landscape_test

import (
	"testing"

	"nabla/internal/archtest"
)

func TestImports(t *testing.T) { archtest.Imports(t, "nabla/sim/calculus", "nabla/sim/elementary") }
