package classroom

import (
	"context"
	"io"

	tea "charm.land/bubbletea/v2"

	"nabla/model"
	"nabla/screen"
)

// perform runs an app at a seat of nobody until the context ends or the app breaks,
// and tells it the news that it is to hear.
func (g *gallery) perform(ctx context.Context, o model.Options, hears func(*model.Lesson) bool) {
	s := g.server
	ctx, stop := context.WithCancel(ctx)
	seat := s.hub.audience()
	defer seat.Leave()
	defer stop()
	defer func() {
		if value := recover(); value != nil {
			s.log.Error("what is shown to all broke", "panic", value)
		}
	}()
	o.Entries, o.Moment, o.Paused, o.Lesson = s.options.Entries, s.options.Moment, true, seat.Msg()
	app, err := model.New(o)
	if err != nil {
		s.log.Error("nothing is shown to all", "error", err)
		return
	}
	guard := &model.Guard{Inner: app}
	program := tea.NewProgram(guard,
		tea.WithContext(ctx), tea.WithInput(nil), tea.WithOutput(io.Discard), tea.WithEnvironment(nil),
		tea.WithWindowSize(o.Width, o.Height), tea.WithoutRenderer(), tea.WithoutSignalHandler(),
	)
	told := make(chan struct{})
	go func() {
		defer close(told)
		for {
			select {
			case <-ctx.Done():
				return
			case <-seat.News():
				if msg := seat.Msg(); hears(msg.Lesson) {
					program.Send(msg)
				}
			}
		}
	}()
	_, err = program.Run()
	stop()
	<-told
	if crash := guard.Crash(); crash != nil {
		s.meters.broke.Add(1)
		s.log.Error("what is shown to all broke", "panic", crash.Value, "at", app.Moment().String(), "stack", string(crash.Stack))
	} else if ctx.Err() == nil {
		s.log.Error("nothing is shown to all", "error", err)
	}
}

// understudy steps the run for all who follow here where nobody here does: where
// whoever has the pen is gone, or at another server, from which only moments come.
type understudy struct{ hub *Hub }

var _ model.Class = understudy{}

// standIn has an understudy whenever one is needed. One that breaks is not tried
// again on the same run; who follows then steps alone.
func (g *gallery) standIn(ctx context.Context) {
	news := g.server.hub.audience()
	defer news.Leave()
	broke := uint64(0)
	for {
		select {
		case <-ctx.Done():
			return
		case <-news.News():
		}
		if l := g.server.hub.Lesson(); l.Present.Run != broke && g.server.hub.misses(l) {
			g.perform(ctx, model.Options{Class: understudy{g.server.hub}, Screen: blind{}}, g.server.hub.misses)
			broke = g.server.hub.Lesson().Present.Run
		}
	}
}

// misses reports whether there are people who follow and nobody steps for them.
func (h *Hub) misses(l *model.Lesson) bool {
	if l.Present.Run == 0 || l.Present.State != nil {
		return false
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	follows := false
	for _, p := range l.People {
		here := h.seats[p.ID] != nil
		if here && p.Pen {
			return false
		}
		follows = follows || here && p.Follows()
	}
	return follows
}

// Show has those who follow see the run as it stands, unless something else is
// shown by now.
func (u understudy) Show(p model.Present) {
	h := u.hub
	h.mu.Lock()
	defer h.mu.Unlock()
	now := h.lesson.Present
	if now.Run != p.Run || now.Moment.Step != p.Moment.Step || len(now.Moment.Edits) != len(p.Moment.Edits) {
		return
	}
	next := *h.lesson
	next.Present.State = p.State
	h.publish(&next)
}

// Do is nothing that an understudy is asked for.
func (u understudy) Do(model.Wish) error { return nil }

// blind is a screen that nobody sees.
type blind struct{}

var _ model.Screen = blind{}

// Present shows nothing.
func (blind) Present(*screen.Grid, screen.Cursor) {}

// Synchronize changes nothing.
func (blind) Synchronize(bool) {}

// Resume changes nothing.
func (blind) Resume() {}

// Write writes nothing.
func (blind) Write(p []byte) (int, error) { return len(p), nil }

// Err is nil: nothing here can fail.
func (blind) Err() error { return nil }
