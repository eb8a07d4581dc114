package labtest

import (
	"testing"

	"nabla/internal/archtest"
)

func TestImports(t *testing.T) {
	archtest.Imports(t,
		"nabla/internal/termtest", "nabla/locale", "nabla/model", "nabla/model/labs", "nabla/screen", "nabla/sim",
		"nabla/views", "nabla/views/theme",
		"charm.land/bubbletea/v2", "github.com/charmbracelet/x/ansi", "pgregory.net/rapid",
	)
}
