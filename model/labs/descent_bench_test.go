package labs_test

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"nabla/locale"
	"nabla/model"
	"nabla/model/labs"
	"nabla/sim"
	"nabla/views/theme"
)

// manyWaves is a sum of fast sines, which costs more to look at than most formulas:
// 75 of them.
func manyWaves() string {
	terms := make([]string, 75)
	for i := range terms {
		terms[i] = fmt.Sprintf("sin(%d*w)", 7*(i+1))
	}
	return strings.Join(terms, "+")
}

// heavyDescent is the descent on many waves, drawn once.
func heavyDescent(tb testing.TB) *model.App {
	tb.Helper()
	entries := labs.All()
	var setup sim.Setup
	for _, e := range entries {
		if e.Name == "descent" {
			setup = sim.NewSetup(e.Name, e.Params)
		}
	}
	for _, p := range [...][2]string{{"f", manyWaves()}, {"rates", "0.001,0.002,0.003"}} {
		with, err := setup.With(p[0], p[1])
		if err != nil {
			tb.Fatal(err)
		}
		setup = with
	}
	app, err := model.New(model.Options{
		Entries: entries, Moment: sim.Moment{Setup: setup}, Language: locale.English,
		Theme: theme.Options{Dark: true, Profile: theme.TrueColor}, Width: 120, Height: 40, Paused: true,
	})
	if err != nil {
		tb.Fatal(err)
	}
	app.View()
	return app
}

// BenchmarkHeavyDescent is a key press to the new frame on the formula that costs
// most: another start in focus, for which all is worked out anew; the turn to the
// steps needed over µ; a restart.
func BenchmarkHeavyDescent(b *testing.B) {
	for name, key := range map[string]rune{"focus": 'b', "turn": 'h', "restart": 'r', "step": tea.KeyRight} {
		b.Run(name, func(b *testing.B) {
			app := heavyDescent(b)
			press := tea.KeyPressMsg{Code: key}
			if key < 0x7f {
				press.Text = string(key)
			}
			b.ReportAllocs()
			for b.Loop() {
				app.Update(press)
				app.View()
			}
		})
	}
}

// Where a frame does not get to the end of the strip the work goes on behind it,
// until the strip is there.
func TestStripIsFinishedBehindTheFrames(t *testing.T) {
	app := heavyDescent(t)
	strip := func() string {
		for line := range strings.Lines(app.View().Content) {
			if strings.Contains(line, "basins\x1b") || strings.Contains(line, " basins") && strings.ContainsAny(line, "×━") {
				return line
			}
		}
		return app.View().Content
	}
	if !strings.Contains(strip(), "·") {
		t.Fatal("the strip of 75 sines is there at once")
	}
	_, cmd := app.Update(tea.KeyPressMsg{Code: tea.KeyRight})
	for range 400 {
		if cmd == nil {
			break
		}
		msg := cmd()
		_, cmd = app.Update(msg)
	}
	if line := strip(); strings.Contains(line, "·") {
		t.Errorf("the strip is not done: %q", line)
	}
}
