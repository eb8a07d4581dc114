package views

import (
	"strings"

	"nabla/screen"
)

// wrap breaks a text into lines of at most width columns, at spaces where it
// can and within words where it must.
func wrap(text string, width int) []string {
	if width <= 0 {
		return nil
	}
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		joined := word
		if line != "" {
			joined = line + " " + word
		}
		if screen.Width(joined) <= width {
			line = joined
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for screen.Width(word) > width {
			head := screen.Truncate(word, width, "")
			if head == "" {
				return lines
			}
			lines = append(lines, head)
			word = word[len(head):]
		}
		line = word
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}
