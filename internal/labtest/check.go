package labtest

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"nabla/locale"
	"nabla/model"
	"nabla/sim"
	"nabla/views"
	"nabla/views/theme"
)

// Check holds a lab to what every lab has to be: a function of setup, edits and
// step, of any size, in both Languages, that takes or refuses every value in
// words.
func Check(t *testing.T, e model.Entry) {
	t.Run("the same run twice is the same screen", func(t *testing.T) { checkTwice(t, e) })
	t.Run("seeks are exact", func(t *testing.T) { checkSeeks(t, e) })
	t.Run("edits are part of the run", func(t *testing.T) { checkEdits(t, e) })
	t.Run("every size is filled", func(t *testing.T) { checkSizes(t, e) })
	t.Run("every message is there", func(t *testing.T) { checkMessages(t, e) })
	t.Run("a change leaves nothing behind", func(t *testing.T) { checkFresh(t, e) })
	t.Run("every notch is taken", func(t *testing.T) { checkNotches(t, e) })
	t.Run("every question has an outcome", func(t *testing.T) { checkQuestions(t, e) })
	t.Run("every value is taken or refused in words", func(t *testing.T) { checkValues(t, e) })
}

// Usual is the size of a terminal that nobody has changed.
var Usual = Size{80, 24}

// Languages are those that every screen is checked in.
var Languages = [...]locale.Language{locale.English, locale.Korean}

func checkTwice(t *testing.T, e model.Entry) {
	m := Small(t, e, 37)
	one := Open(t, m, Usual, locale.English)
	Same(t, "a second session", Open(t, m, Usual, locale.English).Frame(), one.Frame())

	// The same by another way: by keys from step 0, by the share line, by
	// a restart, by the other language and theme and back.
	other := Open(t, Small(t, e, 0), Usual, locale.English)
	other.Seek(37)
	Same(t, "a session that stepped there", other.Frame(), one.Frame())
	other = Open(t, Small(t, e, 0), Usual, locale.English)
	other.Command(m.String())
	Same(t, "the share line "+m.String(), other.Frame(), one.Frame())
	other.Keys("r")
	other.Seek(37)
	Same(t, "a restart", other.Frame(), one.Frame())
	other.Keys("l")
	if other.Frame() == one.Frame() {
		t.Error("the other language is the same screen")
	}
	other.Keys("t l t")
	Same(t, "the other language and theme and back", other.Frame(), one.Frame())
	other.Keys("n")
	other.Seek(37)
	if got := other.App.Moment().Setup.Seed; got != m.Setup.Seed+1 {
		t.Errorf("n leads to seed %d, want %d", got, m.Setup.Seed+1)
	}
}

// Same compares two screens and shows the first row that differs.
func Same(t errorer, what, got, want string) {
	t.Helper()
	if got == want {
		return
	}
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			t.Errorf("%s is not the same screen; row %d is\n%s\n%q\nwant\n%s\n%q", what, i, ansi.Strip(a[i]), a[i], ansi.Strip(b[i]), b[i])
			return
		}
	}
	t.Errorf("%s has %d rows, want %d", what, len(a), len(b))
}

// errorer is a test, or one that rapid draws for.
type errorer interface {
	Helper()
	Errorf(format string, args ...any)
}

// last is how far the runs of these tests go: beyond two keyframes.
const last = 70

func checkSeeks(t *testing.T, e model.Entry) {
	straight := Open(t, Small(t, e, 0), Usual, locale.English)
	var want [last + 1]string
	for step := range want {
		want[step] = straight.Panes()
		if step > 0 {
			before := straight.Frame()
			straight.Keys("left right")
			Same(t, fmt.Sprint("left and right at step ", step), straight.Frame(), before)
		}
		straight.Keys("right")
	}
	if t.Failed() {
		return
	}
	s := Open(t, Small(t, e, 0), Usual, locale.English)
	rapid.Check(t, func(t *rapid.T) {
		for _, step := range rapid.SliceOfN(rapid.IntRange(0, last), 1, 4).Draw(t, "steps") {
			s.Seek(step)
			Same(t, fmt.Sprint("step ", step), s.Panes(), want[step])
		}
	})
}

func checkEdits(t *testing.T, e model.Entry) {
	s := Open(t, Small(t, e, 0), Usual, locale.English)
	var want []string // as far as the run goes
	edits := 0
	for step := 0; step <= last && step == s.App.Moment().Step; step++ {
		if step%15 == 7 || step == 1 {
			edits += editLive(t, s, e, edits)
		}
		want = append(want, s.Panes())
		s.Keys("right")
	}
	if edits == 0 {
		return
	}
	m := s.App.Moment()
	if len(m.Edits) != edits {
		t.Fatalf("%d edits were made and the run has %v", edits, m.Edits)
	}
	rapid.Check(t, func(t *rapid.T) {
		for _, step := range rapid.SliceOfN(rapid.IntRange(0, len(want)-1), 1, 4).Draw(t, "steps") {
			s.Seek(step)
			Same(t, fmt.Sprint("step ", step), s.Panes(), want[step])
		}
	})
	// The line brings all of it back, edits included.
	read, err := sim.ParseMoment(m.String(), func(string) (sim.Setup, error) { return sim.NewSetup(e.Name, e.Params), nil })
	if err != nil {
		t.Fatalf("the share line %s: %v", m, err)
	}
	s.Seek(last + 1)
	back := Open(t, read, Usual, locale.English)
	Same(t, "the share line "+m.String(), back.Frame(), s.Frame())
	for _, step := range []int{60, 6, 31} {
		step = min(step, len(want)-1)
		back.Seek(step)
		Same(t, fmt.Sprint("step ", step, " of the share line"), back.Panes(), want[step])
	}
}

// editLive makes an edit of the lab's live parameters, one after the other with
// each call, and returns how many that were.
func editLive(t *testing.T, s *Session, e model.Entry, turn int) int {
	t.Helper()
	var live []*sim.Param
	for _, p := range params(e) {
		// A notch leaves some lists as they are: they are changed by typing.
		if v := s.App.Moment().Setup.Value(p.Name); p.Live && p.Nudge(v, 1).String() != v.String() {
			live = append(live, p)
		}
	}
	if len(live) == 0 {
		return 0
	}
	p := live[turn%len(live)]
	m := s.App.Moment()
	value := m.Setup.Value(p.Name)
	for _, edit := range m.Edits {
		if edit.Name == p.Name {
			value = edit.Value
		}
	}
	s.Command(p.Name + "=" + p.Nudge(value, 1).String())
	return 1
}

func checkSizes(t *testing.T, e model.Entry) {
	scenes := map[string]func(*Session){
		"panes":    func(*Session) {},
		"zoomed":   func(s *Session) { s.Keys("z") },
		"panel":    func(s *Session) { s.Keys("shift+tab down") },
		"help":     func(s *Session) { s.Keys("? down") },
		"prompt":   func(s *Session) { s.Keys(": a b 한 글") },
		"field":    func(s *Session) { s.Keys("enter ctrl+u 한 글") },
		"error":    func(s *Session) { s.Enter("한글") },
		"share":    func(s *Session) { s.Keys("s") },
		"diverged": func(s *Session) { s.Seek(20) },
	}
	for name, scene := range scenes {
		s := Open(t, Moment(t, e, 5), Usual, locale.English)
		scene(s)
		for i, w := range []int{1, 2, 5, 9, 16, 30, 40, 71, 72, 80, 120, 200} {
			for j, h := range []int{1, 2, 3, 5, 8, 12, 14, 24, 40, 60} {
				if name != "panes" && (i+j)%5 != 0 {
					continue
				}
				s.Resize(Size{w, h})
				filled(t, name, s)
			}
			if s.Keys("t"); name == "panes" { // not in fields: there it is a letter
				s.Keys("l")
			}
		}
		s.Resize(Usual)
	}
	for _, back := range []Size{{1, 1}, {40, 12}, {200, 60}} {
		s := Open(t, Moment(t, e, 5), Usual, locale.Korean)
		before := s.Frame()
		s.Resize(back)
		s.Frame()
		s.Resize(Usual)
		Same(t, fmt.Sprint(back, " and back"), s.Frame(), before)
	}
	for _, at := range []Size{Usual, {100, 30}, {120, 40}, {200, 60}} {
		for _, language := range Languages {
			allPanes(t, e, at, language)
		}
	}
}

// filled checks that a frame has as many rows as the terminal and each of them
// its width, in the reckoning of a library that is not the program's.
func filled(t *testing.T, scene string, s *Session) {
	t.Helper()
	rows := strings.Split(s.Frame(), "\n")
	if len(rows) != s.Size.H {
		t.Errorf("%s at %v has %d rows", scene, s.Size, len(rows))
	}
	for y, row := range rows {
		if got := ansi.StringWidth(row); got != s.Size.W {
			t.Errorf("%s at %v: row %d is %d columns wide: %s", scene, s.Size, y, got, ansi.Strip(row))
		}
	}
}

// allPanes checks that nothing is missing from 80×24 on: every pane is there,
// with its title.
func allPanes(t *testing.T, e model.Entry, at Size, language locale.Language) {
	t.Helper()
	s := Open(t, Moment(t, e, 5), at, language)
	text, words := s.Text(), locale.For(language)
	for _, name := range paneNames(t, e) {
		// After the title of a stack there may be how many panes it has.
		if title := words.T("pane." + name); !strings.Contains(text, "─ "+title+" ") && !strings.Contains(text, "━ "+title+" ") {
			t.Errorf("at %v in %v the pane %q is missing:\n%s", at, language, title, text)
		}
	}
}

// paneNames are those of a lab, and of the panel that the program adds.
func paneNames(t *testing.T, e model.Entry) []string {
	t.Helper()
	lab := e.New()
	start, err := lab.Load(sim.NewSetup(e.Name, e.Params), nil)
	if err != nil {
		t.Fatal(err)
	}
	start()
	var names []string
	for _, pane := range lab.Panes() {
		names = append(names, pane.Name())
	}
	return append(names, "parameters")
}

func checkMessages(t *testing.T, e model.Entry) {
	ids := []string{"lab." + e.Name, "lab-idea." + e.Name}
	for _, name := range paneNames(t, e) {
		ids = append(ids, "pane."+name)
	}
	for _, p := range params(e) {
		if p.Unit != "" {
			ids = append(ids, "unit."+p.Unit)
		}
	}
	for _, language := range Languages {
		words := locale.For(language)
		for _, id := range ids {
			if text := words.T(id); text == id || strings.TrimSpace(text) == "" || language == locale.Korean && !hangul(text) {
				t.Errorf("in %v the text of %s is %q", language, id, text)
			}
		}
		for _, p := range params(e) {
			label, help := views.ParamLabel(e.Name, p.Name), views.ParamHelp(e.Name, p)
			if p.Letter {
				label = help // it is its own label
			}
			for _, ids := range [][]string{label, help} {
				if text := words.First(ids...); text == ids[len(ids)-1] || language == locale.Korean && !hangul(text) {
					t.Errorf("in %v the text of %s is %q", language, p.Name, text)
				}
			}
		}
		look := views.Look{Theme: theme.New(theme.Options{}), Words: words}
		lab := e.New()
		start, err := lab.Load(sim.NewSetup(e.Name, e.Params), nil)
		if err != nil {
			t.Fatal(err)
		}
		start()
		readable(t, language, lab.Summary(look))
		for _, pane := range lab.Panes() {
			readable(t, language, pane.Note(look))
		}
		for _, at := range []Size{Usual, {120, 40}, {200, 60}} {
			readable(t, language, Open(t, Moment(t, e, 5), at, language).Text())
		}
	}
}

func hangul(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Hangul, r) })
}

// readable checks that a text holds nothing that is meant for the program: no id
// of a message, no template, nothing of fmt's complaints.
func readable(t testing.TB, language locale.Language, text string) {
	t.Helper()
	for _, scrap := range []string{"{{", "}}", "<no value>", "<nil>", "%!", "map[", "\ufffd"} {
		if strings.Contains(text, scrap) {
			t.Errorf("in %v the screen shows %q:\n%s", language, scrap, text)
		}
	}
	for _, word := range idLike.FindAllString(text, -1) {
		if isMessage(word) {
			t.Errorf("in %v the screen shows the id %s:\n%s", language, word, text)
		}
	}
}

var idLike = regexp.MustCompile(`[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*`)

// isMessage reports whether there is a message of the id: of one that is not
// there, the localizer returns the id.
func isMessage(id string) bool { return locale.For(locale.English).T(id) != id }
