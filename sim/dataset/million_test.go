package dataset

import (
	"io"
	"runtime"
	"strconv"
	"testing"
)

// generated is a CSV file that is written while it is read: rows of as many
// numbers of 18 digits as there are columns.
type generated struct {
	columns, rows int

	written int
	size    int
	rest    []byte
	line    []byte
	state   uint64
}

func (g *generated) Read(p []byte) (int, error) {
	if len(g.rest) == 0 {
		if g.written > g.rows {
			return 0, io.EOF
		}
		g.rest = g.next()
		g.written++
	}
	n := copy(p, g.rest)
	g.rest = g.rest[n:]
	g.size += n
	return n, nil
}

// next returns the next line, the first of which names the columns.
func (g *generated) next() []byte {
	g.line = g.line[:0]
	for j := range g.columns {
		if g.written == 0 {
			g.line = strconv.AppendInt(append(g.line, 'c'), int64(j), 10)
		} else {
			g.state = g.state*6364136223846793005 + 1442695040888963407
			g.line = strconv.AppendUint(g.line, 1e17+g.state%9e17, 10)
		}
		g.line = append(g.line, ',')
	}
	g.line[len(g.line)-1] = '\n'
	return g.line
}

// The file is read as it comes: what is allocated is each row's text once, as
// a string that its values are cut from, and the numbers two to three times.
func TestReadAMillionRows(t *testing.T) {
	file := &generated{columns: 10, rows: MaxRows}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	s, err := Read("million.csv", file, Options{})
	runtime.ReadMemStats(&after)
	if err != nil || s.Len() != MaxRows || s.NumFeatures() != 9 {
		t.Fatalf("%v: %v", s, err)
	}
	if file.size < 185e6 {
		t.Fatalf("the file is of %d bytes only", file.size)
	}
	data := 8 * (len(s.Inputs) + s.Len())
	if got, most := int(after.TotalAlloc-before.TotalAlloc), file.size+3*data; got > most {
		t.Errorf("%d bytes were allocated for a file of %d and data of %d; want %d at most", got, file.size, data, most)
	}
}
