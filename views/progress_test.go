package views_test

import (
	"strings"
	"testing"

	"nabla/locale"
	"nabla/screen"
	"nabla/views"
	"nabla/views/theme"
)

// The bar grows with the share, and is full only at its end.
func TestProgress(t *testing.T) {
	t.Parallel()
	look := views.Look{Theme: theme.New(theme.Options{Profile: theme.NoColor}), Words: locale.For(locale.English)}
	before := -1
	for _, share := range []float64{-1, 0, 0.3, 0.5, 0.99, 1, 2} {
		g := screen.New(50, 5)
		views.Progress{Text: "a long text", Short: "text", Hint: "a hint", Share: share}.Draw(g.Box(), look)
		text := g.Text()
		full := strings.Count(text, "█")
		if full < before || full > 48 || (full == 48) != (share >= 1) {
			t.Errorf("at %v of the work %d cells are full after %d", share, full, before)
		}
		before = full
		if !strings.Contains(text, "a long text") || !strings.Contains(text, "a hint") {
			t.Errorf("the texts are not in\n%s", text)
		}
	}
	for _, size := range [][2]int{{0, 0}, {1, 1}, {5, 2}, {9, 9}} {
		g := screen.New(size[0], size[1])
		views.Progress{Text: "a long text", Short: "text", Share: 0.5}.Draw(g.Box(), look)
		if text := g.Text(); strings.Contains(text, "text") != (size[0] >= 4) || strings.Contains(text, "long") {
			t.Errorf("in %v:\n%s", size, text)
		}
	}
}
