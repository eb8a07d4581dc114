package classroom

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"time"

	"charm.land/log/v2"
	"charm.land/ssh"
	"charm.land/wish/v2"
	gossh "golang.org/x/crypto/ssh"

	"nabla/model"
	"nabla/sim"
)

// Options are what a [Server] starts with.
type Options struct {
	Entries []model.Entry // the labs, at least one
	Moment  sim.Moment    // what is open before the teacher shows anything
	HostKey []byte        // in PEM, as [HostKey] returns it
	Entry   Entry         // who may come in
	Limits  Limits
	Number  uint32      // among the servers of one class, 0 for one on its own
	Log     *log.Logger // nil for none
}

// Server is a class that is reached by ssh.
type Server struct {
	options Options
	log     *log.Logger
	hub     *Hub
	gallery *gallery
	door    *door
	ssh     *ssh.Server
	meters  meters
	closing chan struct{} // closed when the class is over

	mu   sync.Mutex
	over bool
	open sync.WaitGroup // sessions; none is added once the class is over
}

// visitorKey finds the visitor in the context of a connection.
type visitorKey struct{}

// farewell is how long sessions have to end at the end of the class.
const farewell = 3 * time.Second

// New returns a server that serves nobody yet, or why the host key is none.
func New(o Options) (*Server, error) {
	o.Limits = o.Limits.withDefaults()
	if o.Log == nil {
		o.Log = log.New(io.Discard)
	}
	s := &Server{options: o, log: o.Log, hub: NewHub(o.Number), door: newDoor(o.Limits), closing: make(chan struct{})}
	s.gallery = newGallery(s)
	login := newLogin(o.Entry, o.Limits.Login/4)
	server, err := wish.NewServer(
		wish.WithHostKeyPEM(o.HostKey),
		wish.WithVersion("nabla"),
		func(server *ssh.Server) error {
			server.HandshakeTimeout = o.Limits.Login
			server.ServerConfigCallback = login.config
			server.ConnCallback = s.enter
			server.ChannelHandlers = map[string]ssh.ChannelHandler{"session": s.channel, "default": s.refuse}
			server.RequestHandlers = map[string]ssh.RequestHandler{"default": s.request}
			server.SubsystemHandlers = map[string]ssh.SubsystemHandler{}
			return nil
		},
	)
	if err != nil {
		return nil, fmt.Errorf("the server: %w", err)
	}
	s.ssh = server
	return s, nil
}

// Hub returns the class.
func (s *Server) Hub() *Hub { return s.hub }

// Serve serves whoever comes through the listener until the context ends. Then it
// tells everybody that the class is over, waits a little for them to leave, and
// closes what is left.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	served := make(chan error, 1)
	go func() { served <- s.ssh.Serve(l) }()
	stays, stop := context.WithCancel(context.WithoutCancel(ctx)) // to the end of the farewell
	defer stop()
	go s.gallery.standIn(stays)
	var err error
	select {
	case err = <-served:
	case <-ctx.Done():
		_ = l.Close()
	}
	s.end()
	left := make(chan struct{})
	go func() {
		defer close(left)
		s.open.Wait()
	}()
	select {
	case <-left:
	case <-time.After(farewell):
	}
	if closing := s.ssh.Close(); err == nil && closing != nil && !errors.Is(closing, net.ErrClosed) {
		err = closing
	}
	if errors.Is(err, ssh.ErrServerClosed) {
		err = nil
	}
	return err
}

// begin counts a session, unless the class is over.
func (s *Server) begin() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.over {
		s.open.Add(1)
	}
	return !s.over
}

// end ends the class.
func (s *Server) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.over {
		s.over = true
		close(s.closing)
		s.gallery.close()
	}
}

// enter has the door let a connection in.
func (s *Server) enter(ctx ssh.Context, conn net.Conn) net.Conn {
	v := s.door.enter(conn)
	if v == nil {
		s.meters.refused.Add(1)
		s.log.Debug("refused", "address", conn.RemoteAddr())
		return nil
	}
	ctx.SetValue(visitorKey{}, v)
	return v
}

// request refuses what a connection asks for beside channels, no faster than
// anybody with good intentions asks.
func (s *Server) request(ctx ssh.Context, _ *ssh.Server, _ *gossh.Request) (bool, []byte) {
	const pause = 20 * time.Millisecond
	select {
	case <-ctx.Done():
	case <-time.After(pause):
	}
	return false, nil
}

// refuse refuses a channel: a way into the host's network or to its services.
func (s *Server) refuse(_ *ssh.Server, conn *gossh.ServerConn, nc gossh.NewChannel, ctx ssh.Context) {
	s.counts(conn, ctx)
	_ = nc.Reject(gossh.Prohibited, "not here") // fails where the connection is gone
}

// counts takes note of a channel that was asked for, and closes the connection where
// there are too many.
func (s *Server) counts(conn *gossh.ServerConn, ctx ssh.Context) (v *visitor, ok bool) {
	v, ok = ctx.Value(visitorKey{}).(*visitor)
	if !ok || v.channels.Add(1) > channelsPerVisit {
		_ = conn.Close()
		return nil, false
	}
	return v, true
}

// channel serves the one session of a connection, and closes that after it: a
// client that keeps the connection keeps nothing of the server's.
func (s *Server) channel(_ *ssh.Server, conn *gossh.ServerConn, nc gossh.NewChannel, ctx ssh.Context) {
	v, ok := s.counts(conn, ctx)
	if !ok {
		return
	}
	if !v.first.CompareAndSwap(false, true) {
		_ = nc.Reject(gossh.ResourceShortage, "one session a connection")
		return
	}
	defer func() { _ = conn.Close() }()
	if !s.begin() {
		return
	}
	defer s.open.Done()
	ch, requests, err := nc.Accept()
	if err != nil {
		return
	}
	defer func() { _ = ch.Close() }()
	t := newTerminal()
	go t.serve(ctx, requests)
	select {
	case <-t.shell:
	case <-t.gone:
		return
	case <-s.closing:
		return
	case <-time.After(s.options.Limits.Login):
		return
	}
	one := &session{server: s, terminal: t, channel: ch, cut: func() { _ = conn.Close() }}
	if !v.settle() {
		s.log.Warn("full", "name", conn.User())
		one.refuse("serve.full")
		return
	}
	teacher := conn.Permissions != nil && conn.Permissions.Extensions[roleExtension] == teacherRole
	name := nameOf(conn.User(), teacher)
	s.meters.came.Add(1)
	s.log.Info("came", "name", name, "teacher", teacher, "address", v.address)
	one.run(ctx, name, teacher)
	_, _ = ch.SendRequest("exit-status", false, gossh.Marshal(struct{ Status uint32 }{0})) // for a client that is still there
}
