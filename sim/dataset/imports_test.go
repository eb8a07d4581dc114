package dataset_test

import (
	"testing"

	"nabla/internal/archtest"
)

func TestImports(t *testing.T) {
	archtest.Imports(t, "nabla/sim", "nabla/sim/elementary", "golang.org/x/text/unicode/norm")
}
