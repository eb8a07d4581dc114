package network

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// parseWeights reads a weights file: the sizes of the network it holds and its
// numbers. It goes through the file token by token, so that no file makes it
// take much more memory than the largest network would, and so that it can name
// the place of a mistake.
func parseWeights(data []byte) (*weightsReader, error) {
	r := &weightsReader{data: data, tokens: json.NewDecoder(bytes.NewReader(data))}
	r.tokens.UseNumber()
	if err := r.file(); err != nil {
		return nil, err
	}
	return r, nil
}

type weightsReader struct {
	data   []byte
	tokens *json.Decoder
	sizes  []int
	params []float64                  // of each layer the weights, then the biases
	norms  [][len(normKeys)][]float64 // of each layer
}

// layerReader is the layer being read.
type layerReader struct {
	*weightsReader
	number   int // counted from 1
	rows, in int
	weights  []float64
	bias     []float64
	norm     [len(normKeys)][]float64
}

func (r *weightsReader) file() error {
	layers := func() error { return r.list(`[{"weights":[[…]],"bias":[…]}]`, r.layer) }
	err := r.object(`{"layers":[…]}`, `"layers"`, map[string]func() error{"layers": layers})
	if err != nil {
		return err
	}
	at := r.tokens.InputOffset()
	if _, err := r.tokens.Token(); !errors.Is(err, io.EOF) {
		return weightsTrailing(r.place(at))
	}
	if len(r.sizes) == 0 {
		return weightsEmpty()
	}
	return nil
}

// layer reads one layer and holds it to the one before it.
func (r *weightsReader) layer() error {
	l := &layerReader{weightsReader: r, number: max(len(r.sizes), 1)}
	if l.number > MaxLayers {
		return weightsTooMany()
	}
	fields := map[string]func() error{
		"weights": func() error { return r.list("[[…]]", l.row) },
		"bias":    func() (err error) { l.bias, err = r.numbers(l.bias); return err },
	}
	for k, key := range normKeys {
		fields[key] = func() (err error) { l.norm[k], err = r.numbers([]float64{}); return err }
	}
	if err := r.object(`{"weights":[[…]],"bias":[…]}`, `"weights", "bias", "`+strings.Join(normKeys[:], `", "`)+`"`, fields); err != nil {
		return err
	}
	if err := l.check(); err != nil {
		return err
	}
	if len(r.sizes) == 0 {
		r.sizes = append(r.sizes, l.in)
	}
	r.sizes = append(r.sizes, l.rows)
	r.params = append(append(r.params, l.weights...), l.bias...)
	r.norms = append(r.norms, l.norm)
	return nil
}

// row reads the weights of one unit.
func (l *layerReader) row() (err error) {
	before := len(l.weights)
	if l.weights, err = l.numbers(l.weights); err != nil {
		return err
	}
	in := len(l.weights) - before
	switch {
	case l.rows > 0 && in != l.in:
		return weightsRagged(l.number, l.rows+1, in, l.in)
	case in == 0:
		return weightsMissing(l.number, "weights")
	}
	l.rows, l.in = l.rows+1, in
	return nil
}

func (l *layerReader) check() error {
	switch {
	case l.rows == 0:
		return weightsMissing(l.number, "weights")
	case len(l.bias) == 0:
		return weightsMissing(l.number, "bias")
	case len(l.bias) != l.rows:
		return weightsBias(l.number, len(l.bias), l.rows)
	case len(l.params)+len(l.weights)+len(l.bias) > MaxParams:
		return weightsTooMany()
	}
	if before := len(l.sizes); before > 0 && l.sizes[before-1] != l.in {
		return weightsChain(l.number, l.in, l.sizes[before-1])
	}
	return l.checkNorm()
}

func (l *layerReader) checkNorm() error {
	for k, numbers := range l.norm {
		if numbers != nil && len(numbers) != l.rows {
			return weightsLength(l.number, normKeys[k], len(numbers), l.rows)
		}
	}
	for _, variance := range l.norm[len(normKeys)-1] {
		if variance < 0 {
			return weightsNegative(l.number)
		}
	}
	return nil
}

// object reads an object with each of the fields at most once, in any order.
// The sketch is what it looks like, for errors.
func (r *weightsReader) object(sketch, keys string, fields map[string]func() error) error {
	if err := r.open(sketch); err != nil {
		return err
	}
	for r.tokens.More() {
		at := r.tokens.InputOffset()
		token, err := r.tokens.Token()
		if err != nil {
			return weightsExpected(r.place(at), sketch)
		}
		key, _ := token.(string) // in an object the decoder lets nothing else pass
		read, known := fields[key]
		if !known {
			return weightsKey(r.place(at), key, keys)
		}
		delete(fields, key)
		if err := read(); err != nil {
			return err
		}
	}
	return r.close(sketch)
}

// list reads an array, calling item while there is more in it.
func (r *weightsReader) list(sketch string, item func() error) error {
	if err := r.open(sketch); err != nil {
		return err
	}
	for r.tokens.More() {
		if err := item(); err != nil {
			return err
		}
	}
	return r.close(sketch)
}

// open takes the bracket or brace that the sketch begins with.
func (r *weightsReader) open(sketch string) error {
	at := r.tokens.InputOffset()
	token, err := r.tokens.Token()
	if delim, ok := token.(json.Delim); err != nil || !ok || rune(delim) != rune(sketch[0]) {
		return weightsExpected(r.place(at), sketch)
	}
	return nil
}

// close takes the bracket or brace that the sketch ends with.
func (r *weightsReader) close(sketch string) error {
	at := r.tokens.InputOffset()
	if _, err := r.tokens.Token(); err != nil {
		return weightsExpected(r.place(at), sketch[len(sketch)-1:])
	}
	return nil
}

// numbers appends an array of finite numbers to x.
func (r *weightsReader) numbers(x []float64) ([]float64, error) {
	err := r.list("[…]", func() error {
		at := r.tokens.InputOffset()
		value, ok := r.number()
		if !ok {
			return weightsNumber(r.place(at))
		}
		if len(x) == MaxParams {
			return weightsTooMany()
		}
		x = append(x, value)
		return nil
	})
	return x, err
}

func (r *weightsReader) number() (float64, bool) {
	token, err := r.tokens.Token()
	if err != nil {
		return 0, false
	}
	text, ok := token.(json.Number)
	if !ok {
		return 0, false
	}
	value, err := strconv.ParseFloat(string(text), 64)
	return value, err == nil && !math.IsInf(value, 0)
}

// place is where something stands in the file, counted from 1.
type place struct{ line, column int }

// place returns where the next token after an offset begins.
func (r *weightsReader) place(offset int64) place {
	at := min(int(offset), len(r.data))
	rest := r.data[at:]
	before := r.data[:at+len(rest)-len(bytes.TrimLeft(rest, " \t\r\n,:"))]
	start := bytes.LastIndexByte(before, '\n') + 1
	return place{bytes.Count(before, []byte{'\n'}) + 1, utf8.RuneCount(before[start:]) + 1}
}
