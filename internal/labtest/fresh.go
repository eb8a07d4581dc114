package labtest

import (
	"testing"

	"nabla/locale"
	"nabla/model"
)

// checkFresh holds a screen on which a parameter was changed to that of a run
// begun with the value: nothing of what was drawn before may stay.
func checkFresh(t *testing.T, e model.Entry) {
	m := Small(t, e, 0)
	for i, p := range params(e) {
		v := m.Setup.Value(p.Name)
		for _, by := range []int{+1, -1} {
			next := p.Nudge(v, by)
			if next.String() == v.String() {
				continue
			}
			fresh := m
			fresh.Setup = m.Setup.WithValue(p.Name, next)
			if _, err := e.New().Load(fresh.Setup, nil); err != nil {
				continue // what is refused changes nothing, which others check
			}
			changed := Open(t, m, wide, locale.English)
			for range i {
				changed.Keys("down")
			}
			changed.Frame() // draws what must not stay
			if by > 0 {
				changed.Keys("+")
			} else {
				changed.Keys("-")
			}
			other := Open(t, fresh, wide, locale.English)
			for range i {
				other.Keys("down")
			}
			Same(t, p.Name+" changed to "+next.String(), changed.Frame(), other.Frame())
		}
	}
}
