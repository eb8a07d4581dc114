package locale

import (
	"maps"
	"strings"
)

// Messenger names a message for its text: an error that a person can cause, the
// reason why a run stands as it does.
type Messenger interface {
	Message() (id string, args map[string]any)
}

// Message returns what the messenger says in the language.
func (l *Localizer) Message(m Messenger) string {
	if l.page == nil {
		text, _ := l.message(m)
		return text
	}
	if text, ok := l.page.said.find(m); ok {
		return text
	}
	text, _ := l.message(m)
	l.page.said.keep(m, text)
	return text
}

// Error returns what the error says in the language. An error that has a method
//
//	Message() (id string, args map[string]any)
//
// is said by that message, values that are errors themselves too. In an error
// that wraps others the text around the wrapped ones stays as it is. Any other
// error says what its Error method says; nil says nothing.
func (l *Localizer) Error(err error) string {
	if err == nil {
		return ""
	}
	// Not errors.As: each layer is asked by itself, so that none of the text
	// around a wrapped error is lost.
	if m, ok := err.(Messenger); ok {
		if text, ok := l.message(m); ok {
			return text
		}
	}
	text := err.Error()
	switch wrapper := err.(type) { //nolint:errorlint // on purpose, see above
	case interface{ Unwrap() error }:
		if inner := wrapper.Unwrap(); inner != nil {
			text, _ = l.splice(text, 0, inner)
		}
	case interface{ Unwrap() []error }:
		from := 0
		for _, inner := range wrapper.Unwrap() {
			text, from = l.splice(text, from, inner)
		}
	}
	return text
}

func (l *Localizer) message(m Messenger) (text string, ok bool) {
	id, args := m.Message()
	for name, value := range args {
		switch inner := value.(type) {
		case error:
			value = l.Error(inner)
		case Messenger:
			value = l.Message(inner)
		default:
			continue
		}
		args = maps.Clone(args) // they are the messenger's
		args[name] = value
	}
	return l.render(id, args)
}

// splice puts what inner says in the language in the place of what it says in
// English, searched for from the given index on, and returns the index behind it.
// A wrapper that does not show the inner text keeps its own.
func (l *Localizer) splice(text string, from int, inner error) (spliced string, next int) {
	original := inner.Error()
	at := strings.Index(text[from:], original)
	if at < 0 || original == "" {
		return text, from
	}
	at += from
	translated := l.Error(inner)
	return text[:at] + translated + text[at+len(original):], at + len(translated)
}
