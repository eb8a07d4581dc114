package termtest

import (
	"testing"

	"nabla/internal/archtest"
)

func TestImports(t *testing.T) {
	archtest.Imports(t,
		"nabla/screen",
		"github.com/charmbracelet/ultraviolet",
		"github.com/charmbracelet/x/ansi",
	)
}
