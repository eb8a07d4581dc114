package locale_test

import (
	"testing"

	"nabla/internal/archtest"
)

func TestImports(t *testing.T) {
	t.Parallel()
	archtest.Imports(t,
		"github.com/BurntSushi/toml",
		"github.com/nicksnyder/go-i18n/v2/i18n",
		"golang.org/x/text/feature/plural",
		"golang.org/x/text/language",
	)
}
