// Package model is the program on the screen, the Elm way: messages come in, the
// root routes them, and a frame goes out. It holds no simulation state but
// through the open lab's timeline.
//
// # From a key press to the pixels
//
// Somebody presses →. Bubble Tea calls [App.Update] with a KeyPressMsg. No sheet
// is open and nothing is being typed, so the key map is asked what "right" means
// among the panes: keymap.StepForward. The table in actions.go has a method for
// it, which pauses and seeks to the next step: playback steps the lab's
// [Timeline] towards it for as long as a message may take, and asks for ticks if
// that is not enough. Update returns; Bubble Tea calls [App.View]. Something has
// happened, so the frame is drawn anew: header, panes, footer into the cells of
// one screen.Grid, each pane into the box that the layout gives it, each by
// a view that reads the timeline's present state. The grid's text goes to the
// terminal.
//
// A change of a parameter takes one of two ways (App.change): a live one becomes
// an edit of the timeline from the playhead on, any other opens the lab again.
//
// # Where do I put X?
//
// What a key does to the program: actions.go. When and how far the run moves:
// playback.go. Where panes stand: layout.go, a pure function. What reaches the
// mouse: mouse.go. What takes longer than a key press may, and is worked out by
// commands while a pane waits for it: job.go. What lies over the panes: overlay.go. What a lab shows and
// which keys are its own: package labs, which this package never imports; the
// labs come in by [Options]. How anything looks: package views.
package model
