// Package federation joins the servers of one class over NATS, so that a teacher at
// one of them and students at any are in the same lesson.
//
// What all have in common (what is shown, what is asked, what the teachers have
// set) is three entries of a JetStream key-value bucket of the class, each with a
// [classroom.Stamp]. A server that comes late, or again, reads them and is where
// the others are. Who is at a server it tells the others itself, when that changes
// and every two seconds; of one that is silent for long its people are dropped.
//
// Nothing waits for NATS. While it is out of reach the hub goes on with those who
// are at this server and says so; afterwards the servers come to the same again by
// the stamps: the later version counts, whoever made it.
//
// Servers trust one another as far as what is right: whoever may write to the
// subjects may teach the class. What comes in is checked all the same, as a program
// of another version may have written it.
//
// # Where do I put X?
//
//   - the connection, and when it is there: federation.go;
//   - what is told and taken while it is: lesson.go, and of people rosters.go;
//   - how that is written: wire.go.
package federation
