package classroom

import (
	"bytes"
	"io"
	"time"
)

// output is where a session's frames go. Bubble Tea takes an output that is no
// terminal of this machine for one that turns a line feed into a new line, so
// that is what it does. A write that takes too long gives the client up.
type output struct {
	w       io.Writer
	blocked time.Duration
	giveUp  func()
	meters  *meters
}

func (o *output) Write(p []byte) (int, error) {
	since := time.Now()
	timer := time.AfterFunc(o.blocked, func() {
		o.meters.blocked.Add(1)
		o.giveUp()
	})
	defer timer.Stop()
	if _, err := o.w.Write(bytes.ReplaceAll(p, []byte("\n"), []byte("\r\n"))); err != nil {
		return 0, err
	}
	o.meters.wrote(len(p), since)
	return len(p), nil
}
