package locale

import (
	"math"
	"testing"
)

// at says where something is, as reasons do, and counts how often it is asked.
type at struct {
	X     float64
	N     int
	where place
	asked *int
}

type place struct{ name string }

func (a at) Message() (string, map[string]any) {
	if a.asked != nil {
		*a.asked++
	}
	return "footer.step", map[string]any{"Step": a.where.name + string(appendWhole(nil, a.X)) + string(rune('a'+a.N))}
}

func appendWhole(dst []byte, x float64) []byte {
	if math.Signbit(x) {
		dst = append(dst, '-')
	}
	return append(dst, byte('0'+math.Abs(x)))
}

// plainAt is at without a pointer, which is never taken for the same.
type plainAt struct {
	X     float64
	N     int
	where place
}

func (a plainAt) Message() (string, map[string]any) {
	return at{X: a.X, N: a.N, where: a.where}.Message()
}

func TestSaidIsWhatIsSaid(t *testing.T) {
	for _, language := range []Language{English, Korean} {
		shared := For(language)
		own := shared.Own()
		negative := math.Copysign(0, -1)
		for range 3 {
			for _, m := range []Messenger{
				plainAt{X: 0},
				plainAt{X: negative},
				plainAt{X: 1},
				plainAt{N: 1},
				plainAt{where: place{"here "}},
				at{X: 1},
				most{},
				none{},
			} {
				if got, want := own.Message(m), shared.Message(m); got != want {
					t.Errorf("%s: %#v says %q, want %q", language, m, got, want)
				}
			}
		}
	}
}

// most and none are messengers of the same fields, none.
type most struct{}

func (most) Message() (string, map[string]any) { return "footer.rate-most", nil }

type none struct{}

func (none) Message() (string, map[string]any) { return "loss.none", nil }

// TestSaidForgets: more messengers than are kept say what is right, and those that
// may change are asked every time.
func TestSaidForgets(t *testing.T) {
	shared := For(English)
	own := shared.Own()
	for range 2 {
		for n := range 3 * saidMost {
			m := plainAt{N: n}
			if got, want := own.Message(m), shared.Message(m); got != want {
				t.Errorf("%q, want %q", got, want)
			}
		}
	}
	if n := len(own.page.said.last); n != saidMost {
		t.Errorf("%d texts are kept, want %d", n, saidMost)
	}
	asked := 0
	changing := at{asked: &asked}
	own.Message(changing)
	own.Message(changing)
	if asked != 2 {
		t.Errorf("what may change was asked %d times, want 2", asked)
	}
}

// TestSaidTakesNoMemory: what was said is said again without an allocation.
func TestSaidTakesNoMemory(t *testing.T) {
	own := For(Korean).Own()
	var m Messenger = plainAt{X: 2, where: place{"there "}}
	own.Message(m)
	if n := testing.AllocsPerRun(20, func() { own.Message(m) }); n != 0 {
		t.Errorf("%v allocations, want none", n)
	}
}
