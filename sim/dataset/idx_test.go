package dataset

import (
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// idxFile returns an IDX file of these bytes.
func idxFile(kind byte, dims []int, payload ...byte) string {
	file := []byte{0, 0, kind, byte(len(dims))}
	for _, size := range dims {
		file = binary.BigEndian.AppendUint32(file, uint32(size))
	}
	return string(append(file, payload...))
}

// folder opens the files in it, and counts those that are not closed yet.
type folder struct {
	files map[string]string
	open  int
}

type inFolder struct {
	io.Reader
	of *folder
}

func (f inFolder) Close() error { f.of.open--; return nil }

func (f *folder) Open(name string) (io.ReadCloser, error) {
	file, ok := f.files[name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	f.open++
	return inFolder{strings.NewReader(file), f}, nil
}

// Two pictures of 2 × 3 in the bytes that MNIST's page describes.
const twoPictures = "\x00\x00\x08\x03\x00\x00\x00\x02\x00\x00\x00\x02\x00\x00\x00\x03" +
	"\x00\x01\x02\x7f\x80\xff" + "\x0a\x0b\x0c\x0d\x0e\x0f"

func TestReadIDX(t *testing.T) {
	labels := "\x00\x00\x08\x01\x00\x00\x00\x02\x07\x03"
	for _, c := range []struct{ name, images, labelsName, labels string }{
		{"train-images-idx3-ubyte", twoPictures, "train-labels-idx1-ubyte", labels},
		{"data/t10k-images.idx3-ubyte", twoPictures, "data/t10k-labels.idx1-ubyte", zipped(labels)},
		{"train-images-idx3-ubyte.gz", zipped(twoPictures), "train-labels-idx1-ubyte.gz", zipped(labels)},
		{"train-images-idx3-ubyte.gz", zipped(twoPictures), "train-labels-idx1-ubyte", labels},
		{"train-images-idx3-ubyte", twoPictures, "train-labels-idx1-ubyte.gz", zipped(labels)},
	} {
		beside := &folder{files: map[string]string{c.labelsName: c.labels}}
		for _, r := range []io.Reader{strings.NewReader(c.images), iotest.OneByteReader(strings.NewReader(c.images))} {
			s, err := Read(c.name, r, Options{Open: beside.Open})
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
				continue
			}
			if s.Name != c.name || s.Target != "label" || !slices.Equal(s.Features, []string{"r1c1", "r1c2", "r1c3", "r2c1", "r2c2", "r2c3"}) {
				t.Errorf("%q, features %q, target %q", s.Name, s.Features, s.Target)
			}
			if want := []float64{0, 1, 2, 127, 128, 255, 10, 11, 12, 13, 14, 15}; !slices.Equal(s.Inputs, want) {
				t.Errorf("%s: inputs %v, want %v", c.name, s.Inputs, want)
			}
			if !slices.Equal(s.Classes, []string{"3", "7"}) || s.Class(0) != 1 || s.Class(1) != 0 || s.Value(0) != 7 || s.Value(1) != 3 {
				t.Errorf("%s: classes %q, rows %d, %d, values %v, %v", c.name, s.Classes, s.Class(0), s.Class(1), s.Value(0), s.Value(1))
			}
			if beside.open != 0 {
				t.Errorf("%s: %d files are left open", c.name, beside.open)
			}
		}
	}
}

func TestReadIDXOfEveryType(t *testing.T) {
	for _, c := range []struct {
		kind    byte
		payload []byte
		want    []float64
	}{
		{0x08, []byte{0, 255}, []float64{0, 255}},
		{0x09, []byte{0x80, 0x7f}, []float64{-128, 127}},
		{0x0B, []byte{0x80, 0, 0x01, 0x02}, []float64{-32768, 258}},
		{0x0C, []byte{0xff, 0xff, 0xff, 0xfe, 0x01, 0, 0, 0}, []float64{-2, 16777216}},
		{0x0D, []byte{0x3f, 0x80, 0, 0, 0xc0, 0x20, 0, 0}, []float64{1, -2.5}},
		{0x0E, []byte{0x3f, 0xb9, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9a, 0, 0, 0, 0, 0, 0, 0, 1}, []float64{0.1, 5e-324}},
	} {
		s := readPair(t, idxFile(c.kind, []int{2}, c.payload...), idxFile(0x08, []int{2}, 0, 1), Options{})
		if !slices.Equal(s.Inputs, c.want) || !slices.Equal(s.Features, []string{"x1"}) {
			t.Errorf("type %#x: %v, want %v; features %q", c.kind, s.Inputs, c.want, s.Features)
		}
	}
}

func TestIDXFeaturesNameThePlace(t *testing.T) {
	for _, c := range []struct {
		dims []int
		want []string
	}{
		{[]int{2}, []string{"x1"}},
		{[]int{2, 3}, []string{"x1", "x2", "x3"}},
		{[]int{2, 2, 2}, []string{"r1c1", "r1c2", "r2c1", "r2c2"}},
		{[]int{2, 1, 2, 2}, []string{"x1_1_1", "x1_1_2", "x1_2_1", "x1_2_2"}},
	} {
		file := idxFile(0x08, c.dims, make([]byte, 2*len(c.want))...)
		if s := readPair(t, file, idxFile(0x08, []int{2}, 0, 1), Options{}); !slices.Equal(s.Features, c.want) {
			t.Errorf("%v: features %q, want %q", c.dims, s.Features, c.want)
		}
	}
}

func TestIDXLabels(t *testing.T) {
	three := idxFile(0x08, []int{3, 1}, 1, 2, 3)
	floats := idxFile(0x0D, []int{3}, 0x3f, 0, 0, 0, 0x40, 0, 0, 0, 0x3f, 0, 0, 0) // 0.5, 2, 0.5
	bits := idxFile(0x09, []int{3}, 0xff, 1, 0xff)
	for _, c := range []struct {
		name, labels string
		o            Options
		classes      []string
		values       []float64
	}{
		{"integers are classes in numerical order", idxFile(0x0C, []int{3}, 0, 0, 0, 10, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 9), Options{}, []string{"-1", "9", "10"}, []float64{10, -1, 9}},
		{"two signs", bits, Options{Target: " label"}, []string{"-1", "1"}, []float64{-1, 1, -1}},
		{"floating point is regression", floats, Options{}, nil, []float64{0.5, 2, 0.5}},
		{"unless asked for", idxFile(0x0D, []int{3}, 0x40, 0x40, 0, 0, 0x40, 0, 0, 0, 0x40, 0x40, 0, 0), Options{AsClasses: true}, []string{"2", "3"}, []float64{3, 2, 3}},
	} {
		s := readPair(t, three, c.labels, c.o)
		if values, _ := s.Targets(Raw); !slices.Equal(s.Classes, c.classes) || !slices.Equal(values, c.values) {
			t.Errorf("%s: classes %q, values %v; want %q, %v", c.name, s.Classes, values, c.classes, c.values)
		}
	}
}

func readPair(t *testing.T, images, labels string, o Options) *Set {
	t.Helper()
	o.Open = (&folder{files: map[string]string{"some-labels": labels}}).Open
	s, err := Read("some-images", strings.NewReader(images), o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// badPair is inputs and labels in IDX, and what is wrong with them. Without
// labels there is no file of them.
type badPair struct{ inputs, labels, want string }

func badIDX() []badPair {
	good := idxFile(0x08, []int{2, 1}, 5, 6)
	labels := idxFile(0x08, []int{2}, 0, 1)
	many := make([]byte, maxClasses+1)
	for i := range many {
		many[i] = byte(i)
	}
	nan := binary.BigEndian.AppendUint64(make([]byte, 24), math.Float64bits(math.NaN()))
	return []badPair{
		{"\x00\x00", labels, "d-images: ends within the header of an IDX file; give the whole file"},
		{"\x00\x00\x08\x03\x00\x00", labels, "d-images: ends within the header of an IDX file; give the whole file"},
		{"\x00\x00\x0a\x03\x00\x00\x00\x01", labels, "d-images: begins with the bytes 00 00 0a 03; an IDX file begins with 00 00, a type (08, 09, 0b … 0e) and the number of dimensions"},
		{"\x00\x00\x08\x00\x00\x00\x00\x01", labels, "d-images: begins with the bytes 00 00 08 00; an IDX file begins with 00 00, a type (08, 09, 0b … 0e) and the number of dimensions"},
		{idxFile(0x08, []int{0, 28, 28}), labels, "d-images: the header promises 0x28x28 numbers; give at least one in each dimension"},
		{idxFile(0x08, []int{2, 0}), labels, "d-images: the header promises 2x0 numbers; give at least one in each dimension"},
		{idxFile(0x08, []int{2, 1024, 65}), labels, "d-images: a sample has 1024x65 numbers; give 65536 at most"},
		{idxFile(0x08, []int{2, 1 << 30, 1 << 30, 1 << 30}), labels, "d-images: a sample has 1073741824x1073741824x1073741824 numbers; give 65536 at most"},
		{idxFile(0x08, []int{math.MaxInt32}), labels, "d-images: more than 1000000 rows; give fewer"},
		{idxFile(0x08, []int{1e6, 68}), labels, "d-images: more than 67108864 inputs; give fewer rows or columns"},
		{good[:len(good)-1], labels, "d-images: cut short: 1 of the 2x1 numbers that the header promises; give the whole file"},
		{idxFile(0x0C, []int{2}, 0, 0, 0, 1, 0, 0), labels, "d-images: cut short: 1 of the 2 numbers that the header promises; give the whole file"},
		{good + "\x07", labels, "d-images: goes on after the 2x1 numbers that the header promises; give one IDX file alone"},
		{idxFile(0x0E, []int{2, 1, 2}, nan...), labels, `d-images sample 2, column "r1c2": NaN is no number from -1e75 to 1e75`},
		{zipped(good)[:25], labels, "d-images: the gzip file is damaged or cut short; give the whole file"},
		{good, "", "d-images: its labels, d-labels: file does not exist"},
		{good, "a,y\n1,2\n", "d-labels: begins with the bytes 61 2c 79 0a; an IDX file begins with 00 00, a type (08, 09, 0b … 0e) and the number of dimensions"},
		{good, good, "d-labels: labels in 2 dimensions; give one label per sample"},
		{good, idxFile(0x08, []int{3}, 0, 1, 2), "d-labels: label count 3, sample count 2 in d-images; give one label per sample"},
		{good, idxFile(0x08, []int{1}, 0), "d-labels: label count 1, sample count 2 in d-images; give one label per sample"},
		{good, labels + "\x01", "d-labels: goes on after the 2 numbers that the header promises; give one IDX file alone"},
		{good, labels[:9], "d-labels: cut short: 1 of the 2 numbers that the header promises; give the whole file"},
		{good, zipped(labels)[:12], "d-labels: the gzip file is damaged or cut short; give the whole file"},
		{good, "\x1f\x8b", "d-labels: the gzip file is damaged or cut short; give the whole file"},
		{good, idxFile(0x08, []int{2}, 7, 7), `d-labels, column "label": every row is "7"; give rows of at least two classes`},
		{good, idxFile(0x0D, []int{2}, 0x7f, 0x80, 0, 0), `d-labels sample 1, column "label": +Inf is no number from -1e75 to 1e75`},
		{idxFile(0x08, []int{101}, many...), idxFile(0x08, []int{101}, many...), `d-labels sample 101, column "label": more than 100 classes; give fewer`},
	}
}

func readBadIDX(c badPair) (*Set, error) {
	beside := &folder{files: map[string]string{}}
	if c.labels != "" {
		beside.files["d-labels"] = c.labels
	}
	s, err := Read("d-images", strings.NewReader(c.inputs), Options{Open: beside.Open})
	if beside.open != 0 {
		return s, errors.New("the file of labels is left open")
	}
	return s, err
}

func TestReadIDXErrors(t *testing.T) {
	for _, c := range badIDX() {
		s, err := readBadIDX(c)
		if s != nil || err == nil || err.Error() != c.want {
			t.Errorf("%v\nwant %s", err, c.want)
		}
	}
}

func TestIDXWithoutLabels(t *testing.T) {
	beside := (&folder{}).Open
	const want = ": IDX inputs without labels; name the files as train-images-idx3-ubyte and train-labels-idx1-ubyte, in one folder"
	for _, c := range []struct {
		name string
		o    Options
		want string
	}{
		{"d-images", Options{}, "d-images" + want},
		{"digits", Options{Open: beside}, "digits" + want},
		{"a/d-labels-idx1-ubyte.gz", Options{Open: beside}, "a/d-labels-idx1-ubyte.gz: these are labels; give the file of their inputs, a/d-images-idx3-ubyte.gz"},
		{"d-images", Options{Open: beside, Target: "digit"}, `d-images: the target of an IDX file is "label", not "digit"`},
	} {
		s, err := Read(c.name, strings.NewReader(twoPictures), c.o)
		e, ok := errors.AsType[*FileError](err)
		if s != nil || !ok || err.Error() != c.want || inEnglish(t, e) != c.want {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
	_, err := Read("d-images", strings.NewReader(twoPictures), Options{Open: beside})
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v does not wrap the opener's error", err)
	}
}

func TestIDXLabelsThatAreNotWhole(t *testing.T) {
	c := idxFile(0x0D, []int{2}, 0x40, 0, 0, 0, 0x3f, 0, 0, 0)
	beside := &folder{files: map[string]string{"d-labels": c}}
	_, err := Read("d-images", strings.NewReader(idxFile(0x08, []int{2}, 1, 2)), Options{Open: beside.Open, AsClasses: true})
	e, ok := errors.AsType[*FileError](err)
	if want := `d-labels sample 2, column "label": 0.5 is not a whole number, so not a class; give whole numbers`; !ok || err.Error() != want || inEnglish(t, e) != want {
		t.Errorf("%v", err)
	}
}

func TestReadIDXPassesOnTheReadersError(t *testing.T) {
	broken := errors.New("disk on fire")
	beside := &folder{files: map[string]string{"d-labels": "\x00\x00\x08\x01\x00\x00\x00\x02\x07\x03"}}
	for _, file := range []string{twoPictures, zipped(twoPictures)} {
		for n := range len(file) {
			r := io.MultiReader(strings.NewReader(file[:n]), iotest.ErrReader(broken))
			if s, err := Read("d-images", r, Options{Open: beside.Open}); s != nil || !errors.Is(err, broken) {
				t.Fatalf("after %d bytes: %v", n, err)
			}
		}
	}
}

// A header may promise anything: what it promises takes no memory before it is
// there.
func TestIDXPromisesTakeNoMemory(t *testing.T) {
	file := idxFile(0x08, []int{60000, 28, 28}, 1, 2, 3)
	digits := append(make([]byte, 59999), 1)
	beside := &folder{files: map[string]string{"d-labels": idxFile(0x08, []int{60000}, digits...)}}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := Read("d-images", strings.NewReader(file), Options{Open: beside.Open})
	runtime.ReadMemStats(&after)
	if err == nil || !strings.Contains(err.Error(), "60000x28x28") {
		t.Fatal(err)
	}
	if got := after.TotalAlloc - before.TotalAlloc; got > 8<<20 {
		t.Errorf("%d bytes were allocated for 60 kB", got)
	}
}

// pictures is a file as large as MNIST's for training, written while it is read.
func pictures() io.Reader {
	picture := make([]byte, 28*28)
	for i := range picture {
		picture[i] = byte(i)
	}
	return io.MultiReader(
		strings.NewReader(idxFile(0x08, []int{60000, 28, 28})),
		&endless{text: string(picture), left: 60000 * len(picture)},
	)
}

func TestReadIDXAsLargeAsMNIST(t *testing.T) {
	digits := make([]byte, 60000)
	for i := range digits {
		digits[i] = byte(i % 10)
	}
	beside := &folder{files: map[string]string{"d-labels": idxFile(0x08, []int{60000}, digits...)}}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	s, err := Read("d-images", pictures(), Options{Open: beside.Open})
	runtime.ReadMemStats(&after)
	if err != nil || s.Len() != 60000 || s.NumFeatures() != 784 || len(s.Classes) != 10 {
		t.Fatal(err)
	}
	if s.Features[783] != "r28c28" || s.Input(59999)[783] != float64(783%256) || s.Class(59999) != 9 {
		t.Errorf("last pixel %q is %v in class %d", s.Features[783], s.Input(59999)[783], s.Class(59999))
	}
	data := uint64(8 * len(s.Inputs))
	if got := after.TotalAlloc - before.TotalAlloc; got > data+data/2 {
		t.Errorf("%d bytes were allocated for data of %d; want half as many again at most", got, data)
	}
}

func TestLabelsName(t *testing.T) {
	for images, want := range map[string]string{
		"train-images-idx3-ubyte":                    "train-labels-idx1-ubyte",
		"train-images-idx3-ubyte.gz":                 "train-labels-idx1-ubyte.gz",
		"t10k-images.idx3-ubyte":                     "t10k-labels.idx1-ubyte",
		"images/t10k-images-idx3-ubyte":              "images/t10k-labels-idx1-ubyte",
		`C:\images\emnist-letters-images-idx3-ubyte`: `C:\images\emnist-letters-labels-idx1-ubyte`,
		"x-images":                "x-labels",
		"x-images.idx":            "x-labels.idx",
		"images of images.idx4":   "images of labels.idx1",
		"":                        "",
		"train-labels-idx1-ubyte": "",
		"images/train-idx3-ubyte": "",
		`images\digits.idx`:       "",
	} {
		got, ok := LabelsName(images)
		if got != want || ok != (want != "") {
			t.Errorf("LabelsName(%q) = %q, %v; want %q", images, got, ok, want)
		}
	}
}

func BenchmarkReadIDX(b *testing.B) {
	const n = 1000
	file := idxFile(0x08, []int{n, 28, 28}, make([]byte, n*28*28)...)
	labels := idxFile(0x08, []int{n}, append(make([]byte, n-1), 1)...)
	beside := &folder{files: map[string]string{"d-labels": labels}}
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read("d-images", strings.NewReader(file), Options{Open: beside.Open}); err != nil {
			b.Fatal(err)
		}
	}
}
