package federation

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"charm.land/log/v2"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"nabla/classroom"
)

// Options say which class to join, and how.
type Options struct {
	URL         string // of NATS, or several with commas between them
	Class       string // letters, digits, - and _; the same at all its servers
	Credentials string // name of a file of NATS credentials, empty for none
	Open        Opener // opens labs
	Log         *log.Logger
}

// The times of the federation.
const (
	beat    = 2 * time.Second        // between two signs of life
	silence = 4 * beat               // after which a server is no more
	tempo   = 200 * time.Millisecond // at which people are told of and taken
	pause   = time.Second            // before NATS is asked again
	answer  = 2 * time.Second        // within which it has to answer
)

// Federation is a server's membership in a class of several. Make one by [Join].
type Federation struct {
	options Options
	hub     *classroom.Hub
	log     *log.Logger
	nats    *nats.Conn
	js      jetstream.JetStream
	meters  meters

	turned  chan struct{} // the connection came or went
	leave   context.CancelFunc
	left    chan struct{} // closed when it has said goodbye
	rosters chan *nats.Msg
	hellos  chan *nats.Msg
	ends    chan *nats.Msg
}

// Check returns why no class can be joined so, whatever runs there: a [ClassError],
// an [AddressError] or nil.
func (o Options) Check() error {
	if !className.MatchString(o.Class) {
		return ClassError{Name: o.Class}
	}
	for one := range strings.SplitSeq(o.URL, ",") {
		u, err := url.Parse(strings.TrimSpace(one))
		if err != nil || u.Hostname() == "" || !slices.Contains([]string{"nats", "tls", "ws", "wss"}, u.Scheme) {
			return AddressError{URL: one}
		}
	}
	return nil
}

// ClassError is a name that no class has.
type ClassError struct{ Name string }

func (e ClassError) Error() string {
	return fmt.Sprintf("%q is no name of a class; want 1 to 32 letters of a to z, digits, - and _", e.Name)
}

// Message returns the id and the arguments of the translated text.
func (e ClassError) Message() (string, map[string]any) {
	return "cli.bad-class", map[string]any{"Name": e.Name}
}

// AddressError is an address that NATS has none like.
type AddressError struct{ URL string }

func (e AddressError) Error() string {
	return fmt.Sprintf("%q is no address of NATS; want nats://HOST:PORT or tls://HOST:PORT, several with commas between them", e.URL)
}

// Message returns the id and the arguments of the translated text.
func (e AddressError) Message() (string, map[string]any) {
	return "cli.bad-nats", map[string]any{"URL": e.URL}
}

// ConnectError is NATS that cannot be asked at all: credentials that cannot be read,
// or settings of the connection that contradict one another.
type ConnectError struct{ Err error }

func (e ConnectError) Error() string { return fmt.Sprintf("cannot join NATS: %v", e.Err) }

func (e ConnectError) Unwrap() error { return e.Err }

// Message returns the id and the arguments of the translated text.
func (e ConnectError) Message() (string, map[string]any) {
	return "cli.no-nats", map[string]any{"Err": e.Err}
}

// className is what the names of classes match: NATS has subjects and buckets made
// of them.
var className = regexp.MustCompile(`^[A-Za-z0-9_-]{1,32}$`)

// Join has a hub take part in a class from then on, until the federation is
// closed. It does not wait for NATS: until that is there the hub is told that it
// is apart. Its errors are those of [Options.Check], and a [ConnectError].
func Join(hub *classroom.Hub, o Options) (*Federation, error) {
	if err := o.Check(); err != nil {
		return nil, err
	}
	if o.Log == nil {
		o.Log = log.New(io.Discard)
	}
	f := &Federation{
		options: o, hub: hub, log: o.Log, turned: make(chan struct{}, 1),
		// Who does not get to them in time gets the next ones.
		rosters: make(chan *nats.Msg, 256), hellos: make(chan *nats.Msg, 1), ends: make(chan *nats.Msg, 256),
	}
	if err := f.connect(); err != nil {
		return nil, err
	}
	hub.Apart(true)
	ctx, leave := context.WithCancel(context.Background())
	f.leave, f.left = leave, make(chan struct{})
	go f.run(ctx)
	return f, nil
}

// connect connects to NATS, now or as soon as it is there.
func (f *Federation) connect() error {
	turned := func(*nats.Conn) {
		select {
		case f.turned <- struct{}{}:
		default:
		}
	}
	options := []nats.Option{
		nats.Name("nabla " + f.options.Class),
		nats.RetryOnFailedConnect(true), nats.MaxReconnects(-1),
		nats.ReconnectWait(pause / 2), nats.ReconnectJitter(pause/4, pause/2),
		nats.PingInterval(beat), nats.MaxPingsOutstanding(2), nats.Timeout(answer),
		nats.ReconnectBufSize(-1), // what was told too late would be old
		nats.ConnectHandler(turned), nats.ReconnectHandler(turned),
		nats.DisconnectErrHandler(func(c *nats.Conn, err error) {
			f.log.Warn("NATS is lost", "error", err)
			turned(c)
		}),
		nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) { f.log.Warn("NATS", "error", err) }),
	}
	if f.options.Credentials != "" {
		options = append(options, nats.UserCredentials(f.options.Credentials))
	}
	var err error
	if f.nats, err = nats.Connect(f.options.URL, options...); err != nil {
		return ConnectError{Err: err}
	}
	if f.js, err = jetstream.New(f.nats); err == nil {
		err = f.subscribe()
	}
	if err != nil {
		f.nats.Close()
		return ConnectError{Err: err}
	}
	return nil
}

// subscribe has messages of the class come, now and after every loss.
func (f *Federation) subscribe() error {
	for name, to := range map[string]chan *nats.Msg{"roster": f.rosters, "hello": f.hellos, "end": f.ends} {
		if _, err := f.nats.ChanSubscribe(f.subject(name), to); err != nil {
			return fmt.Errorf("%s: %w", f.subject(name), err)
		}
	}
	return nil
}

// subject returns the subject of a kind of message.
func (f *Federation) subject(kind string) string { return "nabla." + f.options.Class + "." + kind }

// Close says goodbye to the other servers. It waits for that, and may be called again.
func (f *Federation) Close() {
	f.leave()
	<-f.left
}

// run tells and takes what happens in the class until the context ends.
func (f *Federation) run(ctx context.Context) {
	defer close(f.left)
	defer f.nats.Close()
	for ctx.Err() == nil {
		if f.nats.IsConnected() {
			err := f.lesson(ctx)
			f.hub.Apart(true)
			if err != nil && !errors.Is(err, context.Canceled) {
				f.log.Warn("apart from the class", "class", f.options.Class, "error", err)
			}
		}
		select {
		case <-ctx.Done():
		case <-f.turned:
		case <-time.After(pause):
		}
	}
}
