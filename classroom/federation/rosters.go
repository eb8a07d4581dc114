package federation

import (
	"bytes"
	"time"

	"github.com/nats-io/nats.go"

	"nabla/classroom"
)

// rosters knows who is at the other servers, and what these know of this one. It
// changes the hub at its tempo only: of a thousand people somebody always comes,
// and every session of the class is told.
type rosters struct {
	heard   map[uint32]time.Time // when a server was heard last
	pending map[uint32]classroom.Roster
	told    []byte // what the others have been told last
	when    time.Time
}

// hear takes note of what a server tells of itself. It returns true if that server
// is leaving.
func (r *rosters) hear(t told, now time.Time) (gone bool) {
	if t.Gone {
		delete(r.heard, t.Server)
		delete(r.pending, t.Server)
		return true
	}
	r.heard[t.Server] = now
	r.pending[t.Server] = t.Roster
	return false
}

// silent returns the servers that have not been heard for long, and forgets them.
func (r *rosters) silent(now time.Time) (servers []uint32) {
	for server, last := range r.heard {
		if now.Sub(last) > silence {
			delete(r.heard, server)
			servers = append(servers, server)
		}
	}
	return servers
}

// takeRoster takes what a server tells of itself.
func (f *Federation) takeRoster(r *rosters, msg *nats.Msg) {
	t, err := decodeRoster(msg.Data)
	switch {
	case err != nil:
		f.log.Warn("people not understood", "error", err)
	case t.Server == f.hub.Number():
	case r.hear(t, time.Now()):
		f.hub.Drop(t.Server)
	}
}

// exchange tells of the people here if the others do not know, and takes those
// that came in since the last time.
func (f *Federation) exchange(r *rosters) error {
	now := time.Now()
	if len(r.pending) > 0 {
		list := make([]classroom.Roster, 0, len(r.pending))
		for _, roster := range r.pending {
			list = append(list, roster)
		}
		clear(r.pending)
		f.hub.TakeRosters(list...)
	}
	for _, server := range r.silent(now) {
		f.log.Warn("a server is silent", "server", server)
		f.hub.Drop(server)
	}
	f.meters.servers.Store(int64(1 + len(r.heard)))
	data := encodeRoster(told{Roster: f.hub.Roster()})
	if bytes.Equal(data, r.told) && now.Sub(r.when) < beat {
		return nil
	}
	r.told, r.when = data, now
	return f.publish("roster", data)
}
