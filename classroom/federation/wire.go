package federation

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode"

	"nabla/classroom"
	"nabla/model"
	"nabla/sim"
)

// Opener returns what a lab starts as, or why there is none of the name.
type Opener func(lab string) (sim.Setup, error)

// entry is a version of a part of the class as it is written into the bucket.
type entry[T any] struct {
	Number uint64 `json:"number"`
	Server uint32 `json:"server"`
	Value  T      `json:"value"`
}

// moment is what is shown, as it is written.
type moment struct {
	Line    string `json:"line"` // the share line
	Run     uint64 `json:"run"`
	Playing bool   `json:"playing,omitempty"`
	Rate    int    `json:"rate,omitempty"`
}

// asked is the question, as it is written.
type asked struct {
	ID       uint64     `json:"id"`
	Text     string     `json:"text"`
	Message  string     `json:"message,omitempty"`
	Values   []string   `json:"values,omitempty"`
	Kind     model.Kind `json:"kind"`
	Choices  []string   `json:"choices,omitempty"`
	Pane     string     `json:"pane,omitempty"`
	Run      uint64     `json:"run,omitempty"`
	Open     bool       `json:"open,omitempty"`
	Revealed bool       `json:"revealed,omitempty"`
	Truth    string     `json:"truth,omitempty"`
}

// The limits of what is taken. A text of the class fits on a screen.
const (
	longestText = 1000 // bytes
	mostPeople  = 10_000
	mostNames   = 100
	fastest     = 1_000_000_000 // steps a second
)

// stamped writes a version of a part; what is written always can be.
func stamped[T any](stamp classroom.Stamp, value T) []byte {
	data, err := json.Marshal(entry[T]{Number: stamp.Number, Server: stamp.Server, Value: value})
	if err != nil {
		panic(err) // a type that JSON has not is a mistake of this file
	}
	return data
}

// read reads a version of a part.
func read[T any](data []byte) (stamp classroom.Stamp, value T, err error) {
	var e entry[T]
	if err := json.Unmarshal(data, &e); err != nil {
		return stamp, value, fmt.Errorf("want an entry of a class: %w", err)
	}
	return classroom.Stamp{Number: e.Number, Server: e.Server}, e.Value, nil
}

func encodePresent(p classroom.Stamped[model.Present]) []byte {
	return stamped(p.Stamp, moment{Line: p.Value.Moment.String(), Run: p.Value.Run, Playing: p.Value.Playing, Rate: p.Value.Rate})
}

func decodePresent(data []byte, open Opener) (p classroom.Stamped[model.Present], err error) {
	stamp, m, err := read[moment](data)
	if err != nil {
		return p, err
	}
	p = classroom.Stamped[model.Present]{Stamp: stamp, Value: model.Present{
		Run: m.Run, Playing: m.Playing, Rate: min(max(m.Rate, 0), fastest),
	}}
	if m.Run == 0 { // nothing is shown yet
		return p, nil
	}
	p.Value.Moment, err = sim.ParseMoment(m.Line, open)
	return p, err
}

func encodeQuestion(q classroom.Stamped[model.Question]) []byte {
	v := q.Value
	return stamped(q.Stamp, asked{v.ID, v.Text, v.Message, v.Values, v.Kind, v.Choices, v.Pane, v.Run, v.Open, v.Revealed, v.Truth})
}

func decodeQuestion(data []byte) (q classroom.Stamped[model.Question], err error) {
	stamp, a, err := read[asked](data)
	if err != nil {
		return q, err
	}
	return classroom.Stamped[model.Question]{Stamp: stamp, Value: model.Question{
		ID: a.ID, Text: clean(a.Text), Kind: min(a.Kind, model.Point), Choices: cleanAll(a.Choices),
		Message: clean(a.Message), Values: cleanAll(a.Values[:len(a.Values)&^1]), Pane: clean(a.Pane), Run: a.Run,
		Open: a.Open, Revealed: a.Revealed, Truth: clean(a.Truth),
	}}, nil
}

func encodeOrders(o classroom.Stamped[classroom.Orders]) []byte { return stamped(o.Stamp, o.Value) }

func decodeOrders(data []byte) (o classroom.Stamped[classroom.Orders], err error) {
	if o.Stamp, o.Value, err = read[classroom.Orders](data); err != nil {
		return o, err
	}
	o.Value.Locked, o.Value.Pointed = cleanAll(o.Value.Locked), clean(o.Value.Pointed)
	return o, nil
}

// told is what a server tells of itself.
type told struct {
	classroom.Roster
	Gone bool `json:",omitempty"` // and nobody is there any more
}

func encodeRoster(t told) []byte {
	data, err := json.Marshal(t)
	if err != nil {
		panic(err) // as in stamped: a time out of range is none that a clock shows
	}
	return data
}

// decodeRoster reads who is at a server. What stands of a person is for the hub to
// clean, as it does with those who come to it.
func decodeRoster(data []byte) (t told, err error) {
	if err := json.Unmarshal(data, &t); err != nil {
		return t, fmt.Errorf("want who is at a server: %w", err)
	}
	t.People = t.People[:min(len(t.People), mostPeople)]
	t.Replies = t.Replies[:min(len(t.Replies), mostPeople)]
	for i := range t.People {
		t.People[i].Pen, t.People[i].Away = false, false // it is not for that server to say
	}
	for i := range t.Replies {
		t.Replies[i].Text = clean(t.Replies[i].Text)
	}
	return t, nil
}

// clean leaves of a text what may stand on a screen.
func clean(text string) string {
	text = strings.ToValidUTF8(text[:min(len(text), longestText)], "")
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return -1
	}, text)
}

func cleanAll(texts []string) []string {
	texts = texts[:min(len(texts), mostNames)]
	for i, text := range texts {
		texts[i] = clean(text)
	}
	return texts
}
