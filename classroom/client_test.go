package classroom_test

import (
	"context"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"nabla/classroom"
	"nabla/internal/labtest"
	"nabla/internal/termtest"
	"nabla/model"
	"nabla/model/labs"
	"nabla/sim"
)

// patience is how long a test waits for what must come. No test passes by it.
const patience = 20 * time.Second

const teacherPassword = "correct horse"

// class is a server on loopback.
type class struct {
	testing.TB
	server  *classroom.Server
	address string
	key     []byte
	stop    context.CancelFunc
	served  chan error
}

// newClass starts a class that is open to students, changed as the test likes.
func newClass(t testing.TB, change func(*classroom.Options)) *class {
	t.Helper()
	key, err := classroom.HostKey(t.TempDir() + "/nabla/key")
	if err != nil {
		t.Fatal(err)
	}
	entries := labs.All()
	o := classroom.Options{
		Entries: entries, Moment: labtest.Moment(t, labtest.Entry(t, "descent"), 0, "f", "w-shape", "rates", "0.02", "starts", "-1.9,0.1,0.4,1.7"),
		HostKey: key, Entry: classroom.Entry{TeacherPassword: teacherPassword},
		Limits: classroom.Limits{Rate: 10000, Burst: 10000, Login: 5 * time.Second},
	}
	if change != nil {
		change(&o)
	}
	server, err := classroom.New(o)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	c := &class{TB: t, server: server, address: listener.Addr().String(), key: key, stop: stop, served: make(chan error, 1)}
	go func() { c.served <- server.Serve(ctx, listener) }()
	t.Cleanup(func() {
		stop()
		select {
		case err := <-c.served:
			if err != nil {
				t.Errorf("the server ends with %v", err)
			}
		case <-time.After(patience):
			t.Error("the server does not end")
		}
	})
	return c
}

func paramsOf(entries []model.Entry, lab string) []sim.Param {
	for _, e := range entries {
		if e.Name == lab {
			return e.Params
		}
	}
	return nil
}

// dial logs in.
func (c *class) dial(user string, auth ...gossh.AuthMethod) (*gossh.Client, error) {
	signer, err := gossh.ParsePrivateKey(c.key)
	if err != nil {
		c.Fatal(err)
	}
	return gossh.Dial("tcp", c.address, &gossh.ClientConfig{
		User: user, Auth: auth, HostKeyCallback: gossh.FixedHostKey(signer.PublicKey()), Timeout: patience,
	})
}

// look is how a person's terminal is.
type look struct {
	w, h      int
	term      string
	lang      string
	colorterm string
}

var usual = look{w: 100, h: 30, term: "xterm-256color", lang: "en_US.UTF-8", colorterm: "truecolor"}

// person is somebody at a terminal, with an ssh client.
type person struct {
	*class
	client  *gossh.Client
	session *gossh.Session
	keys    io.WriteCloser
	ended   chan struct{} // closed when the session is

	mu      sync.Mutex
	screen  *termtest.Terminal
	raw     strings.Builder
	changed chan struct{}
}

// teacher and student come to the class.
func (c *class) teacher(l look) *person {
	c.Helper()
	return c.come(classroom.TeacherUser, l, gossh.Password(teacherPassword))
}

func (c *class) student(name string, l look) *person {
	c.Helper()
	return c.come(name, l)
}

func (c *class) come(user string, l look, auth ...gossh.AuthMethod) *person {
	c.Helper()
	client, err := c.dial(user, auth...)
	if err != nil {
		c.Fatalf("%s cannot log in: %v", user, err)
	}
	p, err := c.open(client, l)
	if err != nil {
		c.Fatalf("%s gets no session: %v", user, err)
	}
	return p
}

// open opens the session of a connection.
func (c *class) open(client *gossh.Client, l look) (*person, error) {
	session, err := client.NewSession()
	if err != nil {
		return nil, err
	}
	p := &person{
		class: c, client: client, session: session, screen: termtest.New(min(l.w, 500), min(l.h, 200)),
		changed: make(chan struct{}, 1), ended: make(chan struct{}),
	}
	p.screen.Raw = true
	c.Cleanup(func() { _ = client.Close() })
	_ = session.Setenv("LANG", l.lang)
	_ = session.Setenv("COLORTERM", l.colorterm)
	if err := session.RequestPty(l.term, l.h, l.w, gossh.TerminalModes{}); err != nil {
		return nil, err
	}
	if p.keys, err = session.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := session.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := session.Shell(); err != nil {
		return nil, err
	}
	go p.watch(out)
	return p, nil
}

// watch puts what comes on the screen.
func (p *person) watch(out io.Reader) {
	defer close(p.ended)
	buffer := make([]byte, 32<<10)
	for {
		n, err := out.Read(buffer)
		p.mu.Lock()
		_, _ = p.screen.Write(buffer[:n])
		p.raw.Write(buffer[:n])
		p.mu.Unlock()
		select {
		case p.changed <- struct{}{}:
		default:
		}
		if err != nil {
			return
		}
	}
}

func (p *person) press(keys string) {
	p.Helper()
	if _, err := io.WriteString(p.keys, keys); err != nil {
		p.Fatalf("press %q: %v", keys, err)
	}
}

func (p *person) text() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.screen.Text()
}

// written returns all that ever came.
func (p *person) written() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.raw.String()
}

// until waits for the screen to be as wanted.
func (p *person) until(what string, ok func(text string) bool) {
	p.Helper()
	deadline := time.After(patience)
	for !ok(p.text()) {
		select {
		case <-p.changed:
		case <-time.After(20 * time.Millisecond): // what it waits for may be another screen
		case <-p.ended:
			if ok(p.text()) {
				return
			}
			p.Fatalf("the session ended before %s:\n%s", what, p.text())
		case <-deadline:
			p.Fatalf("waited in vain for %s:\n%s", what, p.text())
		}
	}
}

// shows waits for texts on the screen, all at once.
func (p *person) shows(texts ...string) {
	p.Helper()
	p.until(strings.Join(texts, ", "), func(screen string) bool {
		for _, text := range texts {
			if !strings.Contains(screen, text) {
				return false
			}
		}
		return true
	})
}

// closes closes the sheet that is open, by the escape key as newer terminals send
// it: what follows the older one too soon would be taken for a key with alt.
func (p *person) closes() {
	p.Helper()
	p.press("\x1b[27u")
}

// hides waits for a text to go.
func (p *person) hides(text string) {
	p.Helper()
	p.until("no "+text, func(screen string) bool { return !strings.Contains(screen, text) })
}

// gone waits for the session to end.
func (p *person) gone() {
	p.Helper()
	select {
	case <-p.ended:
	case <-time.After(patience):
		p.Fatalf("the session does not end:\n%s", p.text())
	}
}

// becomes waits for the class to stand as wanted.
func (c *class) becomes(what string, ok func(*model.Lesson) bool) {
	c.Helper()
	deadline := time.Now().Add(patience)
	for !ok(c.server.Hub().Lesson()) {
		if time.Now().After(deadline) {
			c.Fatalf("waited in vain for %s; the class is %+v", what, c.server.Hub().Lesson())
		}
		time.Sleep(2 * time.Millisecond)
	}
}
