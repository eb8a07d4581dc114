package locale

import (
	"fmt"
	"strings"
)

// Language is one of the languages the program speaks. The zero value is English.
type Language uint8

// The languages.
const (
	English Language = iota
	Korean
)

// String returns the language's ISO 639-1 code, "en" or "ko".
func (l Language) String() string {
	if l == Korean {
		return "ko"
	}
	return "en"
}

// Next returns the other language: what a key that switches languages goes to.
func (l Language) Next() Language {
	if l == Korean {
		return English
	}
	return Korean
}

// Parse returns the language of a name: "en", "ko", or a locale such as "ko_KR",
// "ko-KR" or "en_GB.UTF-8", in any case. The error for any other is an
// [UnknownLanguageError].
func Parse(name string) (Language, error) {
	if l, ok := parse(name); ok {
		return l, nil
	}
	return English, &UnknownLanguageError{Name: name}
}

func parse(name string) (l Language, ok bool) {
	code := name
	if end := strings.IndexAny(name, "_-.@"); end >= 0 {
		code = name[:end]
	}
	switch strings.ToLower(code) {
	case "en":
		return English, true
	case "ko":
		return Korean, true
	default:
		return English, false
	}
}

// Detect returns the language a person wants: that of the flag unless it is
// empty, else that of the first of LC_ALL, LC_MESSAGES and LANG that is set and
// not empty in env, which holds "name=value" pairs as os.Environ returns them.
// A locale that is neither Korean nor English, "C" for one, means English. Only
// a flag that names no language is an error, an [UnknownLanguageError].
func Detect(flag string, env []string) (Language, error) {
	if flag != "" {
		return Parse(flag)
	}
	for _, name := range [...]string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		for _, pair := range env {
			if value, ok := strings.CutPrefix(pair, name+"="); ok && value != "" {
				l, _ := parse(value)
				return l, nil
			}
		}
	}
	return English, nil
}

// UnknownLanguageError is the error for a name that is no language of the program.
type UnknownLanguageError struct {
	Name string
}

// Error returns the error in English.
func (e *UnknownLanguageError) Error() string {
	return fmt.Sprintf("unknown language %q; want en or ko", e.Name)
}

// Message returns the id and the values of the error's message.
func (e *UnknownLanguageError) Message() (id string, args map[string]any) {
	return "locale.unknown-language", map[string]any{"Name": e.Name}
}
