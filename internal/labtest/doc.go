// Package labtest holds labs to what every lab has to be, and lets tests be a
// person at a terminal that runs the program.
//
// [Check] is the conformance suite: a lab that is in the syllabus passes it
// without a line of its own. A [Session] presses keys, drags the mouse and reads
// the screen through an emulated terminal; [Golden] compares a screen with the
// file of its name.
//
// # Where do I put X?
//
// What every lab has to do is a check here, in check.go or, if it is about the
// values of parameters, in values.go. What only one lab does is tested beside
// that lab, in model/labs, with a session.
package labtest
