package sim_test

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"nabla/sim"
)

// open knows one lab, which has a parameter of every kind.
func open(lab string) (sim.Setup, error) {
	if lab != "kinds" {
		return sim.Setup{}, sim.UnknownLabError{Name: lab, Known: []string{"kinds"}}
	}
	return sim.NewSetup("kinds", everyKind()), nil
}

// sameMoment reports whether two moments are the same in all that can be read.
func sameMoment(a, b sim.Moment) bool {
	return a.Setup.Lab == b.Setup.Lab && a.Setup.Seed == b.Setup.Seed && a.Step == b.Step &&
		slices.Equal(texts(a.Setup), texts(b.Setup)) &&
		slices.EqualFunc(a.Edits, b.Edits, func(a, b sim.Edit) bool { return reflect.DeepEqual(a, b) })
}

func TestMomentText(t *testing.T) {
	for _, tt := range []struct{ line, want string }{
		{"kinds", "kinds"},
		{" \t kinds\u00a0\n", "kinds"},
		{"kinds seed=7 number=0.1 @0", "kinds"},
		{"kinds @120 number=.50 seed=18446744073709551615", "kinds seed=18446744073709551615 number=0.5 @120"},
		{"kinds seed=1 seed=2 number=1 number=2 @1 @2", "kinds seed=2 number=2 @2"},
		{"kinds 40:number=2 3:number=1 40:whole=5 40:number=1 2:number=3", "kinds 2:number=3 3:number=1 40:whole=5 40:number=1"},
		{"kinds wholes= text=", `kinds wholes=""`},
		{`kinds wholes=""`, `kinds wholes=""`},
		{`kinds 3:wholes=""`, `kinds 3:wholes=""`},
		{`kinds formula="w^4 - 3w^2 + w"`, `kinds formula="w^4 - 3w^2 + w"`},
		{`kinds formula="w^2"`, `kinds formula=w^2`},
		{`kinds 5:formula="w^2 + 1" @9`, `kinds 5:formula="w^2 + 1" @9`},
		{`kinds text=a"b`, `kinds text="a\"b"`},
		{`kinds text=a="b`, `kinds text="a=\"b"`},
		{`kinds text=a="b"`, `kinds text="a=\"b\""`},
		{`kinds text="a=\"b\""`, `kinds text="a=\"b\""`},
		{`kinds text=a=b:c@d`, `kinds text=a=b:c@d`},
		{`kinds text=@3`, `kinds text=@3`},
		{`kinds text=seed=3`, `kinds text=seed=3`},
		{`kinds file=C:\data\iris.csv`, `kinds file=C:\data\iris.csv`},
		{`kinds file="C:\\my data\\iris.csv"`, `kinds file="C:\\my data\\iris.csv"`},
		{`kinds file=데이터/붓꽃.csv`, `kinds file=데이터/붓꽃.csv`},
		{`kinds text="a` + "\u3000" + `b"`, `kinds text="a\u3000b"`},
		{`kinds text=a` + "\u200b" + `b`, `kinds text="a\u200bb"`},
		{`kinds text='a'`, `kinds text='a'`},
		{"kinds text=`a`", "kinds text=`a`"},
	} {
		m, err := sim.ParseMoment(tt.line, open)
		if err != nil {
			t.Errorf("ParseMoment(%q) = %v", tt.line, err)
			continue
		}
		if got := m.String(); got != tt.want {
			t.Errorf("ParseMoment(%q) writes %q, want %q", tt.line, got, tt.want)
		}
		if again, err := sim.ParseMoment(m.String(), open); err != nil || !sameMoment(again, m) {
			t.Errorf("%q reads as another moment, %q, %v", m, again, err)
		}
	}
}

func TestParseMomentRefuses(t *testing.T) {
	tooLong := "kinds" + strings.Repeat(" ", sim.MaxLine)
	// Short enough as it is typed; its canonical text, in which the three bytes
	// of U+200B become an escape of six, is not.
	grows := "kinds"
	for step := range 9 {
		grows += fmt.Sprintf(" %d:text=%s", step, strings.Repeat("\u200b", 2700))
	}
	for _, tt := range []struct {
		line string
		err  error
		says string
	}{
		{"", sim.LineError{}, "give LAB"},
		{"  \n", sim.LineError{}, "give LAB"},
		{"kinds number", sim.LineError{}, `"number"`},
		{"kinds @", &sim.ParamError{}, `step: ""`},
		{"kinds @-1", &sim.ParamError{}, `step: "-1"`},
		{"kinds @1000000001", &sim.ParamError{}, "from 0 to 1000000000"},
		{"kinds @x=1", &sim.ParamError{}, `step: "x=1"`},
		{`kinds text="a`, sim.LineError{}, `text=\"a`},
		{`kinds text="a\z"`, sim.LineError{}, `a\\z`},
		{`kinds text="a"b`, sim.LineError{}, `\"a\"b`},
		{`kinds text="a"number=1`, sim.LineError{}, `\"a\"number=1`},
		{"kinds text=\"a\nb\"", sim.LineError{}, `text=\"a`},
		{`kinds text="a\nb"`, &sim.ParamError{}, "give plain text"},
		{"kinds text=a\xff", &sim.ParamError{}, "give plain text"},
		{"kinds number=11", &sim.ParamError{}, "from 1e-9 to 10"},
		{"kinds seed=-1", &sim.ParamError{}, "from 0 to 18446744073709551615"},
		{"kinds seed=18446744073709551616", &sim.ParamError{}, "from 0 to 18446744073709551615"},
		{"kinds seed=", &sim.ParamError{}, "from 0 to 18446744073709551615"},
		{"kinds seed=1e3", &sim.ParamError{}, "from 0 to 18446744073709551615"},
		{"kinds =1", sim.UnknownParamError{}, "it has number"},
		{"kinds nmuber=1", sim.UnknownParamError{}, "it has number"},
		{"kinds 3:nmuber=1", sim.UnknownParamError{}, "it has number"},
		{"kinds 3:seed=1", sim.UnknownParamError{}, "it has number"},
		{"kinds x:number=1", &sim.ParamError{}, `step: "x"`},
		{"kinds 3:=1", sim.UnknownParamError{}, "it has number"},
		{"kinds 3:number=11", &sim.ParamError{}, "from 1e-9 to 10"},
		{"kindz", sim.UnknownLabError{}, "kinds"},
		{"number=1", sim.UnknownLabError{}, "kinds"},
		{tooLong, &sim.ParamError{}, "131072 bytes at most"},
		{grows, &sim.ParamError{}, "131072 bytes at most"},
	} {
		m, err := sim.ParseMoment(tt.line, open)
		if reflect.TypeOf(err) != reflect.TypeOf(tt.err) {
			t.Errorf("ParseMoment(%.60q) = %.60q, %#v, want a %T", tt.line, m, err, tt.err)
			continue
		}
		if !strings.Contains(err.Error(), tt.says) || len(err.Error()) > 400 {
			t.Errorf("ParseMoment(%.60q) = %q, want one short line that says %q", tt.line, err, tt.says)
		}
		checkTyped(t, err)
	}
}

// anyMoment draws a moment with arbitrary values, seed, edits and step.
func anyMoment() *rapid.Generator[sim.Moment] {
	return rapid.Custom(func(t *rapid.T) sim.Moment {
		setup := sim.NewSetup("kinds", everyKind())
		params := setup.Params()
		step := rapid.OneOf(rapid.IntRange(0, 50), rapid.IntRange(0, sim.MaxStep))
		m := sim.Moment{Step: step.Draw(t, "step")}
		for range rapid.IntRange(0, 8).Draw(t, "changes") {
			p := &params[rapid.IntRange(0, len(params)-1).Draw(t, "parameter")]
			v, err := p.Parse(anyText().Draw(t, "text"))
			switch {
			case err != nil: // another kind's text
			case rapid.Bool().Draw(t, "edit?"):
				e := sim.Edit{Step: step.Draw(t, "at"), Name: p.Name, Value: v}
				m.Edits = slices.DeleteFunc(m.Edits, func(old sim.Edit) bool { return old.Step == e.Step && old.Name == e.Name })
				m.Edits = append(m.Edits, e)
			default:
				setup = setup.WithValue(p.Name, v)
			}
		}
		slices.SortStableFunc(m.Edits, func(a, b sim.Edit) int { return a.Step - b.Step })
		setup.Seed = rapid.OneOf(rapid.Uint64(), rapid.SampledFrom([]uint64{0, sim.DefaultSeed, math.MaxUint64})).Draw(t, "seed")
		m.Setup = setup
		return m
	})
}

func TestMomentReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := anyMoment().Draw(t, "moment")
		again, err := sim.ParseMoment(m.String(), open)
		if err != nil {
			t.Fatalf("%q does not read back: %v", m, err)
		}
		if !sameMoment(again, m) {
			t.Fatalf("%q reads back as %q", m, again)
		}
	})
}

func FuzzParseMoment(f *testing.F) {
	for _, line := range []string{
		"kinds", `kinds seed=1 formula="w^4 - 3w^2 + w" numbers=0.4,0.6,1.2 40:number=0.1 @120`,
		`kinds text=a="b" 3:text="\"" wholes= file=C:\x.csv`, "kinds text=\"\\u200b\xff\"", "", "@1 =", "kinds @9 @9=9",
		"kinds signed=-0 signed=0x1p-2 whole=1_0",
	} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		m, err := sim.ParseMoment(line, open)
		if err != nil {
			checkTyped(t, err)
			return
		}
		again, err := sim.ParseMoment(m.String(), open)
		if err != nil {
			t.Fatalf("%q writes %q, which is refused: %v", line, m, err)
		}
		if !sameMoment(again, m) || again.String() != m.String() {
			t.Errorf("%q writes %q, which reads as %q", line, m, again)
		}
	})
}

// checkTyped holds an error to one that can be shown in any language, on one
// line.
func checkTyped(t *testing.T, err error) {
	t.Helper()
	typed, ok := err.(message) //nolint:errorlint // the outermost error is the one that is shown
	if !ok {
		t.Fatalf("%#v has no Message", err)
	}
	if id, _ := typed.Message(); !strings.HasPrefix(id, "error.") {
		t.Errorf("%#v has the message id %q", err, id)
	}
	if text := err.Error(); !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl) {
		t.Errorf("%q is not one line of plain text", text)
	}
}

func TestParseSeed(t *testing.T) {
	for _, tt := range []struct {
		text string
		want uint64
	}{{"0", 0}, {" 7 ", 7}, {"007", 7}, {"18446744073709551615", math.MaxUint64}} {
		if got, err := sim.ParseSeed(tt.text); err != nil || got != tt.want {
			t.Errorf("ParseSeed(%q) = %d, %v, want %d", tt.text, got, err, tt.want)
		}
	}
	for _, text := range []string{"", "-1", "+1", "1.5", "1e3", "seven", "18446744073709551616", "0x7"} {
		_, err := sim.ParseSeed(text)
		if wrong, ok := errors.AsType[*sim.ParamError](err); !ok || wrong.Name != "seed" || wrong.Text != text {
			t.Errorf("ParseSeed(%q) = %#v, want a ParamError of the seed", text, err)
		}
	}
}

// Longer than any share line: thousands of edits by dragging a ball about.
func TestLongMomentIsWrittenButNotRead(t *testing.T) {
	m := sim.Moment{Setup: sim.NewSetup("kinds", everyKind())}
	v := m.Setup.Value("numbers")
	for step := range 10_000 {
		m.Edits = append(m.Edits, sim.Edit{Step: step, Name: "numbers", Value: v})
	}
	line := m.String()
	_, err := sim.ParseMoment(line, open)
	if tooLong, ok := errors.AsType[sim.TooLongError](err); len(line) <= sim.MaxLine || !ok || tooLong.Limit != sim.MaxLine {
		t.Errorf("a line of %d bytes: %v, want a TooLongError", len(line), err)
	}
}

func BenchmarkMomentString(b *testing.B) {
	m := benchMoment(b)
	b.ReportAllocs()
	for b.Loop() {
		_ = m.String()
	}
}

func BenchmarkParseMoment(b *testing.B) {
	line := benchMoment(b).String()
	setup := sim.NewSetup("kinds", everyKind())
	known := func(string) (sim.Setup, error) { return setup, nil }
	b.ReportAllocs()
	for b.Loop() {
		if _, err := sim.ParseMoment(line, known); err != nil {
			b.Fatal(err)
		}
	}
}

func benchMoment(b *testing.B) sim.Moment {
	b.Helper()
	m, err := sim.ParseMoment(`kinds seed=3 numbers=0.4,0.6,1.2 formula="w^4 - 3w^2 + w" 40:number=0.1 80:number=0.2 @120`, open)
	if err != nil {
		b.Fatal(err)
	}
	return m
}
