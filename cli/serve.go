package cli

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"charm.land/log/v2"
	"charm.land/ssh"
	"github.com/spf13/cobra"

	"nabla/classroom"
	"nabla/classroom/federation"
	"nabla/model/labs"
	"nabla/sim"
)

// serveFlags are the flags of the command serve.
type serveFlags struct {
	addr, hostKey        string
	password             string
	authorized, teachers string
	sessions, perAddress *paramFlag
	idle, maxTime        *durationFlag
	metrics              string
	nats, class          string
	credentials          string
	check                bool
}

// serveCommand returns the command that opens a class.
func (a *app) serveCommand() *cobra.Command {
	f := serveFlags{
		sessions:   newParamFlag(sim.Param{Name: "--max-sessions", Kind: sim.Whole, Default: "200", Min: 1, Max: 10000}),
		perAddress: newParamFlag(sim.Param{Name: "--max-per-address", Kind: sim.Whole, Default: "100", Min: 1, Max: 10000}),
		idle:       &durationFlag{name: "--idle", value: 30 * time.Minute},
		maxTime:    &durationFlag{name: "--max-time", value: 4 * time.Hour},
	}
	c := &cobra.Command{
		Use:               "serve [LAB [NAME=VALUE]… | 'LINE']",
		Short:             a.text.T("cli.serve.short"),
		Long:              a.text.T("cli.serve.long"),
		Example:           a.text.T("cli.serve.example"),
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: a.completeLabs,
		RunE: func(c *cobra.Command, args []string) error {
			m, err := a.parseMoment(a.line(args))
			if err != nil {
				return err
			}
			return a.serve(c.Context(), f, m)
		},
	}
	flags := c.Flags()
	flags.SortFlags = false
	flags.StringVar(&f.addr, "addr", "127.0.0.1:2222", a.text.T("cli.flag.addr"))
	flags.StringVar(&f.password, "password", "", a.text.T("cli.flag.password"))
	flags.StringVar(&f.authorized, "authorized-keys", "", a.text.T("cli.flag.authorized-keys"))
	flags.StringVar(&f.teachers, "teacher-keys", "", a.text.T("cli.flag.teacher-keys"))
	flags.StringVar(&f.hostKey, "host-key", "", a.text.T("cli.flag.host-key"))
	flags.Var(f.sessions, "max-sessions", a.text.T("cli.flag.max-sessions"))
	flags.Var(f.perAddress, "max-per-address", a.text.T("cli.flag.max-per-address"))
	flags.Var(f.idle, "idle", a.text.T("cli.flag.idle"))
	flags.Var(f.maxTime, "max-time", a.text.T("cli.flag.max-time"))
	flags.StringVar(&f.metrics, "metrics", "", a.text.T("cli.flag.metrics"))
	flags.StringVar(&f.nats, "nats", "", a.text.T("cli.flag.nats"))
	flags.StringVar(&f.class, "class", "nabla", a.text.T("cli.flag.class"))
	flags.StringVar(&f.credentials, "nats-creds", "", a.text.T("cli.flag.nats-creds"))
	flags.BoolVar(&f.check, "check", false, a.text.T("cli.flag.check"))
	return c
}

// serve opens a class until a signal ends it, or says what would be opened.
func (a *app) serve(ctx context.Context, f serveFlags, m sim.Moment) error {
	entry, err := a.entry(&f)
	if err != nil {
		return err
	}
	if f.hostKey == "" {
		folder, err := os.UserConfigDir()
		if err != nil {
			return classroom.HostKeyError{Path: "~", Err: err}
		}
		f.hostKey = filepath.Join(folder, "nabla", "host_ed25519")
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", f.addr)
	if err != nil {
		return listenError{Addr: f.addr, Err: err}
	}
	defer func() { _ = listener.Close() }()
	key, err := f.key()
	if err != nil {
		return err
	}
	if f.nats != "" {
		if err := a.federation(&f, nil).Check(); err != nil {
			return err
		}
	}
	if err := a.announce(&f, entry, key, listener.Addr().String()); err != nil || f.check {
		return err
	}
	logger := log.NewWithOptions(a.Stderr, log.Options{ReportTimestamp: true})
	server, err := classroom.New(classroom.Options{
		Entries: labs.All(), Moment: m, HostKey: key, Entry: entry, Number: f.number(),
		Limits: classroom.Limits{
			Sessions: f.sessions.value.Whole(), PerAddress: f.perAddress.value.Whole(),
			Idle: f.idle.value, MaxTime: f.maxTime.value,
		},
		Log: logger,
	})
	if err != nil {
		return fmt.Errorf("serve: %w", err)
	}
	return a.hold(ctx, &f, server, listener, logger)
}

// hold holds the class until a signal ends it, with other servers if it is shared.
func (a *app) hold(ctx context.Context, f *serveFlags, server *classroom.Server, listener net.Listener, logger *log.Logger) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	figures := []func(io.Writer) error{server.WriteMetrics}
	if f.nats != "" {
		others, err := federation.Join(server.Hub(), a.federation(f, logger))
		if err != nil {
			return err
		}
		defer others.Close()
		figures = append(figures, others.WriteMetrics)
	}
	if f.metrics != "" {
		end, err := serveMetrics(ctx, f.metrics, figures)
		if err != nil {
			return err
		}
		defer end()
	}
	if err := server.Serve(ctx, listener); err != nil {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}

// serveMetrics has figures read by HTTP, at /metrics. An address without a host is
// one of this machine alone.
func serveMetrics(ctx context.Context, addr string, figures []func(io.Writer) error) (end func(), err error) {
	if strings.HasPrefix(addr, ":") {
		addr = "127.0.0.1" + addr
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, listenError{Addr: addr, Err: err}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; version=0.0.4")
		for _, write := range figures {
			_ = write(w) // at an error who asked has gone
		}
	})
	const patience = 5 * time.Second
	server := &http.Server{Handler: mux, ReadTimeout: patience, WriteTimeout: patience, IdleTimeout: time.Minute}
	go func() { _ = server.Serve(listener) }() // ends with its listener, by Close
	return func() { _ = server.Close() }, nil
}

// key returns the host key; a check makes none.
func (f *serveFlags) key() ([]byte, error) {
	if _, err := os.Stat(f.hostKey); f.check && errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	return classroom.HostKey(f.hostKey)
}

// entry returns who may come in.
func (a *app) entry(f *serveFlags) (classroom.Entry, error) {
	e := classroom.Entry{Password: f.password}
	var err error
	if e.Keys, err = a.keys("--authorized-keys", f.authorized); err != nil {
		return e, err
	}
	if e.TeacherKeys, err = a.keys("--teacher-keys", f.teachers); err != nil {
		return e, err
	}
	if len(e.TeacherKeys) == 0 {
		e.TeacherPassword = newPassword()
	}
	return e, nil
}

// keys reads the public keys of a file, none where there is no name.
func (a *app) keys(flag, name string) ([]ssh.PublicKey, error) {
	if name == "" {
		return nil, nil
	}
	file, err := a.Open(name)
	if err != nil {
		return nil, &sim.ParamError{Name: flag, Text: name, Err: err}
	}
	defer func() { _ = file.Close() }()
	const most = 1 << 20
	text, err := io.ReadAll(io.LimitReader(file, most))
	if err != nil {
		return nil, &sim.ParamError{Name: flag, Text: name, Err: openError{Err: err}}
	}
	keys, err := classroom.AuthorizedKeys(text)
	if err != nil {
		return nil, &sim.ParamError{Name: flag, Text: name, Err: err}
	}
	return keys, nil
}

// newPassword returns a password of 60 random bits that can be read out.
func newPassword() string {
	text := strings.ToLower(rand.Text())
	return text[:4] + "-" + text[4:8] + "-" + text[8:12]
}

// announce says what is listened to, what students and the teacher type, and who
// may come in.
func (a *app) announce(f *serveFlags, e classroom.Entry, key []byte, address string) error {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return listenError{Addr: address, Err: err}
	}
	const indent = "           " // under what the lines before begin with
	var b strings.Builder
	line := func(text string) { b.WriteString(text + "\n") }
	line(a.text.T("cli.serve.listening", "Address", address))
	if f.nats != "" {
		line(a.text.T("cli.serve.nats", "Class", f.class, "URL", redacted(f.nats)))
	}
	ip := net.ParseIP(host)
	if ip.IsLoopback() {
		line(a.text.T("cli.serve.loopback", "Port", port))
	} else if ip.IsUnspecified() {
		host = outside(host)
	}
	line("")
	line(a.text.T("cli.serve.students", "Port", port, "Host", host))
	switch {
	case e.Open():
		line(indent + a.text.T("cli.serve.anybody"))
	case e.Password != "" && len(e.Keys) > 0:
		line(indent + a.text.T("cli.serve.either", "Count", len(e.Keys)))
	case e.Password != "":
		line(indent + a.text.T("cli.serve.by-password"))
	default:
		line(indent + a.text.T("cli.serve.by-key", "Count", len(e.Keys)))
	}
	line("")
	line(a.text.T("cli.serve.teacher", "Port", port, "Host", host, "User", classroom.TeacherUser))
	if e.TeacherPassword != "" && !f.check {
		line(indent + a.text.T("cli.serve.teacher-password", "Password", e.TeacherPassword))
	} else if e.TeacherPassword != "" {
		line(indent + a.text.T("cli.serve.teacher-new-password"))
	} else {
		line(indent + a.text.T("cli.serve.by-key", "Count", len(e.TeacherKeys)))
	}
	line("")
	if key == nil {
		line(a.text.T("cli.serve.new-host-key", "Path", f.hostKey))
	} else {
		fingerprint, err := classroom.Fingerprint(key)
		if err != nil {
			return classroom.HostKeyError{Path: f.hostKey, Err: err}
		}
		line(a.text.T("cli.serve.host-key", "Fingerprint", fingerprint, "Path", f.hostKey))
	}
	if !f.check {
		line(a.text.T("cli.serve.stop"))
	}
	if _, err := io.WriteString(a.Stdout, b.String()); err != nil {
		return writeError{Err: bare(err)}
	}
	return nil
}

// outside returns an address of this machine that others may reach, or the host
// where it has none.
func outside(host string) string {
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		return host
	}
	for _, address := range addresses {
		if ip, ok := address.(*net.IPNet); ok && ip.IP.To4() != nil && ip.IP.IsGlobalUnicast() {
			return ip.IP.String()
		}
	}
	return host
}

// durationFlag is a flag that accepts a time such as 30m or 1h30m.
type durationFlag struct {
	name  string
	value time.Duration
}

// Set reads the time.
func (f *durationFlag) Set(text string) error {
	d, err := time.ParseDuration(text)
	if err != nil || d < time.Second {
		return &sim.ParamError{Name: f.name, Text: text, Err: durationError{}}
	}
	f.value = d
	return nil
}

func (f *durationFlag) String() string { return f.value.String() }

// Type is what the help calls the value.
func (f *durationFlag) Type() string { return "time" }

// durationError is a text that is no time.
type durationError struct{}

func (durationError) Error() string {
	return "want a time of a second at least, such as 90s, 30m or 4h"
}

func (durationError) Message() (string, map[string]any) { return "cli.bad-duration", nil }

// listenError is an address that cannot be listened to.
type listenError struct {
	Addr string
	Err  error
}

func (e listenError) Error() string {
	return fmt.Sprintf("cannot listen on %s: %v; want HOST:PORT that is free, such as 127.0.0.1:2222 or :2222", e.Addr, e.Err)
}

func (e listenError) Unwrap() error { return e.Err }

func (e listenError) Message() (string, map[string]any) {
	return "cli.cannot-listen", map[string]any{"Addr": e.Addr, "Err": e.Err}
}
