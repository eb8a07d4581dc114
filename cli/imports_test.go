package cli

import (
	"testing"

	"nabla/internal/archtest"
)

func TestImports(t *testing.T) {
	t.Parallel()
	archtest.Imports(t,
		"nabla/classroom", "nabla/classroom/federation", "nabla/locale", "nabla/model", "nabla/model/labs", "nabla/screen", "nabla/sim", "nabla/sim/experiment", "nabla/views", "nabla/views/theme",
		"charm.land/log/v2", "charm.land/ssh",
		"charm.land/bubbletea/v2", "charm.land/fang/v2", "github.com/spf13/cobra", "github.com/spf13/pflag",
		"github.com/charmbracelet/colorprofile",
		"github.com/charmbracelet/x/ansi", "github.com/charmbracelet/x/term",
	)
}
