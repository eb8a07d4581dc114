package sim_test

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"nabla/sim"
)

// walk nudges a value until it stays and returns all values on the way.
func walk(t *testing.T, p *sim.Param, from string, by int) []string {
	t.Helper()
	v, err := p.Parse(from)
	if err != nil {
		t.Fatal(err)
	}
	seen := []string{v.String()}
	for range 10_000 {
		next := p.Nudge(v, by)
		if next.String() == v.String() {
			return seen
		}
		v = next
		seen = append(seen, v.String())
	}
	t.Fatalf("%s is still moving after 10000 notches, at %v", p.Name, v)
	return nil
}

func TestNudgeWalksTheNotches(t *testing.T) {
	for _, tt := range []struct {
		name string
		p    sim.Param
		from string
		by   int
		want string
	}{
		{
			"log, whole decades",
			sim.Param{Kind: sim.Number, Min: 1e-9, Max: 1e-8, Log: true},
			"1e-9", +1,
			"1e-9 1.2e-9 1.5e-9 2e-9 2.5e-9 3e-9 4e-9 5e-9 6e-9 8e-9 1e-8",
		},
		{
			"log, ends between notches",
			sim.Param{Kind: sim.Number, Min: 0.07, Max: 3.3, Log: true},
			"3.3", -1,
			"3.3 3 2.5 2 1.5 1.2 1 0.8 0.6 0.5 0.4 0.3 0.25 0.2 0.15 0.12 0.1 0.08 0.07",
		},
		{
			"log, from between notches",
			sim.Param{Kind: sim.Number, Min: 0.01, Max: 1, Log: true},
			"0.137", +1,
			"0.137 0.15 0.2 0.25 0.3 0.4 0.5 0.6 0.8 1",
		},
		{
			"log, from between notches down",
			sim.Param{Kind: sim.Number, Min: 0.1, Max: 1, Log: true},
			"0.137", -1,
			"0.137 0.12 0.1",
		},
		{
			"log, from 0",
			sim.Param{Kind: sim.Number, Max: 10, Log: true},
			"0", +1,
			"0 1e-5 1.2e-5 1.5e-5 2e-5 2.5e-5 3e-5 4e-5 5e-5 6e-5 8e-5 0.0001 0.00012 0.00015 0.0002 0.00025 0.0003 0.0004 0.0005 0.0006 0.0008 " +
				"0.001 0.0012 0.0015 0.002 0.0025 0.003 0.004 0.005 0.006 0.008 0.01 0.012 0.015 0.02 0.025 0.03 0.04 0.05 0.06 0.08 " +
				"0.1 0.12 0.15 0.2 0.25 0.3 0.4 0.5 0.6 0.8 1 1.2 1.5 2 2.5 3 4 5 6 8 10",
		},
		{"log, from below the first notch", sim.Param{Kind: sim.Number, Max: 10, Log: true}, "1e-7", -1, "1e-7 0"},
		{
			"log, whole numbers",
			sim.Param{Kind: sim.Whole, Min: 0, Max: 40, Log: true},
			"0", +1,
			"0 1 2 3 4 5 6 8 10 12 15 20 25 30 40",
		},
		{
			"log, whole numbers down",
			sim.Param{Kind: sim.Whole, Min: 1, Max: 64, Log: true},
			"64", -1,
			"64 60 50 40 30 25 20 15 12 10 8 6 5 4 3 2 1",
		},
		{"whole numbers", sim.Param{Kind: sim.Whole, Min: -2, Max: 3}, "-2", +1, "-2 -1 0 1 2 3"},
		{"whole numbers by 5", sim.Param{Kind: sim.Whole, Min: 1, Max: 12, Step: 5}, "12", -1, "12 10 5 1"},
		{"a fiftieth", sim.Param{Kind: sim.Number, Min: 0, Max: 0.5}, "0.47", +1, "0.47 0.48 0.49 0.5"},
		{"a fiftieth, rounded", sim.Param{Kind: sim.Number, Min: -1, Max: 1}, "-0.1", +1, "-0.1 -0.05 0 0.05 0.1 0.15 0.2 0.25 0.3 0.35 0.4 0.45 0.5 0.55 0.6 0.65 0.7 0.75 0.8 0.85 0.9 0.95 1"},
		{"from between notches", sim.Param{Kind: sim.Number, Min: 0, Max: 1}, "0.075", -1, "0.075 0.06 0.04 0.02 0"},
		{"from an end between notches", sim.Param{Kind: sim.Number, Min: 0.01, Max: 0.07, Step: 0.02}, "0.01", +1, "0.01 0.02 0.04 0.06 0.07"},
		{"a tenth at a time", sim.Param{Kind: sim.Number, Min: -1e6, Max: 0.5, Step: 0.1}, "-0.3", +1, "-0.3 -0.2 -0.1 0 0.1 0.2 0.3 0.4 0.5"},
		{"every entry of a list", sim.Param{Kind: sim.Numbers, Min: 0, Max: 10, Log: true}, "3,5", +1, "3,5 4,6 5,8 6,10 8,10 10,10"},
		{"a range of one number", sim.Param{Kind: sim.Number, Min: 3, Max: 3}, "3", +1, "3"},
		{"a list grows", sim.Param{Kind: sim.Wholes, Min: 2, Max: 9}, "", +1, lists("2", sim.MaxList)},
		{"a list shrinks", sim.Param{Kind: sim.Wholes, Min: 2, Max: 9}, "4,8,4", -1, "4,8,4 4,8 4 "},
		{"a list that cannot grow", sim.Param{Kind: sim.Wholes, Min: -9, Max: 0}, "", +1, ""},
		{"names in no order", sim.Param{Kind: sim.Choices, Choices: []string{"a", "b"}}, "a", +1, "a"},
		{"free text", sim.Param{Kind: sim.Text}, "a", +1, "a"},
	} {
		if got := strings.Join(walk(t, &tt.p, tt.from, tt.by), " "); got != tt.want {
			t.Errorf("%s: %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

// lists returns the texts of lists of 1 to n equal entries.
func lists(entry string, n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(" " + strings.Repeat(entry+",", i) + entry)
	}
	return b.String()
}

func TestNudgeGoesRoundTheChoices(t *testing.T) {
	names := []string{"xor", "circle", "spiral"}
	for _, tt := range []struct {
		p    sim.Param
		from string
		by   int
		want string
	}{
		{sim.Param{Kind: sim.Choice, Choices: names}, "xor", +1, "circle"},
		{sim.Param{Kind: sim.Choice, Choices: names}, "spiral", +1, "xor"},
		{sim.Param{Kind: sim.Choice, Choices: names}, "xor", -1, "spiral"},
		{sim.Param{Kind: sim.Choice, Choices: names}, "spiral", -7, "circle"},
		{sim.Param{Kind: sim.Choice, Choices: names}, "circle", 0, "circle"},
		{sim.Param{Kind: sim.Choice, Choices: names[:1]}, "xor", +1, "xor"},
		{sim.Param{Kind: sim.File, Choices: names}, "my.csv", +1, "xor"},
		{sim.Param{Kind: sim.File, Choices: names}, "my.csv", -1, "spiral"},
		{sim.Param{Kind: sim.Formula, Choices: names}, "w^2", +1, "xor"},
		{sim.Param{Kind: sim.YesNo}, "no", +1, "yes"},
		{sim.Param{Kind: sim.YesNo}, "yes", +1, "no"},
		{sim.Param{Kind: sim.YesNo}, "no", -1, "yes"},
	} {
		v, err := tt.p.Parse(tt.from)
		if err != nil {
			t.Fatal(err)
		}
		if got := tt.p.Nudge(v, tt.by).String(); got != tt.want {
			t.Errorf("%q nudged by %d is %q, want %q", tt.from, tt.by, got, tt.want)
		}
	}
}

// numericParam draws a declaration of a numeric parameter.
func numericParam() *rapid.Generator[sim.Param] {
	return rapid.Custom(func(t *rapid.T) sim.Param {
		p := sim.Param{Name: "p", Kind: rapid.SampledFrom([]sim.Kind{sim.Number, sim.Whole}).Draw(t, "kind")}
		if p.Log = rapid.Bool().Draw(t, "log"); p.Log {
			p.Min = rapid.OneOf(rapid.Just(0.0), rapid.Float64Range(1e-9, 10)).Draw(t, "min")
		} else {
			p.Min = rapid.Float64Range(-1e6, 1e6).Draw(t, "min")
			p.Step = rapid.SampledFrom([]float64{0, 0.1, 1, 0.25, 5}).Draw(t, "step")
		}
		p.Max = p.Min + rapid.Float64Range(1e-3, 1e6).Draw(t, "width")
		if p.Kind == sim.Whole {
			p.Min, p.Max, p.Step = math.Floor(p.Min), math.Ceil(p.Max), math.Ceil(p.Step)
		}
		return p
	})
}

func TestNudgeMovesOneNotchAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := numericParam().Draw(t, "parameter")
		x := rapid.Float64Range(p.Min, p.Max).Draw(t, "x")
		if p.Kind == sim.Whole {
			x = math.Round(x)
		}
		v, err := p.Parse(sim.FormatNumber(x))
		if err != nil {
			t.Fatal(err)
		}
		read := func(v sim.Value) float64 {
			if p.Kind == sim.Whole {
				return float64(v.Whole())
			}
			return v.Number()
		}
		up, down := p.Nudge(v, +1), p.Nudge(v, -1)
		if read(up) <= x && x < p.Max || read(up) > p.Max {
			t.Fatalf("%v of %v … %v goes up to %v", x, p.Min, p.Max, up)
		}
		if read(down) >= x && x > p.Min || read(down) < p.Min {
			t.Fatalf("%v of %v … %v goes down to %v", x, p.Min, p.Max, down)
		}
		// What a nudge returns is a notch, so that from there two opposite
		// ones cancel out unless the first meets the end.
		if next := p.Nudge(up, +1); next.String() != up.String() && p.Nudge(next, -1).String() != up.String() {
			t.Fatalf("%v goes up to %v and back to %v", up, next, p.Nudge(next, -1))
		}
		if next := p.Nudge(down, -1); next.String() != down.String() && p.Nudge(next, +1).String() != down.String() {
			t.Fatalf("%v goes down to %v and back to %v", down, next, p.Nudge(next, +1))
		}
	})
}

func TestNudgeShowsNoRoundingDust(t *testing.T) {
	for _, tt := range []struct{ lo, hi, step float64 }{
		{0, 1, 0}, {-1, 1, 0}, {0, 5, 0}, {0, 0.003, 0}, {-1e6, -1e6 + 30, 0.1}, {1e6, 1e6 + 2, 0.001}, {-10, 10, 0.7},
	} {
		p := &sim.Param{Name: "p", Kind: sim.Number, Min: tt.lo, Max: tt.hi, Step: tt.step}
		for _, text := range walk(t, p, sim.FormatNumber(tt.lo), +1) {
			if len(text) > 12 {
				t.Errorf("a notch of %v … %v by %v shows as %s", tt.lo, tt.hi, tt.step, text)
			}
		}
	}
}

func TestNudgeLeavesWhatItCannotChange(t *testing.T) {
	p := &sim.Param{Name: "p", Kind: sim.Number, Min: 0, Max: 10, Step: 1, Check: func(text string) error {
		if text == "4" {
			return errNotEven
		}
		return nil
	}}
	v, err := p.Parse("3")
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Nudge(v, +1).String(); got != "3" {
		t.Errorf("3 goes up to %s, which the parameter refuses", got)
	}
	if got := p.Nudge(v, 0).String(); got != "3" {
		t.Errorf("3 nudged by 0 is %s", got)
	}
	if got := p.Nudge(sim.Value{}, +1).String(); got != "" {
		t.Errorf("no value goes up to %q", got)
	}
}

func TestFraction(t *testing.T) {
	for _, tt := range []struct {
		p    sim.Param
		text string
		want float64
		ok   bool
	}{
		{sim.Param{Kind: sim.Number, Min: -1, Max: 3}, "0", 0.25, true},
		{sim.Param{Kind: sim.Number, Min: -1, Max: 3}, "3", 1, true},
		{sim.Param{Kind: sim.Number, Min: 1e-4, Max: 1, Log: true}, "0.01", 0.5, true},
		{sim.Param{Kind: sim.Number, Max: 1, Log: true}, "0.001", 0.5, true},
		{sim.Param{Kind: sim.Number, Max: 1, Log: true}, "0", 0, true},
		{sim.Param{Kind: sim.Number, Max: 1, Log: true}, "1e-8", 0, true},
		{sim.Param{Kind: sim.Whole, Min: 1, Max: 5}, "2", 0.25, true},
		{sim.Param{Kind: sim.Numbers, Min: 0, Max: 4}, "1", 0.25, true},
		{sim.Param{Kind: sim.Numbers, Min: 0, Max: 4}, "1,2", 0, false},
		{sim.Param{Kind: sim.Wholes, Min: 0, Max: 4}, "1", 0, false},
		{sim.Param{Kind: sim.Number, Min: 3, Max: 3}, "3", 0, false},
		{sim.Param{Kind: sim.YesNo}, "yes", 0, false},
	} {
		v, err := tt.p.Parse(tt.text)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := tt.p.Fraction(v)
		if ok != tt.ok || math.Abs(got-tt.want) > 1e-12 {
			t.Errorf("%s of %v … %v stands at %v, %v, want %v, %v", tt.text, tt.p.Min, tt.p.Max, got, ok, tt.want, tt.ok)
		}
	}
}
