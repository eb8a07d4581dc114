// Package natstest runs a NATS server within a test.
package natstest

import (
	"net/netip"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
)

// patience is how long a server may take to start.
const patience = 20 * time.Second

// Broker is a NATS server with JetStream on loopback. Its port stays the same.
type Broker struct {
	t      testing.TB
	folder string
	port   int
	server *server.Server
}

// Memory says what a broker that starts again knows of before.
type Memory bool

// What a broker may know.
const (
	Keep Memory = true
	Lose Memory = false
)

// Start starts a broker, which ends with the test.
func Start(t testing.TB) *Broker {
	t.Helper()
	b := &Broker{t: t, port: server.RANDOM_PORT}
	t.Cleanup(b.Stop)
	b.Restart(Lose)
	return b
}

// URL returns where it is.
func (b *Broker) URL() string { return b.server.ClientURL() }

// Stop stops it as far as it runs.
func (b *Broker) Stop() {
	b.server.Shutdown()
	b.server.WaitForShutdown()
}

// Restart starts it again after a stop.
func (b *Broker) Restart(m Memory) {
	b.t.Helper()
	if m == Lose {
		b.folder = b.t.TempDir()
	}
	s, err := server.NewServer(&server.Options{
		Host: "127.0.0.1", Port: b.port, NoLog: true, NoSigs: true, JetStream: true, StoreDir: b.folder,
	})
	if err != nil {
		b.t.Fatal(err)
	}
	s.Start()
	if !s.ReadyForConnections(patience) {
		b.t.Fatal("NATS does not start")
	}
	b.server = s
	if address, ok := s.Addr().(interface{ AddrPort() netip.AddrPort }); ok {
		b.port = int(address.AddrPort().Port())
	}
}

// Publish sends a message as anybody who reaches the broker might.
func (b *Broker) Publish(t testing.TB, subject, text string) {
	t.Helper()
	c, err := nats.Connect(b.URL())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.Publish(subject, []byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := c.Flush(); err != nil {
		t.Fatal(err)
	}
}
