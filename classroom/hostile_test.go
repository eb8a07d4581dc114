package classroom_test

import (
	"bytes"
	"io"
	"math/rand/v2"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"nabla/classroom"
	"nabla/model"
)

// alone waits until nobody but the people named is in the class.
func (c *class) alone(names ...string) {
	c.Helper()
	c.becomes("only "+strings.Join(names, ", "), func(l *model.Lesson) bool {
		if len(l.People) != len(names) {
			return false
		}
		for i, p := range l.People {
			if p.Name != names[i] {
				return false
			}
		}
		return true
	})
}

// goesOn checks that the lesson does: the teacher steps and a student sees it.
func (c *class) goesOn(teacher, student *person) {
	c.Helper()
	step := c.server.Hub().Lesson().Present.Moment.Step
	teacher.press(right)
	c.becomes("another step", func(l *model.Lesson) bool { return l.Present.Moment.Step > step })
	student.until("the teacher's step", func(text string) bool {
		return english.FindString(text) == english.FindString(teacher.text())
	})
}

// pair is a teacher and a student who want to learn.
func (c *class) pair() (teacher, student *person) {
	c.Helper()
	teacher = c.teacher(usual)
	teacher.shows("teaching")
	student = c.student("ada", usual)
	teacher.shows("1 student")
	student.shows("following")
	return teacher, student
}

// window is what a client says of its window's size.
type window struct{ W, H, PixelW, PixelH uint32 }

// channel opens a session by hand, with a terminal of the size and a shell.
func (c *class) channel(client *gossh.Client, w, h uint32) gossh.Channel {
	c.Helper()
	ch, requests, err := client.OpenChannel("session", nil)
	if err != nil {
		c.Fatal(err)
	}
	go gossh.DiscardRequests(requests)
	pty := struct {
		Term  string
		Size  window
		Modes string
	}{Term: "xterm-256color", Size: window{W: w, H: h}}
	payload := gossh.Marshal(struct {
		Term         string
		W, H, PW, PH uint32
		Modes        string
	}{pty.Term, w, h, 0, 0, ""})
	for _, r := range []struct {
		name    string
		payload []byte
	}{{"pty-req", payload}, {"shell", nil}} {
		if ok, err := ch.SendRequest(r.name, true, r.payload); !ok || err != nil {
			c.Fatalf("%s: %v, %v", r.name, ok, err)
		}
	}
	return ch
}

func (c *class) login(user string) *gossh.Client {
	c.Helper()
	client, err := c.dial(user)
	if err != nil {
		c.Fatal(err)
	}
	c.Cleanup(func() { _ = client.Close() })
	return client
}

func TestClientThatStopsReading(t *testing.T) {
	t.Parallel()
	c := newClass(t, func(o *classroom.Options) { o.Limits.Blocked = 300 * time.Millisecond })
	teacher, student := c.pair()
	conn, err := net.Dial("tcp", c.address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	_ = conn.(*net.TCPConn).SetReadBuffer(4096)
	stalls := &stalling{Conn: conn, end: make(chan struct{})}
	defer close(stalls.end)
	sshConn, channels, requests, err := gossh.NewClientConn(stalls, c.address, &gossh.ClientConfig{
		User: "mallory", HostKeyCallback: gossh.InsecureIgnoreHostKey(),
	})
	if err != nil {
		t.Fatal(err)
	}
	ch := c.channel(gossh.NewClient(sshConn, channels, requests), 500, 200)
	teacher.shows("2 students")
	stalls.stalled.Store(true)
	for n := uint32(0); len(c.server.Hub().Lesson().People) > 2; n++ { // each size is a whole frame more that nobody reads
		_, _ = ch.SendRequest("window-change", false, gossh.Marshal(window{W: 500 - n%2, H: 200}))
		time.Sleep(20 * time.Millisecond)
	}
	c.alone("teacher", "ada")
	c.goesOn(teacher, student)
}

// stalling is a connection that stops to be read.
type stalling struct {
	net.Conn
	stalled atomic.Bool
	end     chan struct{}
}

func (s *stalling) Read(p []byte) (int, error) {
	if s.stalled.Load() {
		<-s.end
	}
	return s.Conn.Read(p)
}

// The same on the way before: the client takes bytes, but not those of the screen.
func TestWriterThatIsBlocked(t *testing.T) {
	t.Parallel()
	read, write := io.Pipe()
	out := classroom.Output(write, 20*time.Millisecond, func() { _ = read.Close() })
	if _, err := out.Write([]byte("a\nb")); err == nil {
		t.Error("a write that nobody reads ends well")
	}
}

func TestClientThatKeepsTheConnection(t *testing.T) {
	t.Parallel()
	c := newClass(t, nil)
	teacher, student := c.pair()
	mallory := c.login("mallory")
	ch := c.channel(mallory, 80, 24)
	teacher.shows("2 students")
	if _, _, err := mallory.OpenChannel("session", nil); err == nil {
		t.Error("one connection gets two sessions")
	}
	if err := ch.Close(); err != nil {
		t.Fatal(err)
	}
	_ = mallory.Wait() // the server closes it
	c.alone("teacher", "ada")
	c.goesOn(teacher, student)
}

func TestHugeTerminals(t *testing.T) {
	t.Parallel()
	c := newClass(t, nil)
	teacher, student := c.pair()
	mallory := c.login("mallory")
	ch := c.channel(mallory, 20000, 20000)
	go func() { _, _ = io.Copy(io.Discard, ch) }()
	size := func(w, h int) func(*model.Lesson) bool {
		return func(l *model.Lesson) bool {
			return len(l.People) == 3 && l.People[2].Width == w && l.People[2].Height == h
		}
	}
	c.becomes("a size that can be drawn", size(500, 200))
	for n := range uint32(2000) {
		if _, err := ch.SendRequest("window-change", false, gossh.Marshal(window{W: n * 1_000_003, H: n * 7919})); err != nil {
			t.Fatal(err)
		}
	}
	_, _ = ch.SendRequest("window-change", false, gossh.Marshal(window{}))
	c.becomes("the last size", size(1, 1))
	_, _ = ch.SendRequest("window-change", false, gossh.Marshal(window{W: 90, H: 25}))
	c.becomes("the last size", size(90, 25))
	c.goesOn(teacher, student)
}

func TestGarbageAndPastes(t *testing.T) {
	t.Parallel()
	c := newClass(t, nil)
	teacher, student := c.pair()

	garbage := rand.NewChaCha8([32]byte{1})
	for range 4 {
		mallory := c.student("mallory", usual)
		noise := make([]byte, 256<<10)
		_, _ = garbage.Read(noise)
		_, _ = mallory.keys.Write(noise) // ctrl+c is among it, sooner or later
		_ = mallory.client.Close()
	}
	open := c.student("oscar", usual)
	open.shows("following")
	_, _ = open.keys.Write(append([]byte("\x1b]11;"), bytes.Repeat([]byte("x"), 1<<20)...))
	_, _ = open.keys.Write(bytes.Repeat([]byte("\x1bP\x1b_"), 1<<18))
	_ = open.client.Close()

	bo := c.student("bo", usual)
	bo.shows("following")
	bo.press(follow)
	bo.shows("exploring")
	bo.press(":")
	bo.shows("go to a lab")
	if _, err := bo.keys.Write([]byte("\x1b[200~" + strings.Repeat("w", 10<<20) + "\x1b[201~")); err != nil {
		t.Fatal(err)
	}
	bo.shows("wwwwwwww")
	bo.closes()
	bo.press(right)
	bo.shows("step 1 ")
	c.alone("teacher", "ada", "bo")
	c.goesOn(teacher, student)
}

func TestNothingButATerminal(t *testing.T) {
	t.Parallel()
	c := newClass(t, nil)
	teacher, student := c.pair()
	for _, ask := range []struct {
		what string
		do   func(*gossh.Client) error
	}{
		{"exec", func(client *gossh.Client) error { return session(t, client).Run("id") }},
		{"sftp", func(client *gossh.Client) error { return session(t, client).RequestSubsystem("sftp") }},
		{"an environment", func(client *gossh.Client) error { return session(t, client).Setenv("HOME", "/") }},
		{"an environment with escapes", func(client *gossh.Client) error { return session(t, client).Setenv("LANG", "\x1b]0;x\a") }},
		{"a signal", func(client *gossh.Client) error {
			ok, err := session(t, client).SendRequest("auth-agent-req@openssh.com", true, nil)
			return refusal(ok, err)
		}},
		{"a display", func(client *gossh.Client) error {
			ok, err := session(t, client).SendRequest("x11-req", true, nil)
			return refusal(ok, err)
		}},
		{"a port of the server's network", func(client *gossh.Client) error {
			_, err := client.Dial("tcp", c.address)
			return err
		}},
		{"a port of the server", func(client *gossh.Client) error {
			_, err := client.Listen("tcp", "127.0.0.1:0")
			return err
		}},
		{"a socket of the server", func(client *gossh.Client) error {
			_, err := client.ListenUnix("/tmp/x")
			return err
		}},
		{"a channel of a kind unheard of", func(client *gossh.Client) error {
			_, _, err := client.OpenChannel("x", nil)
			return err
		}},
	} {
		if err := ask.do(c.login("mallory")); err == nil {
			t.Errorf("a client gets %s", ask.what)
		}
	}
	plain := c.login("plain")
	s := session(t, plain)
	out, err := s.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Shell(); err != nil {
		t.Fatal(err)
	}
	if text, _ := io.ReadAll(out); !strings.Contains(string(text), "needs a terminal") {
		t.Errorf("a shell without a terminal says %q", text)
	}
	flood := c.login("flood")
	for range 100 {
		if _, _, err := flood.OpenChannel("x", nil); err != nil && !strings.Contains(err.Error(), "not here") {
			break
		}
	}
	_ = flood.Wait() // the server has enough
	c.alone("teacher", "ada")
	c.goesOn(teacher, student)
}

func session(t *testing.T, client *gossh.Client) *gossh.Session {
	t.Helper()
	s, err := client.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func refusal(ok bool, err error) error {
	if err == nil && !ok {
		return io.EOF
	}
	return err
}

func TestNoFilesOfTheHost(t *testing.T) {
	t.Parallel()
	c := newClass(t, nil)
	teacher := c.teacher(look{w: 160, h: 40, term: "xterm-256color"})
	teacher.shows("teaching")
	for _, line := range []string{"train data=/etc/passwd", "train weights=/etc/passwd", "fit data=/etc/passwd"} {
		teacher.press(":")
		teacher.shows("go to a lab")
		teacher.press(line + enter)
		teacher.shows("files cannot be read here")
		teacher.closes()
		teacher.hides("go to a lab")
	}
	if strings.Contains(teacher.written(), "root:") {
		t.Error("a file of the host is shown")
	}
}
