package network

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math"
	"strings"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"
)

func TestWriteWeights(t *testing.T) {
	n := build(t, Config{Inputs: 2, Hidden: []int{3}, Outputs: 1}, 1)
	copy(n.Params(), []float64{1, 0.1, -2.5, 1e-300, 5e-324, math.Copysign(0, -1), 1, 2, 3, 0.30000000000000004, 1e21, 7, math.MaxFloat64})
	var b strings.Builder
	if err := n.WriteWeights(&b); err != nil {
		t.Fatal(err)
	}
	want := `{"layers":[
{"weights":[[1,0.1],[-2.5,1e-300],[5e-324,-0]],"bias":[1,2,3]},
{"weights":[[0.30000000000000004,1e+21,7]],"bias":[1.7976931348623157e+308]}
]}
`
	if b.String() != want {
		t.Errorf("written %s\nwant %s", b.String(), want)
	}
}

// Any finite weights read back to the same bits.
func TestWeightsRoundTrip(t *testing.T) {
	size := rapid.IntRange(1, 5)
	rapid.Check(t, func(t *rapid.T) {
		c := Config{Inputs: size.Draw(t, "inputs"), Hidden: rapid.SliceOfN(size, 0, 4).Draw(t, "hidden"), Outputs: size.Draw(t, "outputs")}
		from, to := build(t, c, 1), build(t, c, 2)
		for i := range from.Params() {
			from.Params()[i] = rapid.Float64().Filter(func(x float64) bool { return !notFinite(x) }).Draw(t, "weight")
		}
		var b bytes.Buffer
		if err := from.WriteWeights(&b); err != nil {
			t.Fatal(err)
		}
		if err := to.ReadWeights(&b); err != nil {
			t.Fatal(err)
		}
		if !sameBits(from.Params(), to.Params()) {
			t.Fatalf("written %g, read %g", from.Params(), to.Params())
		}
	})
}

func TestReadWeights(t *testing.T) {
	n := build(t, Config{Inputs: 2, Hidden: []int{2}, Outputs: 1}, 1)
	text := " {\"layers\" : [ {\"bias\":[5,6],\r\n\t\"weights\":[[1,2e0],[3,4]]}, {\"weights\":[[7,8]],\"bias\":[-9.5e-1]} ] }\n\n"
	if err := n.ReadWeights(iotest.OneByteReader(strings.NewReader(text))); err != nil {
		t.Fatal(err)
	}
	if want := []float64{1, 2, 3, 4, 5, 6, 7, 8, -0.95}; !sameBits(n.Params(), want) {
		t.Errorf("read %g, want %g", n.Params(), want)
	}
}

func TestReadWeightsErrors(t *testing.T) {
	n := build(t, Config{Inputs: 2, Hidden: []int{8, 8}, Outputs: 1}, 1)
	before := append([]float64(nil), n.Params()...)
	for text, want := range map[string]string{
		`{"layers":[{"weights":[[1,2],[1,2],[1,2]],"bias":[1,2,3]},{"weights":[[1,2,3]],"bias":[1]}]}`: `weights: the file holds 2→3→1 and the network is 2→8→8→1; give a file of the network's shape`,

		``:                            `weights: line 1, column 1: expected {"layers":[…]}`,
		`[]`:                          `weights: line 1, column 1: expected {"layers":[…]}`,
		`null`:                        `weights: line 1, column 1: expected {"layers":[…]}`,
		"\xef\xbb\xbf{}":              `weights: line 1, column 1: expected {"layers":[…]}`,
		`{}`:                          `weights: the file holds no layers; give {"layers":[{"weights":[[…]],"bias":[…]}]}`,
		`{"layers":[]}`:               `weights: the file holds no layers; give {"layers":[{"weights":[[…]],"bias":[…]}]}`,
		`{"layers":null}`:             `weights: line 1, column 11: expected [{"weights":[[…]],"bias":[…]}]`,
		`{"layers":[`:                 `weights: line 1, column 12: expected ]`,
		`{"layers":[]`:                `weights: line 1, column 13: expected }`,
		`{"layers":[]]`:               `weights: line 1, column 13: expected }`,
		`{"layers" []}`:               `weights: line 1, column 11: expected [{"weights":[[…]],"bias":[…]}]`,
		`{layers:[]}`:                 `weights: line 1, column 2: expected {"layers":[…]}`,
		`{"layers":[],"layers":[]}`:   `weights: line 1, column 14: the key "layers" is unknown or given twice; the keys here are "layers"`,
		`{"Layers":[]}`:               `weights: line 1, column 2: the key "Layers" is unknown or given twice; the keys here are "layers"`,
		`{"layers":[{"w\nb":[[1]]}]}`: "weights: line 1, column 13: the key \"w\uFFFDb\" is unknown or given twice; the keys here are \"weights\", \"bias\", \"gamma\", \"beta\", \"running_mean\", \"running_var\"",
		"{\"layers\":[\n{\"weights\":[[1,\n 2],[1,x]]":                             `weights: line 3, column 8: expected a finite number`,
		`{"layers":[{"weights":[[1,"2"]]`:                                          `weights: line 1, column 27: expected a finite number`,
		`{"layers":[{"weights":[[1,null]]`:                                         `weights: line 1, column 27: expected a finite number`,
		`{"layers":[{"weights":[[1,NaN]]`:                                          `weights: line 1, column 27: expected a finite number`,
		`{"layers":[{"weights":[[1,-Infinity]]`:                                    `weights: line 1, column 27: expected a finite number`,
		`{"layers":[{"weights":[[1,1e999]]`:                                        `weights: line 1, column 27: expected a finite number`,
		`{"layers":[{"weights":[[1,[2]]]`:                                          `weights: line 1, column 27: expected a finite number`,
		`{"layers":[{"weights":[1,2],"bias":[1]}]}`:                                `weights: line 1, column 24: expected […]`,
		`{"layers":[{"weights":[[1,2],[3]],"bias":[1]}]}`:                          `weights: layer 1, row 2: the number of weights is 1, and 2 in the rows before`,
		`{"layers":[{"weights":[[1,2],[]],"bias":[1]}]}`:                           `weights: layer 1, row 2: the number of weights is 0, and 2 in the rows before`,
		`{"layers":[{"weights":[[]],"bias":[1]}]}`:                                 `weights: layer 1 has no "weights", or an empty one`,
		`{"layers":[{"weights":[],"bias":[1]}]}`:                                   `weights: layer 1 has no "weights", or an empty one`,
		`{"layers":[{"bias":[1]}]}`:                                                `weights: layer 1 has no "weights", or an empty one`,
		`{"layers":[{"weights":[[1]]}]}`:                                           `weights: layer 1 has no "bias", or an empty one`,
		`{"layers":[{"weights":[[1],[2]],"bias":[1]}]}`:                            `weights: layer 1: the number of biases is 1, and that of rows of weights is 2; give one bias per row`,
		`{"layers":[{"weights":[[1]],"bias":[1]},{"weights":[[1,2]],"bias":[1]}]}`: `weights: layer 2: the rows hold 2 weights, and the layer before it has 1 outputs`,
		`{"layers":[{"weights":[[1]],"bias":[1]}]} x`:                              `weights: line 1, column 43: nothing may follow the weights`,
		`{"layers":[{"weights":[[1]],"bias":[1]}]}{}`:                              `weights: line 1, column 42: nothing may follow the weights`,
		`{"layers":[` + strings.Repeat(`{"weights":[[1]],"bias":[1]},`, 257):       `weights: the file holds more than 256 layers or more than 2097152 numbers; give a smaller one`,
	} {
		err := n.ReadWeights(strings.NewReader(text))
		if err == nil || err.Error() != want {
			t.Errorf("%.80s: %v\nwant %s", text, err, want)
			continue
		}
		checkMessage(t, err)
		var shape ShapeError
		var weights *WeightsError
		if !errors.As(err, &shape) && !errors.As(err, &weights) {
			t.Errorf("%.80s: the error is a %T", text, err)
		}
	}
	if !sameBits(n.Params(), before) {
		t.Error("a file that was refused left weights behind")
	}
}

// endless repeats a text for ever.
type endless struct {
	text string
	at   int
}

func (e *endless) Read(p []byte) (int, error) {
	n := copy(p, e.text[e.at:])
	e.at = (e.at + n) % len(e.text)
	return n, nil
}

func TestReadWeightsHuge(t *testing.T) {
	n := build(t, Config{Inputs: 1, Outputs: 1}, 1)
	for text, want := range map[string]string{
		strings.Repeat(" ", 1<<16): "weights: the file is larger than 80 MiB; give a smaller one",
		strings.Repeat("0", 1<<16): "weights: the file is larger than 80 MiB; give a smaller one",
	} {
		if err := n.ReadWeights(&endless{text: text}); err == nil || err.Error() != want {
			t.Errorf("an endless file of %.3q…: %v", text, err)
		}
	}
	// Both places that count numbers, as they are after two million of them.
	want := weightsTooMany().Error()
	reader := func(text string) *weightsReader {
		r := &weightsReader{data: []byte(text), tokens: json.NewDecoder(strings.NewReader(text))}
		r.tokens.UseNumber()
		return r
	}
	full := make([]float64, MaxParams)
	if _, err := reader("[1]").numbers(full); err == nil || err.Error() != want {
		t.Errorf("one number more than there may be: %v", err)
	}
	r := reader(`{"weights":[[1]],"bias":[1]}`)
	r.params = full[1:]
	if err := r.layer(); err == nil || err.Error() != want {
		t.Errorf("one layer more than there may be: %v", err)
	}
}

// No network's file is too large to be read, by the most that a number, a unit
// (which has two numbers at least) and a layer can take.
func TestLargestWeights(t *testing.T) {
	const (
		number = len("-2.2250738585072014e-308,")
		unit   = len("[],")
		layer  = len("\n" + `{"weights":[],"bias":[],"gamma":[],"beta":[],"running_mean":[],"running_var":[]},`)
	)
	// A unit with running statistics has four parameters at least, and two of those.
	if most := MaxParams*number + MaxParams/2*number + MaxParams/2*unit + (MaxLayers+1)*layer; most > MaxWeightsFile {
		t.Errorf("a file of %d bytes can be written and %d are read", most, MaxWeightsFile)
	}
	c := Config{Inputs: 99, Outputs: 500}
	from, to := build(t, c, 1), build(t, c, 2)
	var b bytes.Buffer
	if err := from.WriteWeights(&b); err != nil {
		t.Fatal(err)
	}
	if len(from.Params())*number < b.Len() {
		t.Errorf("%d numbers take %d bytes", len(from.Params()), b.Len())
	}
	if err := to.ReadWeights(&b); err != nil || !sameBits(from.Params(), to.Params()) {
		t.Errorf("a network of %d parameters does not read back: %v", len(from.Params()), err)
	}
}

type failing struct{}

var errFull = errors.New("no room left")

func (failing) Write([]byte) (int, error) { return 0, errFull }

func TestWeightsFailures(t *testing.T) {
	n := build(t, Config{Inputs: 2, Hidden: []int{2}, Outputs: 1}, 1)
	if err := n.WriteWeights(failing{}); !errors.Is(err, errFull) {
		t.Errorf("a failing writer: %v", err)
	}
	if err := n.ReadWeights(iotest.ErrReader(io.ErrNoProgress)); !errors.Is(err, io.ErrNoProgress) {
		t.Errorf("a failing reader: %v", err)
	}
	for _, bad := range []float64{math.NaN(), math.Inf(1)} {
		n.Layer(1).Bias[0] = bad
		var b strings.Builder
		err := n.WriteWeights(&b)
		want := "weights: layer 2 holds a number that is not finite, which a weights file cannot hold"
		if err == nil || err.Error() != want || b.Len() > 0 {
			t.Errorf("%g: %v, after %d bytes", bad, err, b.Len())
			continue
		}
		checkMessage(t, err)
	}
}

func FuzzReadWeights(f *testing.F) {
	for _, text := range []string{
		`{"layers":[{"weights":[[1,2],[3,4]],"bias":[5,6]},{"weights":[[7,8]],"bias":[9]}]}`,
		`{"layers":[{"bias":[1e-300],"weights":[[-0,1E+2]]}]}`, `{"layers":[{"weights":[[1,2],[3]]}]}`, `{"layers":{}}`,
		`{"layers":[{"weights":[[1,2],[3,4]],"bias":[5,6],"gamma":[1,2],"beta":[3,4],"running_mean":[0,1],"running_var":[1,2]},{"weights":[[7,8]],"bias":[9]}]}`,
		`{"layers":[{"weights":[[1,2],[3,4]],"bias":[5,6],"gamma":[1],"running_var":[-1,2]},{"weights":[[7,8]],"bias":[9],"beta":[0]}]}`, `[[[[[`, `{"layers":[]} x`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		n := build(t, Config{Inputs: 2, Hidden: []int{2}, Outputs: 1, Norm: BatchNorm}, 1)
		n.running[0] = 3
		before := n.Clone()
		if err := n.ReadWeights(bytes.NewReader(data)); err != nil {
			checkMessage(t, err)
			if !sameBits(before.params, n.params) || !sameBits(before.running, n.running) {
				t.Fatalf("%q is refused (%v) and half loaded", data, err)
			}
			return
		}
		var b bytes.Buffer
		if err := n.WriteWeights(&b); err != nil {
			t.Fatalf("%q reads to weights that cannot be written: %v", data, err)
		}
		again := n.Clone()
		if err := again.ReadWeights(&b); err != nil || !sameBits(again.params, n.params) || !sameBits(again.running, n.running) {
			t.Fatalf("%q does not survive writing and reading: %v", data, err)
		}
	})
}

// What a normalisation has is stored with the weights, to the bit.
func TestWeightsOfNorms(t *testing.T) {
	for _, norm := range []Normalization{NoNorm, BatchNorm, LayerNorm} {
		n := remedy{norm: norm}.network(t, someCombinations(t)[0], 2, 3, 3, 1)
		var b bytes.Buffer
		if err := n.WriteWeights(&b); err != nil {
			t.Fatal(err)
		}
		text := b.String()
		if strings.Contains(text, "gamma") != (norm != NoNorm) || strings.Contains(text, "running_var") != (norm == BatchNorm) {
			t.Errorf("%s: the file is %s", norm.Name(), text)
		}
		again, _, _ := n.With(n.Config())
		for i := range again.Params() {
			again.Params()[i] = 7
		}
		if err := again.ReadWeights(strings.NewReader(text)); err != nil || !sameBits(again.Params(), n.Params()) || !sameBits(again.running, n.running) {
			t.Errorf("%s: the file does not read back (%v)", norm.Name(), err)
		}
	}
	const plain = `{"layers":[{"weights":[[2]],"bias":[3]},{"weights":[[4]],"bias":[5]}]}`
	n := build(t, Config{Inputs: 1, Hidden: []int{1}, Outputs: 1, Norm: LayerNorm}, 1)
	n.Layer(0).Gamma[0] = 9
	if err := n.ReadWeights(strings.NewReader(plain)); err != nil || n.Layer(0).Gamma[0] != 1 || n.Layer(1).Bias[0] != 5 {
		t.Errorf("a file without a normalisation: %v, %g", err, n.Params())
	}
	for text, want := range map[string]string{
		`{"layers":[{"weights":[[2]],"bias":[3],"gamma":[1,2]},{"weights":[[4]],"bias":[5]}]}`:          `weights: layer 1: "gamma" holds 2 numbers, and the number of rows of weights is 1; give one per row`,
		`{"layers":[{"weights":[[2]],"bias":[3],"beta":[]},{"weights":[[4]],"bias":[5]}]}`:              `weights: layer 1: "beta" holds 0 numbers, and the number of rows of weights is 1; give one per row`,
		`{"layers":[{"weights":[[2]],"bias":[3],"running_var":[-1]},{"weights":[[4]],"bias":[5]}]}`:     `weights: layer 1: "running_var" holds a negative number; give variances`,
		`{"layers":[{"weights":[[2]],"bias":[3],"running_mean":[0]},{"weights":[[4]],"bias":[5]}]}`:     `weights: layer 1 holds "running_mean", and the network has the normalisation layer there; give a file without it, or another norm`,
		`{"layers":[{"weights":[[2]],"bias":[3]},{"weights":[[4]],"bias":[5],"gamma":[1]}]}`:            `weights: layer 2 holds "gamma", and the network has the normalisation none there; give a file without it, or another norm`,
		`{"layers":[{"weights":[[2]],"bias":[3],"gamma":["1"]},{"weights":[[4]],"bias":[5]}]}`:          `weights: line 1, column 49: expected a finite number`,
		`{"layers":[{"weights":[[2]],"bias":[3],"gamma":[1],"gamma":[1]},{"weights":[[4]],"bias":[]}]}`: `weights: line 1, column 52: the key "gamma" is unknown or given twice; the keys here are "weights", "bias", "gamma", "beta", "running_mean", "running_var"`,
	} {
		before := append([]float64(nil), n.Params()...)
		err := n.ReadWeights(strings.NewReader(text))
		if err == nil || err.Error() != want {
			t.Errorf("%s: %v\nwant %s", text, err, want)
			continue
		}
		checkMessage(t, err)
		if !sameBits(before, n.Params()) {
			t.Errorf("%s is refused and half loaded", text)
		}
	}
}
