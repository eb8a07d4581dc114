package optimizer

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"nabla/sim"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		text, canonical string
		rate            float64
		hasRate         bool
	}{
		{"sgd", "sgd", 0, false},
		{" sgd ", "sgd", 0, false},
		{"sgd()", "sgd", 0, false},
		{"sgd ( lr = 1e-3 )", "sgd(lr=0.001)", 0.001, true},
		{"sgd(lr=0)", "sgd(lr=0)", 0, true},
		{"momentum", "momentum", 0, false},
		{"momentum(momentum=0.8)", "momentum(momentum=0.8)", 0, false},
		{"adam(eps=1e-7,lr=.1)", "adam(lr=0.1,eps=1e-07)", 0.1, true},
		{"adam(beta1=0.8)", "adam(beta1=0.8)", 0, false},
		{"nadam(momentum_decay=1)", "nadam(momentum_decay=1)", 0, false},
		{"adamw(weight_decay=0,eps=1,beta2=0,beta1=0,lr=1)", "adamw(lr=1,beta1=0,beta2=0,eps=1,weight_decay=0)", 1, true},
		{"adam(beta2=0,beta1=0)", "adam(beta1=0,beta2=0)", 0, false},
	} {
		s, err := Parse(c.text)
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		if s.String() != c.canonical || s.Rate != c.rate || s.HasRate != c.hasRate {
			t.Errorf("%q is %q with rate %g (%t), want %q with %g (%t)", c.text, s, s.Rate, s.HasRate, c.canonical, c.rate, c.hasRate)
		}
	}
}

// every is the names of all rules, in the order in which they are taught.
const every = "sgd, momentum, nesterov, adagrad, rmsprop, adadelta, adam, adamw, nadam, radam, lion"

func TestParseErrors(t *testing.T) {
	for text, want := range map[string]string{
		"":                        `unknown optimizer ""; give one of ` + every,
		"adm":                     `unknown optimizer "adm"; give one of ` + every,
		"Adam":                    `unknown optimizer "Adam"; give one of ` + every,
		"a\nb\x1b":                "unknown optimizer \"a\uFFFDb\uFFFD\"; give one of " + every,
		"adam(beta3=1)":           `adam: unknown option "beta3"; give one of lr, beta1, beta2, eps`,
		"sgd(momentum=0.9)":       `sgd: unknown option "momentum"; give one of lr`,
		"adam(beta1=1)":           `adam: beta1="1"; give a number with 0 ≤ beta1 < 1`,
		"adam(beta1=-0.1)":        `adam: beta1="-0.1"; give a number with 0 ≤ beta1 < 1`,
		"adam(eps=-1)":            `adam: eps="-1"; give a number with 0 ≤ eps`,
		"adam(beta1=abc)":         `adam: beta1="abc"; give a number with 0 ≤ beta1 < 1`,
		"adam(beta1=)":            `adam: beta1=""; give a number with 0 ≤ beta1 < 1`,
		"adam(beta1=NaN)":         `adam: beta1="NaN"; give a number with 0 ≤ beta1 < 1`,
		"adamw(weight_decay=-1)":  `adamw: weight_decay="-1"; give a number with 0 ≤ weight_decay`,
		"rmsprop(alpha=1)":        `rmsprop: alpha="1"; give a number with 0 ≤ alpha < 1`,
		"adadelta(rho=1)":         `adadelta: rho="1"; give a number with 0 ≤ rho < 1`,
		"lion(eps=1)":             `lion: unknown option "eps"; give one of lr, beta1, beta2, weight_decay`,
		"sgd(lr=Inf)":             `sgd: lr="Inf"; give a number with 0 ≤ lr`,
		"sgd(lr=1e999)":           `sgd: lr="1e999"; give a number with 0 ≤ lr`,
		"adam(beta1=0.9,beta1=1)": `adam: "beta1" is given twice; give it once`,
		"adam(beta1=0.9":          `"adam(beta1=0.9": give a name and options, such as adam(beta1=0.8,eps=1e-7)`,
		"adam(0.9)":               `"adam(0.9)": give a name and options, such as adam(beta1=0.8,eps=1e-7)`,
		"adam(beta1=0.9,)":        `"adam(beta1=0.9,)": give a name and options, such as adam(beta1=0.8,eps=1e-7)`,
		"adam(lr=1)x":             `"adam(lr=1)x": give a name and options, such as adam(beta1=0.8,eps=1e-7)`,
	} {
		_, err := Parse(text)
		if err == nil || err.Error() != want {
			t.Errorf("%q: %v\nwant %s", text, err, want)
		}
	}
}

// Long input makes a short error.
func TestParseErrorsAreShort(t *testing.T) {
	long := strings.Repeat("가", 1<<16)
	for _, text := range []string{long, "adam(" + long, "adam(" + long + "=1)", "adam(eps=" + long + ")"} {
		if _, err := Parse(text); err == nil || len(err.Error()) > 400 {
			t.Errorf("an input of %d bytes: %v", len(text), err)
		}
	}
}

func TestErrorsAreTyped(t *testing.T) {
	var (
		rule   RuleError
		option OptionError
		value  ValueError
		syntax SyntaxError
	)
	for text, target := range map[string]any{"x": &rule, "sgd(a=1)": &option, "sgd(lr=a)": &value, "sgd(": &syntax} {
		_, err := Parse(text)
		if !errors.As(err, target) {
			t.Errorf("%q: %T", text, err)
		}
		message, ok := err.(interface {
			Message() (string, map[string]any)
		})
		if !ok {
			t.Fatalf("%q: %T has no Message", text, err)
		}
		// every argument is in the English text too: nothing is lost in translation
		id, args := message.Message()
		for name, arg := range args {
			if !strings.Contains(err.Error(), fmt.Sprint(arg)) {
				t.Errorf("%s: %s = %v is not in %q", id, name, arg, err)
			}
		}
	}
}

// Errors about unknown names say which there are, for a suggestion.
func TestUnknownNames(t *testing.T) {
	for text, want := range map[string]string{
		"adma(lr=1)":              "adma of " + every,
		"adam(beta=1)":            "beta of lr, beta1, beta2, eps",
		"adam(beta1=0,beta1=0.5)": "beta1 of ", // known only too well
	} {
		_, err := Parse(text)
		unknown, ok := err.(interface {
			Unknown() (string, []string)
		})
		if !ok {
			t.Errorf("%q: %T does not say what is known", text, err)
			continue
		}
		if name, known := unknown.Unknown(); name+" of "+strings.Join(known, ", ") != want {
			t.Errorf("%q: unknown is %q of %q, want %s", text, name, known, want)
		}
	}
	if _, err := Parse("adam(beta=1)"); sim.Guess(err).Error() != err.Error()+"; did you mean beta1?" {
		t.Errorf("the suggestion is %q", sim.Guess(err))
	}
}

func TestDeclarations(t *testing.T) {
	want := map[string]string{ // PyTorch's defaults, and of lion the paper's
		"sgd": "", "momentum": "momentum=0.9", "nesterov": "momentum=0.9",
		"adagrad":  "lr_decay=0 initial_accumulator_value=0 eps=1e-10",
		"rmsprop":  "alpha=0.99 eps=1e-08",
		"adadelta": "rho=0.9 eps=1e-06",
		"adam":     "beta1=0.9 beta2=0.999 eps=1e-08",
		"adamw":    "beta1=0.9 beta2=0.999 eps=1e-08 weight_decay=0.01",
		"nadam":    "beta1=0.9 beta2=0.999 eps=1e-08 momentum_decay=0.004",
		"radam":    "beta1=0.9 beta2=0.999 eps=1e-08",
		"lion":     "beta1=0.9 beta2=0.99 weight_decay=0",
	}
	for _, rule := range Rules() {
		var defaults []string
		if rule.Options[0].Name != "lr" || len(rule.Options) > maxOptions {
			t.Errorf("%s: lr must be the first of at most %d options", rule.Name, maxOptions)
		}
		for _, o := range rule.Options[1:] {
			defaults = append(defaults, fmt.Sprintf("%s=%g", o.Name, o.Default))
			if !o.accepts(o.Default) || o.accepts(math.NaN()) || o.accepts(math.Inf(1)) {
				t.Errorf("%s: %s must accept its default and finite numbers only", rule.Name, o.Name)
			}
			if value, ok := parse(t, rule.Name).Value(o.Name); !ok || value != o.Default {
				t.Errorf("%s: %s is %g, want %g", rule.Name, o.Name, value, o.Default)
			}
		}
		if got := strings.Join(defaults, " "); got != want[rule.Name] {
			t.Errorf("%s has the defaults %q, want %q", rule.Name, got, want[rule.Name])
		}
	}
	s := parse(t, "adam(beta1=0.5)")
	if value, ok := s.Value("beta1"); !ok || value != 0.5 {
		t.Errorf("beta1 is %g, want 0.5", value)
	}
	if _, ok := s.Value("gamma"); ok {
		t.Error("adam has no gamma")
	}
	if (Spec{}).String() != "sgd" {
		t.Errorf("the zero Spec is %s, want sgd", Spec{})
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{"sgd", "adam(beta1=0.8)", "adam(lr=0.1,beta1=.5, eps=1e-300 )", "momentum(momentum=0x1p-2)", "adam(", "(=,)", "sgd(lr=-0)", "adam(lr=1_0)", "nadam(momentum_decay=1)"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := Parse(text)
		if err != nil {
			if strings.ContainsAny(err.Error(), "\n\r\x1b") {
				t.Fatalf("%q: the error %q is no plain line", text, err)
			}
			return
		}
		again, err := Parse(s.String())
		if err != nil || again.String() != s.String() {
			t.Fatalf("%q is written %q, which reads back as %q (%v)", text, s, again, err)
		}
		if again != s {
			t.Fatalf("%q is written %q, which is another Spec", text, s)
		}
	})
}

func ExampleParse() {
	s, err := Parse("adam(lr=0.1, beta1=0.8)")
	if err != nil {
		fmt.Println(err)
		return
	}
	o := s.New(1, s.Rate)
	w := []float64{3}
	for range 3 {
		o.Begin()
		o.Update(0, w, []float64{2 * w[0]}) // f(w) = w²
		fmt.Printf("%.4f\n", w[0])
	}
	_, err = Parse("adam(beta1=1.5)")
	fmt.Println(err)
	// Output:
	// 2.9000
	// 2.8002
	// 2.7007
	// adam: beta1="1.5"; give a number with 0 ≤ beta1 < 1
}
