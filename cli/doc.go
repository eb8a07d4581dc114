// Package cli is the command line: it turns arguments into a moment of a lab and
// hands that to whoever shows it.
//
//	nabla [LAB | 'LINE']     open a lab on the screen
//	nabla run LAB            step a lab without a screen and print its numbers
//	nabla serve              open a class that is reached by ssh
//	nabla labs [LAB]         the labs and their parameters
//	nabla version            which build this is
//
// [Main] is the program and [Run] is Main with everything outside passed in, so
// that a test runs the very same commands. The exit status is 0 for success (a
// run that diverged is one), 2 for bad arguments (files they name that cannot be
// read included), 1 for any other failure, 130 after ctrl+c and 141 when the
// reader of the output went away.
//
// # Where do I put X?
//
//   - a command: a file of its own and one line in newRoot;
//   - a flag that chooses what a lab starts with: momentFlags, for every command
//     at once;
//   - a way of printing a run: a format, and its name in formats;
//   - what a person typed wrong: a type in errors.go with its message.
//
// What a lab takes and reports is declared in sim/experiment, never here.
package cli
