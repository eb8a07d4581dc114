// Package termtest is a terminal for tests: what a program writes goes in,
// what a person would see comes out.
//
// It does what this project and the libraries under it write: text with wide
// characters, colours, cursor movement, clearing, scrolling, the alternate
// screen. It keeps cells in ultraviolet's screen buffer and takes sequences
// apart with x/ansi, so that neither side of a comparison is the project's own
// work. A sequence that it does not know fails no test; [Terminal.Unknown]
// lists them.
//
// # Where do I put X?
//
// How two screens are compared: in diff.go. A sequence that a test meets and that has an effect on cells: in csi.go.
package termtest
