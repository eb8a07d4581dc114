package calculus

import (
	"errors"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// kind is a sort of token. Operators and brackets are their own kind.
type kind rune

const (
	kindEnd         kind = 0
	kindNumber      kind = '0'
	kindName        kind = 'a' // not resolved yet
	kindVariable    kind = 'v'
	kindConstant    kind = 'c'
	kindFunction    kind = 'f'
	kindSuperscript kind = '²'
)

// token is a piece of the text.
type token struct {
	kind     kind
	text     string
	column   int
	spaced   bool    // there is a space before it
	value    float64 // of a number, a constant or a superscript
	over     float64 // what a number such as ½ is divided by, else 0
	variable int     // index of a variable
}

// scanner cuts text into tokens.
type scanner struct {
	rest   string
	column int // of the first character of rest
}

// scan returns the tokens of the text, the last of kind kindEnd.
func scan(text string) ([]token, error) {
	if len(text) > MaxLength {
		at := utf8.RuneCountInString(text[:MaxLength]) + 1
		return nil, limit(faultTooLong, min(at, utf8.RuneCountInString(text)), MaxLength)
	}
	s := scanner{rest: text, column: 1}
	if utf8.ValidString(text) { // else an error is to show the bytes as they are
		s.rest = strings.Map(narrow, text)
	}
	var tokens []token
	for {
		spaced := s.skipSpace()
		t, err := s.next()
		if err != nil {
			return nil, err
		}
		t.spaced = spaced
		tokens = append(tokens, t)
		if t.kind == kindEnd {
			return tokens, nil
		}
	}
}

// narrow returns the plain character for one of full width, rune for rune, so
// that columns stay what they are.
func narrow(r rune) rune {
	const first, last, plain = '！', '～', '!'
	if first <= r && r <= last {
		return r - first + plain
	}
	return r
}

func (s *scanner) skipSpace() bool {
	trimmed := strings.TrimLeftFunc(s.rest, unicode.IsSpace)
	spaced := len(trimmed) < len(s.rest)
	s.take(len(s.rest) - len(trimmed))
	return spaced
}

// take removes n bytes from the rest and returns them.
func (s *scanner) take(n int) string {
	text := s.rest[:n]
	s.rest = s.rest[n:]
	s.column += utf8.RuneCountInString(text)
	return text
}

func (s *scanner) next() (token, error) {
	t := token{column: s.column}
	r, size := utf8.DecodeRuneInString(s.rest)
	switch {
	case s.rest == "":
		return t, nil
	case isDigit(r) || r == '.':
		return s.number()
	case r == 'π':
		t.kind, t.text = kindName, s.take(size)
	case r == '√' || r == '∛':
		t.kind, t.text = kindFunction, s.take(size)
	case unicode.IsLetter(r):
		t.kind, t.text = kindName, strings.ReplaceAll(s.take(s.nameLength()), "μ", "µ")
	case r == '⁻' || strings.ContainsRune(superscripts, r):
		return s.superscript()
	case strings.HasPrefix(s.rest, "**"):
		t.kind, t.text = '^', s.take(2)
	default:
		t.kind, t.text = operator(r), s.take(size)
		if above, below := fraction(r); below > 0 {
			t.kind, t.value, t.over = kindNumber, above, below
		}
		if t.kind == kindEnd {
			return t, about(faultCharacter, t.column, strconv.Quote(t.text))
		}
	}
	return t, nil
}

// operator returns the kind of a character that is a token by itself.
func operator(r rune) kind {
	switch r {
	case '+', '-', '*', '/', '^', '(', ')', '|', ',', '=':
		return kind(r)
	case '−', '–':
		return '-'
	case '·', '⋅', '×':
		return '*'
	case '÷':
		return '/'
	}
	return kindEnd
}

// fraction returns the two numbers of a fraction that is one character, or zeros.
func fraction(r rune) (above, below float64) {
	switch r {
	case '½':
		return 1, 2
	case '⅓':
		return 1, 3
	case '⅔':
		return 2, 3
	case '¼':
		return 1, 4
	case '¾':
		return 3, 4
	}
	return 0, 0
}

// nameLength returns how many bytes the name at the front of the rest has. π
// is never part of a longer name, so that πx is a product.
func (s *scanner) nameLength() int {
	n := strings.IndexFunc(s.rest, func(r rune) bool {
		return r == 'π' || !unicode.IsLetter(r) && !unicode.IsMark(r) && !isDigit(r) && r != '_'
	})
	if n < 0 {
		return len(s.rest)
	}
	return n
}

// number takes digits with at most one point and, only where digits follow it,
// an exponent: 2e3 is 2000, 2e is 2·e.
func (s *scanner) number() (token, error) {
	n := digits(s.rest)
	if strings.HasPrefix(s.rest[n:], ".") {
		n += 1 + digits(s.rest[n+1:])
	}
	if rest := s.rest[n:]; rest != "" && (rest[0] == 'e' || rest[0] == 'E') {
		signs := 0
		if len(rest) > 1 && (rest[1] == '+' || rest[1] == '-') {
			signs = 1
		}
		if d := digits(rest[1+signs:]); d > 0 {
			n += 1 + signs + d
		}
	}
	for strings.HasPrefix(s.rest[n:], ".") { // 1.2.3: shown with what makes it wrong
		n += 1 + digits(s.rest[n+1:])
	}
	t := token{kind: kindNumber, column: s.column}
	t.text = s.take(n)
	return t, t.measure(t.text)
}

// measure gives a token the value of a number, and says what is wrong with it if
// that is none.
func (t *token) measure(number string) error {
	var err error
	t.value, err = strconv.ParseFloat(number, 64)
	switch {
	case errors.Is(err, strconv.ErrRange):
		return about(faultNumber, t.column, t.text)
	case err != nil:
		return about(faultMalformed, t.column, t.text)
	}
	return nil
}

// superscript takes a whole number in raised digits.
func (s *scanner) superscript() (token, error) {
	t := token{kind: kindSuperscript, column: s.column}
	unsigned := strings.TrimPrefix(s.rest, "⁻")
	t.text = s.take(len(s.rest) - len(strings.TrimLeft(unsigned, superscripts)))
	return t, t.measure(strings.Map(lower, t.text))
}

// superscripts are the raised digits, each at its value.
const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹"

// lower returns the plain character for a raised digit or minus.
func lower(r rune) rune {
	before, _, found := strings.Cut(superscripts, string(r))
	if !found {
		return '-'
	}
	return '0' + rune(utf8.RuneCountInString(before))
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// digits returns how many digits stand at the front of the text.
func digits(text string) int {
	return len(text) - len(strings.TrimLeft(text, "0123456789"))
}
