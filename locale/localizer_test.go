package locale

import (
	"errors"
	"fmt"
	"io/fs"
	"sync"
	"testing"
	"testing/fstest"
)

// folder holds one file of messages.
func folder(l Language, text string) fs.FS {
	return fstest.MapFS{l.String() + "/a.toml": {Data: []byte(text)}}
}

// sample has one message of each kind.
func sample() *Localizer {
	return load(folder(English, `
[a]
plain = "no values"
pair = "{{.First}} and {{.Second}}"
quoted = '''{{printf "%q" .Name}} is quoted'''
[a.steps]
one = "{{.Count}} step"
other = "{{.Count}} steps"
[err]
outer = "cannot read: {{.Cause}}"
inner = "line {{.Line}} is bad"
`), English)
}

func TestT(t *testing.T) {
	t.Parallel()
	l := sample()
	tests := []struct {
		id   string
		args []any
		want string
	}{
		{"a.plain", nil, "no values"},
		{"a.plain", []any{"First", 1}, "no values"},
		{"a.pair", []any{"First", 1, "Second", "x"}, "1 and x"},
		{"a.pair", []any{"Second", "{{.First}}", "First", -0.5}, "-0.5 and {{.First}}"},
		{"a.pair", []any{"First", 1, "Second", 2, "Count", "many"}, "1 and 2"},
		{"a.quoted", []any{"Name", "a\x1b\"b"}, `"a\x1b\"b" is quoted`},
		{"a.steps", []any{"Count", 0}, "0 steps"},
		{"a.steps", []any{"Count", 1}, "1 step"},
		{"a.steps", []any{"Count", 2}, "2 steps"},
		{"a.missing", nil, "a.missing"},
		{"a.missing", []any{"First", 1}, "a.missing"},
		{"a", nil, "a"},
		{"", nil, ""},
	}
	for _, test := range tests {
		if got := l.T(test.id, test.args...); got != test.want {
			t.Errorf("T(%q, %v) = %q, want %q", test.id, test.args, got, test.want)
		}
	}
}

func TestTPanicsOnBadPairs(t *testing.T) {
	t.Parallel()
	l := sample()
	for _, args := range [][]any{{"First"}, {1, "First"}, {"First", 1, "Second"}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("T with the values %v does not panic", args)
				}
			}()
			l.T("a.pair", args...)
		}()
	}
}

func TestZeroLocalizer(t *testing.T) {
	t.Parallel()
	var l Localizer
	if got := l.T("key.quit"); got != "key.quit" {
		t.Errorf("T = %q", got)
	}
	if got := l.Error(bad(3)); got != "bad 3" {
		t.Errorf("Error = %q", got)
	}
}

func TestReadPanicsOnFaultyFile(t *testing.T) {
	t.Parallel()
	defer func() {
		if recover() == nil {
			t.Error("a faulty file is taken without a word")
		}
	}()
	load(folder(Korean, "[a\n"), Korean)
}

func TestFirst(t *testing.T) {
	t.Parallel()
	l := sample()
	for want, ids := range map[string][]string{
		"no values": {"a.none", "a.plain", "a.pair"},
		"b.none":    {"a.none", "b.none"},
	} {
		if got := l.First(ids...); got != want {
			t.Errorf("First(%q) = %q, want %q", ids, got, want)
		}
	}
}

func TestFor(t *testing.T) {
	t.Parallel()
	var group sync.WaitGroup
	for _, language := range []Language{English, Korean, English, Korean} {
		group.Go(func() {
			l := For(language)
			if l.Language() != language || l != For(language) {
				t.Errorf("For(%v) is in %v, or is not shared", language, l.Language())
			}
			if text := l.T("locale.unknown-language", "Name", "x"); text == "locale.unknown-language" {
				t.Errorf("For(%v) lacks a message", language)
			}
		})
	}
	group.Wait()
}

type bad int

func (e bad) Error() string { return fmt.Sprintf("bad %d", int(e)) }

func (e bad) Message() (id string, args map[string]any) {
	return "err.inner", map[string]any{"Line": int(e)}
}

type outer struct{ cause error }

func (e outer) Error() string { return "outer: " + e.cause.Error() }

func (e outer) Message() (id string, args map[string]any) {
	return "err.outer", map[string]any{"Cause": e.cause}
}

type unlisted struct{}

func (unlisted) Error() string                     { return "unlisted" }
func (unlisted) Message() (string, map[string]any) { return "err.unlisted", nil }

type hiding struct{ error }

func (hiding) Error() string   { return "something else" }
func (h hiding) Unwrap() error { return h.error }

func TestError(t *testing.T) {
	t.Parallel()
	plain := errors.New("bad 1")
	tests := []struct {
		err  error
		want string
	}{
		{nil, ""},
		{plain, "bad 1"},
		{bad(1), "line 1 is bad"},
		{outer{bad(2)}, "cannot read: line 2 is bad"},
		{outer{outer{bad(2)}}, "cannot read: cannot read: line 2 is bad"},
		{outer{plain}, "cannot read: bad 1"},
		{outer{fmt.Errorf("file x: %w", bad(4))}, "cannot read: file x: line 4 is bad"},
		{fmt.Errorf("train: %w", bad(3)), "train: line 3 is bad"},
		{fmt.Errorf("a: %w (b)", fmt.Errorf("c %w d", bad(3))), "a: c line 3 is bad d (b)"},
		{fmt.Errorf("%w; %w", bad(1), bad(1)), "line 1 is bad; line 1 is bad"},
		{fmt.Errorf("%w, then %w", plain, bad(1)), "bad 1, then line 1 is bad"},
		{errors.Join(bad(1), plain, outer{bad(2)}), "line 1 is bad\nbad 1\ncannot read: line 2 is bad"},
		{fmt.Errorf("x: %w", errors.New("")), "x: "},
		{unlisted{}, "unlisted"},
		{fmt.Errorf("x: %w", unlisted{}), "x: unlisted"},
		{hiding{bad(1)}, "something else"},
		{hiding{nil}, "something else"},
	}
	l := sample()
	for _, test := range tests {
		if got := l.Error(test.err); got != test.want {
			t.Errorf("Error(%v) = %q, want %q", test.err, got, test.want)
		}
	}
}

func TestPlainMessageAllocatesNothing(t *testing.T) {
	l := For(Korean)
	if n := testing.AllocsPerRun(100, func() { l.T("key.quit") }); n != 0 {
		t.Errorf("a message without values allocates %v times", n)
	}
}

func BenchmarkLoad(b *testing.B) {
	for _, language := range []Language{English, Korean} {
		b.Run(language.String(), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				load(files, language)
			}
		})
	}
}

func BenchmarkT(b *testing.B) {
	l := For(Korean)
	b.Run("plain", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			l.T("key.quit")
		}
	})
	b.Run("values", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			l.T("locale.unknown-language", "Name", "fr")
		}
	})
}

func ExampleLocalizer_T() {
	for _, language := range []Language{English, Korean} {
		fmt.Println(For(language).T("key.play-pause"))
	}
	// Output:
	// play or pause
	// 재생하거나 멈추기
}

func ExampleLocalizer_Error() {
	_, err := Parse("fr")
	err = fmt.Errorf("--lang: %w", err)
	fmt.Println(For(English).Error(err))
	fmt.Println(For(Korean).Error(err))
	// Output:
	// --lang: unknown language "fr"; want en or ko
	// --lang: 알 수 없는 언어 "fr": en과 ko 가운데 하나여야 합니다
}
