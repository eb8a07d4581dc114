package screen

import (
	"testing"

	"nabla/internal/archtest"
)

func TestImports(t *testing.T) {
	archtest.Imports(t,
		"github.com/charmbracelet/x/ansi",
		"github.com/clipperhouse/displaywidth",
		"github.com/clipperhouse/uax29/v2/graphemes",
		"golang.org/x/text/unicode/norm",
	)
}
