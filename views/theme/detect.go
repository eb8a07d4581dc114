package theme

import "strings"

// Detect reads from an environment, "NAME=value" each, what the terminal can
// show; dark tells its background, which the environment does not know.
//
//   - NO_COLOR with any value but the empty one means no colour. CLICOLOR_FORCE
//     and its like are not heeded.
//   - TERM=dumb, or none, means no colour and ASCII; a TERM of the VT100 family
//     means no colour.
//   - Otherwise COLORTERM=truecolor or 24bit, a TERM known for it, or
//     WT_SESSION (Windows Terminal) mean 24-bit colour; "256color" in TERM
//     means 256; anything else 16. GNU screen has 256 at the most.
//   - ASCII is for those who say so: a locale (LC_ALL, else LC_CTYPE, else LANG)
//     that names a character set other than UTF-8, and the Linux console, whose
//     font has neither braille nor quadrants. A locale that is not set, "C" or
//     "POSIX" names none: containers and services leave it so in terminals that
//     show everything.
func Detect(env []string, dark bool) Options {
	get := func(name string) string {
		value := ""
		for _, e := range env {
			if v, ok := strings.CutPrefix(e, name+"="); ok {
				value = v // the last one counts, as for os/exec
			}
		}
		return value
	}
	term := get("TERM")
	o := Options{Dark: dark, Profile: profileOf(term, get)}
	switch {
	case get("NO_COLOR") != "":
		o.Profile = NoColor
	case dumb(term) && get("WT_SESSION") == "":
		o.Profile = NoColor
	}
	if dumb(term) && get("WT_SESSION") == "" || term == "linux" || otherCharset(get) {
		o.Glyphs = ASCII
	}
	return o
}

func dumb(term string) bool { return term == "" || term == "dumb" }

func profileOf(term string, get func(string) string) Profile {
	color := strings.ToLower(get("COLORTERM"))
	switch {
	case strings.HasPrefix(term, "screen"):
		return ANSI256
	case color == "truecolor", color == "24bit", get("WT_SESSION") != "", direct(term):
		return TrueColor
	case strings.Contains(term, "256color"), strings.HasPrefix(term, "tmux"):
		return ANSI256
	case strings.HasPrefix(term, "vt1"), strings.HasPrefix(term, "vt2"), strings.HasSuffix(term, "-mono"), strings.HasSuffix(term, "-m"):
		return NoColor
	default:
		return ANSI16
	}
}

// direct reports whether a terminal of that name has 24-bit colour.
func direct(term string) bool {
	for _, name := range [...]string{"alacritty", "contour", "foot", "ghostty", "kitty", "wezterm", "-direct"} {
		if strings.Contains(term, name) {
			return true
		}
	}
	return false
}

// otherCharset reports whether the locale names a character set that is not
// UTF-8.
func otherCharset(get func(string) string) bool {
	for _, name := range [...]string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if value := get(name); value != "" {
			_, charset, named := strings.Cut(value, ".")
			charset, _, _ = strings.Cut(charset, "@")
			charset = strings.ToLower(strings.ReplaceAll(charset, "-", ""))
			return named && charset != "utf8"
		}
	}
	return false
}
