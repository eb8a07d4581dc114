package classroom

import (
	"testing"

	"nabla/internal/archtest"
)

func TestImports(t *testing.T) {
	archtest.Imports(t,
		"nabla/model", "nabla/screen", "nabla/keymap", "nabla/locale", "nabla/sim", "nabla/views/theme",
		"charm.land/bubbletea/v2", "charm.land/log/v2", "charm.land/ssh", "charm.land/wish/v2",
		"golang.org/x/crypto/ssh", "golang.org/x/text/unicode/norm", "golang.org/x/time/rate",
		"github.com/charmbracelet/colorprofile", "github.com/charmbracelet/ultraviolet",
	)
}
