package classroom

import (
	"io"
	"time"

	"golang.org/x/time/rate"

	"nabla/sim"
)

// The limits of what is typed, in bytes and in events: what people and their mice
// do is far below.
const (
	bytesPerSecond  = 32 << 10
	bytesAtOnce     = 128 << 10
	eventsPerSecond = 120
	eventsAtOnce    = 600
	maxPaste        = 4 * sim.MaxText // of a pasted text: a formula, a share line
	maxString       = 4 << 10         // of a terminal's answer to a question
	maxSequence     = 64              // of a key
)

// pasteStart and pasteEnd are what a terminal puts around a pasted text, stringEnd
// what stands behind a string sequence.
const (
	pasteStart = "200~"
	pasteEnd   = "\x1b[201~"
	stringEnd  = "\x1b\\"
)

// place is where in the client's text a reader is.
type place uint8

const (
	ground     place = iota
	escape           // behind ESC
	sequence         // behind ESC [
	text             // of a string sequence, until its end
	textEscape       // behind ESC in one
	paste
)

// input is what a client types, with all that is too much left out: of a pasted
// text what no field holds, of a string sequence that does not end all but its
// beginning, and whatever comes faster than anybody types. Nothing in it makes
// whoever reads it keep more than a few thousand bytes.
type input struct {
	r       io.Reader
	limiter *rate.Limiter

	at    place
	count int    // bytes in the place
	seq   []byte // of the sequence, as far as it is kept
	match int    // bytes of pasteEnd seen
	muted bool   // the paste began in what was left out

	chunk [4096]byte
	ready []byte
	out   []byte // memory for ready
}

func newInput(r io.Reader) *input {
	return &input{r: r, limiter: rate.NewLimiter(bytesPerSecond, bytesAtOnce)}
}

func (in *input) Read(p []byte) (int, error) {
	for len(in.ready) == 0 {
		n, err := in.r.Read(in.chunk[:])
		quiet := n > 0 && !in.limiter.AllowN(time.Now(), n)
		in.out = in.out[:0]
		for _, b := range in.chunk[:n] {
			in.take(b, quiet)
		}
		in.ready = in.out
		if err != nil && len(in.ready) == 0 {
			return 0, err
		}
	}
	n := copy(p, in.ready)
	in.ready = in.ready[n:]
	return n, nil
}

// take goes on by a byte.
func (in *input) take(b byte, quiet bool) {
	keep := !quiet
	switch in.at {
	case ground:
		if b == '\x1b' {
			in.at = escape
		}
	case escape:
		in.begin(b)
	case sequence:
		keep = keep && in.count < maxSequence
		in.count++
		if len(in.seq) < len(pasteStart) {
			in.seq = append(in.seq, b)
		} else {
			in.seq = in.seq[:0]
		}
		if b >= '@' && b <= '~' {
			in.at = ground
			keep = !quiet
			if in.count == len(pasteStart) && string(in.seq) == pasteStart {
				in.at, in.count, in.match, in.muted = paste, 0, 0, quiet
			}
		}
	case text, textEscape:
		in.count++
		keep = keep && in.count < maxString
		ends := b == '\a' || b == '\x18' || in.at == textEscape && b == '\\'
		switch {
		case ends:
			in.at, keep = ground, false
			if !quiet {
				in.out = append(in.out, stringEnd...)
			}
		case b == '\x1b':
			in.at, keep = textEscape, false
		default:
			in.at = text
		}
	case paste:
		in.pasted(b, quiet)
		return
	}
	if keep {
		in.out = append(in.out, b)
	}
}

// begin tells by the byte behind ESC what follows.
func (in *input) begin(b byte) {
	in.at, in.count, in.seq = ground, 0, in.seq[:0]
	switch b {
	case '[':
		in.at = sequence
	case ']', 'P', '_', '^', 'X':
		in.at = text
	case '\x1b':
		in.at = escape
	}
}

// pasted takes a byte of a pasted text, of which no more is kept than a field
// could hold; its end always is.
func (in *input) pasted(b byte, quiet bool) {
	put := func(text string) {
		for i := range len(text) {
			if in.count++; in.count <= maxPaste && !quiet && !in.muted {
				in.out = append(in.out, text[i])
			}
		}
	}
	if b == pasteEnd[in.match] {
		if in.match++; in.match == len(pasteEnd) {
			in.at = ground
			if !in.muted {
				in.out = append(in.out, pasteEnd...)
			}
		}
		return
	}
	put(pasteEnd[:in.match])
	in.match = 0
	if b == pasteEnd[0] {
		in.match = 1
		return
	}
	put(string([]byte{b}))
}
