package views_test

import (
	"testing"

	"nabla/internal/archtest"
)

// Views draw an experiment's state: of Bubble Tea, of the model and of the labs
// they know nothing.
func TestImports(t *testing.T) {
	archtest.Imports(t,
		"nabla/views/chart", "nabla/views/theme", "nabla/screen", "nabla/keymap", "nabla/locale", "nabla/sim", "nabla/sim/...",
	)
}
