package federation_test

import (
	"strconv"
	"testing"

	"nabla/classroom"
	"nabla/internal/natstest"
	"nabla/model"
)

// BenchmarkShow is how long it takes from a teacher's key to the seats of another
// server, over a NATS on the same machine that keeps it on disk.
func BenchmarkShow(b *testing.B) {
	broker := natstest.Start(b)
	here, there := join(b, broker.URL(), 1), join(b, broker.URL(), 2)
	together(here, there)
	teacher, ada := here.Join("teacher", true, 120, 40), there.Join("ada", false, 120, 40)
	here.people("teacher", "ada")
	there.people("teacher", "ada")
	step := 0
	for b.Loop() {
		step++
		teacher.Show(shown(b, step))
		for there.Lesson().Present.Moment.Step != step {
			<-ada.News()
		}
	}
}

// BenchmarkRosters is what it costs a server that others tell it who is there:
// fifteen servers with 200 people each.
func BenchmarkRosters(b *testing.B) {
	hub := classroom.NewHub(1)
	rosters := make([]classroom.Roster, 15)
	for i := range rosters {
		r := &rosters[i]
		r.Server = uint32(i + 2)
		for n := range 200 {
			id := model.PersonID(uint64(r.Server)<<32 | uint64(n+1))
			r.People = append(r.People, model.Person{ID: id, Name: "s" + strconv.Itoa(i*200+n), Width: 120, Height: 40})
		}
	}
	hub.TakeRosters(rosters...)
	b.ReportAllocs()
	for b.Loop() {
		p := &rosters[3].People[77]
		p.Hand = !p.Hand
		hub.TakeRosters(rosters...)
	}
}
