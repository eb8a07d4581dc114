package landscape

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"nabla/sim/calculus"
)

// Landscape is a function of one variable, with what is needed to draw it and
// to start on it. It never changes. [Open] makes it.
type Landscape struct {
	name    string
	formula *calculus.Formula
	lo, hi  float64
	start   float64
	framed  *survey // that the range was chosen by; nil for named curves
}

// preferred is the variable of a formula in which none can be told.
const preferred = "w"

// Open returns the named curve, or the landscape of a formula in one variable,
// which may have any name of one letter. Its errors are those of
// [calculus.Parse], a [*VariablesError] or, for what looks like a name, an
// [*UnknownError].
func Open(text string) (*Landscape, error) {
	text = strings.TrimSpace(text)
	if c, ok := named(text); ok {
		f, err := calculus.Parse(c.Formula, preferred)
		if err != nil {
			return nil, err
		}
		return &Landscape{name: c.Name, formula: f, lo: c.Lo, hi: c.Hi, start: c.Start}, nil
	}
	f, err := read(text)
	if err != nil {
		return nil, err
	}
	l := &Landscape{formula: f}
	l.lo, l.hi, l.framed = frame(f)
	l.start = startIn(f, l.lo, l.hi)
	return l, nil
}

// Check returns the error that [Open] would, without the work of looking at what
// the formula is like.
func Check(text string) error {
	text = strings.TrimSpace(text)
	if _, ok := named(text); ok {
		return nil
	}
	_, err := read(text)
	return err
}

// named returns the curve of that name.
func named(name string) (Curve, bool) {
	curves := Curves()
	i := slices.IndexFunc(curves, func(c Curve) bool { return c.Name == name })
	if i < 0 {
		return Curve{}, false
	}
	return curves[i], true
}

// read parses a formula in one variable.
func read(text string) (*calculus.Formula, error) {
	f, err := calculus.Parse(text)
	if err == nil && slices.ContainsFunc(f.Vars(), long) {
		// A name of several letters is hardly meant as a variable here: more
		// likely it is a misspelling, and the parser says so if it is not free
		// to take it for one.
		letters := slices.DeleteFunc(f.Vars(), long)
		if len(letters) == 0 {
			letters = []string{preferred}
		}
		f, err = calculus.Parse(text, letters...)
	}
	switch {
	case err != nil && nameLike(text):
		return nil, &UnknownError{Name: text, Names: Names()}
	case err != nil:
		return nil, alone(err, text, Names())
	case len(f.Vars()) > 1:
		return nil, &VariablesError{Variables: f.Vars()}
	}
	return f, nil
}

// long reports whether a name has more than one letter: w1 has one.
func long(name string) bool {
	return utf8.RuneCountInString(strings.TrimRight(name, "0123456789")) > 1
}

// nameLike reports whether the text could be meant as the name of a curve.
func nameLike(text string) bool {
	letters := 0
	for _, r := range text {
		switch {
		case unicode.IsLetter(r):
			letters++
		case r != '-' && r != '_' && !unicode.IsDigit(r):
			return false
		}
	}
	return letters >= 3 && len(text) <= 60
}

// Name returns the name of the curve, empty for a formula that was typed.
func (l *Landscape) Name() string { return l.name }

// Formula returns the function.
func (l *Landscape) Formula() *calculus.Formula { return l.formula }

// Range returns the range worth drawing.
func (l *Landscape) Range() (lo, hi float64) { return l.lo, l.hi }

// Start returns where to start unless somebody says otherwise.
func (l *Landscape) Start() float64 { return l.start }

// UnknownError is a word that is neither the name of a curve nor a formula.
type UnknownError struct {
	Name  string
	Names []string // those there are
}

func (e *UnknownError) Error() string {
	return fmt.Sprintf("no curve is called %q; there are %s, or type a formula such as w^2", e.Name, strings.Join(e.Names, ", "))
}

// Unknown returns the name that was given and those there are.
func (e *UnknownError) Unknown() (name string, known []string) { return e.Name, e.Names }

// Message returns the id and the arguments of the translated text.
func (e *UnknownError) Message() (string, map[string]any) {
	return "landscape.unknown", map[string]any{"Name": e.Name, "Names": strings.Join(e.Names, ", ")}
}

// VariablesError is a formula in more than one variable.
type VariablesError struct{ Variables []string }

func (e *VariablesError) Error() string {
	return fmt.Sprintf("the formula has the variables %s; write it in one, such as w", strings.Join(e.Variables, ", "))
}

// Message returns the id and the arguments of the translated text.
func (e *VariablesError) Message() (string, map[string]any) {
	return "landscape.variables", map[string]any{"Variables": strings.Join(e.Variables, ", ")}
}
