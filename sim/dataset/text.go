package dataset

import (
	"bytes"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"nabla/sim"
)

// tidy returns a name from a file as it is kept: composed (NFC, since Hangul
// from some systems comes in pieces that are drawn wrongly), without what
// cannot be seen, with single spaces.
func tidy(name string) string {
	name = strings.Join(strings.Fields(norm.NFC.String(name)), " ")
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return -1
	}, name)
}

// some returns the names, or the first of them where they are too many to list.
func some(names []string) []string {
	const limit = 20
	short := make([]string, 0, limit+1)
	for i, name := range names {
		if i == limit {
			return append(short, "…")
		}
		short = append(short, sim.Printable(name))
	}
	return short
}

// isText reports whether a value can be shown and compared: UTF-8 without NUL,
// which a file in UTF-16 is full of.
func isText(value string) bool {
	return utf8.ValidString(value) && strings.IndexByte(value, 0) < 0
}

// bounded reads a file up to its limits in bytes and in bytes per line.
type bounded struct {
	r    io.Reader
	file string

	size   int // bytes read
	line   int // lines ended
	length int // bytes of the line that has not ended
	err    error
}

// Read keeps to an error once it has returned it: the look at the file's first
// bytes must not use it up.
func (b *bounded) Read(p []byte) (int, error) {
	if b.err != nil {
		return 0, b.err
	}
	var n int
	n, b.err = b.r.Read(p)
	if over := b.count(p[:n]); over != nil {
		b.err = over
		return 0, over
	}
	return n, b.err
}

// count takes note of what was read and returns the error of the limit it passes.
func (b *bounded) count(read []byte) error {
	if b.size += len(read); b.size > maxBytes {
		return &FileError{File: sim.Printable(b.file), problem: problemTooBig, limit: maxBytes >> 20}
	}
	for {
		end := bytes.IndexByte(read, '\n')
		if end < 0 {
			b.length += len(read)
		} else {
			b.length += end
		}
		switch {
		case b.length > maxLine:
			return &FileError{File: sim.Printable(b.file), Line: b.line + 1, problem: problemLongLine, limit: maxLine >> 10}
		case end < 0:
			return nil
		}
		b.length = 0
		b.line++
		read = read[end+1:]
	}
}
