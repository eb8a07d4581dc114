package model

import (
	"testing"

	"nabla/internal/archtest"
)

func TestImports(t *testing.T) {
	archtest.Imports(t,
		"charm.land/bubbletea/v2", "charm.land/bubbles/v2/...", "github.com/charmbracelet/x/ansi",
		"nabla/views", "nabla/views/theme", "nabla/screen", "nabla/keymap", "nabla/locale", "nabla/sim",
	)
}
