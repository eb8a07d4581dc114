package chart

import (
	"testing"

	"nabla/internal/archtest"
)

func TestImports(t *testing.T) {
	archtest.Imports(t,
		"nabla/screen",
		"nabla/views/theme",
		"github.com/NimbleMarkets/ntcharts/v2/canvas/...",
		"github.com/NimbleMarkets/ntcharts/v2/canvas",
	)
}
