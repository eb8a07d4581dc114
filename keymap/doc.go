// Package keymap holds every key of the program, what it does and which help
// text says so, in one place. The router asks it what a key press means; the
// footer, the help overlay and the key tables of the READMEs are drawn from it.
//
// It is a leaf: it imports the standard library only. Keys have the names that
// Bubble Tea v2 gives them ("space", "shift+left", "ctrl+c"); texts are ids of
// messages of package locale.
//
// Where do I put X?
//
//   - a new key for something that exists: a [Key] in the table of [Default];
//   - a new thing to do: a constant in action.go, a line in the table, two or
//     three messages, and its method in the model's table of actions;
//   - how a key is written on screen: [Label];
//   - what the action does: not here, in package model.
//
// After a change run go generate ./internal/genkeys to bring the READMEs up to
// date; a test fails until that is done.
package keymap
