package cli

import (
	"encoding/json"
	"math"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// everything is a report with one field of each sort.
type everything struct {
	Float   float64   `json:"float"`
	Narrow  float32   `json:"narrow"`
	Int     int       `json:"int"`
	Bool    bool      `json:"bool"`
	Text    string    `json:"text"`
	List    []float64 `json:"list"`
	Matrix  [][]int   `json:"matrix"`
	Inner   inner     `json:"inner"`
	Inners  []inner   `json:"inners"`
	Maybe   *float64  `json:"maybe,omitempty"`
	Nothing *inner    `json:"nothing"`
	Left    []int     `json:"left,omitempty"`
	Zero    int       `json:"zero,omitempty"`
	Hidden  int       `json:"-"`
	Untold  int
	private int
}

type inner struct {
	X float64 `json:"x"`
}

func TestJSON(t *testing.T) {
	t.Parallel()
	half := 0.5
	v := everything{
		Float: 0.1, Narrow: 0.1, Int: -3, Bool: true, Text: "a\"\\\n\x1b<µ>\xff",
		List:   []float64{math.NaN(), math.Inf(1), math.Inf(-1), math.Copysign(0, -1), 1e21, 1e-9},
		Matrix: [][]int{{1, 2}, {}}, Inner: inner{1}, Inners: []inner{{2}, {3}}, Maybe: &half,
		Hidden: 1, Untold: 2, private: 3,
	}
	var r reporter
	got := string(r.appendValue(nil, reflect.ValueOf(v)))
	want := `{"float":0.1,"narrow":0.1,"int":-3,"bool":true,"text":"a\"\\\u000a\u001b<µ>�",` +
		`"list":["NaN","+Inf","-Inf",-0.0,1e+21,1e-09],"matrix":[[1,2],[]],"inner":{"x":1},"inners":[{"x":2},{"x":3}],` +
		`"maybe":0.5,"nothing":null,"Untold":2}`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := string(r.appendFields([]byte(`{"a":1`), &inner{2})); got != `{"a":1,"x":2` {
		t.Errorf("got %s", got)
	}
}

// A list that a step may not have is one cell of a row, whatever its length.
func TestListsThatMayBeAbsent(t *testing.T) {
	t.Parallel()
	type row struct {
		A *[]float64   `json:"a"`
		B *[][]float64 `json:"b"`
		C int          `json:"c"`
	}
	var f csvFormat
	var got []byte
	for step, v := range []row{{C: 7}, {A: &[]float64{1, math.NaN()}, C: 8}, {B: &[][]float64{{1, 2}, {3, 4}}, C: 9}} {
		var err error
		if got, err = f.step(got, step, v); err != nil {
			t.Fatal(err)
		}
	}
	want := "step,a,b,c\n0,,,7\n" + `1,"[1,""NaN""]",,8` + "\n" + `2,,"[[1,2],[3,4]]",9` + "\n"
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	var r reporter
	if got := string(r.appendValue(nil, reflect.ValueOf(row{C: 7}))); got != `{"a":null,"b":null,"c":7}` {
		t.Errorf("got %s", got)
	}
}

// A value that a step does not have keeps its column.
func TestTableOfWhatIsAbsent(t *testing.T) {
	t.Parallel()
	type report struct {
		First *float64 `json:"first"`
		Last  *float64 `json:"last"`
	}
	half := 0.5
	var f tableFormat
	for step, r := range []report{{}, {First: &half}, {First: &half, Last: &half}} {
		if _, err := f.step(nil, step, r); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := string(f.flush(nil)), "step  first  last\n   0      –     –\n   1    0.5     –\n   2    0.5   0.5\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// TestJSONAgrees holds the encoder to encoding/json for every report that
// encoding/json can read: the same values, and floats the same bits.
func TestJSONAgrees(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		v := everything{
			Float: math.Float64frombits(rapid.Uint64().Draw(t, "bits")),
			Int:   rapid.Int().Draw(t, "int"), Bool: rapid.Bool().Draw(t, "bool"),
			Text:   rapid.String().Draw(t, "text"),
			List:   rapid.SliceOf(rapid.Float64()).Draw(t, "list"),
			Matrix: [][]int{rapid.SliceOf(rapid.Int()).Draw(t, "row")},
		}
		var r reporter
		line := r.appendValue(nil, reflect.ValueOf(v))
		var members map[string]json.RawMessage
		if err := json.Unmarshal(line, &members); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		if back := floatOf(t, members["float"]); !same(back, v.Float) {
			t.Fatalf("%x came back as %x", math.Float64bits(v.Float), math.Float64bits(back))
		}
		delete(members, "float")
		rest, err := json.Marshal(members)
		if err != nil {
			t.Fatal(err)
		}
		var back everything
		if err := json.Unmarshal(rest, &back); err != nil {
			t.Fatal(err)
		}
		back.Float = v.Float
		if back.Text != strings.ToValidUTF8(v.Text, "�") || back.Int != v.Int || back.Bool != v.Bool {
			t.Fatalf("%+v came back as %+v", v, back)
		}
		for i, x := range v.List {
			if !same(back.List[i], x) {
				t.Fatalf("%v came back as %v", x, back.List[i])
			}
		}
	})
}

// floatOf reads a number as a program would that knows the three strings.
func floatOf(t *rapid.T, raw json.RawMessage) float64 {
	text := string(raw)
	if unquoted, err := strconv.Unquote(text); err == nil {
		text = unquoted
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// same reports whether two numbers have the same bits; one NaN is as good as
// another.
func same(a, b float64) bool {
	return math.Float64bits(a) == math.Float64bits(b) || math.IsNaN(a) && math.IsNaN(b)
}

func TestReportOfUnknownKind(t *testing.T) {
	t.Parallel()
	defer func() {
		if recover() == nil {
			t.Error("a report with a map in it is taken without a word")
		}
	}()
	var r reporter
	r.appendFields([]byte("{"), struct{ M map[string]int }{})
}

func BenchmarkReport(b *testing.B) {
	b.ReportAllocs()
	report := driftReport{Runs: make([]driftRun, 16)}
	for i := range report.Runs {
		report.Runs[i] = driftRun{X: 0.1 * float64(i), Status: "running", Layers: make([]driftUp, 8)}
	}
	var r reporter
	var line []byte
	for b.Loop() {
		line = r.appendFields(append(line[:0], '{'), report)
	}
}
