package labs_test

import (
	"runtime"
	"testing"

	tea "charm.land/bubbletea/v2"

	"nabla/internal/labtest"
	"nabla/locale"
	"nabla/model"
	"nabla/model/labs"
	"nabla/sim"
	"nabla/views/theme"
)

// mostAllocations is how many allocations the drawing of a lab may make after a
// step, at 120x40 in the mean of many steps.
const mostAllocations = 50

// TestViewAllocations holds the drawings that [BenchmarkView] measures to the limit.
func TestViewAllocations(t *testing.T) {
	// Not parallel: what other tests allocate would be counted too.
	for _, e := range labs.All() {
		for _, language := range labtest.Languages {
			if got := viewAllocations(t, e.Name, language); got > mostAllocations {
				t.Errorf("%s, %s: the drawing makes %.1f allocations, want %d at most", e.Name, language, got, mostAllocations)
			}
		}
	}
}

// viewAllocations is how many allocations a drawing of the lab makes after a step, as
// [testing.AllocsPerRun] counts them, the step left out.
func viewAllocations(t *testing.T, lab string, language locale.Language) float64 {
	t.Helper()
	const steps = 60
	e := labtest.Entry(t, lab)
	app, err := model.New(model.Options{
		Entries: []model.Entry{e}, Moment: sim.Moment{Setup: sim.NewSetup(e.Name, e.Params)},
		Language: language, Theme: theme.Options{Dark: true, Profile: theme.TrueColor},
		Width: 120, Height: 40, Paused: true, Screen: new(paper),
	})
	if err != nil {
		t.Fatal(err)
	}
	app.View()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	var before, after runtime.MemStats
	sum := uint64(0)
	for range steps {
		app.Update(tea.KeyPressMsg{Code: tea.KeyRight})
		runtime.ReadMemStats(&before)
		app.View()
		runtime.ReadMemStats(&after)
		sum += after.Mallocs - before.Mallocs
	}
	return float64(sum) / steps
}

// TestNothingStaysOfWhatWasDrawn: whatever was drawn before, a screen is that of a
// program that was opened at the same moment.
func TestNothingStaysOfWhatWasDrawn(t *testing.T) {
	t.Parallel()
	usual := labtest.Size{W: 120, H: 40}
	for lab, lines := range map[string][]string{
		"descent": {
			"f=w^2", "starts=3", "goal=max", "goal=min", "starts=-2", "rates=0.1,1.2", "f=cos(w)", "goal=max", "method=momentum", "beta=0.5",
			"method=newton", "starts=0.5", "f=w^4 - w^2", "method=gd", "f=w^2",
		},
		"fit": {
			"curve=quadratic", "rate=0.02", "loss=mae", "curve=sine", "loss=mse", "curve=line", "point=3", "rate=0.05", "optimizer=momentum", "pace=station",
		},
		"race": {
			"f=x^2 + 3y^2", "optimizers=adam(lr=0.1)", "optimizers=newton,sgd(lr=0.1)", "start=1,2", "f=himmelblau", "optimizers=sgd(lr=0.01)",
		},
		"derivative": {"f=x^3", "x=0.5", "rule=central", "h=0.25", "f=sin(x)", "mode=slide", "x=1", "f=abs(x)"},
		"convexity":  {"f=w^4", "a=-1", "b=1.5", "mode=compare", "f=sin(w)", "mode=chord", "goal=max"},
	} {
		s := labtest.Open(t, labtest.Moment(t, labtest.Entry(t, lab), 0), usual, locale.English)
		for i, line := range lines {
			s.Seek(s.App.Moment().Step + 3 + 40*(i%3)) // to where runs have ended too
			s.Frame()
			s.Command(line)
			s.Seek(s.App.Moment().Step + 5*(i%2))
			language := locale.English
			if i%4 == 2 {
				s.Keys("l")
				language = language.Next()
			}
			other := labtest.Open(t, s.App.Moment(), usual, language)
			labtest.Same(t, lab+" after "+line, s.Panes(), other.Panes())
			if i%4 == 2 {
				s.Keys("l")
			}
		}
	}
}
