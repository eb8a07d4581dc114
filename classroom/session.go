package classroom

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	gossh "golang.org/x/crypto/ssh"
	"golang.org/x/time/rate"

	"nabla/locale"
	"nabla/model"
	"nabla/screen"
	"nabla/sim"
	"nabla/views/theme"
)

// framesPerSecond is how often Bubble Tea looks whether it has to write something
// itself. Frames do not go through it.
const framesPerSecond = 1

// resizePause is the least time between two sizes that a session takes.
const resizePause = 50 * time.Millisecond

// leaving is how long a session may take to say goodbye.
const leaving = time.Second

// session is one person's program.
type session struct {
	server   *Server
	seat     *Seat
	viewer   *viewer
	terminal *terminal
	channel  gossh.Channel
	words    *locale.Localizer
	cut      func() // closes the connection
	cancel   context.CancelFunc
	goodbye  string // id of what is said at the end; set by the goroutine of attend
}

// run runs the program until somebody ends it, and says why.
func (s *session) run(ctx context.Context, name string, teacher bool) {
	ctx, s.cancel = context.WithCancel(ctx)
	defer s.cancel()
	size, env, pty := s.terminal.now()
	language, _ := locale.Detect("", env) // an error is one of a flag, and there is none
	s.words = locale.For(language)
	if !pty {
		s.say("serve.no-terminal")
		return
	}
	s.seat = s.server.hub.Join(name, teacher, size.w, size.h)
	defer s.seat.Leave()
	frames := screen.NewPresenter(s.output(), screen.DialectOf(valueOf(env, "TERM")))
	s.viewer = &viewer{gallery: s.server.gallery, frames: frames, seat: s.seat}
	defer s.viewer.Leave()
	app, err := s.app(size, env, language, frames)
	if err != nil {
		_ = frames.Close() // nothing has been presented

		s.server.log.Error("no session", "name", name, "error", err)
		s.say("serve.broken")
		return
	}
	guard := &model.Guard{Inner: app}
	program := tea.NewProgram(guard,
		tea.WithContext(ctx), tea.WithInput(nil), tea.WithOutput(frames), tea.WithEnvironment(env),
		tea.WithWindowSize(size.w, size.h), tea.WithFPS(framesPerSecond), tea.WithoutSignalHandler(),
		tea.WithColorProfile(colorprofile.TrueColor), // the theme has seen to it
	)
	keys := make(chan uv.Event)
	done := make(chan struct{})
	go s.guarded(func() { s.read(ctx, env, keys) })
	go func() {
		defer close(done)
		s.guarded(func() { s.attend(ctx, program, keys) })
	}()
	_, err = program.Run()
	s.cancel()
	<-done
	// It waits for a client that does not read only as long as that is let be.
	err = errors.Join(err, frames.Close())
	go func() {
		// The decoder must not wait for anybody; it ends with the channel.
		for range keys {
		}
	}()
	switch crash := guard.Crash(); {
	case crash != nil:
		s.server.meters.broke.Add(1)
		s.server.log.Error("a session broke", "name", name, "panic", crash.Value, "at", app.Moment().String(), "stack", string(crash.Stack))
		s.say("serve.broken")
	case s.goodbye != "":
		s.say(s.goodbye)
	}
	s.server.log.Info("left", "name", name, "why", s.goodbye, "error", err)
}

// app returns the program on the screen, where the class is; where that cannot
// be opened, at the first lab.
func (s *session) app(size size, env []string, language locale.Language, frames model.Screen) (*model.App, error) {
	entries := s.server.options.Entries
	o := model.Options{
		Entries: entries, Moment: s.server.options.Moment, Language: language,
		Theme: theme.Detect(env, true), Width: size.w, Height: size.h, Paused: true,
		Class: s.seat, Lesson: s.seat.Msg(), Screen: frames, Fault: s.fault, Gallery: s.viewer,
	}
	app, err := s.open(o)
	if err != nil {
		o.Moment, o.Lesson = sim.Moment{Setup: sim.NewSetup(entries[0].Name, entries[0].Params)}, model.LessonMsg{}
		app, err = s.open(o)
	}
	return app, err
}

// open opens what the options say; a panic in a lab is an error.
func (s *session) open(o model.Options) (app *model.App, err error) {
	defer func() {
		if value := recover(); value != nil {
			s.fault(model.Crash{Value: value, Stack: debug.Stack()})
			err = fmt.Errorf("a lab broke: %v", value)
		}
	}()
	return model.New(o)
}

// fault takes note of a lab that broke: the session goes on without it.
func (s *session) fault(c model.Crash) {
	s.server.meters.fell.Add(1)
	s.server.log.Error("a lab broke", "panic", c.Value, "stack", string(c.Stack))
}

// output is the client's terminal, as what presents the frames writes to it.
func (s *session) output() io.Writer {
	l := s.server.options.Limits
	return &output{w: s.channel, blocked: l.Blocked, giveUp: s.cut, meters: &s.server.meters}
}

// say writes a line under the screen, or what is left of it.
func (s *session) say(id string) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		// A client that does not read does not hear why it is let go.
		_, _ = io.WriteString(s.channel, "\r\n"+s.words.T(id)+"\r\n")
	}()
	select {
	case <-done:
	case <-time.After(leaving):
	}
}

// refuse says in the client's language why there is no session.
func (s *session) refuse(id string) {
	_, env, _ := s.terminal.now()
	language, _ := locale.Detect("", env) // as in run
	s.words = locale.For(language)
	s.say(id)
}

// guarded confines a panic of a goroutine to its session.
func (s *session) guarded(f func()) {
	defer func() {
		if value := recover(); value != nil {
			s.server.log.Error("a session broke", "panic", value)
			s.cancel()
		}
	}()
	f()
}

// read turns what the client types into events. It is here and not in Bubble Tea
// so that a text on which the decoder breaks ends one session, not the server.
func (s *session) read(ctx context.Context, env []string, keys chan<- uv.Event) {
	defer close(keys)
	reader := uv.NewTerminalReader(newInput(s.channel), valueOf(env, "TERM"))
	_ = reader.StreamEvents(ctx, keys) // its errors are those of the connection, which is gone then
	s.cancel()
}

func valueOf(env []string, name string) string {
	for _, pair := range env {
		if len(pair) > len(name) && pair[:len(name)+1] == name+"=" {
			return pair[len(name)+1:]
		}
	}
	return ""
}

// news is what an app knows of its class.
type news struct {
	told   *model.Lesson // the last one
	behind bool          // there is a newer one
}

// come tells the news, unless nothing in them is for the app of a session that is
// shown the frames of all.
func (n *news) come(s *session, program *tea.Program) {
	since := time.Now()
	n.behind = s.viewer.watching() && s.server.hub.Lesson().Same(n.told, s.seat.id)
	if !n.behind {
		n.tell(s, program)
	}
	s.server.meters.told(since)
}

// catchUp tells what the app has slept over.
func (n *news) catchUp(s *session, program *tea.Program) {
	if n.behind {
		n.tell(s, program)
	}
}

// tell tells the newest.
func (n *news) tell(s *session, program *tea.Program) {
	msg := s.seat.Msg()
	n.told, n.behind = msg.Lesson, false
	program.Send(msg)
}

// attend hands the program what the client and the class have for it, and ends it
// when it is time. It is the only one that sends to the program, and the only one
// that waits for it.
func (s *session) attend(ctx context.Context, program *tea.Program, keys <-chan uv.Event) {
	l := s.server.options.Limits
	idle := time.NewTimer(l.Idle)
	end := time.NewTimer(l.MaxTime)
	pause := time.NewTimer(0)
	defer idle.Stop()
	defer end.Stop()
	defer pause.Stop()
	events := rate.NewLimiter(eventsPerSecond, eventsAtOnce)
	rested := true
	news := news{told: new(model.Lesson)} // the app may have begun with an older one than now
	for {
		resized := s.terminal.resized
		if !rested {
			resized = nil
		}
		select {
		case <-ctx.Done():
			return
		case <-s.terminal.gone:
			s.cancel()
			return
		case e, ok := <-keys:
			if !ok {
				s.cancel()
				return
			}
			if !events.Allow() {
				continue
			}
			if typed(e) {
				idle.Reset(l.Idle)
				s.seat.Touch()
			}
			news.catchUp(s, program)
			program.Send(e)
		case <-s.seat.News():
			news.come(s, program)
		case <-resized:
			rested = false
			pause.Reset(resizePause)
			size, _, _ := s.terminal.now()
			s.seat.Resize(size.w, size.h)
			news.catchUp(s, program)
			program.Send(tea.WindowSizeMsg{Width: size.w, Height: size.h})
		case <-pause.C:
			rested = true
		case <-idle.C:
			s.leave(ctx, program, "serve.idle")
			return
		case <-end.C:
			s.leave(ctx, program, "serve.time")
			return
		case <-s.seat.Ended():
			s.leave(ctx, program, "serve.ended")
			return
		case <-s.server.closing:
			s.leave(ctx, program, "serve.closing")
			return
		}
	}
}

// typed reports whether an event is somebody's doing, not the terminal's.
func typed(e uv.Event) bool {
	switch e.(type) {
	case uv.KeyPressEvent, uv.MouseClickEvent, uv.MouseWheelEvent, uv.PasteEvent:
		return true
	default:
		return false
	}
}

// leave ends the program in good order, or after a while in any.
func (s *session) leave(ctx context.Context, program *tea.Program, goodbye string) {
	s.goodbye = goodbye
	go s.guarded(program.Quit)
	select {
	case <-ctx.Done():
	case <-time.After(leaving):
		s.cancel()
	}
}
