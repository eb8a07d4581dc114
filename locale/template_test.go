package locale

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"pgregory.net/rapid"
)

// drawValue draws a value of each type that T takes.
func drawValue(t *rapid.T) any {
	return rapid.OneOf(
		rapid.String().AsAny(),
		rapid.SampledFrom([]string{"", "{{.Name}}", "<no value>", "값"}).AsAny(),
		rapid.Int().AsAny(),
		rapid.IntRange(-2, 3).AsAny(),
		rapid.Int64().AsAny(),
		rapid.Uint64().AsAny(),
		rapid.Bool().AsAny(),
		rapid.Float64().AsAny(),
		rapid.SampledFrom([]float64{math.NaN(), math.Inf(1), math.Inf(-1), math.Copysign(0, -1), 1e20, 1e21, 1e-5, 123456789}).AsAny(),
	).Draw(t, "value")
}

// Every message of both languages says through its own template what go-i18n makes
// of it, whatever its values are, and whether or not they are given.
func TestFilledAsByI18n(t *testing.T) {
	t.Parallel()
	for _, language := range []Language{English, Korean} {
		known := messages(t, language)
		l := For(language)
		ids := slices.Sorted(maps.Keys(l.filled))
		if len(ids) < 100 {
			t.Fatalf("%v: only %d messages are filled in here", language, len(ids))
		}
		rapid.Check(t, func(t *rapid.T) {
			id := rapid.SampledFrom(ids).Draw(t, "id")
			var pairs []any
			named := map[string]any{}
			for _, name := range append(variables(known[id]), "Count") {
				if rapid.IntRange(0, 9).Draw(t, "left out") == 0 {
					continue
				}
				value := drawValue(t)
				if name == "Count" {
					value = rapid.IntRange(-3, 2000).Draw(t, "Count")
				}
				pairs = append(pairs, name, value)
				named[name] = value
			}
			config := i18n.LocalizeConfig{MessageID: id, TemplateData: named}
			if l.counted[id] {
				config.PluralCount = named["Count"]
			}
			want, err := l.others.Localize(&config)
			if err != nil {
				t.Skip("go-i18n finds no form: ", err)
			}
			for name, by := range map[string]*Localizer{"shared": l, "own": l.Own()} {
				if got := by.T(id, pairs...); got != want {
					t.Fatalf("%s: %s with %v = %q, want %q", name, id, named, got, want)
				}
			}
		})
	}
}

// A text is taken apart, or left to text/template, but never read as another one.
func FuzzTemplate(f *testing.F) {
	for _, text := range []string{
		"", "plain", "{{.A}}", "a {{.A}} b {{.B}}{{.A}}", "{{ .A }}", "{{.A", "}}{{.A}}", "{{.A.B}}", "{{printf \"%q\" .A}}",
		"{{- .A}} ", "{{.}}", "{{.1}}", "{{.A1_}}", "{{{.A}}}", "{{.가}}", "{{/* a */}}", "{{.A}}\r\n",
	} {
		f.Add(text, "value", 3)
	}
	f.Fuzz(func(t *testing.T, text, a string, b int) {
		own, ok := parseTemplate(text)
		if !ok {
			return
		}
		message := &i18n.Message{ID: "a.b", Other: text}
		bundle := i18n.NewBundle(For(English).tag)
		if err := bundle.AddMessages(For(English).tag, message); err != nil {
			t.Fatalf("%q is taken, but is no message: %v", text, err)
		}
		named := map[string]any{"A": a, "B": b}
		want, err := i18n.NewLocalizer(bundle, "en").Localize(&i18n.LocalizeConfig{MessageID: "a.b", TemplateData: named})
		if err != nil && text != "" {
			t.Fatalf("%q is taken, but text/template says: %v", text, err)
		}
		if got, ok := own.append(nil, values{pairs: []any{"A", a, "B", b}}); !ok || string(got) != want {
			t.Errorf("%q = %q, %v; want %q", text, got, ok, want)
		}
	})
}

func TestValuesOfOtherTypes(t *testing.T) {
	t.Parallel()
	l := sample()
	defer func() {
		if recover() == nil {
			t.Error("T takes a value that it cannot promise to forget")
		}
	}()
	l.T("a.pair", "First", []int{1}, "Second", 2)
}

func TestOf(t *testing.T) {
	t.Parallel()
	l := sample()
	for _, test := range []struct{ got, want string }{
		{l.Of("a.", "plain"), "no values"},
		{l.Of("a.", "none"), "a.none"},
		{l.FirstOf("a.", "none", "plain"), "no values"},
		{l.FirstOf("a.", "none", "neither"), "a.neither"},
	} {
		if test.got != test.want {
			t.Errorf("%q, want %q", test.got, test.want)
		}
	}
}

// The texts of a page stay what they were when others follow and the page is full.
func TestOwnTextsStay(t *testing.T) {
	t.Parallel()
	l := sample().Own()
	const n = 3000
	got, want := make([]string, 0, n), make([]string, 0, n)
	for i := range n {
		got = append(got, l.T("a.pair", "First", i, "Second", "x"))
		want = append(want, strconv.Itoa(i)+" and x")
	}
	long := strings.Repeat("long ", pageSize)
	if kept := l.Keep([]byte(long)); kept != long {
		t.Error("a text longer than a page is not kept whole")
	}
	if !slices.Equal(got, want) {
		t.Error("texts have changed after they were made")
	}
}

func TestTextsAllocate(t *testing.T) {
	name, n := strings.Repeat("x", 40), 12345
	shared, own := sample(), sample().Own()
	var text string
	for _, test := range []struct {
		name string
		make func()
		most float64
	}{
		{"values, shared", func() { text = shared.T("a.pair", "First", name, "Second", n) }, 1},
		{"counted, shared", func() { text = shared.T("a.steps", "Count", n) }, 1},
		{"values, own", func() { text = own.T("a.pair", "First", name, "Second", n) }, 0},
		{"counted, own", func() { text = own.T("a.steps", "Count", n) }, 0},
		{"put together", func() { text = shared.FirstOf("a.", "none", "plain") }, 0},
	} {
		// A page takes one allocation for some eighty of these texts: on average none.
		if allocs := testing.AllocsPerRun(1000, test.make); allocs > test.most {
			t.Errorf("%s: %v allocations, want %v (%q)", test.name, allocs, test.most, text)
		}
	}
}
