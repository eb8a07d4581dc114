package theme

import "nabla/screen"

// washPart is how much of a series' colour is in its wash.
const washPart = 0.34

// Of 256 colours the washes are chosen by hand: mixed ones would coincide.
var (
	washDark256  = [SeriesCount]uint8{24, 94, 22, 53, 58, 52, 17, 238}
	washLight256 = [SeriesCount]uint8{153, 223, 158, 225, 229, 217, 195, 254}
)

// Wash is a quiet shade of series i for areas that belong to it, on which its own
// colour and the text's can be read. With 16 colours it is the colour itself; with
// none there is none.
func (t *Theme) Wash(i int) screen.Color { return t.wash[nth(i)] }

// washOf mixes the series with the background that people use.
func washOf(o Options) (wash [SeriesCount]screen.Color) {
	series, ground, indexed := &seriesLight24, hex(0xffffff), &washLight256
	if o.Dark {
		series, ground, indexed = &seriesDark24, hex(0x16181c), &washDark256
	}
	for i, h := range series {
		switch o.Profile {
		case TrueColor:
			wash[i] = mix(ground, h).color()
		case ANSI256:
			wash[i] = screen.Indexed(indexed[i])
		case ANSI16:
			wash[i] = seriesOf(o)[i].Fg
		case NoColor, profiles:
		}
	}
	return wash
}

func mix(ground, ink hex) hex {
	var mixed hex
	for _, shift := range [...]uint{16, 8, 0} {
		a, b := float64(ground>>shift&0xff), float64(ink>>shift&0xff)
		mixed |= hex(a+float64((b-a)*washPart)+0.5) << shift
	}
	return mixed
}
