package theme

import "nabla/screen"

// inkDark is the level of the ramp from which black stands out from it more than
// white does.
func inkDark(p Profile) int {
	if p == ANSI16 {
		return 13 // cyan
	}
	return 14
}

// Ink is the colour of what is drawn on a level of the ramp: white on dark levels,
// black on bright ones. With the profile NoColor it is the terminal's own.
func (t *Theme) Ink(level int) screen.Color {
	dark := level >= inkDark(t.options.Profile)
	switch t.options.Profile {
	case TrueColor:
		if dark {
			return screen.RGB(0, 0, 0)
		}
		return screen.RGB(255, 255, 255)
	case ANSI256:
		if dark {
			return screen.Indexed(16)
		}
		return screen.Indexed(231)
	case ANSI16:
		if dark {
			return screen.Indexed(0)
		}
		return screen.Indexed(15)
	case NoColor, profiles:
	}
	return screen.Color(0)
}
