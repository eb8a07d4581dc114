package model

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestParseQuestion(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text    string
		kind    Kind
		choices string
		wrong   bool
	}{
		{text: "Where? | A | B | neither", kind: Choices, choices: "A,B,neither"},
		{text: " How many? ", kind: Number},
		{text: "Where will the ball be? @", kind: Point},
		{text: "a|b|c", kind: Choices, choices: "b,c"},
		{text: "Only one | choice", wrong: true},
		{text: "|a|b", wrong: true},
		{text: "", wrong: true},
		{text: "@", wrong: true},
		{text: strings.Repeat("x", 301), wrong: true},
		{text: "x|a|" + strings.Repeat("y", 61), wrong: true},
		{text: "x" + strings.Repeat("|a", 10), wrong: true},
	}
	for _, test := range tests {
		q, err := ParseQuestion(test.text)
		if test.wrong {
			if !errors.Is(err, QuestionError{}) {
				t.Errorf("%q: %v", test.text, err)
			}
			continue
		}
		if err != nil || q.Kind != test.kind || strings.Join(q.Choices, ",") != test.choices || !q.Open {
			t.Errorf("%q: %+v, %v", test.text, q, err)
		}
	}
}

func TestAnswersAreRead(t *testing.T) {
	t.Parallel()
	tests := []struct {
		kind       Kind
		text, want string
	}{
		{Choices, " 2 ", "2"},
		{Choices, "3", ""},
		{Choices, "0", ""},
		{Choices, "a", ""},
		{Number, "1e3", "1000"},
		{Number, "-.5", "-0.5"},
		{Number, "NaN", ""},
		{Number, "Inf", ""},
		{Number, "1 2", ""},
		{Number, "", ""},
		{Point, "1", "1"},
		{Point, "(1, -2)", "1, -2"},
		{Point, "1 -2.50", "1, -2.5"},
		{Point, "1,2,3", ""},
	}
	for _, test := range tests {
		q := Question{Kind: test.kind, Choices: []string{"a", "b"}}
		got, err := q.Read(test.text)
		if _, refused := errors.AsType[AnswerError](err); got != test.want || refused != (test.want == "") {
			t.Errorf("%d %q: %q, %v; want %q", test.kind, test.text, got, err, test.want)
		}
	}
}

// The sums by hand: of 0, 1, 2, 7 and 8 in eight ranges of one each.
func TestTally(t *testing.T) {
	t.Parallel()
	replies := func(texts ...string) (list []Reply) {
		for i, text := range texts {
			list = append(list, Reply{Person: PersonID(i), Text: text})
		}
		return list
	}
	numbers := func(counts []Count) (n []int, truth int) {
		truth = -1
		for i, c := range counts {
			n = append(n, c.N)
			if c.True {
				truth = i
			}
		}
		return n, truth
	}
	tests := []struct {
		name  string
		q     Question
		want  []int
		truth int
	}{
		{"choices", Question{Choices: []string{"a", "b", "c"}, Truth: "3", Replies: replies("1", "3", "1")}, []int{2, 0, 1}, 2},
		{"no truth yet", Question{Choices: []string{"a", "b"}, Replies: replies("2")}, []int{0, 1}, -1},
		{"numbers", Question{Kind: Number, Truth: "7.5", Replies: replies("0", "1", "2", "7", "8")}, []int{1, 1, 1, 0, 0, 0, 0, 2}, 7},
		{"all the same", Question{Kind: Number, Truth: "5", Replies: replies("5", "5")}, []int{2}, 0},
		{"a truth beyond", Question{Kind: Number, Truth: "9", Replies: replies("5", "5")}, []int{2}, -1},
		{"the whole range", Question{Kind: Number, Replies: replies("-1.7e308", "1.7e308", "0")}, []int{1, 0, 0, 0, 1, 0, 0, 1}, -1},
		{"points", Question{Kind: Point, Truth: "1, 2", Replies: replies("0", "1, 2", "1, 2")}, []int{2, 1}, 0},
		{"places on a line", Question{Kind: Point, Truth: "7.5", Replies: replies("0", "1", "2", "7", "8")}, []int{1, 1, 1, 0, 0, 0, 0, 2}, 7},
		{
			"points that are all different",
			Question{Kind: Point, Truth: "9, 9", Replies: replies("1, 1", "2, 2", "3, 3", "4, 4", "5, 5", "6, 6", "7, 7", "8, 8", "9, 9", "2, 2")},
			[]int{2, 1, 1, 1, 1, 1, 1, 2},
			7,
		},
		{"nothing", Question{Kind: Number, Truth: "1"}, nil, -1},
	}
	for _, test := range tests {
		got, truth := numbers(test.q.Tally())
		if !slices.Equal(got, test.want) || truth != test.truth {
			t.Errorf("%s: %v, the truth at %d; want %v, %d", test.name, got, truth, test.want, test.truth)
		}
	}
}
