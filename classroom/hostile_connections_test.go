package classroom_test

import (
	"bytes"
	"io"
	"net"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"nabla/classroom"
)

// knocks are what connections that come to nothing say: nothing, who they are, that
// and the beginning of a key exchange, half of its packet, and noise.
func knocks() [][]byte {
	version := []byte("SSH-2.0-x\r\n")
	exchange := append(bytes.Clone(version), 0, 0, 4, 0, 6, 20)
	return [][]byte{nil, version, exchange, append(bytes.Clone(exchange), make([]byte, 512)...), bytes.Repeat([]byte{0xff}, 5000)}
}

// storm opens and drops so many connections, some at a time; half of them are torn
// off, as of a machine that is gone.
func (c *class) storm(connections int) {
	const atATime = 16
	said := knocks()
	var open sync.WaitGroup
	for worker := range atATime {
		open.Go(func() {
			for n := worker; n < connections; n += atATime {
				conn, err := net.Dial("tcp", c.address)
				if err != nil {
					c.Errorf("connection %d: %v", n, err)
					return
				}
				_, _ = conn.Write(said[n%len(said)]) // fails where it was refused
				if tcp, ok := conn.(*net.TCPConn); ok && n/len(said)%2 == 0 {
					_ = tcp.SetLinger(0)
				}
				_ = conn.Close()
			}
		})
	}
	open.Wait()
}

// until waits for the server to be as wanted.
func (c *class) until(what string, ok func() bool) {
	c.Helper()
	for deadline := time.Now().Add(patience); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			waiting, inside := c.server.Count()
			stacks := make([]byte, 1<<20)
			c.Fatalf("waited in vain for %s: %d connections wait, %d are inside, %d goroutines:\n%s",
				what, waiting, inside, runtime.NumGoroutine(), stacks[:runtime.Stack(stacks, true)])
		}
	}
}

// Ten thousand connections that come to nothing leave nothing behind: no connection,
// no goroutine, no memory. It does not run beside others, whose it would count.
func TestManyConnections(t *testing.T) {
	c := newClass(t, nil)
	teacher, student := c.pair()
	c.storm(500) // what the first ones make is kept for those to come
	empty := func() bool {
		waiting, inside := c.server.Count()
		return waiting == 0 && inside == 2
	}
	c.until("the door to be empty", empty)
	goroutines, memory := runtime.NumGoroutine(), inUse()
	c.storm(10_000)
	c.until("the door to be empty", empty)
	c.until("the goroutines to end", func() bool { return runtime.NumGoroutine() <= goroutines+2 })
	const kept = 4 << 20 // less than half a kilobyte of each
	if now := inUse(); now > memory+kept {
		t.Errorf("%d bytes are in use after the connections, %d were before", now, memory)
	}
	c.goesOn(teacher, student)
	c.alone("teacher", "ada")
}

// inUse is how many bytes the program has in use.
func inUse() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc + m.StackInuse
}

func TestClientWithoutASession(t *testing.T) {
	t.Parallel()
	c := newClass(t, func(o *classroom.Options) { o.Limits.Login = 3 * time.Second })
	_ = c.login("mallory").Wait() // logged in, and that is all

	idle, err := net.Dial("tcp", c.address)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, idle) // not even that

	mallory := c.login("mallory")
	ch, requests, err := mallory.OpenChannel("session", nil)
	if err != nil {
		t.Fatal(err)
	}
	go gossh.DiscardRequests(requests)
	_, _ = io.Copy(io.Discard, ch) // a session without a shell
	_ = mallory.Wait()
}

func TestLimitsOfConnections(t *testing.T) {
	t.Parallel()
	t.Run("rate", func(t *testing.T) {
		t.Parallel()
		c := newClass(t, func(o *classroom.Options) { o.Limits.Rate, o.Limits.Burst = 0.001, 2 })
		c.student("ada", usual)
		c.student("bo", usual)
		if _, err := c.dial("cy"); err == nil {
			t.Error("a connection beyond the rate is let in")
		}
	})
	t.Run("address", func(t *testing.T) {
		t.Parallel()
		c := newClass(t, func(o *classroom.Options) { o.Limits.PerAddress = 2 })
		c.student("ada", usual)
		bo := c.student("bo", usual)
		bo.shows("waiting")
		if _, err := c.dial("cy"); err == nil {
			t.Error("a connection too many of one address is let in")
		}
		bo.press("q")
		bo.gone()
		c.alone("ada")
		_ = bo.client.Wait()
		deadline := time.Now().Add(patience)
		for _, inside := c.server.Count(); inside > 1; _, inside = c.server.Count() {
			if time.Now().After(deadline) {
				t.Fatal("who left is still counted")
			}
			time.Sleep(time.Millisecond)
		}
		c.student("cy", usual).shows("waiting")
	})
	t.Run("sessions", func(t *testing.T) {
		t.Parallel()
		c := newClass(t, func(o *classroom.Options) { o.Limits.Sessions = 1 })
		c.student("ada", usual).shows("waiting")
		bo := c.student("bo", usual)
		bo.gone()
		if !strings.Contains(bo.text(), "The class is full.") {
			t.Errorf("bo is not told: %q", bo.text())
		}
	})
	t.Run("time", func(t *testing.T) {
		t.Parallel()
		c := newClass(t, func(o *classroom.Options) { o.Limits.MaxTime = 300 * time.Millisecond })
		ada := c.student("ada", usual)
		ada.gone()
		if !strings.Contains(ada.text(), "longest time") {
			t.Errorf("ada is not told: %q", ada.text())
		}
	})
	t.Run("idle", func(t *testing.T) {
		t.Parallel()
		c := newClass(t, func(o *classroom.Options) { o.Limits.Idle = 300 * time.Millisecond })
		ada := c.teacher(usual)
		ada.press(" ") // what plays is no key
		ada.gone()
		if !strings.Contains(ada.text(), "No key was pressed") {
			t.Errorf("nobody is told: %q", ada.text())
		}
	})
}

func TestWrongPasswordsAtSpeed(t *testing.T) {
	t.Parallel()
	c := newClass(t, func(o *classroom.Options) { o.Entry.Password, o.Limits.Login = "open sesame", 2*time.Second })
	teacher := c.teacher(usual)
	teacher.shows("teaching")
	var tries sync.WaitGroup
	for n := range 40 {
		tries.Go(func() {
			user := "teacher"
			if n%2 > 0 {
				user = "ada"
			}
			guess := func() (string, error) { return strings.Repeat("x", n), nil }
			if _, err := c.dial(user, gossh.RetryableAuthMethod(gossh.PasswordCallback(guess), 20)); err == nil {
				t.Errorf("%s gets in by guessing", user)
			}
		})
	}
	tries.Wait()
	if _, err := c.dial("ada"); err == nil {
		t.Error("a student without the password gets in")
	}
	if _, err := c.dial("teacher", gossh.Password("open sesame")); err == nil {
		t.Error("the students' password makes a teacher")
	}
	ada := c.come("ada", usual, gossh.Password("open sesame"))
	ada.shows("following")
	c.goesOn(teacher, ada)
}

// What came is gone when it left: a hundred sessions later there are no more
// goroutines than before.
func TestNothingIsLeftBehind(t *testing.T) {
	c := newClass(t, nil)
	teacher := c.teacher(usual)
	teacher.shows("teaching")
	before := runtime.NumGoroutine()
	for range 5 {
		people := make([]*person, 0, 6)
		for range 6 {
			people = append(people, c.student("ada", look{w: 60, h: 20, term: "xterm"}))
		}
		teacher.shows("6 students")
		for i, p := range people {
			p.shows("following")
			if i%2 == 0 {
				p.press("q")
			} else {
				_ = p.client.Close()
			}
		}
		teacher.shows("0 students")
		for _, p := range people {
			_ = p.client.Wait()
		}
	}
	deadline := time.Now().Add(patience)
	for runtime.NumGoroutine() > before+2 {
		if time.Now().After(deadline) {
			stacks := make([]byte, 1<<20)
			t.Fatalf("%d goroutines before, %d after:\n%s", before, runtime.NumGoroutine(), stacks[:runtime.Stack(stacks, true)])
		}
		time.Sleep(10 * time.Millisecond)
	}
}
