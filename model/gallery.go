package model

import (
	"nabla/locale"
	"nabla/views/theme"
)

// Look is all in which the screens of those who follow differ, as long as they do
// nothing but watch.
type Look struct {
	Width, Height int // in cells
	Language      locale.Language
	Theme         theme.Options
}

// Gallery is where frames are that are drawn once for all who see the same. None of
// the methods waits for a frame.
type Gallery interface {
	// Watch has the frames of the look on this app's screen from now on, and
	// reports whether there are any: if not, the app draws its own. It is called
	// again and again.
	Watch(look Look) bool

	// Leave ends that. No frame of the gallery comes after it.
	Leave()
}

// watch has the frames come from the gallery while this one is as every other that
// follows, and from the app itself otherwise.
func (a *App) watch() {
	switch {
	case a.gallery == nil:
	case a.plain():
		a.watching = a.gallery.Watch(Look{
			Width: a.grid.Width(), Height: a.grid.Height(), Language: a.language, Theme: a.options,
		})
	default:
		a.gallery.Leave()
		a.watching = false
	}
}

// plain reports whether the screen shows what that of any other student shows who
// follows in the same look: nothing was chosen or opened, and nothing is said, here
// alone.
func (a *App) plain() bool {
	p, ok := a.self()
	return ok && p.Follows() && !p.Teacher && a.seat.keeping > 0 && a.seat.keeping == a.present().Run &&
		!a.touched && a.over == nil && a.notice == "" && a.focus == 0 && !a.zoomed && a.panel.plain()
}

// survey finds out where the panes stand before the mouse is among them, where
// others have drawn them.
func (a *App) survey() {
	if a.watching {
		a.draw()
	}
}
