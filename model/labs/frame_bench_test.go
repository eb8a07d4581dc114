package labs_test

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"nabla/locale"
	"nabla/model"
	"nabla/model/labs"
	"nabla/sim"
	"nabla/views/theme"
)

// BenchmarkFrame120x40 is one beat of each lab as it plays: a step, the drawing
// of the whole screen, and its text.
func BenchmarkFrame120x40(b *testing.B) {
	entries := labs.All()
	for _, e := range entries {
		for _, language := range []locale.Language{locale.English, locale.Korean} {
			b.Run(e.Name+"/"+language.String(), func(b *testing.B) {
				app, err := model.New(model.Options{
					Entries: entries, Moment: sim.Moment{Setup: sim.NewSetup(e.Name, e.Params)},
					Language: language, Theme: theme.Options{Dark: true, Profile: theme.TrueColor},
					Width: 120, Height: 40, Paused: true,
				})
				if err != nil {
					b.Fatal(err)
				}
				right := tea.KeyPressMsg{Code: tea.KeyRight}
				bytes := 0
				b.ReportAllocs()
				for b.Loop() {
					app.Update(right)
					bytes = len(app.View().Content)
				}
				b.ReportMetric(float64(bytes), "B/frame")
			})
		}
	}
}
