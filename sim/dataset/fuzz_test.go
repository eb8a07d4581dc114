package dataset

import (
	"errors"
	"io"
	"math"
	"slices"
	"strings"
	"testing"
)

func FuzzRead(f *testing.F) {
	for _, c := range badFiles() {
		f.Add(c.file, "", c.o.Target, c.o.AsClasses, false)
	}
	f.Add("\uFEFFa,\"b\"\r\n1, x\r\n2,y\r\n", "", "", false, true)
	f.Add("a;y;b\n1;0;2\n3;1;4\n", "", "y", true, false)
	f.Add(irisCSV[:300], "", "sepal width", false, false)
	f.Add(zipped(irisCSV[:300]), "", "", false, false)
	for _, c := range badIDX() {
		f.Add(c.inputs, c.labels, "", false, true)
	}
	f.Add(idxFile(0x0B, []int{2, 1, 2}, 0, 1, 0, 2, 0, 3, 0xFF, 4), idxFile(0x08, []int{2}, 7, 3), "label", true, false)
	f.Add(idxFile(0x08, []int{2, 1}, 1, 2), zipped(idxFile(0x0D, []int{2}, 0x40, 0x20, 0, 0, 0, 0, 0, 0)), "", false, true)
	few := limits{bytes: 1 << 20, numbers: 1 << 12}
	f.Fuzz(func(t *testing.T, file, labels, target string, asClasses, pack bool) {
		if pack {
			file = zipped(file)
		}
		o := Options{Target: target, AsClasses: asClasses}
		if labels != "" {
			o.Open = func(string) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(labels)), nil }
		}
		s, err := few.read("fuzz-images", strings.NewReader(file), o)
		if err != nil {
			checkError(t, s, err)
			return
		}
		if len(s.Inputs) > few.numbers {
			t.Fatalf("%d inputs are kept", len(s.Inputs))
		}
		checkSet(t, s, asClasses)
	})
}

// checkError holds an error to what every error promises.
func checkError(t *testing.T, s *Set, err error) {
	t.Helper()
	var e *FileError
	if s != nil || !errors.As(err, &e) {
		t.Fatalf("set %v, error %T %v", s, err, err)
	}
	if text := err.Error(); strings.ContainsAny(text, "\n\r\x1b\x00") || len(text) > 4000 {
		t.Fatalf("not fit to be shown: %q", text)
	}
	if english := inEnglish(t, e); english != err.Error() {
		t.Fatalf("message %q, error %q", english, err)
	}
}

// checkSet holds a set to what every set promises.
func checkSet(t *testing.T, s *Set, asClasses bool) {
	t.Helper()
	if s.Len() == 0 || s.NumFeatures() == 0 || len(s.Inputs) != s.Len()*s.NumFeatures() {
		t.Fatalf("%d rows, %d features, %d inputs", s.Len(), s.NumFeatures(), len(s.Inputs))
	}
	if asClasses && len(s.Classes) < 2 || len(s.Classes) == 1 || len(s.Classes) > maxClasses {
		t.Fatalf("classes %q", s.Classes)
	}
	for _, name := range slices.Concat(s.Features, s.Classes, []string{s.Target}) {
		if name == "" || name != tidy(name) {
			t.Fatalf("untidy name %q", name)
		}
	}
	seen := map[int]bool{}
	for i := range s.Len() {
		for _, v := range append(slices.Clone(s.Input(i)), s.Value(i)) {
			if !(math.Abs(v) <= maxValue) {
				t.Fatalf("row %d holds %v", i, v)
			}
		}
		if s.Classes != nil {
			seen[s.Class(i)] = true
		}
	}
	if len(seen) != len(s.Classes) && s.Len() > 1 {
		t.Fatalf("%d of the classes %q occur", len(seen), s.Classes)
	}
	for _, kind := range []Scaling{Standard, MinMax} {
		for _, v := range Fit(kind, s, allRows(s)).Apply(s).Inputs {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				t.Fatalf("%v scaled to %v", kind, v)
			}
		}
	}
}
