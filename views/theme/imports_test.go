package theme

import (
	"testing"

	"nabla/internal/archtest"
)

func TestImports(t *testing.T) {
	archtest.Imports(t,
		"nabla/screen",
		"charm.land/lipgloss/v2",
		"github.com/charmbracelet/x/ansi",
	)
}
