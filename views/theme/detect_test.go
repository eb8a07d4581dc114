package theme

import (
	"strings"
	"testing"
)

func TestDetect(t *testing.T) {
	for _, c := range []struct {
		env  string
		want Options
	}{
		{"TERM=xterm-256color COLORTERM=truecolor LANG=ko_KR.UTF-8", Options{}},
		{"TERM=xterm-256color COLORTERM=24bit", Options{}},
		{"TERM=xterm-256color", Options{Profile: ANSI256}},
		{"TERM=tmux-256color", Options{Profile: ANSI256}},
		{"TERM=tmux-256color COLORTERM=truecolor", Options{}},
		{"TERM=screen-256color COLORTERM=truecolor", Options{Profile: ANSI256}},
		{"TERM=xterm", Options{Profile: ANSI16}},
		{"TERM=xterm-kitty", Options{}},
		{"TERM=xterm-direct", Options{}},
		{"WT_SESSION=1", Options{}},
		{"TERM=vt220", Options{Profile: NoColor}},
		{"TERM=linux", Options{Profile: ANSI16, Glyphs: ASCII}},
		{"TERM=dumb COLORTERM=truecolor", Options{Profile: NoColor, Glyphs: ASCII}},
		{"", Options{Profile: NoColor, Glyphs: ASCII}},
		{"TERM=xterm-256color COLORTERM=truecolor NO_COLOR=1", Options{Profile: NoColor}},
		{"TERM=xterm-256color NO_COLOR=yes", Options{Profile: NoColor}},
		{"TERM=xterm-256color NO_COLOR=0", Options{Profile: NoColor}},
		{"TERM=xterm-256color NO_COLOR=", Options{Profile: ANSI256}},
		{"TERM=xterm-256color NO_COLOR=1 CLICOLOR_FORCE=1", Options{Profile: NoColor}},
		{"TERM=xterm LANG=C", Options{Profile: ANSI16}},
		{"TERM=xterm LC_ALL=C.UTF-8 LANG=ko_KR.EUC-KR", Options{Profile: ANSI16}},
		{"TERM=xterm LC_ALL=POSIX LANG=ko_KR.EUC-KR", Options{Profile: ANSI16}},
		{"TERM=xterm LANG=ko_KR.EUC-KR", Options{Profile: ANSI16, Glyphs: ASCII}},
		{"TERM=xterm LC_CTYPE=en_US.ISO-8859-1 LANG=en_US.UTF-8", Options{Profile: ANSI16, Glyphs: ASCII}},
		{"TERM=xterm LANG=de_DE.utf8@euro", Options{Profile: ANSI16}},
		{"TERM=dumb TERM=xterm", Options{Profile: ANSI16}},
	} {
		for _, dark := range []bool{false, true} {
			want := c.want
			want.Dark = dark
			if got := Detect(strings.Fields(c.env), dark); got != want {
				t.Errorf("Detect(%q, %v) = %+v, want %+v", c.env, dark, got, want)
			}
		}
	}
}

func TestNames(t *testing.T) {
	got := make([]string, 0, profiles+1+Profile(glyphSets)+1)
	for p := range profiles + 1 {
		got = append(got, p.String())
	}
	for g := range glyphSets + 1 {
		got = append(got, g.String())
	}
	const want = "truecolor 256 16 none none braille block ascii ascii"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("names %q, want %q", s, want)
	}
}
