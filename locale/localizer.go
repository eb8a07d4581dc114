package locale

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

//go:embed en/*.toml ko/*.toml
var files embed.FS

// Each language is read when it is first asked for and never changes after, so
// that all sessions share it and the first frame waits for one of them only.
var (
	english = sync.OnceValue(func() *Localizer { return load(files, English) })
	korean  = sync.OnceValue(func() *Localizer { return load(files, Korean) })
)

// Localizer renders messages in one language. One of [For] does not change and may
// be shared by any number of goroutines; one of [Localizer.Own] belongs to one. The
// zero value knows no message and returns ids.
type Localizer struct {
	language Language
	tag      language.Tag
	plain    map[string]string // the texts without values, ready to use
	filled   map[string]forms  // the texts that only put values in
	others   *i18n.Localizer   // all texts with values, for those that do more
	counted  map[string]bool   // which of those have a singular and a plural
	page     *page             // where texts go, nil for memory of their own
}

// forms is what a message says of one thing and of other numbers of them.
type forms struct{ one, other template }

// For returns the localizer of the language.
func For(l Language) *Localizer {
	if l == Korean {
		return korean()
	}
	return english()
}

// Language returns the language of the texts.
func (l *Localizer) Language() Language { return l.language }

// load reads the messages of a language. The files are part of the program, so a
// fault in one is a programmer's mistake, and load panics.
func load(files fs.FS, l Language) *Localizer {
	messages, err := messagesOf(files, l)
	if err != nil {
		panic("locale: " + err.Error())
	}
	return localizer(l, messages)
}

// messagesOf reads the messages of all files of a language.
func messagesOf(files fs.FS, l Language) ([]*i18n.Message, error) {
	folder, err := fs.ReadDir(files, l.String())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", l, err)
	}
	var all []*i18n.Message
	for _, file := range folder {
		text, err := fs.ReadFile(files, l.String()+"/"+file.Name())
		if err != nil {
			return nil, fmt.Errorf("%s: %w", l, err)
		}
		messages, err := i18n.ParseMessageBytes(text, toml.Unmarshal)
		if err != nil {
			return nil, fmt.Errorf("%s/%s: %w", l, file.Name(), err)
		}
		all = append(all, messages...)
	}
	return all, nil
}

func localizer(l Language, messages []*i18n.Message) *Localizer {
	tag := language.Make(l.String())
	bundle := i18n.NewBundle(tag)
	known := &Localizer{
		language: l,
		tag:      tag,
		plain:    make(map[string]string, len(messages)),
		filled:   make(map[string]forms),
		counted:  make(map[string]bool),
	}
	for _, m := range messages {
		if m.One == "" && !strings.Contains(m.Other, "{{") {
			known.plain[m.ID] = m.Other
			continue
		}
		one, simple := parseTemplate(m.One)
		other, too := parseTemplate(m.Other)
		if simple && too {
			known.filled[m.ID] = forms{one, other}
		}
		known.counted[m.ID] = m.One != ""
		bundle.MustAddMessages(tag, m)
	}
	known.others = i18n.NewLocalizer(bundle, tag.String())
	return known
}

// Own returns a localizer of the same messages that puts the texts it makes behind
// one another into memory that it takes by the page: for a program that draws
// hundreds of them many times a second. A text that is kept keeps its page.
func (l *Localizer) Own() *Localizer {
	own := *l
	own.page = new(page)
	return &own
}

// Keep returns the text as a string.
func (l *Localizer) Keep(text []byte) string {
	if l.page == nil {
		return string(text)
	}
	return l.page.keep(text)
}

// T returns the message with the id. The values of a message that has some follow
// as pairs of name and value, strings, bools, int, int64, uint64 or float64:
//
//	l.T("playback.step", "Step", 1240)
//
// Of a message with a singular and a plural the whole number named Count chooses
// one. An id that has no message is returned itself. T allocates nothing for a
// message without values, and for others only the text. It panics if a name is not
// a string or lacks its value, and if a value is of another type.
func (l *Localizer) T(id string, args ...any) string {
	if text, ok := l.plain[id]; ok {
		return text
	}
	if _, ok := l.counted[id]; !ok {
		return id
	}
	if len(args)%2 != 0 {
		panic("locale: a name without a value for the message " + id)
	}
	var scratch [256]byte
	if text, ok := l.fill(scratch[:0], id, values{pairs: args}); ok {
		return l.Keep(text)
	}
	named := make(map[string]any, len(args)/2)
	for i := 1; i < len(args); i += 2 {
		named[strings.Clone(args[i-1].(string))] = kept(args[i])
	}
	text, _ := l.render(id, named)
	return text
}

// fill appends a message that only puts values in. It is not ok for another one, or
// a value that [appendValue] does not know.
func (l *Localizer) fill(dst []byte, id string, given values) (text []byte, ok bool) {
	f, ok := l.filled[id]
	if !ok {
		return dst, false
	}
	if len(f.one.names) > 0 || f.one.literals[0] != "" {
		value, _ := given.of("Count")
		n, whole := value.(int)
		if n = max(n, -n); !whole || n < 0 { // the least int has no opposite
			return dst, false
		}
		if plural.Cardinal.MatchPlural(l.tag, n, 0, 0, 0, 0) == plural.One {
			return f.one.append(dst, given)
		}
	}
	return f.other.append(dst, given)
}

// kept returns a value that T was given so that it may be kept: T itself must not,
// or what is given to it could not stay on the stacks of callers.
func kept(value any) any {
	switch v := value.(type) {
	case string:
		return strings.Clone(v)
	case int:
		return v
	case int64:
		return v
	case uint64:
		return v
	case float64:
		return v
	case bool:
		return v
	default:
		panic("locale: a value of a message is neither a string, a number nor a bool")
	}
}

// First returns the message of the first id that has one, without values: what
// is said of one thing, or else of all of its kind. It returns the last id where
// none has.
func (l *Localizer) First(ids ...string) string {
	for _, id := range ids {
		if text, ok := l.plain[id]; ok {
			return text
		}
	}
	return ids[len(ids)-1]
}

// FirstOf returns what [Localizer.First] does of the ids prefix+kind+"-"+name, said of
// one kind of thing, and prefix+name. It allocates nothing where there is one.
func (l *Localizer) FirstOf(prefix, kind, name string) string {
	var scratch [96]byte
	id := append(append(append(append(scratch[:0], prefix...), kind...), '-'), name...)
	if text, ok := l.plain[string(id)]; ok {
		return text
	}
	return l.Of(prefix, name)
}

// Of returns the message, without values, of the id prefix+name. It allocates
// nothing where there is one.
func (l *Localizer) Of(prefix, name string) string {
	var scratch [96]byte
	id := append(append(scratch[:0], prefix...), name...)
	if text, ok := l.plain[string(id)]; ok { // a lookup makes no string
		return text
	}
	return string(id)
}

// render returns the message with the values, and whether there is such a message.
func (l *Localizer) render(id string, named map[string]any) (string, bool) {
	if text, ok := l.plain[id]; ok {
		return text, true
	}
	counted, ok := l.counted[id]
	if !ok {
		return "", false
	}
	var scratch [256]byte
	if text, ok := l.fill(scratch[:0], id, values{named: named}); ok {
		return l.Keep(text), true
	}
	config := i18n.LocalizeConfig{MessageID: id, TemplateData: named}
	if counted {
		config.PluralCount = named["Count"]
	}
	text, err := l.others.Localize(&config)
	return text, err == nil
}
