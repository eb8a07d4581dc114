package cli

import (
	"bufio"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
)

// openFile opens a file to be read. Its errors leave the name out: whoever asked
// for the file says which it is.
func openFile(name string) (io.ReadCloser, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, openError{Err: err}
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		_ = f.Close()
		return nil, openError{Err: syscall.EISDIR}
	}
	return f, nil
}

// newFile is a file that is written under another name in the same folder and
// takes its own when it is whole, so that nothing half written ever stands there.
type newFile struct {
	*os.File
	name   string // as it was asked for
	target string // what the name stands for, links followed; "" for a device
}

// createFile starts a file. What is there already and is no ordinary file, such
// as a device or a pipe, is written to as it is.
func createFile(name string) (*newFile, error) {
	target, mode := name, fs.FileMode(0o666)
	switch info, err := os.Stat(name); {
	case err == nil && info.IsDir():
		return nil, writeError{Name: name, Err: syscall.EISDIR}
	case err == nil && !info.Mode().IsRegular():
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err != nil {
			return nil, writeError{Name: name, Err: bare(err)}
		}
		return &newFile{File: f, name: name}, nil
	case err == nil:
		mode = info.Mode().Perm()
		if target, err = filepath.EvalSymlinks(name); err != nil {
			return nil, writeError{Name: name, Err: bare(err)}
		}
	}
	beside := filepath.Join(filepath.Dir(target), ".nabla-"+strconv.FormatUint(rand.Uint64(), 36)+".tmp")
	f, err := os.OpenFile(beside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return nil, writeError{Name: name, Err: bare(err)}
	}
	return &newFile{File: f, name: name, target: target}, nil
}

// withFile lets write fill a file, and puts it in its place if that went well.
func withFile(name string, write func(io.Writer) error) error {
	f, err := createFile(name)
	if err != nil {
		return err
	}
	buffer := bufio.NewWriter(f)
	err = write(buffer)
	if flushing := buffer.Flush(); err == nil && flushing != nil {
		err = writeError{Name: name, Err: bare(flushing)}
	}
	return f.finish(err)
}

// finish puts the file in its place if all went well, and else removes it. It
// returns what went wrong first.
func (f *newFile) finish(err error) error {
	closing := f.Close()
	if err == nil && closing != nil {
		err = writeError{Name: f.name, Err: bare(closing)}
	}
	if f.target == "" {
		return err
	}
	if err == nil {
		renaming := os.Rename(f.Name(), f.target)
		if renaming == nil {
			return nil
		}
		err = writeError{Name: f.name, Err: bare(renaming)}
	}
	// The error that is under way says more than one from here.
	_ = os.Remove(f.Name())
	return err
}
