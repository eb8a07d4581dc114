package sim_test

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"nabla/sim"
)

var (
	errNotEven  = errors.New("give a text of even length")
	errBadEntry = errors.New("give a good entry")
)

// everyKind declares one parameter of every kind, called by its kind.
func everyKind() []sim.Param {
	words := []string{"sigmoid", "tanh", "relu"}
	return []sim.Param{
		{Name: "number", Kind: sim.Number, Default: "0.1", Min: 1e-9, Max: 10, Log: true, Live: true},
		{Name: "signed", Kind: sim.Number, Default: "0", Min: -1e21, Max: 1e21, Step: 0.1},
		{Name: "whole", Kind: sim.Whole, Default: "100", Min: -5, Max: 2_000_000},
		{Name: "choice", Kind: sim.Choice, Default: "tanh", Choices: words},
		{Name: "yesno", Kind: sim.YesNo, Default: "no"},
		{Name: "numbers", Kind: sim.Numbers, Default: "0.1,0.2", Min: -1e300, Max: 1e300, Live: true},
		{Name: "wholes", Kind: sim.Wholes, Default: "8,8", Min: 1, Max: 256},
		{Name: "choices", Kind: sim.Choices, Default: "sigmoid,relu", Choices: words},
		{Name: "formula", Kind: sim.Formula, Default: "w-shape", Choices: []string{"w-shape", "u-shape"}},
		{Name: "file", Kind: sim.File, Default: "xor", Choices: []string{"xor", "circle"}},
		{Name: "text", Kind: sim.Text},
		{Name: "texts", Kind: sim.Texts, Default: "sgd,adam(lr=0.1)", Choices: []string{"sgd", "adam"}, Check: func(text string) error {
			if text == "" || strings.Contains(text, "bad") {
				return errBadEntry
			}
			return nil
		}},
		{Name: "even", Kind: sim.Text, Check: func(text string) error {
			if len(text)%2 != 0 {
				return errNotEven
			}
			return nil
		}},
	}
}

// param returns the declaration of the name in everyKind.
func param(tb testing.TB, name string) *sim.Param {
	tb.Helper()
	p, err := sim.NewSetup("kinds", everyKind()).Param(name)
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

func TestParseAccepts(t *testing.T) {
	longest := strings.Repeat("x", sim.MaxText)
	for _, tt := range []struct{ name, text, want string }{
		{"number", "0.02", "0.02"},
		{"number", "  0.02\t\n", "0.02"},
		{"number", "+.5", "0.5"},
		{"number", "5.", "5"},
		{"number", "1E1", "10"},
		{"number", "1e-9", "1e-9"},
		{"number", "0.0000000010", "1e-9"},
		{"number", "0.1000000000000000055511151231257827", "0.1"},
		{"signed", "-0", "0"},
		{"signed", "-0.0e5", "0"},
		{"signed", "1e-999", "0"},
		{"signed", "-1e-400", "0"},
		{"signed", "5e-324", "5e-324"},
		{"signed", "1e21", "1e+21"},
		{"signed", "-1e21", "-1e+21"},
		{"signed", "123456789012345", "123456789012345"},
		{"signed", "1e15", "1e+15"},
		{"signed", "2.5e6", "2500000"},
		{"signed", "0.1234567890123456789", "0.12345678901234568"},
		{"whole", "-5", "-5"},
		{"whole", "2e6", "2000000"},
		{"whole", "7.0", "7"},
		{"whole", "-0", "0"},
		{"choice", " relu ", "relu"},
		{"yesno", "yes", "yes"},
		{"yesno", "no", "no"},
		{"numbers", "1", "1"},
		{"numbers", " 1 , -0 ,  3e2 ", "1,0,300"},
		{"numbers", strings.Repeat("1,", sim.MaxList-1) + "1", strings.Repeat("1,", sim.MaxList-1) + "1"},
		{"wholes", "", ""},
		{"wholes", "   ", ""},
		{"wholes", " 8 , 8", "8,8"},
		{"choices", "relu , tanh", "relu,tanh"},
		{"formula", " w^2 + 1 ", "w^2 + 1"},
		{"formula", "", ""},
		{"file", "circle", "circle"},
		{"file", `C:\data\my "best" iris.csv`, `C:\data\my "best" iris.csv`},
		{"file", "데이터/붓꽃.csv", "데이터/붓꽃.csv"},
		{"text", "\u00a0a\u3000b\u2003", "a\u3000b"},
		{"text", longest, longest},
		{"text", " " + longest + " ", longest},
		{"even", "ab", "ab"},
		{"texts", " sgd , adam(beta1=0.8, eps=1) ", "sgd,adam(beta1=0.8, eps=1)"},
		{"texts", "a),(b,c", "a),(b,c"},
	} {
		v, err := param(t, tt.name).Parse(tt.text)
		if err != nil {
			t.Errorf("%s: Parse(%.60q) = %v", tt.name, tt.text, err)
			continue
		}
		if v.String() != tt.want {
			t.Errorf("%s: Parse(%.60q) = %.60q, want %.60q", tt.name, tt.text, v, tt.want)
		}
		if v.Kind() != param(t, tt.name).Kind {
			t.Errorf("%s: Parse(%.60q) is of kind %v", tt.name, tt.text, v.Kind())
		}
	}
}

func TestParseRefuses(t *testing.T) {
	const (
		numberRange = "from 1e-9 to 10"
		wholeRange  = "from -5 to 2000000"
		words       = "sigmoid, tanh, relu"
		plain       = "give plain text"
	)
	for _, tt := range []struct {
		name, text string
		err        error  // of which type
		accepts    string // what the error says would be accepted
	}{
		{"number", "9e-10", sim.RangeError{}, numberRange},
		{"number", "10.000000000000002", sim.RangeError{}, numberRange},
		{"number", "0", sim.RangeError{}, numberRange},
		{"number", "-0", sim.RangeError{}, numberRange},
		{"number", "1e999", sim.RangeError{}, numberRange},
		{"number", "-1e999", sim.RangeError{}, numberRange},
		{"number", "Inf", sim.RangeError{}, numberRange},
		{"number", "-infinity", sim.RangeError{}, numberRange},
		{"number", strings.Repeat("9", 5000), sim.RangeError{}, numberRange},
		{"number", "NaN", sim.NotNumberError{}, numberRange},
		{"number", "", sim.NotNumberError{}, numberRange},
		{"number", "   ", sim.NotNumberError{}, numberRange},
		{"number", "0.1.2", sim.NotNumberError{}, numberRange},
		{"number", "1 2", sim.NotNumberError{}, numberRange},
		{"number", "0,1", sim.NotNumberError{}, numberRange},
		{"number", "０.１", sim.NotNumberError{}, numberRange},
		{"number", "one", sim.NotNumberError{}, numberRange},
		{"number", "\x1b[31m1", sim.ControlError{}, plain},
		{"whole", "-6", sim.RangeError{}, "give a whole number " + wholeRange},
		{"whole", "2000001", sim.RangeError{}, "give a whole number " + wholeRange},
		{"whole", "1e400", sim.RangeError{}, "give a whole number " + wholeRange},
		{"whole", "2.5", sim.NotNumberError{}, "not a whole number; give one " + wholeRange},
		{"whole", "1e-1", sim.NotNumberError{}, wholeRange},
		{"whole", "nan", sim.NotNumberError{}, wholeRange},
		{"whole", "", sim.NotNumberError{}, wholeRange},
		{"choice", "", sim.ChoiceError{}, words},
		{"choice", "ReLU", sim.ChoiceError{}, words},
		{"choice", "tanh,relu", sim.ChoiceError{}, words},
		{"yesno", "", sim.ChoiceError{}, "yes, no"},
		{"yesno", "true", sim.ChoiceError{}, "yes, no"},
		{"numbers", "", sim.NotNumberError{}, "from -1e+300 to 1e+300"},
		{"numbers", "1,,2", sim.NotNumberError{}, "from -1e+300 to 1e+300"},
		{"numbers", "1,2,", sim.NotNumberError{}, "from -1e+300 to 1e+300"},
		{"numbers", "1,x", sim.NotNumberError{}, "from -1e+300 to 1e+300"},
		{"numbers", "1,\t2", sim.ControlError{}, plain},
		{"numbers", "1,1e301", sim.RangeError{}, "from -1e+300 to 1e+300"},
		{"numbers", strings.Repeat("1,", sim.MaxList) + "1", sim.TooManyError{}, "256 at most"},
		{"wholes", "8,0", sim.RangeError{}, "give a whole number from 1 to 256"},
		{"wholes", "8,2.5", sim.NotNumberError{}, "give one from 1 to 256"},
		{"wholes", ",", sim.NotNumberError{}, "give one from 1 to 256"},
		{"choices", "", sim.ChoiceError{}, words},
		{"choices", "relu,", sim.ChoiceError{}, words},
		{"choices", "relu,sofplus", sim.ChoiceError{}, words},
		{"choices", "relu,tanh,relu", sim.TwiceError{}, "name it once"},
		{"formula", strings.Repeat("w", sim.MaxText+1), sim.TooLongError{}, "8192 bytes at most"},
		{"file", "a\nb", sim.ControlError{}, plain},
		{"file", "a\x00b", sim.ControlError{}, plain},
		{"text", "a\tb", sim.ControlError{}, plain},
		{"text", "a\x7fb", sim.ControlError{}, plain},
		{"text", "a\u009b31mb", sim.ControlError{}, plain}, // the one-byte form of ESC [
		{"text", "a\u2028b", sim.ControlError{}, plain},
		{"text", "a\u202eb", sim.ControlError{}, plain}, // right to left from here on
		{"text", "a\xffb", sim.ControlError{}, plain},
		{"text", "\xed\xa0\x80", sim.ControlError{}, plain}, // half a surrogate pair
		{"even", "abc", errNotEven, errNotEven.Error()},
		{"texts", "", errBadEntry, errBadEntry.Error()},
		{"texts", "sgd,bad(x=1)", errBadEntry, errBadEntry.Error()},
		{"texts", "sgd(a=1,b=2), sgd(a=1,b=2)", sim.TwiceError{}, "name it once"},
		{"texts", strings.Repeat("a(1,2),", sim.MaxList) + "a", sim.TooManyError{}, "256 at most"},
	} {
		v, err := param(t, tt.name).Parse(tt.text)
		if err == nil {
			t.Errorf("%s: Parse(%.60q) = %q, want an error", tt.name, tt.text, v)
			continue
		}
		wrong, ok := errors.AsType[*sim.ParamError](err)
		if !ok || wrong.Name != tt.name || wrong.Text != tt.text {
			t.Errorf("%s: Parse(%.60q) = %#v, want a ParamError with name and text", tt.name, tt.text, err)
			continue
		}
		if got, want := reflect.TypeOf(wrong.Err), reflect.TypeOf(tt.err); got != want {
			t.Errorf("%s: Parse(%.60q): what is wrong is a %v, want a %v", tt.name, tt.text, got, want)
		}
		checkText(t, err, tt.name, tt.text, tt.accepts)
	}
}

// checkText holds an error to one line that names the parameter, the text and
// what would be accepted.
func checkText(t *testing.T, err error, name, text, accepts string) {
	t.Helper()
	message := err.Error()
	begin := name + `: "`
	if printable := !strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r > '~' }); printable {
		begin += text[:min(len(text), 60)]
	}
	if !strings.HasPrefix(message, begin) {
		t.Errorf("%q does not begin with %q", message, begin)
	}
	if !strings.Contains(message, accepts) {
		t.Errorf("%q does not say %q", message, accepts)
	}
	if strings.ContainsAny(message, "\n\t\x00\x1b\x7f\u009b\u2028\u202e") || len(message) > 400 {
		t.Errorf("%q is not one short line of plain text", message)
	}
}

// Any text at all is either refused with a ParamError or means a value whose
// canonical text means the same value.
func TestCanonicalTextReadsBack(t *testing.T) {
	params := everyKind()
	rapid.Check(t, func(t *rapid.T) {
		p := &params[rapid.IntRange(0, len(params)-1).Draw(t, "parameter")]
		text := anyText().Draw(t, "text")
		v, err := p.Parse(text)
		if err != nil {
			wrong, ok := errors.AsType[*sim.ParamError](err)
			if !ok || wrong.Name != p.Name || wrong.Text != text {
				t.Fatalf("Parse(%q) = %#v, want a ParamError with name and text", text, err)
			}
			return
		}
		again, err := p.Parse(v.String())
		if err != nil {
			t.Fatalf("Parse(%q) = %q, which is refused: %v", text, v, err)
		}
		if !reflect.DeepEqual(again, v) {
			t.Fatalf("Parse(%q) = %#v, and again %#v", text, v, again)
		}
	})
}

// anyText draws texts that parse often, and texts out to break the parser.
func anyText() *rapid.Generator[string] {
	number := rapid.Custom(func(t *rapid.T) string {
		x := rapid.OneOf(
			rapid.Float64(),
			rapid.Float64Range(-10, 10),
			rapid.SampledFrom([]float64{0, math.Copysign(0, -1), 1e21, -1e21, 1e15, 5e-324, 256}),
		).Draw(t, "x")
		return fmt.Sprintf(rapid.SampledFrom([]string{"%g", "%e", "%.3f", " %v ", "%x", "%.0f"}).Draw(t, "format"), x)
	})
	list := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(number, 0, 300).Draw(t, "entries"), ",")
	})
	words := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"relu", "tanh", "sigmoid", " relu", "xor", "yes", ""}), 0, 4).Draw(t, "words"), ",")
	})
	signs := rapid.StringOf(rapid.SampledFrom([]rune("ab가é=:@,.'`\"\\ \t\n\u00a0\u200b\u3000\U0001F600\U000E0001")))
	return rapid.OneOf(number, list, words, signs, rapid.String())
}

func TestLongestListReadsBack(t *testing.T) {
	p := param(t, "numbers")
	text := strings.Repeat(",-2.2250738585072014e-308", sim.MaxList)[1:]
	v, err := p.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := p.Parse(v.String()); err != nil || again.String() != text {
		t.Errorf("%d entries of the longest kind read back as %.60q, %v", sim.MaxList, again, err)
	}
}

func TestFormatNumber(t *testing.T) {
	for _, tt := range []struct {
		x    float64
		want string
	}{
		{0, "0"},
		{0.02, "0.02"},
		{1e-4, "0.0001"},
		{1e-5, "1e-5"},
		{1e-9, "1e-9"},
		{0.30000000000000004, "0.30000000000000004"},
		{250_000, "250000"},
		{-1e6, "-1000000"},
		{2_500_000, "2500000"},
		{1234567.5, "1234567.5"},
		{1e15 - 1, "999999999999999"},
		{1e15, "1e+15"},
		{math.MaxFloat64, "1.7976931348623157e+308"},
		{math.Inf(1), "+Inf"},
		{math.NaN(), "NaN"},
	} {
		if got := sim.FormatNumber(tt.x); got != tt.want {
			t.Errorf("FormatNumber(%v) = %q, want %q", tt.x, got, tt.want)
		}
	}
}

func TestValueReads(t *testing.T) {
	s := sim.NewSetup("kinds", everyKind())
	if got := s.Value("number").Number(); got != 0.1 {
		t.Errorf("number = %v, want 0.1", got)
	}
	if got := s.Value("whole").Whole(); got != 100 {
		t.Errorf("whole = %v, want 100", got)
	}
	if s.Value("yesno").Yes() {
		t.Error("no reads as yes")
	}
	if got := s.Value("numbers").Numbers(); !reflect.DeepEqual(got, []float64{0.1, 0.2}) {
		t.Errorf("numbers = %v, want 0.1 and 0.2", got)
	}
	if got := s.Value("wholes").Wholes(); !reflect.DeepEqual(got, []int{8, 8}) {
		t.Errorf("wholes = %v, want 8 and 8", got)
	}
	if got := s.Value("choices").Words(); !reflect.DeepEqual(got, []string{"sigmoid", "relu"}) {
		t.Errorf("choices = %v, want sigmoid and relu", got)
	}
}

// What a reader does to the slices it gets must not reach the value.
func TestValueIsImmutable(t *testing.T) {
	s := sim.NewSetup("kinds", everyKind())
	s.Value("numbers").Numbers()[0] = 5
	s.Value("wholes").Wholes()[0] = 5
	s.Value("choices").Words()[0] = "tanh"
	if got := s.Value("numbers").Numbers()[0]; got != 0.1 {
		t.Errorf("the value has become %v", got)
	}
	if got := s.Value("wholes").Wholes()[0]; got != 8 {
		t.Errorf("the value has become %v", got)
	}
	if got := s.Value("choices").Words()[0]; got != "sigmoid" {
		t.Errorf("the value has become %v", got)
	}
}

func TestValueReadAsAnotherKindPanics(t *testing.T) {
	s := sim.NewSetup("kinds", everyKind())
	for _, tt := range []struct {
		name string
		read func(v sim.Value)
	}{
		{"whole", func(v sim.Value) { v.Number() }},
		{"number", func(v sim.Value) { v.Whole() }},
		{"choice", func(v sim.Value) { v.Yes() }},
		{"wholes", func(v sim.Value) { v.Numbers() }},
		{"numbers", func(v sim.Value) { v.Wholes() }},
		{"choice", func(v sim.Value) { v.Words() }},
	} {
		if message := panics(func() { tt.read(s.Value(tt.name)) }); !strings.Contains(message, s.Value(tt.name).String()) {
			t.Errorf("%s read as another kind: panic %q, want one with the value", tt.name, message)
		}
	}
}

// panics returns what the function panics with as a text, empty if it does not.
func panics(f func()) (message string) {
	defer func() {
		if r := recover(); r != nil {
			message = fmt.Sprint(r)
		}
	}()
	f()
	return ""
}

func BenchmarkParse(b *testing.B) {
	for _, bench := range []struct{ name, text string }{
		{"number", "0.02"},
		{"numbers", "0.02,0.1,0.4,0.6,1.2"},
		{"choices", "sigmoid,relu"},
		{"formula", "(x-1)^2 + 10(y-x^2)^2"},
	} {
		p := param(b, bench.name)
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := p.Parse(bench.text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
