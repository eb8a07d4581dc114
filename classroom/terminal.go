package classroom

import (
	"context"
	"slices"
	"sync"

	gossh "golang.org/x/crypto/ssh"
	"golang.org/x/time/rate"
)

// The limits of what a client says of its terminal.
const (
	maxWidth  = 500
	maxHeight = 200
	maxValue  = 64 // bytes of TERM and of a variable
)

// size is that of a terminal, in cells.
type size struct{ w, h int }

// clamp keeps a size to what can be drawn at little cost.
func clamp(w, h uint32) size {
	return size{int(min(max(w, 1), maxWidth)), int(min(max(h, 1), maxHeight))}
}

// terminal is what a client asks of its session: a terminal of a size, variables,
// a shell. All else is refused.
type terminal struct {
	limiter *rate.Limiter // of requests: a storm of them waits at its source
	resized chan struct{}
	shell   chan struct{} // closed once there is a shell
	gone    chan struct{} // closed when the client is done with the channel

	mu   sync.Mutex
	size size
	pty  bool
	open bool // the shell
	env  []string
}

func newTerminal() *terminal {
	return &terminal{
		limiter: rate.NewLimiter(1000, 1000),
		resized: make(chan struct{}, 1),
		shell:   make(chan struct{}),
		gone:    make(chan struct{}),
	}
}

// serve answers the requests of the channel until the client closes it.
func (t *terminal) serve(ctx context.Context, requests <-chan *gossh.Request) {
	defer close(t.gone)
	for r := range requests {
		if t.limiter.Wait(ctx) != nil {
			break
		}
		ok := t.answer(r)
		if r.WantReply {
			_ = r.Reply(ok, nil) // fails where the connection is gone, which ends the loop
		}
	}
	// What is left is let go, or the connection would stand still.
	for range requests {
	}
}

func (t *terminal) answer(r *gossh.Request) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch r.Type {
	case "pty-req":
		var p struct {
			Term          string
			Width, Height uint32
			PixelW        uint32
			PixelH        uint32
			Modes         string
		}
		if t.pty || t.open || gossh.Unmarshal(r.Payload, &p) != nil || !t.set("TERM", p.Term) {
			return false
		}
		t.pty, t.size = true, clamp(p.Width, p.Height)
		return true
	case "env":
		var v struct{ Name, Value string }
		return !t.open && gossh.Unmarshal(r.Payload, &v) == nil && allowed(v.Name) && t.set(v.Name, v.Value)
	case "window-change":
		var p struct{ Width, Height, PixelW, PixelH uint32 }
		if !t.pty || gossh.Unmarshal(r.Payload, &p) != nil {
			return false
		}
		t.size = clamp(p.Width, p.Height)
		select {
		case t.resized <- struct{}{}:
		default: // the newest size is looked up when it is used
		}
		return true
	case "shell":
		if t.open {
			return false
		}
		t.open = true
		close(t.shell)
		return true
	default:
		return false
	}
}

// allowed reports whether a client may set the variable.
func allowed(name string) bool {
	return slices.Contains([]string{"LANG", "COLORTERM", "NO_COLOR"}, name)
}

// set keeps a variable if its value is of printable ASCII and short.
func (t *terminal) set(name, value string) bool {
	bad := func(r rune) bool { return r < ' ' || r > '~' }
	if len(value) > maxValue || slices.ContainsFunc([]rune(value), bad) {
		return false
	}
	t.env = append(slices.DeleteFunc(t.env, func(pair string) bool {
		return len(pair) > len(name) && pair[:len(name)+1] == name+"="
	}), name+"="+value)
	return true
}

// now returns the newest size, the variables, and whether there is a terminal.
func (t *terminal) now() (size size, env []string, pty bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.size, slices.Clone(t.env), t.pty
}
