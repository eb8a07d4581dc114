package locale

import "strings"

// pageSize is how many bytes of texts share one piece of memory: about what a frame
// says in numbers and messages.
const pageSize = 4096

// page puts texts behind one another into pieces of memory. What was written is
// never written over: a full piece is left to those who hold texts of it.
type page struct {
	piece strings.Builder
	said  said
}

// keep returns the text as a string.
func (p *page) keep(text []byte) string {
	if p.piece.Cap()-p.piece.Len() < len(text) {
		p.piece.Reset()
		p.piece.Grow(max(pageSize, len(text)))
	}
	start := p.piece.Len()
	p.piece.Write(text)
	return p.piece.String()[start:]
}
