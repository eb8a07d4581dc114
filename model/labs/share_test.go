package labs_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"nabla/locale"
	"nabla/model"
	"nabla/model/labs"
	"nabla/screen"
	"nabla/sim"
	"nabla/views/theme"
)

// desk is a class in which one shows, as what was shown last tells.
type desk struct{ shown model.Present }

func (d *desk) Show(p model.Present) { d.shown = p }

func (d *desk) Do(model.Wish) error { return nil }

// easel keeps the frame that was drawn last.
type easel struct{ grid *screen.Grid }

func (e *easel) Present(g *screen.Grid, _ screen.Cursor) { e.grid = g.Shared() }

func (e *easel) Synchronize(bool) {}

func (e *easel) Resume() {}

func (e *easel) Write(p []byte) (int, error) { return len(p), nil }

func (e *easel) Err() error { return nil }

// Whoever takes over the run of whoever shows draws what those draw who step a run
// of their own, and many may do so at once while the run goes on.
func TestSharedRunsLookAsOwnOnes(t *testing.T) {
	t.Parallel()
	for _, entry := range labs.All() {
		t.Run(entry.Name, func(t *testing.T) {
			t.Parallel()
			lesson := model.Lesson{People: []model.Person{{ID: 1, Pen: true, Teacher: true}, {ID: 2}}}
			d := &desk{}
			start := func(me model.PersonID, language locale.Language, width int) (*model.App, *easel) {
				e := &easel{}
				o := model.Options{
					Entries: labs.All(), Moment: sim.Moment{Setup: sim.NewSetup(entry.Name, entry.Params)}, Language: language,
					Theme: theme.Options{Dark: true}, Width: width, Height: 40, Paused: true, Screen: e,
					Now:    func() time.Time { return time.Time{} }, // nobody is ever late
					Lesson: model.LessonMsg{Me: me, Lesson: &lesson},
				}
				if me == 1 {
					o.Class = d
				}
				app, err := model.New(o)
				if err != nil {
					t.Fatal(err)
				}
				return app, e
			}
			teacher, _ := start(1, locale.English, 120)
			type follower struct {
				app  *model.App
				wall *easel
				own  bool
			}
			all := make([]follower, 0, 4)
			for i, width := range []int{120, 120, 90, 120} {
				app, wall := start(2, []locale.Language{locale.English, locale.English, locale.Korean, locale.English}[i], width)
				all = append(all, follower{app, wall, i == 0})
			}
			for _, key := range []string{
				"right", "right", "right", "left", "left", "right", "+", "right", "left", "home", "+", "right", "r", "right", "right",
			} {
				teacher.Update(pressed(key))
				now := lesson
				now.Present = d.shown
				if now.Present.State == nil {
					t.Fatalf("%s: the run is not shared", key)
				}
				alone := now
				alone.Present.State = nil
				var drawn sync.WaitGroup
				for _, f := range all {
					drawn.Go(func() {
						l := &now
						if f.own {
							l = &alone
						}
						f.app.Update(model.LessonMsg{Me: 2, Lesson: l})
						f.app.View()
					})
				}
				teacher.View()
				drawn.Wait()
				if want, got := all[0].wall.grid.Text(), all[1].wall.grid.Text(); want != got {
					t.Fatalf("%s: with the run shared and with one of its own:\n%s", key, apart(got, want))
				}
				if want, got := teacher.Moment().String(), all[2].app.Moment().String(); want != got {
					t.Fatalf("%s: the teacher is at %s, a follower at %s", key, want, got)
				}
			}
		})
	}
}

func pressed(key string) tea.KeyPressMsg {
	codes := map[string]rune{"right": tea.KeyRight, "left": tea.KeyLeft, "home": tea.KeyHome}
	if code, ok := codes[key]; ok {
		return tea.KeyPressMsg{Code: code}
	}
	return tea.KeyPressMsg{Code: []rune(key)[0], Text: key}
}

// apart lists the rows in which two screens differ.
func apart(a, b string) string {
	rows, others := strings.Split(a, "\n"), strings.Split(b, "\n")
	var text strings.Builder
	for i := range rows {
		if rows[i] != others[i] {
			text.WriteString(rows[i] + "\n" + others[i] + "\n")
		}
	}
	return text.String()
}
