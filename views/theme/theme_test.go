package theme

import (
	"fmt"
	"reflect"
	"testing"

	"charm.land/lipgloss/v2"

	"nabla/screen"
)

func every(f func(th *Theme)) {
	for _, dark := range []bool{false, true} {
		for p := range profiles {
			for g := range glyphSets {
				f(New(Options{dark, p, g}))
			}
		}
	}
}

func TestKey(t *testing.T) {
	keys := map[Options]bool{}
	every(func(th *Theme) { keys[th.Key()] = true })
	if len(keys) != 2*4*3 {
		t.Errorf("%d keys for 24 themes", len(keys))
	}
	if got, want := New(Options{Profile: 99, Glyphs: 99}).Key(), (Options{Profile: NoColor, Glyphs: ASCII}); got != want {
		t.Errorf("unknown options count as %+v, want %+v", got, want)
	}
}

// A profile uses its own colours and no others.
func TestProfiles(t *testing.T) {
	every(func(th *Theme) {
		check := func(what string, c screen.Color) {
			n, indexed := c.Index()
			_, _, _, direct := c.RGB()
			var ok bool
			switch th.Key().Profile {
			case TrueColor:
				ok = c == 0 || direct
			case ANSI256:
				ok = c == 0 || indexed && n >= 16 // the first 16 are the owner's to change
			case ANSI16:
				ok = c == 0 || indexed && n < 16
			default:
				ok = c == 0
			}
			if !ok {
				t.Errorf("%+v: %s has colour %#x", th.Key(), what, c)
			}
		}
		for r := range roles {
			check(fmt.Sprint("role ", r), th.Style(r).Fg)
			check(fmt.Sprint("role ", r), th.Style(r).Bg)
		}
		for i := range SeriesCount {
			check(fmt.Sprint("series ", i), th.Series(i).Fg)
		}
		for i := range Levels {
			check(fmt.Sprint("ramp ", i), th.Ramp(i))
			check(fmt.Sprint("diverging ", i), th.Diverging(i))
		}
		if th.Style(Selected) == th.Style(Text) {
			t.Errorf("%+v: what is selected looks like all else", th.Key())
		}
	})
}

// Every glyph takes one column, and in ASCII is ASCII.
func TestGlyphs(t *testing.T) {
	every(func(th *Theme) {
		check := func(what string, r rune) {
			if w := screen.Width(string(r)); w != 1 {
				t.Errorf("%+v: %s %q is %d columns wide", th.Key(), what, r, w)
			}
			if th.Key().Glyphs == ASCII && (r < ' ' || r > '~') {
				t.Errorf("%+v: %s %q is not ASCII", th.Key(), what, r)
			}
		}
		set := reflect.ValueOf(th.Glyphs())
		for i := range set.NumField() {
			name := set.Type().Field(i).Name
			switch v := set.Field(i); v.Kind() {
			case reflect.Int32:
				check(name, rune(v.Int()))
			case reflect.Array, reflect.Slice:
				for j := range v.Len() {
					check(name, rune(v.Index(j).Int()))
				}
			case reflect.Struct: // a border: its lines and corners
				for _, line := range v.Fields() {
					for _, r := range line.String() {
						check(name, r)
					}
				}
			default:
			}
		}
		for i := range 256 {
			check("dots", th.Dots(uint8(i)))
		}
		for i := range Levels {
			check("shade", th.Shade(i))
		}
		if th.Key().Glyphs == ASCII {
			for _, r := range th.Glyphs().Infinity {
				check("infinity", r)
			}
		}
	})
}

func TestDots(t *testing.T) {
	for _, c := range []struct {
		dots                  uint8
		braille, block, ascii rune
	}{
		{0x00, ' ', ' ', ' '},
		{0x01, '⠁', '▘', '\''},
		{0x80, '⢀', '▗', '.'},
		{0x09, '⠉', '▀', '"'},
		{0x24, '⠤', '▄', '-'},
		{0xc0, '⣀', '▄', '_'},
		{0x47, '⡇', '▌', '|'},
		{0xb8, '⢸', '▐', '|'},
		{0x8a, '⢊', '▜', '-'}, // left in the second row, right in the first and last
		{0x54, '⡔', '▞', '/'},
		{0xa2, '⢢', '▚', '\\'},
		{0xff, '⣿', '█', '#'},
	} {
		for g, want := range map[Glyphs]rune{Braille: c.braille, Block: c.block, ASCII: c.ascii} {
			if got := New(Options{Glyphs: g}).Dots(c.dots); got != want {
				t.Errorf("Dots(%#02x) in %v is %q, want %q", c.dots, g, got, want)
			}
		}
	}
}

// A style says the same through lipgloss as by itself.
func TestLipgloss(t *testing.T) {
	every(func(th *Theme) {
		for r := range roles {
			g := screen.New(1, 1)
			g.Box().Styled(0, 0, th.Lipgloss(r).Render("x"))
			if got, want := g.At(0, 0).Style, th.Style(r); got != want {
				t.Errorf("%+v: role %d is %+v through lipgloss, want %+v", th.Key(), r, got, want)
			}
		}
	})
	all := screen.Style{Attr: screen.Bold | screen.Faint | screen.Italic | screen.Underline | screen.Reverse | screen.Strike}
	g := screen.New(1, 1)
	g.Box().Styled(0, 0, toLipgloss(all).Render("x"))
	if got := g.At(0, 0).Style; got != all {
		t.Errorf("attributes %+v through lipgloss, want %+v", got, all)
	}
	if New(Options{}).Border(false) != lipgloss.RoundedBorder() {
		t.Error("the border is not lipgloss's rounded one")
	}
}
