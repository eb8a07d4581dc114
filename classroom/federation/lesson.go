package federation

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"nabla/classroom"
	"nabla/model"
)

// The entries of a class's bucket.
const (
	presentKey  = "present"
	questionKey = "question"
	ordersKey   = "orders"
)

// replicas is on how many servers a cluster of NATS keeps the bucket: one of three
// may break.
const replicas = 3

// memory is how long a class without any server is remembered: one that begins
// later begins anew. What stands for longer in a class that goes on is told again.
const memory = time.Hour

// lesson is the class while NATS is there.
type lesson struct {
	*Federation
	bucket jetstream.KeyValue
	known  map[string]known // by entry
	people rosters
}

// known is what the bucket has, as far as this server has heard.
type known struct {
	revision uint64
	stamp    classroom.Stamp
}

// lesson takes part in the class until NATS or the context is gone.
func (f *Federation) lesson(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	l := &lesson{
		Federation: f, known: make(map[string]known),
		people: rosters{heard: make(map[uint32]time.Time), pending: make(map[uint32]classroom.Roster)},
	}
	// Who was there before is silent from now on, unless heard.
	for _, p := range f.hub.Lesson().People {
		if server := classroom.ServerOf(p.ID); server != f.hub.Number() {
			l.people.heard[server] = time.Now()
		}
	}
	var err error
	if l.bucket, err = f.open(ctx); err != nil {
		return err
	}
	watcher, err := l.bucket.WatchAll(ctx)
	if err != nil {
		return fmt.Errorf("watch the class: %w", err)
	}
	defer func() { _ = watcher.Stop() }() // it ends with the connection at the latest
	if err := l.catchUp(watcher.Updates()); err != nil {
		return err
	}
	f.hub.Apart(false)
	if err := f.publish("hello", nil); err != nil {
		return err
	}
	return l.goOn(ctx, watcher.Updates())
}

// catchUp takes all that the bucket has.
func (l *lesson) catchUp(updates <-chan jetstream.KeyValueEntry) error {
	late := time.After(answer)
	for {
		select {
		case <-late:
			return nats.ErrTimeout
		case entry, ok := <-updates:
			if !ok {
				return nats.ErrConnectionClosed
			}
			if entry == nil { // that was all there is
				return nil
			}
			l.take(entry)
		}
	}
}

// open opens the bucket of the class, and makes it where there is none. One that
// an operator has made, with replicas say, stays as it is.
func (f *Federation) open(ctx context.Context) (jetstream.KeyValue, error) {
	ctx, cancel := context.WithTimeout(ctx, answer)
	defer cancel()
	name := "nabla-" + f.options.Class
	bucket, err := f.js.KeyValue(ctx, name)
	if errors.Is(err, jetstream.ErrBucketNotFound) {
		c := jetstream.KeyValueConfig{Bucket: name, Description: "a nabla class: what is shown, asked and set", History: 1, TTL: memory, Replicas: replicas}
		if bucket, err = f.js.CreateKeyValue(ctx, c); err != nil {
			c.Replicas = 1 // NATS is not a cluster, or one of too few
			bucket, err = f.js.CreateKeyValue(ctx, c)
		}
		if errors.Is(err, jetstream.ErrBucketExists) { // another server has been quicker
			bucket, err = f.js.KeyValue(ctx, name)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("the bucket %s: %w", name, err)
	}
	return bucket, nil
}

// goOn tells and takes.
func (l *lesson) goOn(ctx context.Context, updates <-chan jetstream.KeyValueEntry) error {
	tempo := time.NewTicker(tempo)
	defer tempo.Stop()
	beat := time.NewTicker(beat)
	defer beat.Stop()
	err := l.tell(ctx)
	for err == nil {
		select {
		case <-ctx.Done():
			// It is told as far as there is somebody to hear it.
			return l.publish("roster", encodeRoster(told{Roster: classroom.Roster{Server: l.hub.Number()}, Gone: true}))
		case <-l.turned:
			if !l.nats.IsConnected() {
				return nats.ErrDisconnected
			}
		case entry, ok := <-updates:
			if !ok {
				return nats.ErrConnectionClosed
			}
			if entry != nil {
				l.take(entry)
			}
			err = l.tell(ctx)
		case <-l.hub.News():
			err = l.tell(ctx)
		case <-tempo.C:
			err = l.exchange(&l.people)
		case <-beat.C:
			err = l.look(ctx)
		case msg := <-l.rosters:
			l.takeRoster(&l.people, msg)
		case <-l.hellos:
			l.people.told = nil
			err = l.exchange(&l.people)
		case msg := <-l.ends:
			var id model.PersonID
			if err := json.Unmarshal(msg.Data, &id); err == nil { // else it is nobody's
				l.hub.End(id)
			}
		}
	}
	return err
}

// take takes an entry of the bucket, if it is later than what was known.
func (l *lesson) take(e jetstream.KeyValueEntry) {
	if e.Revision() <= l.known[e.Key()].revision {
		return // what was told from here comes back
	}
	var s classroom.Shared
	var stamp classroom.Stamp
	var err error
	switch e.Key() {
	case presentKey:
		s.Present, err = decodePresent(e.Value(), l.options.Open)
		stamp = s.Present.Stamp
	case questionKey:
		s.Question, err = decodeQuestion(e.Value())
		stamp = s.Question.Stamp
	case ordersKey:
		s.Orders, err = decodeOrders(e.Value())
		stamp = s.Orders.Stamp
	default:
		return
	}
	l.known[e.Key()] = known{revision: e.Revision(), stamp: stamp}
	if err != nil {
		l.meters.misread.Add(1)
		l.log.Warn("not understood", "entry", e.Key(), "error", err)
		return
	}
	l.meters.taken.Add(1)
	l.hub.Take(s)
}

// tell puts into the bucket what is later here than there. The orders are the
// last: who gets the pen by them has seen what was shown before.
func (l *lesson) tell(ctx context.Context) error {
	for _, id := range l.hub.Endings() {
		if err := l.publish("end", []byte(fmt.Sprint(uint64(id)))); err != nil {
			return err
		}
	}
	s := l.hub.Shared()
	if s.Present.Stamp.After(l.known[presentKey].stamp) {
		if err := l.put(ctx, presentKey, s.Present.Stamp, encodePresent(s.Present)); err != nil {
			return err
		}
	}
	if s.Question.Stamp.After(l.known[questionKey].stamp) {
		if err := l.put(ctx, questionKey, s.Question.Stamp, encodeQuestion(s.Question)); err != nil {
			return err
		}
	}
	if s.Orders.Stamp.After(l.known[ordersKey].stamp) {
		return l.put(ctx, ordersKey, s.Orders.Stamp, encodeOrders(s.Orders))
	}
	return nil
}

func (l *lesson) put(ctx context.Context, key string, stamp classroom.Stamp, data []byte) error {
	ctx, cancel := context.WithTimeout(ctx, answer)
	defer cancel()
	since := time.Now()
	revision, err := l.bucket.Put(ctx, key, data)
	if err != nil {
		return fmt.Errorf("tell of %s: %w", key, err)
	}
	l.meters.put(since)
	l.known[key] = known{revision: revision, stamp: stamp}
	return nil
}

// look reads the bucket, in case that it has changed and nobody said so.
func (l *lesson) look(ctx context.Context) error {
	for _, key := range []string{presentKey, questionKey, ordersKey} {
		asking, cancel := context.WithTimeout(ctx, answer)
		entry, err := l.bucket.Get(asking, key)
		cancel()
		switch {
		case errors.Is(err, jetstream.ErrKeyNotFound):
			l.known[key] = known{}
		case err != nil:
			return fmt.Errorf("look at %s: %w", key, err)
		default:
			l.take(entry)
		}
	}
	return l.tell(ctx)
}

// publish sends a message to the servers of the class.
func (f *Federation) publish(kind string, data []byte) error {
	if err := f.nats.Publish(f.subject(kind), data); err != nil {
		return fmt.Errorf("tell of %s: %w", kind, err)
	}
	return nil
}
