package theme

import "nabla/screen"

// SeriesCount is how many series have a look of their own; further ones begin
// anew.
const SeriesCount = 8

// letters is how many letters there are before they begin anew.
const letters = 26

// The colours of series, after Okabe and Ito's palette for all kinds of colour
// vision (Color Universal Design, 2008), each moved as far as it takes to
// stand out from the background by 3:1 and from the others as people with
// protanopia, deuteranopia and tritanopia see them. The tests hold them to it.
var (
	seriesDark24   = [SeriesCount]hex{0x5bc8f5, 0xe69f00, 0x009e73, 0xb488d8, 0xf0e442, 0xd55e00, 0x8080f0, 0xd0d4dc}
	seriesLight24  = [SeriesCount]hex{0x0a58a8, 0xbf6900, 0x00997a, 0x93296b, 0x6b5e00, 0x7a2000, 0x2b8fc7, 0x444a52}
	seriesDark256  = [SeriesCount]uint8{81, 214, 36, 140, 228, 166, 105, 252}
	seriesLight256 = [SeriesCount]uint8{19, 166, 31, 90, 58, 52, 25, 238}
	seriesDark16   = [SeriesCount]uint8{6, 3, 5, 2, 1, 12, 7, 8}
	seriesLight16  = [SeriesCount]uint8{4, 1, 5, 0, 12, 8, 9, 13}
)

func seriesOf(o Options) (styles [SeriesCount]screen.Style) {
	for i := range styles {
		switch {
		case o.Profile == TrueColor && o.Dark:
			styles[i].Fg = seriesDark24[i].color()
		case o.Profile == TrueColor:
			styles[i].Fg = seriesLight24[i].color()
		case o.Profile == ANSI256 && o.Dark:
			styles[i].Fg = screen.Indexed(seriesDark256[i])
		case o.Profile == ANSI256:
			styles[i].Fg = screen.Indexed(seriesLight256[i])
		case o.Profile == ANSI16 && o.Dark:
			styles[i].Fg = screen.Indexed(seriesDark16[i])
		case o.Profile == ANSI16:
			styles[i].Fg = screen.Indexed(seriesLight16[i])
		}
	}
	return styles
}

// Series is the look of series i, counted from 0. Series repeat after
// [SeriesCount].
func (t *Theme) Series(i int) screen.Style { return t.series[nth(i)] }

// SeriesMark is the sign of series i: ● ■ ▲ ◆ and their hollow forms, or ASCII.
func (t *Theme) SeriesMark(i int) rune { return t.glyphs.marks[nth(i)] }

// SeriesLetter is the letter of series i: a, b, c, … It is what a screen
// without colour and a sentence can say.
func (t *Theme) SeriesLetter(i int) rune { return 'a' + rune(i%letters) }

// Basin is the look of basin i, counted from 0, and BasinLetter its letter: A, B,
// C, … They keep apart from those of the first series, the balls, so that
// nobody takes ball a for one of basin A.
func (t *Theme) Basin(i int) screen.Style { return t.Series(i + SeriesCount/2) }

// BasinLetter is the letter of basin i: see [Theme.Basin].
func (t *Theme) BasinLetter(i int) rune { return 'A' + rune(i%letters) }

func nth(i int) int { return ((i % SeriesCount) + SeriesCount) % SeriesCount }
