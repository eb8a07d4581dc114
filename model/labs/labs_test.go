package labs_test

import (
	"testing"

	"nabla/internal/labtest"
	"nabla/model/labs"
)

func TestLabs(t *testing.T) {
	t.Parallel()
	for _, e := range labs.All() {
		t.Run(e.Name, func(t *testing.T) {
			t.Parallel()
			labtest.Check(t, e)
		})
	}
}
