package locale

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/unicode/norm"
)

// messages returns the messages of a language by id.
func messages(t *testing.T, l Language) map[string]*i18n.Message {
	t.Helper()
	list, err := messagesOf(files, l)
	if err != nil {
		t.Fatal(err)
	}
	byID := make(map[string]*i18n.Message, len(list))
	for _, m := range list {
		if byID[m.ID] != nil {
			t.Errorf("%v has two messages %s", l, m.ID)
		}
		byID[m.ID] = m
	}
	return byID
}

var (
	action   = regexp.MustCompile(`{{.*?}}`)
	variable = regexp.MustCompile(`\.([A-Z]\w*)`)
)

// variables returns the sorted names of the values that the message takes.
func variables(m *i18n.Message) []string {
	names := map[string]bool{}
	for _, a := range action.FindAllString(m.One+m.Other, -1) {
		for _, match := range variable.FindAllStringSubmatch(a, -1) {
			names[match[1]] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

func TestLanguagesHaveTheSameMessages(t *testing.T) {
	t.Parallel()
	en, ko := messages(t, English), messages(t, Korean)
	for id, m := range en {
		other, ok := ko[id]
		if !ok {
			t.Errorf("%s has no Korean message", id)
			continue
		}
		if want, got := variables(m), variables(other); !slices.Equal(want, got) {
			t.Errorf("%s takes %q in English and %q in Korean", id, want, got)
		}
	}
	for id := range ko {
		if en[id] == nil {
			t.Errorf("%s has no English message", id)
		}
	}
}

// id is the form of message ids: a table and an entry at least, in lower case.
var id = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+$`)

func TestMessagesAreWellFormed(t *testing.T) {
	t.Parallel()
	hangul := regexp.MustCompile(`\p{Hangul}`)
	// Both particles at once are a form's way of not knowing the word before.
	particles := regexp.MustCompile(`[을를이가은는과와]\([을를이가은는과와]\)|\(으\)로`)
	for _, l := range []Language{English, Korean} {
		localizer := For(l)
		for name, m := range messages(t, l) {
			text := m.One + m.Other
			switch {
			case !id.MatchString(name):
				t.Errorf("%v: %q is not of the form table.entry in lower case", l, name)
			case strings.TrimSpace(text) != text || m.Other == "":
				t.Errorf("%v: %s is empty, or has blanks around it: %q", l, name, text)
			case !norm.NFC.IsNormalString(text):
				t.Errorf("%v: %s is not in NFC", l, name)
			case l == English && hangul.MatchString(text):
				t.Errorf("%v: %s is in Korean: %q", l, name, text)
			case particles.MatchString(text):
				t.Errorf("%v: %s leaves the particle to the reader: %q", l, name, text)
			}
			values := map[string]any{"Count": 2}
			for _, v := range variables(m) {
				values[v] = 2
			}
			if got, ok := localizer.render(name, values); !ok || strings.Contains(got, "<no value>") {
				t.Errorf("%v: %s cannot be rendered: %q, %v", l, name, got, ok)
			}
		}
	}
}

func TestVariables(t *testing.T) {
	t.Parallel()
	m := &i18n.Message{
		One:   "{{.Count}} of {{ printf \"%q\" .Name }}",
		Other: "{{.Count}} .NotThis {{if .More}}{{.Name}}{{end}}",
	}
	if got, want := variables(m), []string{"Count", "More", "Name"}; !slices.Equal(got, want) {
		t.Errorf("variables = %q, want %q", got, want)
	}
}
