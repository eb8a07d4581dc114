package classroom_test

import (
	"io"
	"math/rand/v2"
	"net"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"nabla/classroom"
)

// steps has the teacher step and waits for all to show the step; the benchmark
// reports the median and the worst of the times from the key to the last frame.
func (c *class) steps(b *testing.B, teacher *person, others ...*person) {
	b.Helper()
	// A person's keys: of more a second than a session takes, some would be lost.
	keys := time.NewTicker(15 * time.Millisecond)
	defer keys.Stop()
	var took []time.Duration
	for n := c.server.Hub().Lesson().Present.Moment.Step + 1; b.Loop(); n++ {
		<-keys.C
		began := time.Now()
		teacher.press(right)
		number := " " + strconv.Itoa(n) + " "
		for _, p := range append([]*person{teacher}, others...) {
			p.until("step"+number, func(text string) bool { return strings.Contains(foot(text), number) })
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	b.ReportMetric(ms(took[len(took)/2]), "median-ms")
	b.ReportMetric(ms(took[len(took)-1]), "worst-ms")
	b.ReportMetric(0, "ns/op")
}

// foot is the row of a screen that tells the step.
func foot(text string) string {
	rows := strings.Split(text, "\n")
	return rows[max(0, len(rows)-2)]
}

// BenchmarkFollowing is from the teacher's key until followers of three sizes, two
// languages and 16 colours show the step, over an SSH connection each.
func BenchmarkFollowing(b *testing.B) {
	c := newClass(b, nil)
	teacher := c.teacher(usual)
	teacher.shows("teaching")
	others := []*person{
		c.student("ada", usual),
		c.student("bo", look{w: 80, h: 24, term: "xterm-256color", lang: "ko_KR.UTF-8"}),
		c.student("cy", look{w: 120, h: 40, term: "xterm", lang: "C.UTF-8"}),
	}
	teacher.shows("3 students")
	c.steps(b, teacher, others...)
}

// BenchmarkStutter is from a teacher's key until the teacher and a student show the
// step, while others attack the class from the same machine.
func BenchmarkStutter(b *testing.B) {
	for _, attack := range []struct {
		name string
		do   func(c *class) // once, again and again
	}{
		{"none", nil},
		{"stops-reading", (*class).attackByNotReading},
		{"resizes", (*class).attackBySizes},
		{"connections", func(c *class) { c.storm(200) }},
		{"garbage", (*class).attackByGarbage},
		{"paste", (*class).attackByPaste},
		{"passwords", (*class).attackByGuessing},
		{"panics", (*class).attackByPanics},
	} {
		b.Run(attack.name, func(b *testing.B) {
			c := glassClass(b, func(o *classroom.Options) { o.Limits.Blocked = time.Second })
			teacher, student := c.pair()
			end := make(chan struct{})
			var attacks sync.WaitGroup
			if attack.do != nil {
				attacks.Go(func() {
					for {
						select {
						case <-end:
							return
						default:
							attack.do(c)
						}
					}
				})
			}
			b.Cleanup(func() {
				close(end)
				attacks.Wait()
			})
			c.steps(b, teacher, student)
		})
	}
}

// mallory opens a session of no good. It has to be left before the benchmark ends.
func (c *class) mallory(w, h uint32) (ch gossh.Channel, leave func()) {
	client, err := c.dial("mallory")
	if err != nil {
		panic(err) // this is not the goroutine of the benchmark
	}
	return c.channel(client, w, h), func() { _ = client.Close() }
}

func (c *class) attackByNotReading() {
	conn, err := net.Dial("tcp", c.address)
	if err != nil {
		c.Error(err)
		return
	}
	stalls := &stalling{Conn: conn, end: make(chan struct{})}
	defer func() { close(stalls.end); _ = conn.Close() }()
	sshConn, channels, requests, err := gossh.NewClientConn(stalls, c.address, &gossh.ClientConfig{
		User: "mallory", HostKeyCallback: gossh.InsecureIgnoreHostKey(),
	})
	if err != nil {
		c.Error(err)
		return
	}
	ch := c.channel(gossh.NewClient(sshConn, channels, requests), 500, 200)
	stalls.stalled.Store(true)
	for n := range uint32(60) {
		_, _ = ch.SendRequest("window-change", false, gossh.Marshal(window{W: 500 - n%2, H: 200}))
		time.Sleep(20 * time.Millisecond)
	}
}

func (c *class) attackBySizes() {
	ch, leave := c.mallory(20000, 20000)
	defer leave()
	go func() { _, _ = io.Copy(io.Discard, ch) }()
	for n := range uint32(5000) {
		_, _ = ch.SendRequest("window-change", false, gossh.Marshal(window{W: n * 1_000_003, H: n * 7919}))
	}
}

func (c *class) attackByGarbage() {
	ch, leave := c.mallory(80, 24)
	defer leave()
	go func() { _, _ = io.Copy(io.Discard, ch) }()
	noise := make([]byte, 128<<10)
	_, _ = rand.NewChaCha8([32]byte{1}).Read(noise)
	_, _ = ch.Write(noise)
}

func (c *class) attackByPaste() {
	ch, leave := c.mallory(80, 24)
	defer leave()
	go func() { _, _ = io.Copy(io.Discard, ch) }()
	_, _ = io.WriteString(ch, follow+":\x1b[200~"+strings.Repeat("w", 10<<20)+"\x1b[201~")
}

func (c *class) attackByGuessing() {
	for range 20 {
		if client, err := c.dial(classroom.TeacherUser, gossh.Password("guess")); err == nil {
			c.Error("a guess is right")
			_ = client.Close()
		}
	}
}

func (c *class) attackByPanics() {
	ch, leave := c.mallory(100, 30)
	defer leave()
	go func() { _, _ = io.Copy(io.Discard, ch) }()
	_, _ = io.WriteString(ch, follow)
	for range 50 {
		_, _ = io.WriteString(ch, ":glass @5"+enter+":glass seed=13"+enter)
		time.Sleep(20 * time.Millisecond) // no more keys than a session takes
	}
}
