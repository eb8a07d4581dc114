package classroom

import (
	"io"
	"time"
)

// Count returns how many connections wait for their session, and how many have one.
func (s *Server) Count() (waiting, inside int) { return s.door.count() }

// MaxPaste is how much of a pasted text is kept.
const MaxPaste = maxPaste

// Typed returns what is let through of a text that comes in pieces of the sizes.
func Typed(r io.Reader) io.Reader { return newInput(r) }

// CleanName is what a user's name becomes.
func CleanName(user string) string { return cleanName(user) }

// NameOf is by what name a user is shown.
func NameOf(user string, teacher bool) string { return nameOf(user, teacher) }

// Output is where a session's frames go.
func Output(w io.Writer, blocked time.Duration, giveUp func()) io.Writer {
	return &output{w: w, blocked: blocked, giveUp: giveUp, meters: new(meters)}
}
