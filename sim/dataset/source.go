package dataset

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"

	"nabla/sim"
)

// gzipMark begins every gzip file.
const gzipMark = "\x1f\x8b"

// buffered is how many bytes are read at a time, and can be looked at ahead.
const buffered = 1 << 16

// source returns what a file holds, unpacked if it is packed by gzip. What is
// packed is bounded as well as what it unpacks to: a few bytes may stand for
// gigabytes, and gigabytes may stand for none.
func source(file string, r io.Reader, most int) (*bufio.Reader, error) {
	packed := &bounded{r: r, file: file, most: most}
	in := bufio.NewReaderSize(packed, buffered)
	if start, _ := in.Peek(len(gzipMark)); string(start) != gzipMark {
		return in, nil
	}
	u := &unzipped{file: file, packed: packed}
	var err error
	if u.gzip, err = gzip.NewReader(in); err != nil {
		return nil, u.failure()
	}
	return bufio.NewReaderSize(&bounded{r: u, file: file, most: most}, buffered), nil
}

// unreadable returns the error of reading a file in this package's terms.
func unreadable(file string, err error) *FileError {
	if e, ok := errors.AsType[*FileError](err); ok {
		return e
	}
	return &FileError{File: sim.Printable(file), problem: problemUnreadable, err: err}
}

// unzipped unpacks a gzip file, and tells the errors of the packing from those
// of the file's own reader.
type unzipped struct {
	gzip   *gzip.Reader
	file   string
	packed *bounded
}

func (u *unzipped) Read(p []byte) (int, error) {
	n, err := u.gzip.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = u.failure()
	}
	return n, err
}

// failure returns what broke the unpacking. The unpacker's own error is left out:
// one that a file ends too early must not pass for the end of the file.
func (u *unzipped) failure() *FileError {
	if before := u.packed.err; before != nil && !errors.Is(before, io.EOF) {
		return unreadable(u.file, before)
	}
	return &FileError{File: sim.Printable(u.file), problem: problemGzip}
}

// bounded reads a file up to a number of bytes.
type bounded struct {
	r    io.Reader
	file string
	most int

	size int // bytes read
	err  error
}

// Read keeps to an error once it has returned it: a look at bytes ahead must
// not use it up.
func (b *bounded) Read(p []byte) (int, error) {
	if b.err != nil {
		return 0, b.err
	}
	var n int
	n, b.err = b.r.Read(p)
	if b.size += n; b.size > b.most {
		b.err = &FileError{File: sim.Printable(b.file), problem: problemTooBig, limit: b.most >> 20}
		return 0, b.err
	}
	return n, b.err
}

// lines reads text up to a number of bytes per line.
type lines struct {
	r    io.Reader
	file string

	ended  int // lines
	length int // bytes of the line that has not ended
}

func (l *lines) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	if l.tooLong(p[:n]) {
		return 0, &FileError{File: sim.Printable(l.file), Line: l.ended + 1, problem: problemLongLine, limit: maxLine >> 10}
	}
	return n, err
}

// tooLong takes note of what was read and reports whether a line is too long.
func (l *lines) tooLong(read []byte) bool {
	for {
		end := bytes.IndexByte(read, '\n')
		if end < 0 {
			l.length += len(read)
			return l.length > maxLine
		}
		if l.length+end > maxLine {
			return true
		}
		l.length = 0
		l.ended++
		read = read[end+1:]
	}
}
