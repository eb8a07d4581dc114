// Package labs is the syllabus: every lab the program has, one file each. A lab
// ties an experiment to the views that show it and to the keys and the mouse
// that reach into it; [All] lists them in teaching order.
//
// # Where do I put X?
//
// A new lab is a file here, one in sim/experiment, one in views, its messages
// in both languages and one line in [All]. What two labs show alike is a pane
// of its own here (loss.go, gradients.go, landscape.go). What a class may be asked
// about labs is in questions_labs.go, and which charts take points for answers in
// spots.go.
package labs
