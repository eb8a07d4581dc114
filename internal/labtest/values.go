package labtest

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"nabla/locale"
	"nabla/model"
	"nabla/sim"
)

// wide is a terminal on which every error is shown whole, in the panel alone.
var wide = Size{140, 24}

// atPanel opens a session with the panel over the whole screen and the
// parameter of the index chosen in it.
func atPanel(t *testing.T, m sim.Moment, param int, language locale.Language) *Session {
	t.Helper()
	s := Open(t, m, wide, language)
	s.Keys("shift+tab z")
	for range param {
		s.Keys("down")
	}
	return s
}

// Holds is the value of a parameter at the playhead.
func (s *Session) Holds(name string) string {
	m := s.App.Moment()
	text := m.Setup.Value(name).String()
	for _, e := range m.Edits {
		if e.Name == name && e.Step <= m.Step {
			text = e.Value.String()
		}
	}
	return text
}

// checkNotches presses + and − on every parameter, from its default and at both
// ends of its range: each press gives the next value of the declaration or, at
// an end, the same.
func checkNotches(t *testing.T, e model.Entry) {
	m := Small(t, e, 0)
	for i, p := range params(e) {
		s := atPanel(t, m, i, locale.English)
		starts := []string{m.Setup.Value(p.Name).String()}
		if p.Max > p.Min {
			starts = append(starts, sim.FormatNumber(p.Min), sim.FormatNumber(p.Max))
		}
		for _, from := range starts {
			s.Command(m.String())
			s.Enter(from)
			value, err := p.Parse(from)
			if err != nil {
				t.Fatalf("%s=%s: %v", p.Name, from, err)
			}
			if got := s.Holds(p.Name); got != value.String() {
				t.Errorf("%s: typed %s, holds %s", p.Name, from, got)
				continue
			}
			for _, key := range []string{"+", "+", "-", "-", "-"} {
				value = p.Nudge(value, map[string]int{"+": 1, "-": -1}[key])
				s.Keys(key)
				if got := s.Holds(p.Name); got != value.String() && !refusesAsAWhole(e, m, p.Name, value.String()) {
					t.Errorf("%s from %s: after %s it holds %s, want %s", p.Name, from, key, got, value)
				}
				value, _ = p.Parse(s.Holds(p.Name))
			}
			s.Seek(2)
			s.Frame()
		}
		endsMeet(t, p)
	}
}

// refusesAsAWhole reports whether a value that the parameter accepts is refused
// together with the others: a loss that does not go with the output, say.
func refusesAsAWhole(e model.Entry, m sim.Moment, name, text string) bool {
	setup, err := m.Setup.With(name, text)
	return err == nil && refused(e, setup) != nil
}

// refused returns why the lab does not take a setup.
func refused(e model.Entry, setup sim.Setup) error {
	_, err := e.New().Load(setup, nil)
	return err
}

// endsMeet checks that the notches of a number lead to both ends of its range.
func endsMeet(t *testing.T, p *sim.Param) {
	t.Helper()
	if p.Kind != sim.Number && p.Kind != sim.Whole {
		return
	}
	for by, end := range map[int]float64{-1: p.Min, 1: p.Max} {
		v, err := p.Parse(p.Default)
		if err != nil {
			t.Fatal(err)
		}
		for range 20_000 {
			next := p.Nudge(v, by)
			if next.String() == v.String() {
				break
			}
			v = next
		}
		if v.String() != sim.FormatNumber(end) {
			t.Errorf("%s: the notches end at %s, want %s", p.Name, v, sim.FormatNumber(end))
		}
	}
}

// awkward are texts that people type, paste by mistake or try for fun.
func awkward() []string {
	return []string{
		"", "0", "-1", "1.5", "-0", "+5", "1e309", "1e-320", "NaN", "Inf", "1_000", "0x10", "１２", "∞", "½",
		"1,2", "0.1,0.2,0.3,0.4", ",", "1,,2", "8,8", "1;2", "abc", "한글", "é", "🙂", "yes", "no", "xor", "auto", "tanh", "none",
		"a=b", `"quoted"`, "'", "%s %d", "{{.Name}}", "../../etc/passwd", "x.csv", "w", "w^2", "sin(", "foo(w)", "w+v", "1/w", "x1,x2,x1*x2",
		"adam", "adam(lr=1)", "adam(beta1=2)", "momentum(momentum=0.5)", "sgd(", "newton", "max", "sigmoid,sigmoid", "sigmoid,relu,tanh",
		"@3", "3:rate=1", "descent", "?", strings.Repeat("1,", 300) + "1", strings.Repeat("가", 3000), strings.Repeat("(", 3000),
	}
}

// underField is what the screen says of an error under the parameter's own field:
// not the name and the text that stand there already.
func underField(p *sim.Param, err error) error {
	if e, ok := errors.AsType[*sim.ParamError](err); ok && e.Name == p.Name {
		return e.Err
	}
	return err
}

// checkValues types every awkward text into every parameter. What the
// declaration and a new run accept, the screen takes; what they refuse, it says
// under the field, in both Languages, with what would be accepted.
func checkValues(t *testing.T, e model.Entry) {
	m := Small(t, e, 0)
	for i, p := range params(e) {
		english, korean := atPanel(t, m, i, locale.English), atPanel(t, m, i, locale.Korean)
		for n, text := range awkward() {
			want, err := m.Setup.With(p.Name, text)
			if err == nil {
				err = refused(e, want)
			}
			if err != nil {
				said(t, p, text, err)
			}
			s := english
			if n%2 == 1 {
				s = korean
			}
			s.Enter(text)
			switch {
			case err == nil && s.Holds(p.Name) != want.Value(p.Name).String():
				t.Errorf("%s: typed %q, holds %q, want %q", p.Name, text, s.Holds(p.Name), want.Value(p.Name))
			case err != nil && s.Holds(p.Name) != m.Setup.Value(p.Name).String():
				t.Errorf("%s: typed %q, which is refused, and it holds %q", p.Name, text, s.Holds(p.Name))
			}
			// Texts are checked each time, the screen now and then: a frame takes a while.
			if (n+i)%3 == 0 {
				s.says(p, text, underField(p, err))
			}
			if err != nil {
				s.Keys("esc") // out of the field
			} else if s.Holds(p.Name) != m.Setup.Value(p.Name).String() {
				s.Command(m.String())
			}
		}
	}
}

// says checks that the screen shows an error if there is one, and nothing that is
// not meant for people.
func (s *Session) says(p *sim.Param, text string, err error) {
	s.Helper()
	screen, want := ansi.Strip(s.Frame()), ""
	if err != nil {
		want = locale.For(s.Language).Error(err)
	}
	if !strings.Contains(unframed(screen), unframed(want)) {
		s.Errorf("%s: typed %q, and the screen does not say %q:\n%s", p.Name, text, want, screen)
	}
	readable(s, s.Language, strings.ReplaceAll(screen, "{{.Name}}", ""))
}

// accepts matches what an error says would be accepted.
var accepts = regexp.MustCompile(`\b(give|set|write|type|is not one of|name it once|there are|expected|missing|the variable is|the variables are|takes|never closed)\b`)

// said checks an error's texts: the English one is the error's own and says what
// would be accepted (of a formula: where it stops making sense), the Korean one
// is in Korean.
func said(t *testing.T, p *sim.Param, text string, err error) {
	t.Helper()
	if got := locale.For(locale.English).Error(err); got != err.Error() {
		t.Errorf("%s=%q: the message is %q and the error %q", p.Name, text, got, err)
	}
	if !accepts.MatchString(err.Error()) {
		t.Errorf("%s=%q: the error does not say what would be accepted: %v", p.Name, text, err)
	}
	if got := locale.For(locale.Korean).Error(err); !hangul(strings.ReplaceAll(got, text, "")) {
		t.Errorf("%s=%q: the Korean error is %q", p.Name, text, got)
	}
}

// unframed is a text without the frames of panes and with single blanks, so that
// it can be found however it was wrapped.
func unframed(text string) string {
	text = strings.Map(func(r rune) rune {
		if strings.ContainsRune("│┃", r) {
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), "")
}
