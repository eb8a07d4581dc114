package labtest

import (
	"testing"

	"nabla/locale"
	"nabla/model"
)

// checkQuestions holds the questions of a lab to being read in both languages, and
// to an outcome that is an answer, or a word of why there is none.
func checkQuestions(t *testing.T, e model.Entry) {
	for _, step := range []int{0, 3} {
		lab := e.New()
		start, err := lab.Load(Small(t, e, 0).Setup, nil)
		if err != nil {
			t.Fatal(err)
		}
		start()
		lab.Timeline().Approach(step, step)
		asks, ok := lab.(model.Questioner)
		if !ok {
			return
		}
		ready := asks.Questions()
		if len(ready) == 0 && step == 0 {
			t.Error("there is nothing to ask about the first step")
		}
		for _, p := range ready {
			checkQuestion(t, p)
		}
		if got := lab.Timeline().Step(); got != step {
			t.Errorf("asking moves the playhead from %d to %d", step, got)
		}
	}
}

func checkQuestion(t *testing.T, p model.Prepared) {
	t.Helper()
	q := p.Question
	values := make([]any, len(q.Values))
	for i, v := range q.Values {
		values[i] = v
	}
	for _, language := range Languages {
		words := locale.For(language)
		text := words.T(q.Message, values...)
		if text == q.Message || language == locale.Korean && !hangul(text) {
			t.Errorf("in %v the question %s is %q", language, q.Message, text)
		}
		for _, choice := range q.Choices {
			text += " " + words.T(choice)
		}
		readable(t, language, text)
	}
	if q.Kind == model.Choices && len(q.Choices) < 2 {
		t.Errorf("%s has the choices %q", q.Message, q.Choices)
	}
	outcome := p.Outcome()
	for outcome.Work(t.Context()) {
		if share := outcome.Share(); share < 0 || share > 1 {
			t.Fatalf("%s: %v of the work is done", q.Message, share)
		}
	}
	truth := outcome.Truth()
	if read, err := q.Read(truth); (err != nil || read != truth) && !isMessage(truth) {
		t.Errorf("the outcome of %s is %q, which is no answer: %v", q.Message, truth, err)
	}
}
