package cli

import (
	"path/filepath"
	"strings"
	"testing"

	"nabla/locale"
)

// TestBadArguments holds every mistake in the arguments to one line that names
// the thing, the value and what would be accepted, and to status 2.
func TestBadArguments(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "empty", "")
	write(t, "step.jsonl", `{"type":"step","step":0}`+"\n")
	write(t, "train.jsonl", `{"type":"setup","lab":"train"}`+"\n")
	write(t, "field.jsonl", `{"type":"setup","lab":"train","sped":3}`+"\n")
	write(t, "param.jsonl", `{"lab":"train","params":{"rat":3}}`+"\n")
	write(t, "null.jsonl", `{"lab":"train","params":{"rate":null}}`+"\n")
	write(t, "range.jsonl", `{"lab":"train","params":{"samples":2000},"steps":3}`+"\n")
	write(t, "steps.jsonl", `{"lab":"train","steps":-3}`+"\n")
	tests := []struct {
		args string // separated by blanks
		want string
	}{
		{"trian", `"trian" is neither a lab (drift, train, still) nor a command (completion, labs, run, serve, version); did you mean train?`},
		{"verson", `"verson" is neither a lab (drift, train, still) nor a command (completion, labs, run, serve, version); did you mean version?`},
		{"w^2", `"w^2" is neither a lab (drift, train, still) nor a command (completion, labs, run, serve, version)`},
		{"drift rat=1", `drift has no parameter "rat"; it has rate, starts, samples, mode, shuffle, hidden, activations, f, data, target; did you mean rate?`},
		{"run drift train", `line: "train": give LAB [seed=N] [NAME=VALUE]… [STEP:NAME=VALUE]… [@STEP]`},
		{"rn drift", `"rn" is neither a lab (drift, train, still) nor a command (completion, labs, run, serve, version); did you mean run?`},
		{"version 2", `"2" is one argument too many for nabla version; set parameters with --set NAME=VALUE, and put a line with spaces in quotes`},
		{"drift --lang fr", `--lang: unknown language "fr"; want en or ko`},
		{"drift --lang", `--lang needs a value; write --lang VALUE`},
		{"drift --set", `--set needs a value; write --set VALUE`},
		{"drift --set rate", `--set "rate": give NAME=VALUE, such as rate=0.1`},
		{"drift --set rate=", `rate: "": "" is not a number; give one from -1000000 to 1000000`},
		{"drift --set rate=fast", `rate: "fast": "fast" is not a number; give one from -1000000 to 1000000`},
		{"drift --set rate=1e7", `rate: "1e7": 1e7 is out of range; give a number from -1000000 to 1000000`},
		{"drift --set rate=NaN", `rate: "NaN": "NaN" is not a number; give one from -1000000 to 1000000`},
		{"drift --set samples=2.5", `samples: "2.5": "2.5" is not a whole number; give one from 1 to 1000`},
		{"drift --set samples=0", `samples: "0": 0 is out of range; give a whole number from 1 to 1000`},
		{"drift --set starts=1,x", `starts: "1,x": "x" is not a number; give one from -1000000000 to 1000000000`},
		{"drift --set mode=fanci", `mode: "fanci": give one of plain, fancy, rotten; did you mean fancy?`},
		{"drift --set shuffle=maybe", `shuffle: "maybe": give one of yes, no`},
		{"drift --set activations=tanh,rleu", `activations: "tanh,rleu": "rleu" is not one of sigmoid, tanh, relu; did you mean relu?`},
		{"drift --set activations=tanh,tanh", `activations: "tanh,tanh": "tanh" is named twice; name it once`},
		{"drift --set rats=1", `drift has no parameter "rats"; it has rate, starts, samples, mode, shuffle, hidden, activations, f, data, target; did you mean rate?`},
		{"train --data x.csv", `--data: train has no parameter "data"; it has rate, starts, samples, mode`},
		{"drift --weights w.json", `--weights: drift has no parameter "weights"; it has rate, starts, samples, mode, shuffle, hidden, activations, f, data, target`},
		{"drift --seed -1", `seed: "-1": give a whole number from 0 to 18446744073709551615`},
		{"drift --seed 18446744073709551616", `seed: "18446744073709551616": give a whole number from 0 to 18446744073709551615`},
		{"drift --edit rate=1", `edit "rate=1": give STEP:NAME=VALUE, such as 40:rate=0.1`},
		{"drift --edit 4:rat=1", `drift has no parameter "rat"; it has rate, starts, samples, mode, shuffle, hidden, activations, f, data, target; did you mean rate?`},
		{"drift --edit 4:mode=fancy", `edit "4:mode=fancy": mode cannot change in a run of drift; rate, starts can`},
		{"still --edit 4:k=2", `edit "4:k=2": no parameter of still can change in a run; start with --set k=…`},
		{"run drift --edit 4:mode=fancy", `edit "4:mode=fancy": mode cannot change in a run of drift; rate, starts can`},
		{"run drift --edit 4:starts=1,2,3", `edit "4:starts=1,2,3": this value needs a new run; start with --set starts=…, or keep the number of entries`},
		{"run drift --steps 3 --edit 4:rate=1", `edit "4:rate=1": the run ends at step 3; give an earlier step or more --steps`},
		{"run", `no lab is named; give one of drift, train, still, or --setup FILE`},
		{"run trian", `no lab is called "trian"; there are drift, train, still; did you mean train?`},
		{"run drift --steps -1", `--steps: "-1": -1 is out of range; give a whole number from 0 to 1000000000`},
		{"run drift --steps x", `--steps: "x": "x" is not a whole number; give one from 0 to 1000000000`},
		{"run drift --every 0", `--every: "0": 0 is out of range; give a whole number from 1 to 1000000000`},
		{"run drift --format tabel", `--format: "tabel": give one of jsonl, csv, table; did you mean table?`},
		{"run drift --stpes 3", `unknown flag --stpes; nabla run has --set, --edit, --seed, --data, --weights, --steps, --every, --format, --setup, --out, --save-weights, --help, --lang; did you mean --steps?`},
		{"labs -x", `unknown flag -x; nabla labs has --help, --lang`},
		{"labs --help=maybe", `--help: "maybe": give one of true, false`},
		{"labs trian", `no lab is called "trian"; there are drift, train, still; did you mean train?`},
		{"run drift --data nosuch.csv", `data: "nosuch.csv": there is no such file`},
		{"run drift --data .", `data: ".": is a directory`},
		{"run drift --save-weights w", `--save-weights: drift has no weights to save; leave it out`},
		{"run train --save-weights x --out ./x", `--out and --save-weights both name "./x"; give two files`},
		{"run --setup nosuch", `--setup "nosuch": there is no such file`},
		{"run --setup .", `--setup ".": is a directory`},
		{"run --setup empty", `--setup "empty": this is not a setup line; give the first line that nabla run printed`},
		{"run --setup -", `--setup "-": this is not a setup line; give the first line that nabla run printed`},
		{"run --setup step.jsonl", `--setup "step.jsonl": unknown field "step"; there are type, lab, seed, params, edits, steps, every; did you mean steps?`},
		{"run --setup field.jsonl", `--setup "field.jsonl": unknown field "sped"; there are type, lab, seed, params, edits, steps, every; did you mean seed?`},
		{"run --setup param.jsonl", `--setup "param.jsonl": train has no parameter "rat"; it has rate, starts, samples, mode; did you mean rate?`},
		{"run --setup null.jsonl", `--setup "null.jsonl": rate: "null": give a number, a string, true, false or a list of them`},
		{"run --setup range.jsonl", `--setup "range.jsonl": samples: "2000": 2000 is out of range; give a whole number from 1 to 1000`},
		{"run --setup steps.jsonl", `--setup "steps.jsonl": steps: "-3": -3 is out of range; give a whole number from 0 to 1000000000`},
		{"run drift --setup train.jsonl", `the command names "drift" and the setup is one of "train"; leave the lab out or name the same`},
	}
	for _, test := range tests {
		r := nabla(t, strings.Fields(test.args)...)
		if want := "nabla: " + test.want + "\n"; r.errors != want {
			t.Errorf("nabla %s\n got %swant %s", test.args, r.errors, want)
		}
		if r.status != 2 || r.out != "" || len(r.played) > 0 {
			t.Errorf("nabla %s: status %d, printed %q, played %d", test.args, r.status, r.out, len(r.played))
		}
	}
	left, err := filepath.Glob("*")
	if err != nil || len(left) != 8 {
		t.Errorf("the folder holds %q, %v: something was written", left, err)
	}
}

// TestLineArguments are those with blanks in them.
func TestLineArguments(t *testing.T) {
	t.Parallel()
	tests := []struct {
		args []string
		want string
	}{
		{[]string{"drift rate"}, `line: "rate": give LAB [seed=N] [NAME=VALUE]… [STEP:NAME=VALUE]… [@STEP]`},
		{[]string{"trian rate=1"}, `"trian" is neither a lab (drift, train, still) nor a command (completion, labs, run, serve, version); did you mean train?`},
		{[]string{""}, `line: "": give LAB [seed=N] [NAME=VALUE]… [STEP:NAME=VALUE]… [@STEP]`},
		{[]string{"run", "drift rate=1", "--setup", "x"}, `"drift rate=1" and --setup both say how to start; give one, or only the lab's name beside --setup`},
		{[]string{"run", "drift", "--set", "target=a\x1b[2Jb"}, `target: "a\x1b[2Jb": holds control characters; give plain text`},
		{[]string{"run", "drift", "--data", "a\u0085b"}, `data: "a\u0085b": holds control characters; give plain text`},
	}
	for _, test := range tests {
		r := nabla(t, test.args...)
		if want := "nabla: " + test.want + "\n"; r.errors != want || r.status != 2 || r.out != "" {
			t.Errorf("nabla %q: status %d\n got %swant %s", test.args, r.status, r.errors, want)
		}
	}
}

func TestErrorsInKorean(t *testing.T) {
	t.Parallel()
	english, korean := nabla(t, "run"), nabla(t, "run", "--lang", "ko")
	if korean.status != 2 || korean.errors == english.errors || !strings.Contains(korean.errors, "drift, train, still") {
		t.Errorf("status %d, %s", korean.status, korean.errors)
	}
	env := nablaWith(t, func(d *Deps) { d.Env = []string{"LANG=ko_KR.UTF-8"} }, "run")
	if env.errors != korean.errors {
		t.Errorf("by LANG: %s", env.errors)
	}
	// The flag beats the environment, before or behind the command.
	flag := nablaWith(t, func(d *Deps) { d.Env = []string{"LANG=ko_KR.UTF-8"} }, "--lang=en", "run")
	if flag.errors != english.errors {
		t.Errorf("by --lang=en: %s", flag.errors)
	}
}

// TestMessages holds the English of every error of ours to its message.
func TestMessages(t *testing.T) {
	t.Parallel()
	inner := notSetupLineError{}
	errs := []error{
		unknownCommandError{Name: "a\"b", Labs: []string{"x", "y"}, Commands: []string{"z"}},
		unknownFlagError{Flag: "--x", Command: "nabla run", Known: []string{"--y", "--z"}},
		noValueError{Flag: "--x"},
		extraArgumentError{Extra: "x y", Command: "nabla run"},
		setError{Text: "x"},
		missingLabError{Known: []string{"x", "y"}},
		labMismatchError{Named: "x", Setup: "y"},
		twoSetupsError{Line: "x y"},
		lateEditError{Edit: "4:x=1", Steps: 3},
		notLiveError{Lab: "x", Edit: "4:y=1", Name: "y", Live: []string{"a", "b"}},
		notLiveError{Lab: "x", Edit: "4:y=1", Name: "y"},
		restartError{Edit: "4:y=1", Name: "y"},
		noWeightsError{Lab: "x"},
		sameFileError{Name: "x"},
		setupFileError{File: "x", Err: inner},
		inner,
		unknownFieldError{Name: "x", Known: []string{"a", "b"}},
		jsonValueError{},
		notTerminalError{Lab: "x"},
		interruptedError{Step: 3, Steps: 4},
		columnsError{Step: 3},
		&crashError{Value: "x", Line: "y"},
		leftError{},
		writeError{Name: "x", Err: inner},
		writeError{Err: inner},
		openError{Err: inner},
	}
	for _, err := range errs {
		if got := locale.For(locale.English).Error(err); got != err.Error() {
			t.Errorf("%T: the message says %q, Error says %q", err, got, err)
		}
		if got := locale.For(locale.Korean).Error(err); got == err.Error() {
			t.Errorf("%T has no Korean", err)
		}
	}
}
