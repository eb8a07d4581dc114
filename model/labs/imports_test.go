package labs_test

import (
	"testing"

	"nabla/internal/archtest"
)

func TestImports(t *testing.T) {
	archtest.Imports(t, "nabla/model", "nabla/views", "nabla/screen", "nabla/keymap", "nabla/sim", "nabla/sim/...")
}
