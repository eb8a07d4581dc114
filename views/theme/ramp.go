package theme

import "nabla/screen"

// Levels is how many steps a colour map has. The eye tells no more apart on
// cells, and neighbours of the same level cost no escape.
const Levels = 32

// The ramp is viridis (Smith and van der Walt, 2015; public domain), sampled
// evenly: as much brighter from each level to the next, to all kinds of colour
// vision. The diverging maps go from blue over the background's grey to
// orange, equally far in lightness (of Oklab) on both sides.
var (
	ramp24 = [Levels]hex{
		0x440154, 0x470e60, 0x48196b, 0x482374, 0x472e7c, 0x453881, 0x424286, 0x3e4b89,
		0x3a558c, 0x365d8d, 0x32658d, 0x2f6d8e, 0x2b758e, 0x287d8e, 0x25858d, 0x228c8d,
		0x20948b, 0x1f9b89, 0x20a387, 0x26ab82, 0x2eb27d, 0x3ab976, 0x49c06f, 0x58c765,
		0x6bcd5b, 0x7fd34f, 0x93d742, 0xa9db35, 0xbedf27, 0xd4e21e, 0xe9e51e, 0xfde725,
	}
	ramp256 = [Levels]uint8{
		53, 53, 53, 54, 54, 54, 24, 24, 24, 24, 24, 24, 30, 30, 30, 30,
		30, 36, 36, 36, 36, 71, 71, 77, 77, 113, 113, 148, 148, 184, 220, 220,
	}
	ramp16 = [Levels]uint8{
		4, 4, 4, 4, 4, 4, 4, 12, 12, 12, 12, 12, 12, 6, 6, 6,
		6, 6, 6, 6, 10, 10, 10, 10, 10, 10, 11, 11, 11, 11, 11, 11,
	}
	divergingDark24 = [Levels]hex{
		0x74c6ff, 0x6db9f8, 0x67ade7, 0x61a1d6, 0x5b95c6, 0x5489b6, 0x4e7ea6, 0x487396,
		0x436786, 0x3d5c77, 0x375268, 0x324759, 0x2c3d4b, 0x27333d, 0x22292f, 0x1d1f21,
		0x211e1c, 0x2e2620, 0x3a2f25, 0x473729, 0x55402e, 0x624932, 0x705237, 0x7e5b3c,
		0x8d6440, 0x9b6e45, 0xaa784a, 0xb9824f, 0xc88c55, 0xd8965a, 0xe7a05f, 0xf7ab64,
	}
	divergingDark256 = [Levels]uint8{
		81, 75, 74, 74, 67, 67, 67, 60, 60, 24, 239, 238, 237, 236, 235, 234,
		234, 235, 236, 237, 238, 239, 240, 94, 94, 130, 137, 137, 173, 173, 179, 215,
	}
	divergingLight24 = [Levels]hex{
		0x286cab, 0x3775b0, 0x457eb6, 0x5287bc, 0x5f8fc1, 0x6c98c7, 0x78a1cc, 0x85aad1,
		0x92b3d6, 0x9fbcdb, 0xacc5e0, 0xb9cee5, 0xc6d7e9, 0xd3e0ee, 0xe1e9f2, 0xeff2f5,
		0xf5f1ef, 0xf1e6e0, 0xecdbd1, 0xe7d0c3, 0xe2c5b5, 0xdcbaa7, 0xd7af9a, 0xd1a58c,
		0xcb9a7f, 0xc58f72, 0xbf8565, 0xb87b58, 0xb2704a, 0xab663d, 0xa55b2e, 0x9e511e,
	}
	divergingLight256 = [Levels]uint8{
		25, 31, 31, 67, 67, 103, 74, 110, 110, 146, 251, 153, 188, 253, 254, 255,
		255, 254, 253, 188, 252, 181, 180, 180, 173, 173, 137, 137, 137, 130, 130, 130,
	}
	divergingDark16 = [Levels]uint8{
		14, 14, 14, 14, 14, 14, 6, 6, 6, 6, 6, 4, 4, 4, 4, 0,
		0, 1, 1, 1, 1, 3, 3, 3, 3, 3, 11, 11, 11, 11, 11, 11,
	}
	divergingLight16 = [Levels]uint8{
		4, 4, 4, 4, 4, 4, 12, 12, 12, 12, 12, 6, 6, 6, 6, 15,
		15, 11, 11, 11, 11, 3, 3, 3, 3, 3, 1, 1, 1, 1, 1, 1,
	}
)

func rampOf(o Options) [Levels]screen.Color {
	switch o.Profile {
	case TrueColor:
		return direct24(&ramp24)
	case ANSI256:
		return palette(&ramp256)
	case ANSI16:
		return palette(&ramp16)
	default:
		return [Levels]screen.Color{}
	}
}

func divergingOf(o Options) [Levels]screen.Color {
	switch {
	case o.Profile == TrueColor && o.Dark:
		return direct24(&divergingDark24)
	case o.Profile == TrueColor:
		return direct24(&divergingLight24)
	case o.Profile == ANSI256 && o.Dark:
		return palette(&divergingDark256)
	case o.Profile == ANSI256:
		return palette(&divergingLight256)
	case o.Profile == ANSI16 && o.Dark:
		return palette(&divergingDark16)
	case o.Profile == ANSI16:
		return palette(&divergingLight16)
	default:
		return [Levels]screen.Color{}
	}
}

func direct24(table *[Levels]hex) (colors [Levels]screen.Color) {
	for i, h := range table {
		colors[i] = h.color()
	}
	return colors
}

func palette(table *[Levels]uint8) (colors [Levels]screen.Color) {
	for i, n := range table {
		colors[i] = screen.Indexed(n)
	}
	return colors
}

// Level is the step of a colour map for a share from 0 to 1; shares beyond
// count as 0 and 1, NaN as 0.
func Level(share float64) int {
	switch {
	case !(share > 0):
		return 0
	case share >= 1:
		return Levels - 1
	default:
		return int(share * Levels)
	}
}

// Ramp is the colour of a level from 0, the least, to Levels−1: darker to
// brighter whatever the background. Levels beyond count as the nearest. With
// the profile NoColor there is none: use [Theme.Shade].
func (t *Theme) Ramp(level int) screen.Color {
	return t.ramp[min(max(level, 0), Levels-1)]
}

// Diverging is the colour of a level of a map with two sides: 0 is the most
// negative, Levels/2−1 and Levels/2 are about zero and near the background,
// Levels−1 is the most positive. Levels beyond count as the nearest.
func (t *Theme) Diverging(level int) screen.Color {
	return t.diverging[min(max(level, 0), Levels-1)]
}

// Shade is a glyph whose ink covers as much of its cell as the level says:
// the ramp for terminals without colour.
func (t *Theme) Shade(level int) rune {
	shades := t.glyphs.shades
	return shades[min(max(level, 0), Levels-1)*len(shades)/Levels]
}
