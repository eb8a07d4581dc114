// Package views draws: each view turns numbers, a theme and a language into the
// cells of a box, and fills exactly that box. A view reads no clock and no
// input, and remembers nothing but what saves it work (a curve already drawn,
// memory to draw in) and where it drew what, for the mouse to find.
//
// # Where do I put X?
//
// What is drawn of an experiment goes into the file that has its name; what
// frames every screen (header.go, footer.go, panel.go, help.go, prompt.go)
// stands beside it. A kind of chart that knows nothing of experiments belongs
// in chart, a colour or a sign in theme. Everything a person reads comes from
// the look's words.
package views
