package sim

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Moment is what a screen is a function of: a setup, the edits made since, and
// the step the playhead stands at. Its text form is the share line:
//
//	descent f="w^4 - 3w^2 + w" rates=0.02 40:rates=0.1 @120
//
// The lab comes first; then what differs from the defaults, the seed before
// the parameters in order of declaration; then the edits; then the step unless
// it is 0. A value that is empty or holds blanks or quotes is written as a Go
// string.
type Moment struct {
	Setup Setup
	Edits []Edit // by step, one at most of each parameter at each
	Step  int
}

// MaxLine is the longest share line that is read, in bytes. A moment with
// thousands of edits has a longer one.
const MaxLine = 16 * MaxText

// String returns the share line.
func (m Moment) String() string {
	var b strings.Builder
	b.WriteString(m.Setup.Lab)
	if m.Setup.Seed != DefaultSeed {
		b.WriteString(" " + seedName + "=" + strconv.FormatUint(m.Setup.Seed, 10))
	}
	for i, v := range m.Setup.values {
		if v.text != m.Setup.defaults[i].text {
			b.WriteString(" " + m.Setup.params[i].Name + "=" + quote(v.text))
		}
	}
	for _, e := range m.Edits {
		b.WriteString(" " + strconv.Itoa(e.Step) + ":" + e.Name + "=" + quote(e.Value.text))
	}
	if m.Step > 0 {
		b.WriteString(" @" + strconv.Itoa(m.Step))
	}
	return b.String()
}

// quote leaves a text that stands for itself as it is.
func quote(text string) string {
	plain := text != "" && !strings.ContainsFunc(text, func(r rune) bool {
		return r == '"' || unicode.IsSpace(r) || !unicode.IsPrint(r)
	})
	if plain {
		return text
	}
	return strconv.Quote(text)
}

// JoinLine returns the share line of words given apart, as the arguments of a
// command are: a shell has taken away the quotes that values with blanks need.
// A single word is a whole line already.
func JoinLine(words []string) string {
	if len(words) == 1 {
		return words[0]
	}
	quoted := make([]string, len(words))
	for i, word := range words {
		quoted[i] = word
		if name, value, ok := strings.Cut(word, "="); ok {
			quoted[i] = name + "=" + quote(value)
		}
	}
	return strings.Join(quoted, " ")
}

// ParseMoment reads a share line. The function tells what a lab starts as, or
// an error for a name that no lab has. Of what is set twice the last counts.
//
// Its errors are the function's, [LineError], [EditError], [UnknownParamError]
// and [*ParamError]. Where there is none, the moment's own text is a share line
// of the same moment.
func ParseMoment(line string, open func(lab string) (Setup, error)) (Moment, error) {
	if len(line) > MaxLine {
		return Moment{}, tooLong(line)
	}
	tokens, err := tokenize(line)
	if err != nil {
		return Moment{}, err
	}
	if len(tokens) == 0 {
		return Moment{}, LineError{Text: line}
	}
	m := Moment{}
	if m.Setup, err = open(tokens[0]); err != nil {
		return Moment{}, err
	}
	for _, token := range m.Setup.LeadersFirst(tokens[1:]) {
		if m, err = m.with(token); err != nil {
			return Moment{}, err
		}
	}
	m.Edits = inOrder(m.Edits)
	// Some values have a canonical text longer than what was typed.
	if len(m.String()) > MaxLine {
		return Moment{}, tooLong(line)
	}
	return m, nil
}

// LeadersFirst puts the NAME=VALUE of parameters that bring others along before
// all other texts, which else keep their order.
func (s Setup) LeadersFirst(texts []string) []string {
	sorted := slices.Clone(texts)
	slices.SortStableFunc(sorted, func(a, b string) int { return s.follows(a) - s.follows(b) })
	return sorted
}

// follows returns 0 for the NAME=VALUE of a parameter that brings others along,
// else 1.
func (s Setup) follows(text string) int {
	name, _, _ := strings.Cut(text, "=")
	if i := s.index(name); i >= 0 && s.params[i].Brings != nil {
		return 0
	}
	return 1
}

func tooLong(line string) error {
	return &ParamError{Name: "line", Text: line, Err: TooLongError{Limit: MaxLine}}
}

// inOrder sorts edits by step. Of several of one parameter at one step the last
// stays, as [Timeline.Edit] has it.
func inOrder(edits []Edit) []Edit {
	slices.SortStableFunc(edits, func(a, b Edit) int { return a.Step - b.Step })
	var kept []Edit
	for _, e := range edits {
		first := len(kept)
		for first > 0 && kept[first-1].Step == e.Step {
			first--
		}
		if i := slices.IndexFunc(kept[first:], func(old Edit) bool { return old.Name == e.Name }); i >= 0 {
			kept = slices.Delete(kept, first+i, first+i+1)
		}
		kept = append(kept, e)
	}
	return kept
}

// with returns the moment with one token of a share line added.
func (m Moment) with(token string) (Moment, error) {
	name, value, ok := strings.Cut(token, "=")
	var err error
	switch {
	case strings.HasPrefix(token, "@"):
		m.Step, err = parseStep(token[1:])
	case !ok:
		err = LineError{Text: token}
	case name == seedName:
		m.Setup.Seed, err = ParseSeed(value)
	case strings.Contains(name, ":"):
		var e Edit
		e, err = m.Setup.ParseEdit(token)
		m.Edits = append(m.Edits, e)
	default:
		m.Setup, err = m.Setup.With(name, value)
	}
	return m, err
}

// ParseSeed reads a seed: a whole number from 0 to 2⁶⁴ − 1.
func ParseSeed(text string) (uint64, error) {
	seed, err := strconv.ParseUint(strings.TrimSpace(text), 10, 64)
	if err != nil {
		return 0, &ParamError{Name: seedName, Text: text, Err: SeedError{}}
	}
	return seed, nil
}

// tokenize splits a share line at white space outside of quotes and takes the
// quotes off: NAME="a b" becomes NAME=a b. A quote opens only behind the first
// '=' of a token; anywhere else it stands for itself.
func tokenize(line string) ([]string, error) {
	var tokens []string
	for {
		line = strings.TrimLeftFunc(line, unicode.IsSpace)
		if line == "" {
			return tokens, nil
		}
		end := strings.IndexFunc(line, unicode.IsSpace)
		if end < 0 {
			end = len(line)
		}
		open := strings.IndexByte(line[:end], '=') + 1
		if open == 0 || !strings.HasPrefix(line[open:], `"`) {
			tokens, line = append(tokens, line[:end]), line[end:]
			continue
		}
		quoted, err := strconv.QuotedPrefix(line[open:])
		if err != nil {
			return nil, LineError{Text: line}
		}
		text, err := strconv.Unquote(quoted)
		rest := line[open+len(quoted):]
		after, _ := utf8.DecodeRuneInString(rest)
		if err != nil || rest != "" && !unicode.IsSpace(after) {
			return nil, LineError{Text: line}
		}
		tokens, line = append(tokens, line[:open]+text), rest
	}
}
