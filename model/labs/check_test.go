package labs_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"unicode"

	"github.com/BurntSushi/toml"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"nabla/locale"
	"nabla/model"
	"nabla/model/labs"
	"nabla/sim"
	"nabla/views"
	"nabla/views/theme"
)

func TestLabs(t *testing.T) {
	t.Parallel()
	for _, e := range labs.All() {
		t.Run(e.Name, func(t *testing.T) {
			t.Parallel()
			check(t, e)
		})
	}
}

// check holds a lab to what every lab has to be: a function of setup, edits and
// step, of any size, in both languages, that takes or refuses every value in
// words.
func check(t *testing.T, e model.Entry) {
	t.Run("the same run twice is the same screen", func(t *testing.T) { checkTwice(t, e) })
	t.Run("seeks are exact", func(t *testing.T) { checkSeeks(t, e) })
	t.Run("edits are part of the run", func(t *testing.T) { checkEdits(t, e) })
	t.Run("every size is filled", func(t *testing.T) { checkSizes(t, e) })
	t.Run("every message is there", func(t *testing.T) { checkMessages(t, e) })
	t.Run("a change leaves nothing behind", func(t *testing.T) { checkFresh(t, e) })
	t.Run("every notch is taken", func(t *testing.T) { checkNotches(t, e) })
	t.Run("every value is taken or refused in words", func(t *testing.T) { checkValues(t, e) })
}

var (
	usual     = size{80, 24}
	languages = [...]locale.Language{locale.English, locale.Korean}
)

func checkTwice(t *testing.T, e model.Entry) {
	m := small(t, e, 37)
	one := open(t, m, usual, locale.English)
	same(t, "a second session", open(t, m, usual, locale.English).frame(), one.frame())

	// The same by another way: by keys from step 0, by the share line, by
	// a restart, by the other language and theme and back.
	other := open(t, small(t, e, 0), usual, locale.English)
	other.seek(37)
	same(t, "a session that stepped there", other.frame(), one.frame())
	other = open(t, small(t, e, 0), usual, locale.English)
	other.command(m.String())
	same(t, "the share line "+m.String(), other.frame(), one.frame())
	other.keys("r")
	other.seek(37)
	same(t, "a restart", other.frame(), one.frame())
	other.keys("l")
	if other.frame() == one.frame() {
		t.Error("the other language is the same screen")
	}
	other.keys("t l t")
	same(t, "the other language and theme and back", other.frame(), one.frame())
	other.keys("n")
	other.seek(37)
	if got := other.app.Moment().Setup.Seed; got != m.Setup.Seed+1 {
		t.Errorf("n leads to seed %d, want %d", got, m.Setup.Seed+1)
	}
}

// same compares two screens and shows the first row that differs.
func same(t errorer, what, got, want string) {
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
	straight := open(t, small(t, e, 0), usual, locale.English)
	var want [last + 1]string
	for step := range want {
		want[step] = straight.panes()
		if step > 0 {
			before := straight.frame()
			straight.keys("left right")
			same(t, fmt.Sprint("left and right at step ", step), straight.frame(), before)
		}
		straight.keys("right")
	}
	if t.Failed() {
		return
	}
	s := open(t, small(t, e, 0), usual, locale.English)
	rapid.Check(t, func(t *rapid.T) {
		for _, step := range rapid.SliceOfN(rapid.IntRange(0, last), 1, 4).Draw(t, "steps") {
			s.seek(step)
			same(t, fmt.Sprint("step ", step), s.panes(), want[step])
		}
	})
}

func checkEdits(t *testing.T, e model.Entry) {
	s := open(t, small(t, e, 0), usual, locale.English)
	var want [last + 1]string
	edits := 0
	for step := range want {
		if step%15 == 7 {
			edits += editLive(t, s, e, edits)
		}
		want[step] = s.panes()
		s.keys("right")
	}
	if edits == 0 {
		return
	}
	m := s.app.Moment()
	if len(m.Edits) != edits {
		t.Fatalf("%d edits were made and the run has %v", edits, m.Edits)
	}
	rapid.Check(t, func(t *rapid.T) {
		for _, step := range rapid.SliceOfN(rapid.IntRange(0, last), 1, 4).Draw(t, "steps") {
			s.seek(step)
			same(t, fmt.Sprint("step ", step), s.panes(), want[step])
		}
	})
	// The line brings all of it back, edits included.
	read, err := sim.ParseMoment(m.String(), func(string) (sim.Setup, error) { return sim.NewSetup(e.Name, e.Params), nil })
	if err != nil {
		t.Fatalf("the share line %s: %v", m, err)
	}
	s.seek(last + 1)
	back := open(t, read, usual, locale.English)
	same(t, "the share line "+m.String(), back.frame(), s.frame())
	for _, step := range []int{60, 6, 31} {
		back.seek(step)
		same(t, fmt.Sprint("step ", step, " of the share line"), back.panes(), want[step])
	}
}

// editLive makes an edit of the lab's live parameters, one after the other with
// each call, and returns how many that were.
func editLive(t *testing.T, s *session, e model.Entry, turn int) int {
	t.Helper()
	var live []*sim.Param
	for i := range e.Params {
		if e.Params[i].Live {
			live = append(live, &e.Params[i])
		}
	}
	if len(live) == 0 {
		return 0
	}
	p := live[turn%len(live)]
	m := s.app.Moment()
	value := m.Setup.Value(p.Name)
	for _, edit := range m.Edits {
		if edit.Name == p.Name {
			value = edit.Value
		}
	}
	s.command(p.Name + "=" + p.Nudge(value, 1).String())
	return 1
}

func checkSizes(t *testing.T, e model.Entry) {
	scenes := map[string]func(*session){
		"panes":    func(*session) {},
		"zoomed":   func(s *session) { s.keys("z") },
		"panel":    func(s *session) { s.keys("shift+tab down down") },
		"help":     func(s *session) { s.keys("? down") },
		"prompt":   func(s *session) { s.keys(": a b 한 글") },
		"field":    func(s *session) { s.keys("enter ctrl+u 한 글") },
		"error":    func(s *session) { s.enter("한글") },
		"share":    func(s *session) { s.keys("s") },
		"diverged": func(s *session) { s.seek(20) },
	}
	for name, scene := range scenes {
		s := open(t, moment(t, e, 5), usual, locale.English)
		scene(s)
		for i, w := range []int{1, 2, 5, 9, 16, 30, 40, 71, 72, 80, 120, 200} {
			for j, h := range []int{1, 2, 3, 5, 8, 12, 14, 24, 40, 60} {
				if name != "panes" && (i+j)%5 != 0 {
					continue
				}
				s.resize(size{w, h})
				filled(t, name, s)
			}
			if s.keys("t"); name == "panes" { // not in fields: there it is a letter
				s.keys("l")
			}
		}
		s.resize(usual)
	}
	for _, back := range []size{{1, 1}, {40, 12}, {200, 60}} {
		s := open(t, moment(t, e, 5), usual, locale.Korean)
		before := s.frame()
		s.resize(back)
		s.frame()
		s.resize(usual)
		same(t, fmt.Sprint(back, " and back"), s.frame(), before)
	}
	for _, at := range []size{usual, {100, 30}, {120, 40}, {200, 60}} {
		for _, language := range languages {
			allPanes(t, e, at, language)
		}
	}
}

// filled checks that a frame has as many rows as the terminal and each of them
// its width, in the reckoning of a library that is not the program's.
func filled(t *testing.T, scene string, s *session) {
	t.Helper()
	rows := strings.Split(s.frame(), "\n")
	if len(rows) != s.size.h {
		t.Errorf("%s at %v has %d rows", scene, s.size, len(rows))
	}
	for y, row := range rows {
		if got := ansi.StringWidth(row); got != s.size.w {
			t.Errorf("%s at %v: row %d is %d columns wide: %s", scene, s.size, y, got, ansi.Strip(row))
		}
	}
}

// allPanes checks that nothing is missing from 80×24 on: every pane is there,
// with its title.
func allPanes(t *testing.T, e model.Entry, at size, language locale.Language) {
	t.Helper()
	s := open(t, moment(t, e, 5), at, language)
	text, words := s.text(), locale.For(language)
	for _, name := range paneNames(t, e) {
		if title := words.T("pane." + name); !strings.Contains(text, "─ "+title+" ─") && !strings.Contains(text, "━ "+title+" ━") {
			t.Errorf("at %v in %v the pane %q is missing:\n%s", at, language, title, text)
		}
	}
}

// paneNames are those of a lab, and of the panel that the program adds.
func paneNames(t *testing.T, e model.Entry) []string {
	t.Helper()
	lab := e.New()
	if err := lab.Open(sim.NewSetup(e.Name, e.Params), nil); err != nil {
		t.Fatal(err)
	}
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
	for _, p := range e.Params {
		ids = append(ids, "param."+p.Name, "param-help."+p.Name)
		if p.Unit != "" {
			ids = append(ids, "unit."+p.Unit)
		}
	}
	for _, language := range languages {
		words := locale.For(language)
		for _, id := range ids {
			if text := words.T(id); text == id || strings.TrimSpace(text) == "" || language == locale.Korean && !hangul(text) {
				t.Errorf("in %v the text of %s is %q", language, id, text)
			}
		}
		look := views.Look{Theme: theme.New(theme.Options{}), Words: words}
		lab := e.New()
		if err := lab.Open(sim.NewSetup(e.Name, e.Params), nil); err != nil {
			t.Fatal(err)
		}
		readable(t, language, lab.Summary(look))
		for _, pane := range lab.Panes() {
			readable(t, language, pane.Note(look))
		}
		for _, at := range []size{usual, {120, 40}, {200, 60}} {
			readable(t, language, open(t, moment(t, e, 5), at, language).text())
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
	ids := messages()
	for _, word := range idLike.FindAllString(text, -1) {
		if ids[word] {
			t.Errorf("in %v the screen shows the id %s:\n%s", language, word, text)
		}
	}
}

var idLike = regexp.MustCompile(`[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*`)

// messages are the ids of all messages.
var messages = sync.OnceValue(func() map[string]bool {
	text, err := os.ReadFile("../../locale/en.toml")
	var tables map[string]map[string]any
	if err == nil {
		err = toml.Unmarshal(text, &tables)
	}
	if err != nil {
		panic(err)
	}
	ids := map[string]bool{}
	for table, entries := range tables {
		for name := range entries {
			ids[table+"."+name] = true
		}
	}
	return ids
})

func TestReadableKnowsTheMessages(t *testing.T) {
	for _, id := range []string{"pane.loss", "param-help.rate", "error.choice-entry"} {
		if !messages()[id] || idLike.FindString("the "+id+"?") != id {
			t.Errorf("%s on a screen would not be noticed", id)
		}
	}
}
