package keymap_test

import (
	"testing"

	"nabla/internal/archtest"
)

func TestImports(t *testing.T) {
	t.Parallel()
	archtest.Imports(t)
}
