package labs_test

import (
	"strconv"
	"strings"
	"testing"

	"nabla/internal/labtest"
	"nabla/model"
)

// asked returns the outcome of a lab's question, by the beginning of its message and
// a value that it names.
func asked(t *testing.T, lab, message, value string, changes ...string) string {
	t.Helper()
	e := labtest.Entry(t, lab)
	l := e.New()
	start, err := l.Load(labtest.Moment(t, e, 0, changes...).Setup, nil)
	if err != nil {
		t.Fatal(err)
	}
	start()
	for _, p := range l.(model.Questioner).Questions() {
		if p.Question.Message != message || !strings.Contains(strings.Join(p.Question.Values, " "), value) {
			continue
		}
		outcome := p.Outcome()
		for outcome.Work(t.Context()) {
			continue
		}
		return outcome.Truth()
	}
	t.Fatalf("%s does not ask %s of %s", lab, message, value)
	return ""
}

// The outcomes by hand: of w² with w ← (1 − 2µ)w; of w⁴ − 3w² + w, whose minima are
// the outer roots of 4w³ − 6w + 1, at −1.3008 and 1.1309; and so on.
func TestOutcomesByHand(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		lab, message, value string
		changes             []string
		want                string
	}{
		{"descent", "question.ball-end", "Ball a", []string{"f", "w^2", "starts", "3", "rates", "0.4,1.2"}, "0"},
		{"descent", "question.ball-end", "Ball b", []string{"f", "w^2", "starts", "3", "rates", "0.4,1.2"}, "question.nowhere"},
		{"descent", "question.ball-fate", "Ball a", []string{"f", "w^2", "starts", "3", "rates", "0.4,1.2"}, "1"},
		{"descent", "question.ball-fate", "Ball b", []string{"f", "w^2", "starts", "3", "rates", "0.4,1.2"}, "3"},
		{"descent", "question.ball-fate", "Ball a", []string{"f", "w^2", "starts", "3", "rates", "1"}, "4"},
		{"descent", "question.ball-end", "Ball a", wShape(), "-1.301"},
		{"descent", "question.ball-end", "Ball d", wShape(), "1.131"},
		{"derivative", "question.slope", "", []string{"f", "x^3", "x", "2"}, "12"},
		{"derivative", "question.slope-sign", "", []string{"f", "x^2", "x", "-1"}, "2"},
		{"rules", "question.slope", "", []string{"f", "x^2*sin(x)", "x", "0"}, "0"},
		{"chain", "question.adjoint", "", []string{"f", "x^3", "x", "2"}, "12"},
		{"gradient", "question.uphill", "", []string{"f", "x^2+y^2", "x", "1", "y", "1"}, "45"},
		{"gradient", "question.steepness", "", []string{"f", "x^2+y^2", "x", "3", "y", "4"}, "10"},
		{"convexity", "question.chord-cut", "", []string{"f", "w^2"}, "2"},
		{"convexity", "question.chord-cut", "", []string{"f", "w^4-3w^2+w"}, "1"},
		{"race", "question.racer-end", "sgd", []string{"f", "x^2+y^2", "start", "1,1", "optimizers", "sgd(lr=0.1)"}, "0, 0"},
		{"fit", "question.fit-fate", "", nil, "1"},
	} {
		if got := asked(t, test.lab, test.message, test.value, test.changes...); got != test.want {
			t.Errorf("%s %s %s %v: %s, want %s", test.lab, test.message, test.value, test.changes, got, test.want)
		}
	}
	// Sigmoid layers shrink the gradient on its way down, by more than their bound
	// of 4 a layer without weights that make up for it.
	fading, err := strconv.ParseFloat(asked(t, "vanishing", "question.fading", "sigmoid"), 64)
	if err != nil || fading < 10 {
		t.Errorf("the gradient fades by %v, %v", fading, err)
	}
	right, err := strconv.ParseFloat(asked(t, "train", "question.train-accuracy", "", "data", "xor"), 64)
	if err != nil || right < 0 || right > 100 {
		t.Errorf("%v percent are right, %v", right, err)
	}
}
