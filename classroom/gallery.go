package classroom

import (
	"context"
	"sync"

	"nabla/model"
	"nabla/screen"
)

// The bounds of a gallery: from how many sessions of one look on their frames are
// drawn for all of them, and for how many looks.
const (
	enough   = 2
	maxLooks = 32
)

// gallery is where frames are drawn once for all sessions that follow in the same
// look. Each look has an app of its own, at a seat of nobody; what it draws goes to
// the presenters of all, without a message to any of their apps.
type gallery struct {
	server *Server

	mu     sync.Mutex
	easels map[model.Look]*easel
	closed bool
}

func newGallery(s *Server) *gallery {
	return &gallery{server: s, easels: make(map[model.Look]*easel)}
}

// close ends all that is drawn here.
func (g *gallery) close() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.closed = true
	for _, e := range g.easels {
		if e.stop != nil {
			e.stop()
		}
	}
}

// easel is where the frames of one look are drawn.
type easel struct {
	blind   // but for what it presents
	gallery *gallery
	look    model.Look
	stop    context.CancelFunc // nil before anything is drawn

	// What follows is under the gallery's lock.
	viewers map[*viewer]bool // who wants them; true for who gets them
	broken  bool             // nothing more comes
	grid    *screen.Grid     // the newest, nil before the first
	cursor  screen.Cursor
}

// viewer is a session's place in the gallery.
type viewer struct {
	gallery *gallery
	frames  *screen.Presenter
	seat    *Seat
	at      *easel // nil for none
}

var (
	_ model.Gallery = (*viewer)(nil)
	_ model.Screen  = (*easel)(nil)
)

// Watch has the frames of the look go to the session.
func (v *viewer) Watch(look model.Look) bool {
	g := v.gallery
	g.mu.Lock()
	defer g.mu.Unlock()
	if v.at == nil || v.at.look != look {
		v.leave()
		e := g.easels[look]
		if e == nil {
			e = &easel{gallery: g, look: look, viewers: make(map[*viewer]bool)}
			g.easels[look] = e
		}
		v.at = e
		e.viewers[v] = false
	}
	e := v.at
	if e.viewers[v] {
		return true
	}
	if e.stop == nil && (len(e.viewers) < enough || !g.draw(e)) || e.broken {
		return false
	}
	e.viewers[v] = true
	if e.grid != nil {
		g.server.meters.handed.Add(1)
		v.frames.Present(e.grid, e.cursor)
	}
	return true
}

// Leave ends it.
func (v *viewer) Leave() {
	v.gallery.mu.Lock()
	defer v.gallery.mu.Unlock()
	v.leave()
}

// leave is Leave under the lock. With the last one who wants them the drawing of
// the frames ends.
func (v *viewer) leave() {
	e := v.at
	if e == nil {
		return
	}
	v.at = nil
	if e.viewers[v] {
		v.seat.poke() // of news that have passed it by
	}
	delete(e.viewers, v)
	if len(e.viewers) > 0 {
		return
	}
	delete(v.gallery.easels, e.look)
	if e.stop != nil {
		e.stop()
	}
}

// watching reports whether the session gets the gallery's frames.
func (v *viewer) watching() bool {
	v.gallery.mu.Lock()
	defer v.gallery.mu.Unlock()
	return v.at != nil && v.at.viewers[v]
}

// draw begins to draw the frames of a look, unless too many are drawn already.
func (g *gallery) draw(e *easel) bool {
	busy := 0
	for _, other := range g.easels {
		if other.stop != nil {
			busy++
		}
	}
	if busy == maxLooks || g.closed {
		return false
	}
	var ctx context.Context
	ctx, e.stop = context.WithCancel(context.Background())
	go e.run(ctx)
	return true
}

// run draws frames until nobody wants them any more. Where that goes wrong, the
// sessions are told to draw their own.
func (e *easel) run(ctx context.Context) {
	defer e.abandon()
	defer e.stop()
	e.gallery.perform(ctx, model.Options{
		Language: e.look.Language, Theme: e.look.Theme, FixTheme: true, Width: e.look.Width, Height: e.look.Height, Screen: e,
	}, func(*model.Lesson) bool { return true })
}

// abandon has those who still want frames draw their own.
func (e *easel) abandon() {
	e.gallery.mu.Lock()
	defer e.gallery.mu.Unlock()
	e.broken, e.grid = true, nil
	for v := range e.viewers {
		e.viewers[v] = false
		v.seat.poke()
	}
}

// Present hands a frame that was drawn to all who want it.
func (e *easel) Present(drawn *screen.Grid, c screen.Cursor) {
	shared := drawn.Shared()
	m := &e.gallery.server.meters
	m.drawn.Add(1)
	e.gallery.mu.Lock()
	defer e.gallery.mu.Unlock()
	if e.broken {
		return
	}
	e.grid, e.cursor = shared, c
	for v, wants := range e.viewers {
		if wants {
			m.handed.Add(1)
			v.frames.Present(shared, c)
		}
	}
}
