package sim

import (
	"io"
	"io/fs"
	"sync/atomic"
)

// Reading counts how much of the files of a setup has been read, for whoever
// waits for them. The zero value has read nothing. It may be asked while
// another goroutine reads.
type Reading struct {
	done, total atomic.Int64 // bytes
}

// Watch returns an opener of the same files that counts what is read of them,
// or nil for nil.
func (r *Reading) Watch(files Opener) Opener {
	if files == nil {
		return nil
	}
	return func(name string) (io.ReadCloser, error) {
		f, err := files(name)
		if err != nil {
			return nil, err
		}
		w := &watched{ReadCloser: f, reading: r}
		if info, err := w.Stat(); err == nil {
			r.total.Add(info.Size())
		}
		return w, nil
	}
}

// Percent returns how much of the files opened so far has been read, from 0 to
// 100, and false where their size is not known, as of a pipe's.
func (r *Reading) Percent() (percent int, known bool) {
	done, total := r.done.Load(), r.total.Load()
	if total <= 0 || done > total {
		return 0, false
	}
	return int(float64(done) / float64(total) * 100), true
}

type watched struct {
	io.ReadCloser
	reading *Reading
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.ReadCloser.Read(p)
	w.reading.done.Add(int64(n))
	return n, err
}

// Stat is there so that one who is watched can be watched by another.
func (w *watched) Stat() (fs.FileInfo, error) {
	if f, ok := w.ReadCloser.(interface{ Stat() (fs.FileInfo, error) }); ok {
		return f.Stat()
	}
	return nil, fs.ErrInvalid
}
