package dataset

import (
	"slices"
	"strings"
	"testing"
)

// read returns the set of a file that is right.
func read(t testing.TB, file string, o Options) *Set {
	t.Helper()
	s, err := Read("test.csv", strings.NewReader(file), o)
	if err != nil {
		t.Fatalf("Read: %v\n%s", err, file)
	}
	return s
}

func mustPanic(t *testing.T, what string, f func()) {
	t.Helper()
	defer func() {
		if recover() == nil {
			t.Errorf("%s does not panic", what)
		}
	}()
	f()
}

func TestTargets(t *testing.T) {
	names := read(t, "x,y\n1,b\n2,a\n3,b\n", Options{})
	three := read(t, "x,y\n1,2\n2,0\n3,7\n", Options{AsClasses: true})
	pair := read(t, "x,y\n1,3\n2,8\n", Options{AsClasses: true})
	bits := read(t, "x,y\n1,1\n2,0\n3,1\n", Options{})
	signs := read(t, "x,y\n1,1\n2,-1\n3,1\n", Options{})
	reals := read(t, "x,y\n1,0.5\n2,-3\n3,1e-300\n", Options{})
	for _, c := range []struct {
		name  string
		set   *Set
		e     Encoding
		want  []float64
		width int
	}{
		{"names raw", names, Raw, []float64{1, 0, 1}, 1},
		{"names zero-one", names, ZeroOne, []float64{1, 0, 1}, 1},
		{"names plus-minus", names, PlusMinus, []float64{1, -1, 1}, 1},
		{"names one-hot", names, OneHot, []float64{0, 1, 1, 0, 0, 1}, 2},
		{"three raw", three, Raw, []float64{2, 0, 7}, 1},
		{"three one-hot", three, OneHot, []float64{0, 1, 0, 1, 0, 0, 0, 0, 1}, 3},
		{"pair raw", pair, Raw, []float64{3, 8}, 1},
		{"pair zero-one", pair, ZeroOne, []float64{0, 1}, 1},
		{"bits raw", bits, Raw, []float64{1, 0, 1}, 1},
		{"bits zero-one", bits, ZeroOne, []float64{1, 0, 1}, 1},
		{"bits keep 0 for tanh", bits, PlusMinus, []float64{1, 0, 1}, 1},
		{"bits one-hot", bits, OneHot, []float64{0, 1, 1, 0, 0, 1}, 2},
		{"signs keep -1", signs, ZeroOne, []float64{1, -1, 1}, 1},
		{"signs plus-minus", signs, PlusMinus, []float64{1, -1, 1}, 1},
		{"signs one-hot", signs, OneHot, []float64{0, 1, 1, 0, 0, 1}, 2},
		{"reals raw", reals, Raw, []float64{0.5, -3, 1e-300}, 1},
		{"reals zero-one", reals, ZeroOne, []float64{0.5, -3, 1e-300}, 1},
		{"reals plus-minus", reals, PlusMinus, []float64{0.5, -3, 1e-300}, 1},
	} {
		got, width := c.set.Targets(c.e)
		if width != c.width || !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, width %d; want %v, width %d", c.name, got, width, c.want, c.width)
		}
	}
	mustPanic(t, "one number for three classes", func() { three.Targets(ZeroOne) })
	mustPanic(t, "one-hot regression", func() { reals.Targets(OneHot) })
	mustPanic(t, "an unknown encoding", func() { bits.Targets(Encoding(9)) })
	mustPanic(t, "the class of a regression set", func() { reals.Class(0) })
}

func TestTargetsAreTheCallersOwn(t *testing.T) {
	s := read(t, "x,y\n1,0.5\n2,-3\n", Options{})
	targets, _ := s.Targets(Raw)
	targets[0] = 99
	if s.Value(0) != 0.5 {
		t.Errorf("writing to the targets changed the set: %v", s.Value(0))
	}
}

func TestSelect(t *testing.T) {
	for _, o := range []Options{{}, {AsClasses: true}} {
		s := read(t, "a,b,y\n1,2,10\n3,4,20\n5,6,30\n", o)
		part := s.Select([]int{2, 0, 2})
		if want := []float64{5, 6, 1, 2, 5, 6}; !slices.Equal(part.Inputs, want) {
			t.Errorf("inputs %v, want %v", part.Inputs, want)
		}
		if part.Len() != 3 || part.Value(0) != 30 || part.Value(1) != 10 {
			t.Errorf("values of %d rows, %v, %v; want 3, 30, 10", part.Len(), part.Value(0), part.Value(1))
		}
		if o.AsClasses && (part.Class(0) != 2 || part.Class(1) != 0 || len(part.Classes) != 3) {
			t.Errorf("classes %d, %d of %v; want 2, 0 of all three", part.Class(0), part.Class(1), part.Classes)
		}
		if empty := s.Select(nil); empty.Len() != 0 || len(empty.Inputs) != 0 {
			t.Errorf("selecting nothing gave %d rows", empty.Len())
		}
	}
}

func TestInputCannotGrowIntoTheNextRow(t *testing.T) {
	s := read(t, "a,b,y\n1,2,10\n3,4,20\n", Options{})
	_ = append(s.Input(0), 99)
	if got := s.Input(1); !slices.Equal(got, []float64{3, 4}) {
		t.Errorf("row 1 is %v after appending to row 0", got)
	}
}
