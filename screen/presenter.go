package screen

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/charmbracelet/x/ansi"
)

// Cursor is the terminal's own cursor. The zero value is a hidden one.
type Cursor struct {
	X, Y  int
	Shown bool
}

// Presenter puts grids on a terminal: of each only what differs from the one
// before. It writes in a goroutine of its own and keeps no more than the newest
// grid, so that nobody ever waits for a slow terminal, and a frame that came too
// late is never sent.
//
// It is at the same time the writer for whoever else has something to say to
// the terminal (Bubble Tea: modes, questions, the way in and out). What comes
// through [Presenter.Write] goes out in the order of its coming, between two
// frames, and makes the next frame a whole one. Grids are sent only while the
// alternate screen is open: the first one opens it, and from then on the
// presenter follows what is written. What it sets the terminal to on the way in
// it takes back on the way out.
//
// All methods may be called from any goroutine.
type Presenter struct {
	w    io.Writer
	done chan struct{} // closed when the goroutine has ended

	mu      sync.Mutex
	wake    *sync.Cond
	queue   []byte        // what others wrote, not taken yet
	written chan struct{} // closed when that has gone out; nil if nobody asks
	held    bool          // somebody gave up waiting for that
	next    *Grid         // the newest grid
	cursor  Cursor        // in it
	fresh   bool          // it was not taken yet
	shows   bool          // one was
	opened  bool          // the alternate screen was open once
	open    bool          // and is now
	synced  bool          // the terminal knows synchronized updates
	closing bool
	err     error
	gone    bool // nothing can be written any more

	// What follows is the goroutine's.
	painter painter
	newest  *Grid  // the grid to be sent
	shown   *Grid  // the one on the screen
	at      Cursor // on the screen
	dirty   bool   // anything may be on the screen instead
}

// The limits of what others may write while a terminal does not read: how much
// is kept for it, and how long a write waits to see itself out.
const (
	queueLimit = 1 << 18
	patience   = 200 * time.Millisecond
)

// The errors of a Presenter's Write.
var (
	errClosed = errors.New("screen: the presenter is closed")
	errFull   = errors.New("screen: the terminal does not read")
)

// PanicError is a panic of the presenter's goroutine, or of the writer in it:
// a server survives it, and one screen is lost.
type PanicError struct {
	Value any
	Stack []byte
}

func (e *PanicError) Error() string { return fmt.Sprintf("screen: panic: %v", e.Value) }

// NewPresenter returns a presenter for a terminal, and starts its goroutine,
// which [Presenter.Close] ends.
func NewPresenter(w io.Writer, d Dialect) *Presenter {
	p := &Presenter{
		w: w, done: make(chan struct{}),
		next: New(0, 0), newest: New(0, 0), shown: New(0, 0), dirty: true, painter: painter{dialect: d},
	}
	p.wake = sync.NewCond(&p.mu)
	go p.run()
	return p
}

// Present has the grid sent, as it is now; the grid stays the caller's, unless it
// is a shared one, which is not even copied. It never blocks. A grid that was not
// sent yet is forgotten for it.
func (p *Presenter) Present(g *Grid, c Cursor) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closing || p.err != nil {
		return
	}
	switch {
	case g.shared:
		p.next = g
	case p.next.shared:
		p.next = g.clone()
	default:
		p.next.copyFrom(g)
	}
	p.cursor, p.fresh = c, true
	p.wake.Signal()
}

// Synchronize tells whether the terminal knows synchronized updates (mode
// 2026), so that it shows frames as a whole.
func (p *Presenter) Synchronize(on bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.synced = on
}

// Write has what others write sent, and waits until it is, but not for long:
// while the terminal does not read it returns at once. With nothing to write it
// waits in the same way for the newest frame. It fails if the terminal is gone
// or has not read for so long that too much has come together.
func (p *Presenter) Write(b []byte) (int, error) {
	p.mu.Lock()
	switch {
	case p.gone:
		defer p.mu.Unlock()
		return 0, p.err
	case p.closing:
		defer p.mu.Unlock()
		return 0, errClosed
	case len(p.queue)+len(b) > queueLimit:
		defer p.mu.Unlock()
		return 0, errFull
	}
	p.follow(b)
	if p.written == nil {
		p.written = make(chan struct{})
	}
	written, held := p.written, p.held
	p.wake.Signal()
	p.mu.Unlock()
	if held {
		return len(b), nil
	}
	late := time.NewTimer(patience)
	defer late.Stop()
	select {
	case <-written:
	case <-late.C:
	}
	return p.outcome(len(b), written)
}

// outcome is what a write of n bytes returns after waiting. If they have not
// gone out, nobody waits again until something has.
func (p *Presenter) outcome(n int, written chan struct{}) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.gone {
		return 0, p.err
	}
	select {
	case <-written:
	default:
		p.held = true
	}
	return n, nil
}

// follow queues what was written, and takes note of the screen that it opens.
// An alternate screen that is open already is not opened again: that would
// make some terminals forget where the cursor was before.
func (p *Presenter) follow(b []byte) {
	in := bytes.LastIndex(b, []byte(ansi.SetModeAltScreenSaveCursor))
	out := bytes.LastIndex(b, []byte(ansi.ResetModeAltScreenSaveCursor))
	if in > out && out < 0 && p.open {
		p.queue = append(p.queue, b[:in]...)
		b = b[in+len(ansi.SetModeAltScreenSaveCursor):]
	}
	p.queue = append(p.queue, b...)
	if in >= 0 || out >= 0 {
		p.open = in > out
		p.opened = true
	}
}

// Resume has the next grid open the alternate screen that somebody left for a
// while: when the program goes on after having been stopped.
func (p *Presenter) Resume() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.opened = p.open
}

// Err returns why nothing more is shown, nil while all is well.
func (p *Presenter) Err() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.err
}

// Close sends what has not been sent, leaves the alternate screen if nobody
// has, ends the goroutine and returns [Presenter.Err]. It waits for a terminal
// that does not read; whoever gives one up closes the writer beneath first.
func (p *Presenter) Close() error {
	p.mu.Lock()
	p.closing = true
	p.wake.Signal()
	p.mu.Unlock()
	<-p.done
	return p.Err()
}

// copyFrom makes the grid a copy of another.
func (g *Grid) copyFrom(src *Grid) {
	if g.w != src.w || g.h != src.h {
		g.Resize(src.w, src.h)
	}
	copy(g.cells, src.cells)
}
