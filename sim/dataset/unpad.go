package dataset

import (
	"bytes"
	"io"
)

// unpadded leaves out the spaces and tabs between a closing quotation mark and
// the comma after it, which encoding/csv does not accept and other programs do.
type unpadded struct {
	r         io.Reader
	separator byte // a tab stays where it separates

	quoted bool // within quotation marks
	closed bool // right after a closing one, or the spaces after that
	spaced bool // spaces have been left out since
}

func (u *unpadded) Read(p []byte) (int, error) {
	for {
		n, err := u.r.Read(p)
		if !u.closed && bytes.IndexByte(p[:n], '"') < 0 {
			return n, err // most files have no quotation marks: nothing to leave out
		}
		kept := p[:0]
		for _, c := range p[:n] {
			if u.closed && (c == ' ' || c == '\t') && c != u.separator {
				u.spaced = true
				continue
			}
			kept = append(kept, u.next(c))
		}
		if len(kept) > 0 || err != nil || len(p) == 0 {
			return len(kept), err
		}
	}
}

// next takes note of a byte that stays and returns it.
func (u *unpadded) next(c byte) byte {
	spaced := u.spaced
	u.closed, u.spaced = false, false
	if c != '"' {
		return c
	}
	if spaced {
		// Without the spaces these two marks would stand for one in the value.
		// Any other byte here is the mistake that they are.
		return '?'
	}
	u.quoted = !u.quoted
	u.closed = !u.quoted
	return c
}
