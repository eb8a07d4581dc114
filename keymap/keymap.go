package keymap

import (
	"cmp"
	"fmt"
	"slices"
)

// Map says what keys mean. It does not change once made, so that any number of
// sessions may share one. The zero value knows no key.
type Map struct {
	bindings []Binding
	actions  map[Context]map[string]Action
}

// New returns a map of the bindings. It panics if one key would mean two things
// in the same context.
func New(bindings []Binding) *Map {
	m := &Map{bindings: bindings, actions: make(map[Context]map[string]Action)}
	for place := Panes; place <= Class; place <<= 1 {
		actions := make(map[string]Action)
		for _, b := range bindings {
			if b.In&place == 0 {
				continue
			}
			for _, key := range slices.Concat(b.Keys, b.Also) {
				if other, taken := actions[key.Name]; taken {
					panic(fmt.Sprintf("keymap: %q means both %s and %s", key.Name, other, key.Action))
				}
				actions[key.Name] = key.Action
			}
		}
		addHangul(actions)
		m.actions[place] = actions
	}
	return m
}

// Action returns what the key means in the context, which is a single place, and
// whether it means anything there. A letter typed with a Hangul input method on
// means what the Latin letter of the same key means.
func (m *Map) Action(name string, in Context) (Action, bool) {
	action, ok := m.actions[in][name]
	return action, ok
}

// Bindings returns the lines of the help, group by group. The caller must not
// modify what they hold.
func (m *Map) Bindings() []Binding { return slices.Clone(m.bindings) }

// AppendFooter appends the bindings that belong into the footer of the context, the
// most important first: a narrow footer shows as many as fit.
func (m *Map) AppendFooter(footer []Binding, in Context) []Binding {
	start := len(footer)
	for _, b := range m.bindings {
		if b.Footer > 0 && b.In&in != 0 {
			footer = append(footer, b)
		}
	}
	slices.SortStableFunc(footer[start:], func(a, b Binding) int { return cmp.Compare(a.Footer, b.Footer) })
	return footer
}
