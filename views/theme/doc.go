// Package theme says how things look: which colour and which attributes each
// role has, which glyphs are drawn with, and the frame around a pane.
//
// A [Theme] is built once from [Options] (dark or light, how many colours,
// which glyphs) and never changes; [Theme.Key] tells two of them apart in
// caches. Its colours are already those of its profile: 24 bits, or entries of
// the terminal's palette chosen by hand, or none at all. Nothing is converted
// later on.
//
// What a colour means is always said in another way too: series differ by
// their mark and letter, a focused frame by its lines, signs by position, maps
// by shade. Without any colour nothing is lost but beauty.
//
// # Where do I put X?
//
// A new meaning that text or a line can have is a [Role] with an entry in
// every table of palette.go. A new glyph is a field of [GlyphSet], in all
// three sets. What is drawn with them belongs to views or views/chart.
package theme
