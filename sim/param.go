package sim

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Param declares one parameter of an experiment, once for everything that
// reads it: the panel, --set, the share line, validation, documentation.
type Param struct {
	Name    string   // as typed: "rate", "activation"
	Group   string   // the heading it is listed under
	Kind    Kind     //
	Default string   // the text of the value it starts with
	Min     float64  // smallest number accepted, for the numeric kinds
	Max     float64  // largest number accepted, for the numeric kinds
	Log     bool     // the range is even in the logarithm, not in the number; Min is 0 or more
	Step    float64  // a notch of an even range; 0 means 1 or a fiftieth of the range, see Nudge
	Unit    string   // unit of the number, empty for a bare one
	Symbol  string   // how formulas write it: "µ"; empty where they do not
	Choices []string // the names that Choice and Choices accept, and the other kinds beside their own text
	Live    bool     // a change edits the run from the playhead on; else it restarts it
	Letter  bool     // it stands in a formula that a person typed, and is called as it is written there

	// Check judges the text of a Formula, File or Text further, every entry of
	// a Texts, and any other kind after it was parsed. Its error says what
	// would be accepted.
	Check func(text string) error

	// About says of one of Choices what there is to know, in signs that need
	// no language: its formula, its options with their ranges. It may be nil,
	// and empty for some.
	About func(choice string) string

	// Idle reports that with this setup the parameter changes nothing: the
	// panel shows it as resting. It may be nil.
	Idle func(s Setup) bool

	// Brings returns the parameters that a value of this one brings along, to
	// be listed after all others: those of a formula's variables. They bring
	// none themselves. It may be nil. Check refuses a value with which they
	// would not be fit to be declared, or be called as others are.
	Brings func(text string) []Param
}

// MaxText is the longest text a parameter accepts, in bytes, and MaxList the
// most entries of a list: what arrives over a network stays bounded. The
// canonical text of the longest list, of 25 bytes an entry, is no longer than
// MaxText, or a value could not be read back.
const (
	MaxText = 8192
	MaxList = 256
)

// Parse reads a value from its text form. Its error is a [*ParamError], which
// names the parameter, the text and what would be accepted.
func (p *Param) Parse(text string) (Value, error) {
	v, err := p.parse(strings.TrimSpace(text))
	if err == nil && p.Check != nil && p.Kind != Texts {
		err = p.Check(v.text)
	}
	if err != nil {
		return Value{}, &ParamError{Name: p.Name, Text: text, Err: err}
	}
	return v, nil
}

func (p *Param) parse(text string) (Value, error) {
	if len(text) > MaxText {
		return Value{}, TooLongError{Limit: MaxText}
	}
	if !utf8.ValidString(text) || strings.ContainsFunc(text, steersTerminal) {
		return Value{}, ControlError{}
	}
	switch p.Kind {
	case Number, Whole:
		n, err := p.number(text)
		if err != nil {
			return Value{}, err
		}
		return Value{kind: p.Kind, text: FormatNumber(n), nums: []float64{n}}, nil
	case Numbers, Wholes:
		return p.numbers(text)
	case Choice:
		if !slices.Contains(p.Choices, text) {
			return Value{}, ChoiceError{Accepted: p.Choices}
		}
	case Choices:
		return p.words(strings.Split(text, ","), p.chosen)
	case Texts:
		return p.words(splitOutside(text), p.Check)
	case YesNo:
		if text != yes && text != no {
			return Value{}, ChoiceError{Accepted: []string{yes, no}}
		}
	case Formula, File, Text:
	}
	return Value{kind: p.Kind, text: text}, nil
}

// steersTerminal reports whether the rune is one that a terminal does not show
// but obeys: a control (C0, DEL, C1), a line or paragraph separator, or a mark
// that turns the direction of writing. Values are shown on other people's
// screens.
func steersTerminal(r rune) bool {
	return unicode.IsControl(r) || unicode.In(r, unicode.Zl, unicode.Zp, unicode.Bidi_Control)
}

// number reads one number of the parameter's range.
func (p *Param) number(text string) (float64, error) {
	text = strings.TrimSpace(text)
	n, err := ParseDecimal(text)
	switch {
	case errors.Is(err, strconv.ErrRange), err == nil && (math.IsInf(n, 0) || n < p.Min || n > p.Max):
		return 0, RangeError{Entry: text, Min: p.Min, Max: p.Max, Whole: p.Kind.whole()}
	case err != nil || math.IsNaN(n) || p.Kind.whole() && n != math.Trunc(n):
		return 0, NotNumberError{Entry: text, Min: p.Min, Max: p.Max, Whole: p.Kind.whole()}
	}
	return n + 0, nil // + 0 turns a typed -0 into 0, which has one text
}

func (p *Param) numbers(text string) (Value, error) {
	v := Value{kind: p.Kind}
	if text == "" {
		if p.Kind == Wholes {
			return v, nil
		}
		return Value{}, NotNumberError{Entry: text, Min: p.Min, Max: p.Max}
	}
	parts := strings.Split(text, ",")
	if len(parts) > MaxList {
		return Value{}, TooManyError{Limit: MaxList, Count: len(parts)}
	}
	for _, part := range parts {
		n, err := p.number(part)
		if err != nil {
			return Value{}, err
		}
		v.nums = append(v.nums, n)
	}
	v.text = formatNumbers(v.nums)
	return v, nil
}

// chosen is the check of one entry of a Choices.
func (p *Param) chosen(word string) error {
	if !slices.Contains(p.Choices, word) {
		return ChoiceError{Entry: word, Accepted: p.Choices}
	}
	return nil
}

// words makes the value of a list of words, each judged by check if there is
// one.
func (p *Param) words(parts []string, check func(string) error) (Value, error) {
	if len(parts) > MaxList {
		return Value{}, TooManyError{Limit: MaxList, Count: len(parts)}
	}
	v := Value{kind: p.Kind}
	for _, word := range parts {
		word = strings.TrimSpace(word)
		if check != nil {
			if err := check(word); err != nil {
				return Value{}, err
			}
		}
		if slices.Contains(v.words, word) {
			return Value{}, TwiceError{Entry: word}
		}
		v.words = append(v.words, word)
	}
	v.text = strings.Join(v.words, ",")
	return v, nil
}

// splitOutside splits the text at the commas outside of parentheses.
func splitOutside(text string) []string {
	var parts []string
	depth, from := 0, 0
	for i, r := range text {
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth--
		case r == ',' && depth <= 0:
			parts = append(parts, text[from:i])
			from = i + 1
		}
	}
	return append(parts, text[from:])
}
