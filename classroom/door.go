package classroom

import (
	"net"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"
)

// strangers is how many connections may be between coming and their session at
// the same time.
const strangers = 100

// strangersFrom is how many of them may come from one address: it cannot keep all
// others out, and is more than a school that comes at once.
const strangersFrom = strangers / 2

// writeBuffer is how much the kernel keeps of what a client has yet to take, in
// bytes: a hundred frames.
const writeBuffer = 128 << 10

// channelsPerVisit is how many channels one connection may ask for. One is
// enough; a client that multiplexes asks for another and is refused.
const channelsPerVisit = 8

// door counts who comes, and refuses who is too many.
type door struct {
	limits Limits
	rate   *rate.Limiter

	mu      sync.Mutex
	waiting int            // connections without a session yet
	inside  int            // sessions
	from    map[string]int // connections by address
	strange map[string]int // of them, those without a session yet
}

func newDoor(l Limits) *door {
	return &door{limits: l, rate: rate.NewLimiter(rate.Limit(l.Rate), l.Burst), from: make(map[string]int), strange: make(map[string]int)}
}

// visitor is a connection that was let in.
type visitor struct {
	net.Conn
	door     *door
	address  string
	blocked  time.Duration
	patience *time.Timer // until the session has to be open
	channels atomic.Int32
	first    atomic.Bool // a session was asked for
	close    sync.Once

	inside bool // a session is open; the door's mutex guards it
}

// enter lets a connection in, or returns nil.
func (d *door) enter(conn net.Conn) *visitor {
	address := conn.RemoteAddr().String()
	if host, _, err := net.SplitHostPort(address); err == nil {
		address = host
	}
	if !d.rate.Allow() {
		return nil
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetWriteBuffer(writeBuffer) // else the kernel keeps megabytes for who does not read
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.waiting >= strangers || d.strange[address] >= strangersFrom || d.from[address] >= d.limits.PerAddress {
		return nil
	}
	d.waiting++
	d.strange[address]++
	d.from[address]++
	v := &visitor{Conn: conn, door: d, address: address, blocked: d.limits.Blocked}
	v.patience = time.AfterFunc(2*d.limits.Login, func() { _ = v.Close() })
	return v
}

// settle turns a visitor into a session, and reports whether there was room.
func (v *visitor) settle() bool {
	d := v.door
	d.mu.Lock()
	defer d.mu.Unlock()
	if v.inside || d.inside >= d.limits.Sessions {
		return false
	}
	v.patience.Stop()
	v.inside = true
	d.known(v.address)
	d.inside++
	return true
}

// Write gives up on a client that takes nothing.
func (v *visitor) Write(p []byte) (int, error) {
	if err := v.SetWriteDeadline(time.Now().Add(v.blocked)); err != nil {
		return 0, err //nolint:wrapcheck // as a net.Conn returns it
	}
	return v.Conn.Write(p) //nolint:wrapcheck // as a net.Conn returns it
}

// Close closes the connection and makes room for another.
func (v *visitor) Close() error {
	v.close.Do(func() {
		d := v.door
		d.mu.Lock()
		defer d.mu.Unlock()
		v.patience.Stop()
		if v.inside {
			d.inside--
		} else {
			d.known(v.address)
		}
		if d.from[v.address]--; d.from[v.address] == 0 {
			delete(d.from, v.address)
		}
	})
	return v.Conn.Close() //nolint:wrapcheck // as a net.Conn returns it
}

// known takes note that a connection is no stranger's any more. The door's mutex is
// held.
func (d *door) known(address string) {
	d.waiting--
	if d.strange[address]--; d.strange[address] == 0 {
		delete(d.strange, address)
	}
}

// count returns how many connections wait and how many sessions there are.
func (d *door) count() (waiting, inside int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.waiting, d.inside
}
