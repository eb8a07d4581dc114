package views

import (
	"strings"
	"unicode"

	"nabla/screen"
)

// wrap breaks a text into lines of at most width columns, at spaces where it
// can and within words where it must.
func wrap(text string, width int) []string {
	if width <= 0 {
		return nil
	}
	return appendWrapped(make([]string, 0, screen.Width(text)/width+2), text, width)
}

// appendWrapped appends the lines of [wrap]. The width is 1 at least.
func appendWrapped(lines []string, text string, width int) []string {
	// Lines are parts of the text, so that only their list takes memory.
	odd := func(r rune) bool { return unicode.IsSpace(r) && r != ' ' }
	if strings.Contains(text, "  ") || strings.IndexFunc(text, odd) >= 0 || strings.Trim(text, " ") != text {
		text = strings.Join(strings.Fields(text), " ")
	}
	start, at := 0, 0 // of the line and of the word
	for at < len(text) {
		end := len(text)
		if blank := strings.IndexByte(text[at:], ' '); blank >= 0 {
			end = at + blank
		}
		if screen.Width(text[start:end]) <= width {
			at = end + 1
			continue
		}
		if start < at {
			lines = append(lines, text[start:at-1])
		}
		for screen.Width(text[at:end]) > width {
			head := screen.Truncate(text[at:end], width, "")
			if head == "" {
				return lines
			}
			lines = append(lines, head)
			at += len(head)
		}
		start, at = at, end+1
	}
	if start < len(text) {
		lines = append(lines, text[start:])
	}
	return lines
}
