package kernel

import (
	"testing"

	"nabla/internal/archtest"
)

func TestImports(t *testing.T) { archtest.Imports(t, "nabla/sim/elementary", "golang.org/x/sys/cpu") }
