package screen

import "strings"

// Dialect is what a terminal understands beyond what every one does. The zero
// value is right for any terminal that moves its cursor, has colours and erases
// to the end of a row.
type Dialect struct {
	Erase  bool // characters are erased from the cursor on (ECH)
	Repeat bool // the last character is repeated (REP)
}

// DialectOf returns the dialect of a terminal by its name, as in TERM. What a
// name does not promise is left out: many a terminal calls itself
// xterm-256color, and not all of those repeat characters. tmux up to 3.3 repeats
// ASCII only, and drops the rest.
func DialectOf(term string) Dialect {
	name, variant, _ := strings.Cut(term, "-")
	if name == "xterm" {
		switch variant, _, _ = strings.Cut(variant, "-"); variant {
		case "ghostty", "kitty", "rio":
			name = variant
		}
	}
	switch name {
	case "alacritty", "contour", "foot", "ghostty", "kitty", "rio", "st", "wezterm":
		return Dialect{Erase: true, Repeat: true}
	case "xterm", "screen", "tmux", "linux", "konsole", "mintty", "rxvt", "vte":
		return Dialect{Erase: true}
	default:
		return Dialect{}
	}
}
