package screen

import "testing"

// verify checks what must hold of every grid at all times.
func verify(t interface {
	Helper()
	Errorf(format string, args ...any)
}, g *Grid,
) {
	t.Helper()
	for y := range g.Height() {
		sum := 0
		for x := range g.Width() {
			c := g.At(x, y)
			sum += c.Width()
			follows := x > 0 && g.At(x-1, y).span == wide
			if (c.span == continuation) != follows {
				t.Errorf("column %d of row %d: continuation %v, after a wide cell %v",
					x, y, c.span == continuation, follows)
			}
			if c.span == continuation && c.text != (cluster{}) {
				t.Errorf("column %d of row %d: a continuation that shows %q", x, y, c.text)
			}
		}
		if sum != g.Width() {
			t.Errorf("row %d: widths sum to %d, want %d", y, sum, g.Width())
		}
	}
}

func TestVerifyFindsFaults(t *testing.T) {
	for name, spoil := range map[string]func([]Cell){
		"half a wide cell":     func(row []Cell) { row[1].span = wide },
		"a lone continuation":  func(row []Cell) { row[1].span = continuation },
		"wide at the very end": func(row []Cell) { row[3].span = wide },
	} {
		g := New(4, 1)
		spoil(g.row(0))
		var faults counter
		verify(&faults, g)
		if faults == 0 {
			t.Errorf("%s was not found", name)
		}
	}
}

type counter int

func (*counter) Helper()                 {}
func (c *counter) Errorf(string, ...any) { *c++ }
