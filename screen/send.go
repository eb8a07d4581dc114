package screen

import (
	"errors"
	"runtime/debug"

	"github.com/charmbracelet/x/ansi"
)

// load is what the goroutine takes at once and sends in one write.
type load struct {
	foreign []byte        // what others wrote
	written chan struct{} // to be closed when it has gone out
	enter   bool          // open the alternate screen first
	fresh   bool          // send the newest grid
	frame   bool          // or else the one that was sent last once more
	cursor  Cursor
	synced  bool
	leave   bool // close the alternate screen
	last    bool // nothing follows
}

// run is the goroutine.
func (p *Presenter) run() {
	defer close(p.done)
	var spare []byte
	for {
		l := p.take(spare[:0])
		p.painter.out = append(p.painter.out[:0], l.foreign...)
		if l.enter {
			p.painter.out = append(p.painter.out, opening...)
		}
		err := p.frame(&l)
		if l.leave {
			p.painter.out = append(p.painter.out, closing...)
		}
		p.conclude(&l, err, p.flush())
		if l.last {
			return
		}
		spare = l.foreign
	}
}

// take waits until there is something to send and returns it; spare is room
// for what others write next.
func (p *Presenter) take(spare []byte) load {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.queue) == 0 && p.written == nil && !p.due() && !p.closing {
		p.wake.Wait()
	}
	l := load{foreign: p.queue, written: p.written, cursor: p.cursor, synced: p.synced, last: p.closing}
	p.queue, p.written = spare, nil
	if p.gone {
		l.foreign = l.foreign[:0]
		return l
	}
	p.dirty = p.dirty || len(l.foreign) > 0
	if p.due() {
		l.enter = !p.opened
		p.open, p.opened = true, true
		p.next, p.newest = p.newest, p.next
		l.fresh, p.fresh, p.shows = true, false, true
	} else {
		// What others wrote may have spoilt what was on the screen: it is mended
		// in the same write, before anybody sees it.
		l.frame = p.dirty && p.open && p.shows && p.err == nil
	}
	l.leave = l.last && p.open
	p.open = p.open && !l.leave
	return l
}

// due reports whether there is a grid to be sent now.
func (p *Presenter) due() bool {
	return p.fresh && p.err == nil && (p.open || !p.opened)
}

// frame appends what brings the newest grid to the screen. A panic on the way
// is the error, and nothing of the frame is sent then.
func (p *Presenter) frame(l *load) (err error) {
	if !l.frame && !l.fresh {
		return nil
	}
	start := len(p.painter.out)
	defer func() {
		if value := recover(); value != nil {
			p.painter.out = p.painter.out[:start]
			err = &PanicError{Value: value, Stack: debug.Stack()}
		}
	}()
	old, now := p.shown, p.shown
	if l.fresh {
		now = p.newest
	}
	if p.dirty || old.w != now.w || old.h != now.h {
		old = nil
	}
	if !p.update(old, now, l) {
		p.painter.out = p.painter.out[:start]
	}
	if l.fresh {
		p.shown, p.newest = p.newest, p.shown
	}
	p.dirty, p.at = false, l.cursor
	return nil
}

// update appends the cells that have changed, all where old is nil, and the
// cursor. It reports whether there is anything to be sent.
func (p *Presenter) update(old, now *Grid, l *load) bool {
	out, visible := &p.painter.out, p.at.Shown
	if l.synced {
		*out = append(*out, ansi.SetModeSynchronizedOutput...)
	}
	// Whatever is shown at once need not be hidden from.
	if old == nil || visible && !l.synced {
		*out = append(*out, ansi.ResetModeTextCursorEnable...)
		visible = false
	}
	if old == nil {
		*out = append(*out, ansi.ResetStyle...)
	}
	before := len(*out)
	p.painter.paint(old, now)
	if old != nil && len(*out) == before && l.cursor == p.at {
		return false
	}
	switch {
	case l.cursor.Shown:
		*out = appendPlace(*out, l.cursor.X, l.cursor.Y)
		if !visible {
			*out = append(*out, ansi.SetModeTextCursorEnable...)
		}
	case visible:
		*out = append(*out, ansi.ResetModeTextCursorEnable...)
	}
	if l.synced {
		*out = append(*out, ansi.ResetModeSynchronizedOutput...)
	}
	return true
}

// flush writes what has been put together. A panic of the writer is an error
// like any other.
func (p *Presenter) flush() (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = &PanicError{Value: value, Stack: debug.Stack()}
		}
	}()
	if len(p.painter.out) == 0 {
		return nil
	}
	_, err = p.w.Write(p.painter.out)
	return err
}

// conclude takes note of what has gone out, and of what went wrong.
func (p *Presenter) conclude(l *load, drawing, writing error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.err == nil {
		p.err = errors.Join(drawing, writing)
	}
	p.gone = p.gone || writing != nil
	p.held = false
	if l.written != nil {
		close(l.written)
	}
}
