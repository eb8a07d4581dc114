package locale

import (
	"math"
	"reflect"
)

// saidMost is how many texts of messengers are kept: more than runs stand still on one screen.
const saidMost = 32

// said is the texts of the messengers that were asked last: a run that has ended says
// why in every frame.
type said struct {
	last []saying
	next int // the one that is forgotten next
}

type saying struct {
	of   Messenger
	text string
}

// find returns the text of a messenger that is the same to the bit.
func (s *said) find(m Messenger) (text string, ok bool) {
	v := reflect.ValueOf(m)
	for i := range s.last {
		if same(v, reflect.ValueOf(s.last[i].of)) {
			return s.last[i].text, true
		}
	}
	return "", false
}

// keep keeps a text in the place of the oldest, unless it would never be found.
func (s *said) keep(m Messenger, text string) {
	if v := reflect.ValueOf(m); !same(v, v) {
		return
	}
	if len(s.last) < saidMost {
		s.last = append(s.last, saying{m, text})
		return
	}
	s.last[s.next] = saying{m, text}
	s.next = (s.next + 1) % saidMost
}

// same reports whether two values say the same for sure: structures of numbers and
// texts, which are compared bit by bit, since −0 reads differently from 0. What
// holds anything that may change while it stays the same is never the same.
func same(a, b reflect.Value) bool {
	if !a.IsValid() || !b.IsValid() || a.Type() != b.Type() {
		return false
	}
	switch {
	case a.Kind() == reflect.Struct:
		for i := range a.NumField() {
			if !same(a.Field(i), b.Field(i)) {
				return false
			}
		}
		return true
	case a.Kind() == reflect.Float64:
		return math.Float64bits(a.Float()) == math.Float64bits(b.Float())
	case a.Kind() == reflect.String:
		return a.String() == b.String()
	case a.Kind() == reflect.Bool:
		return a.Bool() == b.Bool()
	case a.CanInt():
		return a.Int() == b.Int()
	case a.CanUint():
		return a.Uint() == b.Uint()
	default:
		return false
	}
}
