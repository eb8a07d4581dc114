package main

import (
	"fmt"
	"strings"

	"nabla/keymap"
	"nabla/locale"
)

// The lines between which a README has its key table.
const (
	begin = "<!-- keys:begin -->\n"
	end   = "<!-- keys:end -->\n"
)

// table returns the Markdown table of every key and what it does, one row a line
// of the help, a row in bold for each group.
func table(keys *keymap.Map, words *locale.Localizer) string {
	var b strings.Builder
	fmt.Fprintf(&b, "| %s | %s |\n| --- | --- |\n", words.T("table.key"), words.T("table.action"))
	var group keymap.Group
	for _, binding := range keys.Bindings() {
		if binding.Group != group {
			group = binding.Group
			fmt.Fprintf(&b, "| **%s** | |\n", words.T(string(group)))
		}
		fmt.Fprintf(&b, "| %s | %s |\n", code(binding), escape(words.T(binding.Help)))
	}
	return b.String()
}

// code returns the binding's keys, each as a piece of code.
func code(b keymap.Binding) string {
	labels := strings.Fields(b.Label())
	for i, label := range labels {
		labels[i] = "`" + escape(label) + "`"
	}
	return strings.Join(labels, " ")
}

// escape keeps a bar from ending a cell of the table.
func escape(text string) string { return strings.ReplaceAll(text, "|", `\|`) }

// splice returns the text with the table between the two marker lines, in the
// place of what was there.
func splice(text, table string) (string, error) {
	head, rest, ok := strings.Cut(text, begin)
	if !ok {
		return "", fmt.Errorf("no line %q, below which the key table goes", strings.TrimSpace(begin))
	}
	_, tail, ok := strings.Cut(rest, end)
	if !ok {
		return "", fmt.Errorf("no line %q after %q", strings.TrimSpace(end), strings.TrimSpace(begin))
	}
	return head + begin + table + end + tail, nil
}
