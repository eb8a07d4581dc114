// Package chart draws curves, bars and landscapes into boxes of a screen grid.
//
// The dots of curves are ntcharts' braille patterns, which are copied cell by cell
// into the box, never through a chart's View, which renders a lipgloss style per cell.
// Where a theme has no braille, the same dots become quadrants or strokes.
//
// A chart ([Lines], [Bars], [Curve], [Plane], [LogLog], [Map], [Flow]) is a value that
// its view keeps: it owns the memory that it draws with and what does not change
// from one frame to the next. Its data is handed to Draw each time and is not kept. Draw fills the
// box exactly, whatever its size: where room is short it leaves out the legend
// first, then labels, then axes.
//
// ntcharts' own braille grid can neither be cleared nor be read without allocating,
// 400 times, 75 kB and 50 µs for a curve across 110×37 cells, so a curve keeps the
// memory of its patterns itself; one whose dots are those of the frame before is not
// set again. Its canvas would cost a lipgloss style, over 600 bytes, for every cell;
// nothing is drawn on one.
//
// # Where do I put X?
//
// How numbers are written: number.go. Where ticks stand and what they say:
// scale.go and ticks.go. A new kind of chart is a file of its own around one
// type with a Draw method. Which data a chart shows is for views to say, what
// colours mean for views/theme.
package chart
