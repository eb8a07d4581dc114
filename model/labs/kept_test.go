package labs_test

import (
	"fmt"
	"testing"

	"nabla/internal/labtest"
	"nabla/locale"
)

// Panes keep texts and tables from one frame to the next: nothing of them may stay
// when the language, the colours, the size or the formula are others. A screen that
// was drawn all the way is held to one that never drew anything else.
func TestNothingStaysOfOtherFrames(t *testing.T) {
	t.Parallel()
	small := labtest.Size{W: 90, H: 30}
	for _, tt := range []struct {
		lab     string
		changes []string // of the setup, made on the screen that was drawn
	}{
		{"rules", []string{"f", "(x^2+1)^3", "x", "0.5"}},
		{"chain", []string{"f", "product"}},
		{"gradient", []string{"f", "x*y + x^2"}},
		{"backprop", []string{"hidden", "5,2"}},
		{"vanishing", []string{"optimizer", "adam"}},
		{"dashboard", []string{"f", "u-shape"}},
	} {
		t.Run(tt.lab, func(t *testing.T) {
			t.Parallel()
			e := labtest.Entry(t, tt.lab)
			s := labtest.Open(t, labtest.Small(t, e, 0), labtest.Usual, locale.English)
			for step := range 9 {
				drawn := func(what string, m *labtest.Session) {
					labtest.Same(t, fmt.Sprint(what, " at step ", step), s.Panes(), m.Panes())
				}
				fresh := func(at labtest.Size, language locale.Language) *labtest.Session {
					return labtest.Open(t, labtest.Small(t, e, step), at, language)
				}
				drawn("the frame", fresh(labtest.Usual, locale.English))
				s.Keys("l")
				drawn("in the other language", fresh(labtest.Usual, locale.Korean))
				s.Keys("l t")
				other := fresh(labtest.Usual, locale.English)
				other.Keys("t")
				drawn("in other colours", other)
				for range 20 { // until the colours are the first ones again
					if s.Panes() == fresh(labtest.Usual, locale.English).Panes() {
						break
					}
					s.Keys("t")
				}
				s.Resize(small)
				drawn("on a smaller screen", fresh(small, locale.English))
				s.Resize(labtest.Usual)
				s.Keys("right")
			}
			s.Seek(0)
			for i := 0; i < len(tt.changes); i += 2 {
				s.Command(tt.changes[i] + "=" + tt.changes[i+1])
			}
			other := labtest.Open(t, labtest.Small(t, e, 0, tt.changes...), labtest.Usual, locale.English)
			for step := range 9 {
				labtest.Same(t, fmt.Sprint("after ", tt.changes, " at step ", step), s.Panes(), other.Panes())
				s.Keys("right")
				other.Keys("right")
			}
		})
	}
}

// The numbers that stand in the law of a rule are those at the x there is.
func TestRulesNumbersFollowX(t *testing.T) {
	t.Parallel()
	wide := labtest.Size{W: 120, H: 40}
	s := labtest.Open(t, labtest.Moment(t, labtest.Entry(t, "rules"), 0), wide, locale.English)
	for _, step := range []int{1, 3, 30} {
		s.Seek(step)
		s.Frame()
		for _, x := range []string{"x=0.3", "x=-2", "x=0.3"} {
			s.Command(x)
			m := s.App.Moment()
			labtest.Same(t, fmt.Sprint(x, " at step ", m.Step), s.Panes(), labtest.Open(t, m, wide, locale.English).Panes())
		}
	}
	if len(s.App.Moment().Edits) == 0 {
		t.Error("x was never changed")
	}
}
