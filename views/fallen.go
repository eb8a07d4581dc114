package views

import (
	"nabla/screen"
	"nabla/views/theme"
)

// Fallen says in the place of a lab that it cannot be shown.
func Fallen(box screen.Box, look Look) {
	lines := wrap(look.Words.T("fallen.text"), max(box.Width()-2, 1))
	top := max(0, (box.Height()-len(lines))/2)
	for y, line := range lines {
		box.TextCenter(top+y, line, look.style(theme.Warn))
	}
}
