package federation

import (
	"testing"

	"nabla/internal/archtest"
)

func TestImports(t *testing.T) {
	t.Parallel()
	archtest.Imports(t,
		"nabla/classroom", "nabla/model", "nabla/sim",
		"charm.land/log/v2", "github.com/nats-io/nats.go", "github.com/nats-io/nats.go/jetstream",
	)
}
