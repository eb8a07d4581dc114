package screen

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Styled draws text that holds escapes, as lipgloss renders it, from column x
// of row y on; each "\n" begins the next row at column x again. Colours and
// the attributes of [Attr] are taken over, every other escape (hyperlinks,
// cursor movements) is left out. It is clipped as Text is.
func (b Box) Styled(x, y int, text string) {
	var style Style
	for line := range strings.SplitSeq(text, "\n") {
		style = b.styledLine(x, y, strings.TrimSuffix(line, "\r"), style)
		y++
	}
}

// styledLine draws one line, beginning in a style, and returns the style that
// it ends in.
func (b Box) styledLine(x, y int, line string, style Style) Style {
	for line != "" {
		if end := plainRun(line); end > 0 {
			// Beyond the right edge the escapes still count, the text does not.
			if x < b.w {
				run := line[:end]
				b.Text(x, y, run, style)
				x += Width(run)
			}
			line = line[end:]
			continue
		}
		seq, _, n, _ := ansi.DecodeSequence(line, ansi.NormalState, nil)
		if strings.HasPrefix(seq, "\x1b[") && strings.HasSuffix(seq, "m") {
			style = style.sgr(seq[2 : len(seq)-1])
		}
		line = line[max(n, 1):]
	}
	return style
}

// plainRun is the length of the text before the first escape. The 8-bit forms
// of escapes are not UTF-8 and so are never found in text worth drawing.
func plainRun(line string) int {
	if end := strings.IndexByte(line, ansi.ESC); end >= 0 {
		return end
	}
	return len(line)
}

// sgr is the style after the parameters of one "select graphic rendition".
// A sequence with anything but figures and separators changes nothing.
func (s Style) sgr(params string) Style {
	before := s
	for {
		var ok bool
		if s, params, ok = s.take(params); !ok {
			return before
		}
		if params == "" {
			return s
		}
		params = params[1:]
	}
}

// take is the style after the first parameter, with the numbers and
// sub-parameters that belong to it, and what follows.
func (s Style) take(params string) (after Style, rest string, ok bool) {
	p, rest, ok := number(params)
	if !ok {
		return s, "", false
	}
	switch {
	case p == 38:
		s.Fg, rest, ok = extended(rest)
		return s, rest, ok
	case p == 48:
		s.Bg, rest, ok = extended(rest)
		return s, rest, ok
	case p == 4 && strings.HasPrefix(rest, ":0"):
		p = 24 // underlined in the style "none"
	}
	if strings.HasPrefix(rest, ":") {
		rest = rest[skipSub(rest):]
	}
	return s.parameter(p), rest, true
}

// parameter is the style after a parameter that stands for itself.
func (s Style) parameter(p int) Style {
	switch {
	case p == 0:
		return Style{}
	case p == 22:
		s.Attr &^= Bold | Faint
	case p == 21: // underlined twice
		s.Attr |= Underline
	case p == 39:
		s.Fg = 0
	case p == 49:
		s.Bg = 0
	case p >= 30 && p <= 37:
		s.Fg = Indexed(uint8(p - 30))
	case p >= 40 && p <= 47:
		s.Bg = Indexed(uint8(p - 40))
	case p >= 90 && p <= 97:
		s.Fg = Indexed(uint8(p - 90 + 8))
	case p >= 100 && p <= 107:
		s.Bg = Indexed(uint8(p - 100 + 8))
	}
	for _, a := range sgrAttrs {
		switch p {
		case int(a.code - '0'):
			s.Attr |= a.attr
		case 20 + int(a.code-'0'):
			if a.attr != Bold && a.attr != Faint {
				s.Attr &^= a.attr
			}
		}
	}
	return s
}

// extended reads what follows 38 or 48: 5 and an index, or 2 and red, green
// and blue, apart by ";" or ":". With colons a colour space may stand before
// red, empty as a rule, and a tolerance may follow blue: both are passed over.
func extended(rest string) (c Color, after string, ok bool) {
	kind, rest, ok := following(rest)
	switch {
	case ok && kind == 5:
		n, rest, ok := following(rest)
		return Indexed(uint8(min(n, 255))), rest, ok
	case ok && kind == 2:
		if sub := rest[:skipSub(rest)]; strings.Count(sub, ":") > 3 {
			_, rest, _ = following(rest)
		}
		var v [3]int
		for i := range v {
			if v[i], rest, ok = following(rest); !ok {
				return 0, "", false
			}
		}
		if strings.HasPrefix(rest, ":") {
			rest = rest[skipSub(rest):]
		}
		return RGB(uint8(min(v[0], 255)), uint8(min(v[1], 255)), uint8(min(v[2], 255))), rest, true
	default:
		return 0, "", false
	}
}

// following reads a separator and the number behind it.
func following(s string) (n int, rest string, ok bool) {
	if s == "" {
		return 0, "", false
	}
	return number(s[1:])
}

// number reads a number, which may be left out and is 0 then. What follows is
// a separator or the end.
func number(s string) (n int, rest string, ok bool) {
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		n = min(n*10+int(s[i]-'0'), 1<<16)
		i++
	}
	return n, s[i:], i == len(s) || s[i] == ';' || s[i] == ':'
}

// skipSub is the length of the sub-parameters at the beginning of s.
func skipSub(s string) int {
	if end := strings.IndexByte(s, ';'); end >= 0 {
		return end
	}
	return len(s)
}
