package dataset

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// zipped returns the text packed by gzip.
func zipped(text string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = io.WriteString(z, text) // a buffer takes everything
	_ = z.Close()
	return b.String()
}

// The name says nothing: a packed file is one by its first bytes.
func TestReadGzip(t *testing.T) {
	packed := zipped("\uFEFF\"a\",y\r\n1, x\r\n") + zipped("2,y\r\n") // as cat joins them
	for _, r := range []io.Reader{strings.NewReader(packed), iotest.OneByteReader(strings.NewReader(packed)), iotest.DataErrReader(strings.NewReader(packed))} {
		s, err := Read("d.csv", r, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(s.Inputs, []float64{1, 2}) || !slices.Equal(s.Classes, []string{"x", "y"}) || s.Features[0] != "a" {
			t.Errorf("inputs %v, features %q, classes %q", s.Inputs, s.Features, s.Classes)
		}
	}
}

func TestReadGzipErrors(t *testing.T) {
	packed := zipped("a,y\n1,x\n2,y\n")
	flip := func(i int) string {
		b := []byte(packed)
		b[i] ^= 0xff
		return string(b)
	}
	const damaged = "d.csv: the gzip file is damaged or cut short; give the whole file"
	files := map[string]string{
		"\x1f\x8b":                       damaged,
		flip(2):                          damaged, // the method of packing
		flip(12):                         damaged,
		flip(len(packed) - 5):            damaged, // the checksum
		flip(len(packed) - 1):            damaged, // the length
		packed + "2,z\n":                 damaged,
		zipped(""):                       "d.csv: the file is empty; give a line of column names, then rows",
		zipped(packed):                   "d.csv line 1: not UTF-8 text; save the file as CSV in UTF-8",
		zipped("a,y\n1,x\nabc,y\n2,z\n"): `d.csv line 3, column "a": "abc" is not a number; write one such as 0.5 or -1.2e3`,
	}
	for n := 2; n < len(packed); n++ {
		files[packed[:n]] = damaged
	}
	for file, want := range files {
		s, err := Read("d.csv", strings.NewReader(file), Options{})
		if s != nil || err == nil || err.Error() != want {
			t.Errorf("%q: %v; want %s", file, err, want)
			continue
		}
		if e, ok := errors.AsType[*FileError](err); !ok || inEnglish(t, e) != want {
			t.Errorf("%q: %T", file, err)
		}
	}
}

func TestReadGzipPassesOnTheReadersError(t *testing.T) {
	broken := errors.New("disk on fire")
	packed := zipped(irisCSV)
	for _, n := range []int{2, 9, 100, len(packed)} {
		s, err := Read("d.csv", io.MultiReader(strings.NewReader(packed[:n]), iotest.ErrReader(broken)), Options{})
		if s != nil || !errors.Is(err, broken) || err.Error() != "d.csv: disk on fire" {
			t.Errorf("after %d bytes: %v, %v", n, s, err)
		}
	}
}

// A packed file is refused for what it unpacks to, and for its own size where it
// unpacks to nothing.
func TestReadGzipIsBounded(t *testing.T) {
	most := limits{bytes: 4 << 20, numbers: 1 << 20}
	row := "1," + strings.Repeat(" ", 1000) + "2\n"
	bomb := zipped("a,y\n" + strings.Repeat(row, 5<<10))
	if len(bomb) > 64<<10 {
		t.Fatalf("the file is of %d bytes", len(bomb))
	}
	for name, r := range map[string]io.Reader{
		"a bomb":               strings.NewReader(bomb),
		"nothing, without end": &endless{text: zipped(""), left: 1 << 30},
	} {
		s, err := most.read("d.csv", r, Options{})
		if s != nil || err == nil || err.Error() != "d.csv: larger than 4 MiB; give a smaller file" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
