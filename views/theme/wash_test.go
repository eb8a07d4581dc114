package theme

import "testing"

// A series' own colour stands out from its wash, and washes are told apart.
func TestWash(t *testing.T) {
	colored(func(o Options, th *Theme) {
		for i := range SeriesCount {
			if o.Profile != ANSI16 {
				if got := contrast(t, th.Series(i).Fg, th.Wash(i)); got < 2 {
					t.Errorf("%+v: series %d has a contrast of %.2f on its wash, want 2", o, i, got)
				}
			}
			for j := range i {
				if th.Wash(i) == th.Wash(j) {
					t.Errorf("%+v: series %d and %d have the same wash", o, j, i)
				}
			}
		}
		if th.Wash(-1) != th.Wash(SeriesCount-1) {
			t.Error("washes do not begin anew")
		}
	})
	if th := New(Options{Profile: NoColor}); th.Wash(0) != 0 {
		t.Error("without colours there is a wash")
	}
}
