package model

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Kind is what a question is answered with.
type Kind uint8

// The kinds of questions.
const (
	Choices Kind = iota
	Number
	Point // one coordinate or two
)

// The limits of questions: what fits a screen.
const (
	maxQuestion = 300
	maxChoices  = 9
	maxChoice   = 60
)

// Question is what a teacher asks before the run goes on.
type Question struct {
	ID       uint64
	Text     string   // as it was typed
	Message  string   // of one from the lesson, the id of its text; its choices are ids too, where they are no names
	Values   []string // that the message names: names and values in turn
	Kind     Kind
	Choices  []string
	Pane     string  // where a point is asked for, the pane with the chart; empty for any
	Run      uint64  // the Present.Run that it was asked about
	Open     bool    // for answers
	Revealed bool    // to all, with the truth
	Truth    string  // the outcome, empty while it is not known; a message's id where no answer would be right
	Replies  []Reply // one at most of each person
}

// Reply is somebody's answer.
type Reply struct {
	Person PersonID
	Text   string // a choice's number, a number, or coordinates, as it was read
}

// ParseQuestion reads a question: "Where does it end? | in A | in B" is one with
// choices; "How many steps?" asks for a number, and "Where will the ball be? @"
// for a point. Its error is a [QuestionError].
func ParseQuestion(text string) (Question, error) {
	parts := strings.Split(text, "|")
	q := Question{Text: strings.TrimSpace(parts[0]), Kind: Number, Open: true}
	if rest, ok := strings.CutSuffix(q.Text, "@"); ok && len(parts) == 1 {
		q.Text, q.Kind = strings.TrimSpace(rest), Point
	}
	for _, part := range parts[1:] {
		if choice := strings.TrimSpace(part); choice != "" {
			q.Kind, q.Choices = Choices, append(q.Choices, choice)
		}
	}
	long := slices.ContainsFunc(q.Choices, func(c string) bool { return utf8.RuneCountInString(c) > maxChoice })
	wrong := len(parts) > 1 && len(q.Choices) < 2 || len(q.Choices) > maxChoices
	if q.Text == "" || wrong || long || utf8.RuneCountInString(q.Text) > maxQuestion {
		return Question{}, QuestionError{}
	}
	return q, nil
}

// Read returns an answer to the question as it is kept, or an [AnswerError].
func (q Question) Read(text string) (string, error) {
	text = strings.TrimSpace(text)
	if q.Kind == Choices {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > len(q.Choices) {
			return "", AnswerError{Text: text, Kind: q.Kind, Choices: len(q.Choices)}
		}
		return strconv.Itoa(n), nil
	}
	fields := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' || r == '(' || r == ')' })
	most := 1
	if q.Kind == Point {
		most = 2
	}
	if len(fields) == 0 || len(fields) > most {
		return "", AnswerError{Text: text, Kind: q.Kind}
	}
	for i, field := range fields {
		v, err := strconv.ParseFloat(field, 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			return "", AnswerError{Text: text, Kind: q.Kind}
		}
		fields[i] = strconv.FormatFloat(v, 'g', -1, 64)
	}
	return strings.Join(fields, ", "), nil
}

// Coordinates returns those of an answer that is a number or a point; it is not ok
// for a text that is neither.
func Coordinates(text string) (at []float64, ok bool) {
	for field := range strings.SplitSeq(text, ", ") {
		v, err := strconv.ParseFloat(field, 64)
		if err != nil {
			return nil, false
		}
		at = append(at, v)
	}
	return at, true
}

// Count is how many gave an answer, or one of a range.
type Count struct {
	Label string // empty for all other answers
	N     int
	True  bool // the outcome is here
}

// Tally counts the answers: by choice, for numbers and places on a line as a histogram
// of at most eight ranges of equal width, and by point, those first that most gave. Of
// points, which may all be different, it counts no more than eight by themselves.
func (q Question) Tally() []Count {
	if q.Kind == Number || q.Kind == Point && len(q.Replies) > 0 && !slices.ContainsFunc(q.Replies, func(r Reply) bool { return strings.Contains(r.Text, ",") }) {
		return q.histogram()
	}
	var counts []Count
	for i, choice := range q.Choices {
		counts = append(counts, Count{Label: strconv.Itoa(i+1) + " " + choice, True: q.Truth == strconv.Itoa(i+1)})
	}
	for _, a := range q.Replies {
		at := slices.IndexFunc(counts, func(c Count) bool { return c.Label == a.Text })
		if n, err := strconv.Atoi(a.Text); q.Kind == Choices && err == nil {
			at = n - 1
		}
		if at < 0 {
			at = len(counts)
			counts = append(counts, Count{Label: a.Text, True: a.Text == q.Truth})
		}
		counts[at].N++
	}
	if q.Kind == Point {
		slices.SortStableFunc(counts, func(a, b Count) int { return b.N - a.N })
		counts = gather(counts)
	}
	return counts
}

// gather puts all but the first points into one count, without a label.
func gather(counts []Count) []Count {
	const most = 8
	if len(counts) <= most {
		return counts
	}
	rest := Count{}
	for _, c := range counts[most-1:] {
		rest.N += c.N
		rest.True = rest.True || c.True
	}
	return append(slices.Clip(counts[:most-1]), rest)
}

// histogram counts numbers by range.
func (q Question) histogram() []Count {
	values := make([]float64, 0, len(q.Replies))
	for _, a := range q.Replies {
		if v, err := strconv.ParseFloat(a.Text, 64); err == nil {
			values = append(values, v)
		}
	}
	if len(values) == 0 {
		return nil
	}
	truth, err := strconv.ParseFloat(q.Truth, 64)
	told := err == nil
	low, high := slices.Min(values), slices.Max(values)
	bins := 8
	if low == high {
		bins = 1
	}
	width := float64(high/float64(bins)) - float64(low/float64(bins)) // no overflow for numbers of opposite signs
	edge := func(i int) float64 { return low + float64(float64(i)*width) }
	in := func(v float64) int {
		if width/2 == 0 {
			return 0
		}
		return min(max(int((float64(v/2)-float64(low/2))/(width/2)), 0), bins-1) // halves, as the whole range may be no number
	}
	counts := make([]Count, bins)
	for i := range counts {
		counts[i].Label = short(edge(i)) + " … " + short(edge(i+1))
		if bins == 1 {
			counts[i].Label = short(low)
		}
	}
	for _, v := range values {
		counts[in(v)].N++
	}
	if told && truth >= low && truth <= high {
		counts[in(truth)].True = true
	}
	return counts
}

func short(v float64) string { return strconv.FormatFloat(v, 'g', 4, 64) }

// QuestionError is a text that is no question.
type QuestionError struct{}

func (QuestionError) Error() string {
	return fmt.Sprintf("want a question of up to %d characters; behind it 2 to %d choices of up to %d with | before each, or @ for a point",
		maxQuestion, maxChoices, maxChoice)
}

// Message returns the id and the arguments of the translated text.
func (QuestionError) Message() (string, map[string]any) {
	return "class.bad-question", map[string]any{"Length": maxQuestion, "Choices": maxChoices, "Choice": maxChoice}
}

// AnswerError is a text that does not answer a question.
type AnswerError struct {
	Text    string
	Kind    Kind
	Choices int
}

func (e AnswerError) Error() string {
	switch e.Kind {
	case Choices:
		return fmt.Sprintf("%q is no answer; want a number from 1 to %d", e.Text, e.Choices)
	case Point:
		return fmt.Sprintf("%q is no answer; want one coordinate or two, such as 0.5 or 1, -2", e.Text)
	default:
		return fmt.Sprintf("%q is no answer; want a number, such as 0.5", e.Text)
	}
}

// Message returns the id and the arguments of the translated text.
func (e AnswerError) Message() (string, map[string]any) {
	switch e.Kind {
	case Choices:
		return "class.bad-choice", map[string]any{"Text": e.Text, "Choices": e.Choices}
	case Point:
		return "class.bad-point", map[string]any{"Text": e.Text}
	default:
		return "class.bad-number", map[string]any{"Text": e.Text}
	}
}
