package elementary

import (
	"testing"

	"nabla/internal/archtest"
)

func TestImports(t *testing.T) { archtest.Imports(t) }
