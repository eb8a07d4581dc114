package keymap_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"

	"nabla/keymap"
)

var places = []keymap.Context{keymap.Panes, keymap.Typing, keymap.Overlay, keymap.Class}

func TestActionOfKey(t *testing.T) {
	t.Parallel()
	tests := []struct {
		keys string
		in   keymap.Context
		want keymap.Action // empty: the key means nothing there
	}{
		{"space", keymap.Panes, keymap.PlayPause},
		{"left", keymap.Panes, keymap.StepBack},
		{"right", keymap.Panes, keymap.StepForward},
		{"shift+left ,", keymap.Panes, keymap.StepBack10},
		{"shift+right .", keymap.Panes, keymap.StepForward10},
		{"[", keymap.Panes, keymap.Slower},
		{"]", keymap.Panes, keymap.Faster},
		{"home g", keymap.Panes, keymap.First},
		{"end G", keymap.Panes, keymap.Last},
		{"r", keymap.Panes, keymap.Restart},
		{"n", keymap.Panes, keymap.NewSeed},
		{"up", keymap.Panes, keymap.ParamUp},
		{"down", keymap.Panes, keymap.ParamDown},
		{"- _", keymap.Panes, keymap.ParamDecrease},
		{"+ =", keymap.Panes, keymap.ParamIncrease},
		{"enter", keymap.Panes, keymap.ParamEdit},
		{"tab", keymap.Panes, keymap.NextPane},
		{"shift+tab", keymap.Panes, keymap.PrevPane},
		{"z", keymap.Panes, keymap.Zoom},
		{"h ㅗ", keymap.Panes, keymap.NextView},
		{"b", keymap.Panes, keymap.NextBall},
		{"y", keymap.Panes, keymap.AxisScale},
		{"a", keymap.Panes, keymap.Arrows},
		{"i", keymap.Panes, keymap.PrevNode},
		{"o", keymap.Panes, keymap.NextNode},
		{"f", keymap.Panes, keymap.Fold},
		{"c", keymap.Panes, keymap.NextPath},
		{"w", keymap.Panes, keymap.Walk},
		{"p", keymap.Panes, keymap.NextPair},
		{"t", keymap.Panes, keymap.Theme},
		{"l", keymap.Panes, keymap.Language},
		{"1", keymap.Panes, keymap.Lab1},
		{"9", keymap.Panes, keymap.Lab9},
		{":", keymap.Panes, keymap.Command},
		{"s", keymap.Panes, keymap.ShareLine},
		{"?", keymap.Panes, keymap.Help},
		{"q ctrl+c", keymap.Panes, keymap.Quit},
		{"esc", keymap.Panes, keymap.Cancel},
		{"x ㅌ", keymap.Panes, keymap.Order},
		{"j ㅓ", keymap.Panes, keymap.TurnLeft},
		{"e ㄷ", keymap.Panes, keymap.Basins},
		{"k ㅏ", keymap.Panes, keymap.TurnRight},
		{"u ㅕ", keymap.Panes, keymap.TiltUp},
		{"v ㅍ", keymap.Panes, keymap.TiltDown},
		{"0", keymap.Panes, keymap.Lab10},
		{"Q R H ctrl+q alt+r shift+space", keymap.Panes, ""},

		{"ctrl+c", keymap.Typing, keymap.Quit},
		{"enter", keymap.Typing, keymap.Accept},
		{"esc", keymap.Typing, keymap.Cancel},
		{"up", keymap.Typing, keymap.Up},
		{"down", keymap.Typing, keymap.Down},
		{"q r n 1 ? : space - + left right home end tab ㅂ ㄱ", keymap.Typing, ""},

		{"ctrl+c", keymap.Overlay, keymap.Quit},
		{"q esc ㅂ", keymap.Overlay, keymap.Cancel},
		{"?", keymap.Overlay, keymap.Help},
		{"l ㅣ", keymap.Overlay, keymap.Language},
		{"enter", keymap.Overlay, keymap.Accept},
		{"up", keymap.Overlay, keymap.Up},
		{"pgdown", keymap.Overlay, keymap.PageDown},
		{"pgup", keymap.Overlay, keymap.PageUp},
		{"home g", keymap.Overlay, keymap.First},
		{"end G", keymap.Overlay, keymap.Last},
		{"space r 1", keymap.Overlay, ""},

		{"ctrl+f", keymap.Panes, keymap.Follow},
		{"ctrl+o", keymap.Panes, keymap.ClassSheet},
		{"ctrl+u", keymap.Panes, keymap.TakeBack},
		{"h ㅗ", keymap.Class, keymap.Hand},
		{"c ㅊ", keymap.Class, keymap.CallBack},
		{"q esc ㅂ", keymap.Class, keymap.Cancel},
		{"ctrl+f", keymap.Typing, ""},
	}
	m := keymap.Default()
	for _, test := range tests {
		for key := range strings.FieldsSeq(test.keys) {
			got, ok := m.Action(key, test.in)
			if got != test.want || ok != (test.want != "") {
				t.Errorf("Action(%q, %b) = %q, %v; want %q", key, test.in, got, ok, test.want)
			}
		}
	}
}

// The places of the letters are those printed on a Korean keyboard, row by row.
func TestHangulKeys(t *testing.T) {
	t.Parallel()
	rows := map[string]string{
		"qwertyuiop": "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ",
		"asdfghjkl":  "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ",
		"zxcvbnm":    "ㅋㅌㅊㅍㅠㅜㅡ",
		"QWERTOP":    "ㅃㅉㄸㄲㅆㅒㅖ",
	}
	for letters, hangul := range rows {
		for i, jamo := range []rune(hangul) {
			letter := letters[i : i+1]
			m := keymap.New([]keymap.Binding{{
				Keys: []keymap.Key{{Name: letter, Action: keymap.Quit}}, In: keymap.Panes,
			}})
			if got, _ := m.Action(string(jamo), keymap.Panes); got != keymap.Quit {
				t.Errorf("%c, typed with the key %s, does not do what %s does", jamo, letter, letter)
			}
			if got, ok := m.Action(string(jamo), keymap.Typing); ok {
				t.Errorf("%c means %q where %s means nothing", jamo, got, letter)
			}
		}
	}
}

// Each letter of the default map works with a Hangul input method on. The capital
// G is the one exception: with shift its key sends the same letter.
func TestDefaultIsReachableInHangul(t *testing.T) {
	t.Parallel()
	m := keymap.Default()
	reached := map[keymap.Action]bool{}
	for _, jamo := range "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ" {
		if action, ok := m.Action(string(jamo), keymap.Panes); ok {
			reached[action] = true
		}
	}
	for _, b := range m.Bindings() {
		for _, key := range slices.Concat(b.Keys, b.Also) {
			letter := len(key.Name) == 1 && strings.ContainsAny(key.Name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
			if letter && key.Name != "G" && b.In&keymap.Panes != 0 && !reached[key.Action] {
				t.Errorf("%s (%s) has no Hangul key", key.Action, key.Name)
			}
		}
	}
}

func TestNewPanicsOnClash(t *testing.T) {
	t.Parallel()
	clash := func(first, second keymap.Context) (message string) {
		defer func() { message = fmt.Sprint(recover()) }()
		keymap.New([]keymap.Binding{
			{Keys: []keymap.Key{{Name: "x", Action: keymap.Quit}}, In: first},
			{Also: []keymap.Key{{Name: "x", Action: keymap.Zoom}}, In: second},
		})
		return ""
	}
	if got := clash(keymap.Everywhere, keymap.Overlay); got != `keymap: "x" means both quit and zoom` {
		t.Errorf("two meanings in one place: panic %q", got)
	}
	if got := clash(keymap.Panes, keymap.Typing|keymap.Overlay); got != "<nil>" {
		t.Errorf("two meanings in different places: panic %q", got)
	}
}

func TestEveryActionHasAKey(t *testing.T) {
	t.Parallel()
	bound := map[keymap.Action]bool{}
	for _, b := range keymap.Default().Bindings() {
		for _, key := range slices.Concat(b.Keys, b.Also) {
			bound[key.Action] = true
		}
	}
	declared := constants(t, "action.go", "Action")
	for _, name := range declared {
		if !bound[keymap.Action(name)] {
			t.Errorf("no key does %q", name)
		}
	}
	if len(declared) != len(bound) {
		t.Errorf("%d actions are declared, %d bound", len(declared), len(bound))
	}
}

// constants returns the values of the file's string constants of the type.
func constants(t *testing.T, file, typeName string) []string {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var values []string
	ast.Inspect(tree, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if of, ok := spec.Type.(*ast.Ident); !ok || of.Name != typeName {
			return false
		}
		for _, value := range spec.Values {
			text, err := strconv.Unquote(value.(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			values = append(values, text)
		}
		return false
	})
	if len(values) == 0 {
		t.Fatalf("%s declares no constant of type %s", file, typeName)
	}
	return values
}

func TestBindingsAreComplete(t *testing.T) {
	t.Parallel()
	group := map[keymap.Group]int{}
	var last keymap.Group
	for i, b := range keymap.Default().Bindings() {
		if b.Help == "" || b.Group == "" || b.In == 0 || len(b.Keys) == 0 {
			t.Errorf("binding %d (%s) lacks help, group, place or keys: %+v", i, b.Label(), b)
		}
		if (b.Short == "") != (b.Footer == 0) {
			t.Errorf("%s: a place in the footer and a word for it go together", b.Help)
		}
		if b.Group != last {
			group[b.Group]++
			last = b.Group
		}
	}
	for g, times := range group {
		if times > 1 {
			t.Errorf("%s starts %d times: its bindings are not together", g, times)
		}
	}
}

func TestFooter(t *testing.T) {
	t.Parallel()
	m := keymap.Default()
	tests := map[keymap.Context]string{
		keymap.Panes:   "space ← → ? q m ↑ ↓ - + ⏎ h b y a d i o f c x e j k u v w p [ ] r n tab ⇧tab z ctrl+f ctrl+o",
		keymap.Typing:  "esc ⏎ ↑ ↓",
		keymap.Overlay: "esc ⏎ ? ↑ ↓",
		keymap.Class:   "esc ⏎ ↑ ↓ ctrl+f ctrl+o h a v c p k o w x",
	}
	for in, want := range tests {
		var labels []string
		for _, b := range m.AppendFooter(nil, in) {
			labels = append(labels, b.Label())
		}
		if got := strings.Join(labels, " "); got != want {
			t.Errorf("footer of %b: %s; want %s", in, got, want)
		}
	}
	for _, in := range places {
		seen := map[int]string{}
		for _, b := range m.AppendFooter(nil, in) {
			if other, taken := seen[b.Footer]; taken && b.Group != keymap.Lab {
				t.Errorf("%s and %s share place %d of the footer", other, b.Help, b.Footer)
			}
			seen[b.Footer] = b.Help
		}
	}
}

func TestLabel(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"left": "←", "right": "→", "up": "↑", "down": "↓", "shift+left": "⇧←", "shift+tab": "⇧tab",
		"space": "space", "enter": "⏎", "esc": "esc", "ctrl+c": "ctrl+c", "?": "?", "G": "G", ",": ",", "": "",
	}
	for name, want := range tests {
		b := keymap.Binding{Keys: []keymap.Key{{Name: name}}}
		if got := b.Label(); got != want {
			t.Errorf("Label(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestLab(t *testing.T) {
	t.Parallel()
	tests := map[keymap.Action]int{
		keymap.Lab1: 1, keymap.Lab5: 5, keymap.Lab9: 9,
		keymap.Language: 0, keymap.Quit: 0, "": 0, "lab-": 0, "lab-x": 0,
	}
	for action, want := range tests {
		n, ok := action.Lab()
		if n != want || ok != (want != 0) {
			t.Errorf("%q.Lab() = %d, %v; want %d", action, n, ok, want)
		}
	}
}

func TestZeroMapKnowsNothing(t *testing.T) {
	t.Parallel()
	var m keymap.Map
	if action, ok := m.Action("q", keymap.Panes); ok {
		t.Errorf("the zero map says that q means %q", action)
	}
}

func TestActionAllocatesNothing(t *testing.T) {
	m := keymap.Default()
	n := testing.AllocsPerRun(100, func() {
		m.Action("ㅂ", keymap.Panes)
		m.Action("shift+left", keymap.Panes)
		m.Action("unknown", keymap.Overlay)
	})
	if n != 0 {
		t.Errorf("looking up keys allocates %v times", n)
	}
}

func BenchmarkDefault(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		keymap.Default()
	}
}

func ExampleMap_Action() {
	keys := keymap.Default()
	for _, press := range []string{"space", "q", "ㅂ", "H"} {
		action, ok := keys.Action(press, keymap.Panes)
		fmt.Printf("%s %q %v\n", press, action, ok)
	}
	// Output:
	// space "play-pause" true
	// q "quit" true
	// ㅂ "quit" true
	// H "" false
}

func ExampleMap_Bindings() {
	for _, b := range keymap.Default().Bindings()[:3] {
		fmt.Println(b.Label(), "·", string(b.AppendASCII(nil)), "·", b.Help)
	}
	// Output:
	// space · space · key.play-pause
	// ← → · left right · key.step
	// ⇧← ⇧→ , . · shift+left shift+right , . · key.step-ten
}
