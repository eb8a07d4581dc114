// Package classroom is a class over SSH: a teacher at one terminal, students with
// nothing but an ssh client at theirs. Everybody runs the same program, each in
// the size, colours and language of the own terminal. Who follows sees what
// whoever has the pen shows; who explores is alone, and comes back by a key.
//
// What travels from session to session is the moment (a setup, edits, a step),
// never a frame. The [Hub] keeps how the class stands as one value that never
// changes; what happens makes the next one. A session is only told that there is
// news, and takes the newest when it gets to it: however slow it is, nobody waits
// for it, and nothing queues up for it.
//
// # Once for all
//
// Whoever has the pen steps the run, and hands a snapshot of it along with the
// moment as long as somebody follows. Nobody ever changes a snapshot; a session
// that follows takes a clone of its state, which costs some microseconds and no
// lock, and which it may step itself from the moment it begins to explore. What
// comes without a snapshot, a moment from elsewhere, sessions step to themselves.
//
// Frames are drawn once for all sessions that follow in the same look (size,
// language, theme) and do nothing else (gallery.go): an app at a seat of nobody
// draws them, and what it draws goes to the presenters of all, past their apps,
// which sleep meanwhile. They hear the news they have missed before the next key.
//
// # Against hostile clients
//
// A client that does not speak, or not the truth, harms nobody but itself:
// connections are limited in number and rate (door.go), must log in and open
// their one session in time, and are closed with it. Of a session's requests only
// a terminal, its size, a shell and four variables are taken (terminal.go); sizes
// are clamped, changes of size taken at a rate that drawing can follow, what is
// typed likewise (input.go), and an output nobody reads closes the connection
// (output.go). Nothing of the host is within reach: the labs get no opener of
// files, and nothing is executed. A lab that breaks is put aside (model.App) while
// its session goes on; what else breaks ends with its session.
//
// # Where do I put X?
//
//   - what the class is and who may do what in it: hub.go; what of it servers have
//     in common, and whose version counts: shared.go; how they tell one another:
//     package federation; what it means on the
//     screen: package model (class.go, seat.go), how that looks: views/class.go;
//   - who may come in: login.go; how many and how often: door.go;
//   - what a class is asked: model/question.go for what an answer is, and model/labs
//     for the questions of the lessons;
//   - what a client may ask of its terminal: terminal.go;
//   - how a session runs and ends: session.go;
//   - what is drawn for many sessions at once: gallery.go.
package classroom
