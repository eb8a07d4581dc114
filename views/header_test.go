package views_test

import (
	"strings"
	"testing"

	"nabla/locale"
	"nabla/screen"
	"nabla/views"
	"nabla/views/theme"
)

// However narrow the screen, the tab of the open lab is on it.
func TestHeaderShowsTheOpenLab(t *testing.T) {
	labs := []string{"dashboard", "derivative", "rules", "chain", "gradient", "convexity", "descent", "fit", "race", "train", "vanishing"}
	for _, language := range []locale.Language{locale.English, locale.Korean} {
		look := views.Look{Theme: theme.New(theme.Options{Dark: true}), Words: locale.For(language)}
		for open, name := range labs {
			for _, width := range []int{30, 40, 60, 80, 120, 200} {
				g := screen.New(width, 1)
				tabs := views.Header{Labs: labs, Open: open, Summary: "xor"}.Draw(g.Box(), look)
				want := look.Words.T("lab." + name)
				if row := strings.TrimRight(g.Text(), " "); !strings.Contains(row, want) {
					t.Errorf("%v, %d columns: %q does not name %s", language, width, row, want)
				}
				if tab := tabs[open]; tab.X+tab.W > width || tab.W < screen.Width(want) {
					t.Errorf("%v, %d columns: the tab of %s is at %+v", language, width, name, tab)
				}
			}
		}
	}
}
