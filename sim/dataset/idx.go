package dataset

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"nabla/sim"
)

// idxMark begins every IDX file: two bytes 0, which no text has. The type of
// the numbers and the number of dimensions follow, a byte each, then the size of
// each dimension in four bytes, most significant first, then the numbers, those
// of the last dimension next to each other.
const idxMark = "\x00\x00"

// idxTarget is the name of what an IDX file's labels are.
const idxTarget = "label"

// readIDX reads a file of inputs and the file of labels that goes with it, this
// one first: it is the smaller, and most is wrong when it is missing.
func readIDX(name string, in *bufio.Reader, o Options, most limits) (*Set, error) {
	inputs, err := newIDX(name, in)
	if err != nil {
		return nil, err
	}
	if err := inputs.fits(most); err != nil {
		return nil, err
	}
	if o.Target != "" && tidy(o.Target) != idxTarget {
		e := inputs.whole(problemIDXTarget)
		e.Value, e.other, e.known = sim.Printable(o.Target), idxTarget, []string{idxTarget}
		return nil, e
	}
	s := &Set{Name: name, Target: idxTarget}
	if err := fillLabels(s, inputs, o, most); err != nil {
		return nil, err
	}
	s.Inputs = make([]float64, 0, min(inputs.count(), buffered))
	err = inputs.each(func(v float64) problem {
		if len(s.Inputs) == cap(s.Inputs) {
			// Four times what has come, or the rest: memory follows the bytes, not
			// the promise, and the last copy is of a quarter at most.
			more := min(4*len(s.Inputs), inputs.count())
			s.Inputs = append(make([]float64, 0, more), s.Inputs...)
		}
		s.Inputs = append(s.Inputs, v)
		return ""
	})
	if err != nil {
		return nil, err
	}
	s.Features = make([]string, inputs.width())
	for j := range s.Features {
		s.Features[j] = inputs.feature(j)
	}
	return s, nil
}

// fillLabels gives the set the labels that go with its inputs.
func fillLabels(s *Set, inputs *idx, o Options, most limits) error {
	f, name, err := inputs.openLabels(o.Open)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // only read from: nothing is lost
	in, err := source(name, f, most.bytes)
	if err != nil {
		return err
	}
	file, err := newIDX(name, in)
	if err != nil {
		return err
	}
	file.label = true
	switch {
	case len(file.dims) != 1:
		e := file.whole(problemLabelsShape)
		e.count = len(file.dims)
		return e
	case file.dims[0] != inputs.dims[0]:
		e := file.whole(problemLabelsCount)
		e.count, e.limit, e.other = file.dims[0], inputs.dims[0], sim.Printable(inputs.file)
		return e
	}
	labels := labels{asClasses: o.AsClasses || !file.number.float}
	if err := file.each(labels.take); err != nil {
		return err
	}
	if !labels.fill(s) {
		e := file.whole(problemOneClass)
		e.Column, e.Value = idxTarget, labels.first
		return e
	}
	return nil
}

// openLabels opens the file of labels that goes with the inputs, packed by gzip
// or not: only one of the two files may be packed.
func (d *idx) openLabels(files sim.Opener) (labels io.ReadCloser, name string, err error) {
	name, ok := LabelsName(d.file)
	switch images, are := imagesName(d.file); {
	case !ok && are:
		e := d.whole(problemLabels)
		e.Value = sim.Printable(images)
		return nil, "", e
	case !ok || files == nil:
		return nil, "", d.whole(problemNoLabels)
	}
	labels, err = files(name)
	if err == nil {
		return labels, name, nil
	}
	const packed = ".gz"
	other, was := strings.CutSuffix(name, packed)
	if !was {
		other = name + packed
	}
	if labels, otherErr := files(other); otherErr == nil {
		return labels, other, nil
	}
	e := d.whole(problemLabelsClosed)
	e.Value, e.err = sim.Printable(name), err
	return nil, "", e
}

// idx is an IDX file whose header has been read.
type idx struct {
	file   string
	in     *bufio.Reader
	number idxNumber
	dims   []int // the first counts the samples
	label  bool  // the numbers are labels, not inputs
}

func newIDX(file string, in *bufio.Reader) (*idx, error) {
	d := &idx{file: file, in: in}
	var head [4]byte
	if err := d.fill(head[:]); err != nil {
		return nil, err
	}
	var ok bool
	if d.number, ok = idxNumberOf(head[2]); !ok || string(head[:2]) != idxMark || head[3] == 0 {
		e := d.whole(problemIDXMark)
		e.Value = fmt.Sprintf("% x", head)
		return nil, e
	}
	for range head[3] {
		var size [4]byte
		if err := d.fill(size[:]); err != nil {
			return nil, err
		}
		// A size that no int holds where it has 32 bits is beyond every limit.
		d.dims = append(d.dims, int(min(binary.BigEndian.Uint32(size[:]), math.MaxInt32)))
	}
	if slices.Contains(d.dims, 0) {
		e := d.whole(problemIDXNone)
		e.Value = d.shape(d.dims)
		return nil, e
	}
	return d, nil
}

// fill reads bytes of the header.
func (d *idx) fill(p []byte) error {
	switch _, err := io.ReadFull(d.in, p); {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return d.whole(problemIDXHeader)
	case err != nil:
		return unreadable(d.file, err)
	}
	return nil
}

// whole returns the error of a problem with the whole file.
func (d *idx) whole(p problem) *FileError {
	return &FileError{File: sim.Printable(d.file), problem: p}
}

// fits refuses inputs that are too many, before there are any.
func (d *idx) fits(most limits) error {
	width := 1
	for _, size := range d.dims[1:] {
		if size > maxPixels/width {
			e := d.whole(problemIDXWide)
			e.Value, e.limit = d.shape(d.dims[1:]), maxPixels
			return e
		}
		width *= size
	}
	if d.dims[0] > MaxRows {
		e := d.whole(problemManyRows)
		e.limit = MaxRows
		return e
	}
	if d.dims[0] > most.numbers/width {
		e := d.whole(problemManyNumbers)
		e.limit = most.numbers
		return e
	}
	return nil
}

// width returns how many numbers a sample has.
func (d *idx) width() int {
	width := 1
	for _, size := range d.dims[1:] {
		width *= size
	}
	return width
}

// count returns how many numbers the header promises.
func (d *idx) count() int { return d.dims[0] * d.width() }

// shape writes sizes as in 60000x28x28.
func (d *idx) shape(dims []int) string {
	sizes := make([]string, len(dims))
	for i, size := range dims {
		sizes[i] = strconv.Itoa(size)
	}
	return sim.Printable(strings.Join(sizes, "x"))
}

// feature returns the name of a sample's number j: its place in the picture,
// row and column, or in however many dimensions there are, all counted from 1.
func (d *idx) feature(j int) string {
	if d.label {
		return idxTarget
	}
	sizes := d.dims[1:]
	places := make([]string, max(len(sizes), 1))
	for i := len(places) - 1; i > 0; i-- {
		places[i] = strconv.Itoa(j%sizes[i] + 1)
		j /= sizes[i]
	}
	places[0] = strconv.Itoa(j + 1)
	if len(sizes) == 2 {
		return "r" + places[0] + "c" + places[1]
	}
	return "x" + strings.Join(places, "_")
}

// each hands over all numbers in turn, and makes sure that they are as many as
// the header promises.
func (d *idx) each(take func(v float64) problem) error {
	number, total := d.number, d.count()
	buffer := make([]byte, 8*1024) // holds whole numbers of every size
	for done := 0; done < total; {
		n, err := io.ReadFull(d.in, buffer[:min(len(buffer), (total-done)*number.size)])
		for b := buffer[:n]; len(b) >= number.size; b = b[number.size:] {
			v := number.read(b)
			if p := fault(v, take); p != "" {
				return d.sample(p, done, v)
			}
			done++
		}
		if err != nil {
			return d.cut(err, done)
		}
	}
	switch _, err := d.in.ReadByte(); {
	case err == nil:
		e := d.whole(problemIDXLong)
		e.Value = d.shape(d.dims)
		return e
	case !errors.Is(err, io.EOF):
		return unreadable(d.file, err)
	}
	return nil
}

// fault hands a number over, or says what is wrong with it.
func fault(v float64, take func(v float64) problem) problem {
	if !(math.Abs(v) <= maxValue) { // so written, NaN is refused too
		return problemIDXValue
	}
	return take(v)
}

// cut returns the error of a file that ended, or broke, after this many numbers.
func (d *idx) cut(err error, done int) error {
	if !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return unreadable(d.file, err)
	}
	e := d.whole(problemIDXShort)
	e.count, e.Value = done, d.shape(d.dims)
	return e
}

// sample returns the error of a problem with number i.
func (d *idx) sample(p problem, i int, v float64) *FileError {
	e := d.whole(p)
	e.Sample, e.Column = i/d.width()+1, d.feature(i%d.width())
	e.Value, e.limit = strconv.FormatFloat(v, 'g', -1, 64), maxClasses
	return e
}
