package cli

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"nabla/locale"
	"nabla/sim"
)

const driftSetup = `{"type":"setup","lab":"drift","seed":7,"params":{"rate":0.5,"starts":[1,-3],"samples":200,"mode":"plain","shuffle":true,` +
	`"hidden":[8,8],"activations":["sigmoid","relu"],"f":"w^2","data":"xor","target":""},"steps":100,"every":1}` + "\n"

func TestSetupLine(t *testing.T) {
	t.Parallel()
	if got, _, _ := strings.Cut(runs(t, "run", "drift"), "\n"); got+"\n" != driftSetup {
		t.Errorf("got  %swant %s", got, driftSetup)
	}
}

// TestSetupRoundTrip repeats runs from their own first line, to the byte.
func TestSetupRoundTrip(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "a b.csv", "")
	for _, args := range [][]string{
		{"run", "drift"},
		{"run", "train"},
		{"run", "still", "--steps", "0"},
		{"run", "drift", "--seed", "18446744073709551615", "--steps", "7", "--every", "3"},
		{"run", "drift", "--set", "rate=1e-300", "--set", "starts=0.1,2e5,-0.30000000000000004"},
		{"run", "drift", "--set", "shuffle=no", "--set", "hidden=", "--set", "activations=relu"},
		{"run", "drift", "--set", `f="quoted" \ w`, "--set", "target=µ, <b>", "--data", "a b.csv"},
		{"run", "drift", "--edit", "9:rate=2", "--edit", "4:starts=5,6", "--edit", "4:rate=-1", "--edit", "9:rate=3"},
		{"run", "drift seed=9 4:rate=2 @20"},
	} {
		first := runs(t, args...)
		line, _, _ := strings.Cut(first, "\n")
		write(t, "setup", line+"\nthis is not looked at\n")
		if again := runs(t, "run", "--setup", "setup"); again != first {
			t.Errorf("nabla %q\n%s\n is repeated as\n%s", args, first, again)
		}
		piped := nablaWith(t, func(d *Deps) { d.Stdin = strings.NewReader(line) }, "run", "--setup", "-")
		if piped.status != 0 || piped.out != first {
			t.Errorf("nabla %q is repeated from standard input as\n%s%s", args, piped.out, piped.errors)
		}
	}
}

// TestSetupWithFlags tries which of line and flags has its way.
func TestSetupWithFlags(t *testing.T) {
	t.Parallel()
	line := `{"lab":"drift","seed":9,"params":{"rate":2,"samples":"20","hidden":[]},"edits":[{"step":3,"name":"rate","value":4}],"steps":5,"every":2}`
	tests := []struct {
		line  string
		args  string
		equal string // the arguments of the same run
	}{
		{line, "", "drift --seed 9 --set rate=2 --set samples=20 --set hidden= --edit 3:rate=4 --steps 5 --every 2"},
		{line, "drift --seed 8", "drift --seed 8 --set rate=2 --set samples=20 --set hidden= --edit 3:rate=4 --steps 5 --every 2"},
		{line, "--steps 9 --every 1", "drift --seed 9 --set rate=2 --set samples=20 --set hidden= --edit 3:rate=4 --steps 9"},
		{line, "--edit 2:rate=7 --set samples=3", "drift --seed 9 --set rate=2 --set samples=3 --set hidden= --edit 2:rate=7 --steps 5 --every 2"},
		{`{}`, "drift", "drift"},
		{`{"params":{}}`, "train", "train"},
		{"\r\n", "", ""},
		{` {"type":"setup","lab":"train"} ` + "\r\n{", "", "train"},
	}
	for _, test := range tests {
		args := append([]string{"run", "--setup", "-"}, strings.Fields(test.args)...)
		got := nablaWith(t, func(d *Deps) { d.Stdin = strings.NewReader(test.line) }, args...)
		if test.equal == "" {
			if got.status != 2 {
				t.Errorf("%q: status %d", test.line, got.status)
			}
			continue
		}
		if want := runs(t, append([]string{"run"}, strings.Fields(test.equal)...)...); got.out != want {
			t.Errorf("%s %s\n%s%s\nwant that of %s\n%s", test.line, test.args, got.out, got.errors, test.equal, want)
		}
	}
}

func TestBadSetupLines(t *testing.T) {
	t.Parallel()
	const notOne = "this is not a setup line; give the first line that nabla run printed"
	tests := []struct{ line, want string }{
		{"", notOne},
		{"null", notOne},
		{"[]", notOne},
		{`{"lab":"drift"}}`, notOne},
		{`{"lab":"drift"`, notOne},
		{`{"lab":3}`, notOne},
		{`{}`, notOne},
		{`{"type":"end","lab":"drift"}`, notOne},
		{`{"lab":"drfit"}`, `no lab is called "drfit"; there are drift, train, still; did you mean drift?`},
		{`{"Lab":"drift"}`, `unknown field "Lab"; there are type, lab, seed, params, edits, steps, every; did you mean lab?`},
		{`{"lab":"drift","seed":"7"}`, `seed: "\"7\"": give a whole number from 0 to 18446744073709551615`},
		{`{"lab":"drift","seed":7.5}`, `seed: "7.5": give a whole number from 0 to 18446744073709551615`},
		{`{"lab":"drift","params":[]}`, notOne},
		{`{"lab":"drift","params":{"rate":1e999}}`, `rate: "1e999": 1e999 is out of range; give a number from -1000000 to 1000000`},
		{`{"lab":"drift","params":{"rate":{}}}`, `rate: "{}": give a number, a string, true, false or a list of them`},
		{`{"lab":"drift","params":{"starts":[[1]]}}`, `starts: "[[1]]": give a number, a string, true, false or a list of them`},
		{`{"lab":"drift","params":{"starts":[1,null]}}`, `starts: "null": give a number, a string, true, false or a list of them`},
		{`{"lab":"drift","params":{"shuffle":1}}`, `shuffle: "1": give one of yes, no`},
		{`{"lab":"drift","edits":{}}`, notOne},
		{`{"lab":"drift","edits":[{"step":1}]}`, `name: "": give a number, a string, true, false or a list of them`},
		{`{"lab":"drift","edits":[{"step":1,"name":"rat","value":1}]}`, `drift has no parameter "rat"; it has rate, starts, samples, mode, shuffle, hidden, activations, f, data, target; did you mean rate?`},
		{`{"lab":"drift","edits":[{"step":-1,"name":"rate","value":1}]}`, `step: "-1": -1 is out of range; give a whole number from 0 to 1000000000`},
		{`{"lab":"drift","edits":[{"step":1,"name":"rate"}]}`, `rate: "": give a number, a string, true, false or a list of them`},
		{`{"lab":"drift","edits":[{"step":1,"name":"mode","value":"fancy"}]}`, `edit "1:mode=fancy": mode cannot change in a run of drift; rate, starts can`},
		{`{"lab":"drift","steps":1e10}`, `steps: "1e10": 1e10 is out of range; give a whole number from 0 to 1000000000`},
		{`{"lab":"drift","every":0}`, `every: "0": 0 is out of range; give a whole number from 1 to 1000000000`},
		{`{"lab":"` + strings.Repeat("x", maxSetupLine) + `"}`, "too long; give 1048576 bytes at most"},
	}
	for _, test := range tests {
		r := nablaWith(t, func(d *Deps) { d.Stdin = strings.NewReader(test.line) }, "run", "--setup", "-")
		if want := `nabla: --setup "-": ` + test.want + "\n"; r.errors != want || r.status != 2 || r.out != "" {
			t.Errorf("%.80s\n got %d %swant %s", test.line, r.status, r.errors, want)
		}
	}
}

// TestSetupReadsOneLine must not wait for what comes behind the line, and must
// not take what never ends.
func TestSetupReadsOneLine(t *testing.T) {
	t.Parallel()
	then := io.MultiReader(strings.NewReader(driftSetup), iotest.ErrReader(errors.New("read on")))
	if r := nablaWith(t, func(d *Deps) { d.Stdin = then }, "run", "--setup", "-"); r.status != 0 {
		t.Errorf("status %d, %s", r.status, r.errors)
	}
	broken := nablaWith(t, func(d *Deps) { d.Stdin = iotest.ErrReader(errors.New("bad disk")) }, "run", "--setup", "-")
	if want := "nabla: --setup \"-\": bad disk\n"; broken.errors != want || broken.status != 2 {
		t.Errorf("status %d, %s", broken.status, broken.errors)
	}
	endless := nablaWith(t, func(d *Deps) { d.Stdin = zeros{} }, "run", "--setup", "-")
	if want := "nabla: --setup \"-\": too long; give 1048576 bytes at most\n"; endless.errors != want || endless.status != 2 {
		t.Errorf("status %d, %s", endless.status, endless.errors)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }

// FuzzSetupLine holds what is read to be either refused with a message or a run
// whose own setup line reads back to the same.
func FuzzSetupLine(f *testing.F) {
	f.Add(driftSetup)
	f.Add(`{"lab":"drift","edits":[{"step":4,"name":"starts","value":[1,2]}],"steps":9}`)
	f.Add(`{"lab":"train","params":{"rate":"1e-9","samples":3},"every":2,"seed":0}`)
	f.Add(`{"lab":"drift","params":{"f":"\ud800","hidden":[]}}`)
	a := &app{Deps: Deps{Specs: fakeSpecs()}, text: locale.For(locale.English)}
	f.Fuzz(func(t *testing.T, line string) {
		first := request{moment: sim.Moment{Step: 100}, every: 1}
		if err := a.parseSetup([]byte(line), &first); err != nil {
			if exitStatus(err) != statusArgument {
				t.Fatalf("%q: %v is no mistake of a person", line, err)
			}
			return
		}
		written := appendSetupLine(nil, &first)
		second := request{}
		if err := a.parseSetup(written, &second); err != nil {
			t.Fatalf("%q is written as %s: %v", line, written, err)
		}
		if again := appendSetupLine(nil, &second); string(again) != string(written) {
			t.Fatalf("%q is written as\n%s\n and then as\n%s", line, written, again)
		}
	})
}
