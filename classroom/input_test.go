package classroom_test

import (
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"nabla/classroom"
)

func TestInputKeepsWhatPeopleType(t *testing.T) {
	t.Parallel()
	const end = "\x1b[201~"
	long := strings.Repeat("w", classroom.MaxPaste+1000)
	tests := []struct{ name, in, want string }{
		{"keys", "qㅂ\x1b[C\x1b[1;2D\x1bOP\x1b\x1b[A\x03\x1b[27u", "qㅂ\x1b[C\x1b[1;2D\x1bOP\x1b\x1b[A\x03\x1b[27u"},
		{"a mouse", "\x1b[<35;12;7M", "\x1b[<35;12;7M"},
		{"a paste", "\x1b[200~a\x1b[Cb\n" + end + "c", "\x1b[200~a\x1b[Cb\n" + end + "c"},
		{"a long paste", "\x1b[200~" + long + end + "c", "\x1b[200~" + long[:classroom.MaxPaste] + end + "c"},
		{"nearly an end", "\x1b[200~a\x1b[20\x1b[201\x1b[201~c", "\x1b[200~a\x1b[20\x1b[201\x1b[201~c"},
		{"not a paste", "\x1b[1200~" + long[:9000], "\x1b[1200~" + long[:9000]},
		{"an answer", "\x1b]11;rgb:0/0/0\x1b\\x\x1b]11;?\ay", "\x1b]11;rgb:0/0/0\x1b\\x\x1b]11;?\x1b\\y"},
		{"a long sequence", "\x1b[" + strings.Repeat("1;", 200) + "mx", "\x1b[" + strings.Repeat("1;", 32) + "mx"},
	}
	for _, test := range tests {
		for name, reader := range map[string]io.Reader{
			"at once":      strings.NewReader(test.in),
			"byte by byte": iotest.OneByteReader(strings.NewReader(test.in)),
		} {
			got, err := io.ReadAll(classroom.Typed(reader))
			if err != nil || string(got) != test.want {
				t.Errorf("%s, %s: %.200q, %v; want %.200q", test.name, name, got, err, test.want)
			}
		}
	}
}

func TestInputBoundsAString(t *testing.T) {
	t.Parallel()
	for _, in := range []string{
		"\x1b]" + strings.Repeat("x", 1<<20), "\x1bP" + strings.Repeat("\x1bq", 1<<19), "\x1b[200~" + strings.Repeat("\x1b[201", 1<<18),
	} {
		got, err := io.ReadAll(classroom.Typed(strings.NewReader(in)))
		if err != nil || len(got) > 2*classroom.MaxPaste {
			t.Errorf("%.10q…: %d bytes, %v", in, len(got), err)
		}
	}
}

// A flood is left out, whoever types afterwards is heard.
func TestInputAfterAFlood(t *testing.T) {
	t.Parallel()
	got, err := io.ReadAll(classroom.Typed(strings.NewReader(strings.Repeat("x", 10<<20))))
	if err != nil || len(got) >= 1<<20 || len(got) < 100<<10 {
		t.Errorf("of 10 MB come %d bytes, %v", len(got), err)
	}
}

func FuzzTyped(f *testing.F) {
	f.Add("q\x1b[C\x1b[200~abc\x1b[201~\x1b]0;x\a")
	f.Add("\x1b[200~\x1b[201")
	f.Fuzz(func(t *testing.T, text string) {
		read := func(r io.Reader) string {
			got, err := io.ReadAll(classroom.Typed(r))
			if err != nil {
				t.Fatal(err)
			}
			return string(got)
		}
		whole := read(strings.NewReader(text))
		if pieces := read(iotest.OneByteReader(strings.NewReader(text))); pieces != whole {
			t.Errorf("%q in pieces is %q, at once %q", text, pieces, whole)
		}
		if len(whole) > 3*len(text) {
			t.Errorf("%q grows to %q", text, whole)
		}
		if !strings.ContainsRune(text, '\x1b') && len(text) < 1000 && whole != text {
			t.Errorf("%q becomes %q", text, whole)
		}
	})
}

func TestNames(t *testing.T) {
	t.Parallel()
	for user, want := range map[string]string{
		"ada": "ada", "민준": "민준", "  a \t b\r\n": "a b", "": "?", "\x1b[31mred\x1b[m": "[31mred[m", "a\u202eb\u200bc": "abc",
		"\xff\xfe": "?", strings.Repeat("한", 100): strings.Repeat("한", 24), "e\u0301": "é", "\u0085\u009bx": "x",
	} {
		if got := classroom.CleanName(user); got != want {
			t.Errorf("%q becomes %q, want %q", user, got, want)
		}
	}
}
