package views_test

import (
	"strings"
	"testing"
	"time"

	"nabla/keymap"
	"nabla/locale"
	"nabla/screen"
	"nabla/views"
	"nabla/views/theme"
)

func sheetOf(l locale.Language, w, h int, sheet views.Class) string {
	g := screen.New(w, h)
	sheet.Draw(g.Box(), views.Look{Theme: theme.New(theme.Options{Dark: true}), Words: locale.For(l)})
	return g.Text()
}

func TestClassSheet(t *testing.T) {
	t.Parallel()
	sheet := views.Class{
		People: []views.Person{
			{Name: "teacher", State: "class.teacher", Me: true, Width: 120, Height: 40, Idle: 3 * time.Second},
			{Name: "민준", State: "class.exploring", Hand: true, Width: 60, Height: 20, Small: true, Idle: 130 * time.Second},
		},
		Chosen: 1, Pinned: true, Locked: []string{"rates", "f"}, Pointed: "loss",
		Question: &views.Result{
			Text: "Where?", Answers: 5, Truth: "in B",
			Bars: []views.Bar{{Label: "1 in A", N: 1}, {Label: "2 in B", N: 4, True: true}},
		},
		Keys: keymap.Default().AppendFooter(nil, keymap.Class),
	}
	text := sheetOf(locale.English, 100, 30, sheet)
	for _, want := range []string{
		"class: 2 people", "teacher (you)", "teaching", "120×40", "3 s", "› 민준", "exploring, hand up", "60×20 too small", "2 min",
		"pinned: everybody follows", "locked: rates, f", "pointed at: loss", "Where?",
		"  1 in A                       ██████ 1", "› 2 in B                       ████████████████████████ 4",
		"5 answers · outcome: in B", "c call back",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q on the sheet:\n%s", want, text)
		}
	}
	if text := sheetOf(locale.Korean, 80, 24, sheet); !strings.Contains(text, "혼자 탐구 중, 손 듦") {
		t.Errorf("in Korean:\n%s", text)
	}
	for w := range 100 { // whatever the size, nothing breaks
		for h := range 30 {
			sheetOf(locale.Korean, w, h, sheet)
			sheetOf(locale.English, w, h, views.Class{})
		}
	}
}

func TestAnswerSheet(t *testing.T) {
	t.Parallel()
	look := views.Look{Theme: theme.New(theme.Options{}), Words: locale.For(locale.English)}
	for w := range 90 {
		for h := range 20 {
			g := screen.New(w, h)
			views.Answer{Text: "Which of them?", Choices: []string{"this", "that"}, Chosen: 1}.Draw(g.Box(), look)
			if w > 40 && h > 12 && !strings.Contains(g.Text(), "› 2  that") {
				t.Fatalf("%d×%d:\n%s", w, h, g.Text())
			}
			views.Answer{Text: "How many?", Typing: true, Field: views.Field{Text: "12"}}.Draw(g.Box(), look)
			views.PointOut(g.Box(), look)
		}
	}
}
