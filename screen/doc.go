// Package screen is a grid of terminal cells: what a frame is drawn into, and
// how it becomes text.
//
// A [Grid] holds [Cell]s; a [Box] is a rectangle of it in which drawing is
// clipped, and is what views are handed. [Grid.String] is the whole frame as
// one string with the fewest escapes, [Grid.Text] the same without any, for
// tests. A [Presenter] sends a terminal what differs from frame to frame. Text that other libraries rendered (lipgloss) comes in through
// [Box.Styled], or once and for all through [Parsed].
//
// Three things always hold, whatever is drawn and however it is clipped:
//
//   - The widths of each row's cells sum to the grid's width. A wide cell
//     (Hangul takes two) is followed by its continuation, and neither is ever
//     seen without the other.
//   - Cells hold one grapheme cluster in NFC, and no control or formatting
//     character: text cannot smuggle an escape into the output.
//   - Drawing allocates nothing, as long as the text is plain: one rune a
//     cell, composed.
//
// # Where do I put X?
//
// What a cell is, how text becomes cells and how cells become bytes belongs
// here. What is drawn belongs to views, colours to views/theme. Nothing here
// reads a terminal or the environment: what a terminal can do, a [Dialect], is
// handed in.
package screen
