package locale

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

//go:embed en.toml ko.toml
var files embed.FS

// Each language is read when it is first asked for and never changes after, so
// that all sessions share it and the first frame waits for one file only.
var (
	english = sync.OnceValue(func() *Localizer { return load(English) })
	korean  = sync.OnceValue(func() *Localizer { return load(Korean) })
)

// Localizer renders messages in one language. It does not change and may be
// shared by any number of goroutines. Get one by [For]; the zero value knows no
// message and returns ids.
type Localizer struct {
	language  Language
	plain     map[string]string // the texts without values, ready to use
	templates *i18n.Localizer   // the texts with values
	counted   map[string]bool   // which of those have a singular and a plural
}

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
func load(l Language) *Localizer {
	name := l.String() + ".toml"
	text, err := files.ReadFile(name)
	if err != nil {
		panic(fmt.Sprintf("locale: %v", err))
	}
	return read(l, text)
}

func read(l Language, text []byte) *Localizer {
	messages, err := i18n.ParseMessageBytes(text, toml.Unmarshal)
	if err != nil {
		panic(fmt.Sprintf("locale: %s.toml: %v", l, err))
	}
	tag := language.Make(l.String())
	bundle := i18n.NewBundle(tag)
	plain := make(map[string]string, len(messages))
	counted := make(map[string]bool)
	for _, m := range messages {
		if m.One == "" && !strings.Contains(m.Other, "{{") {
			plain[m.ID] = m.Other
			continue
		}
		counted[m.ID] = m.One != ""
		bundle.MustAddMessages(tag, m)
	}
	return &Localizer{
		language:  l,
		plain:     plain,
		templates: i18n.NewLocalizer(bundle, tag.String()),
		counted:   counted,
	}
}

// T returns the message with the id. The values of a message that has some follow
// as pairs of name and value:
//
//	l.T("playback.step", "Step", 1240)
//
// Of a message with a singular and a plural the whole number named Count chooses
// one. An id that has no message is returned itself. T allocates nothing for a
// message without values. It panics if a name is not a string or lacks its value.
func (l *Localizer) T(id string, args ...any) string {
	if text, ok := l.plain[id]; ok {
		return text
	}
	values := make(map[string]any, len(args)/2)
	for pair := range slices.Chunk(args, 2) {
		values[pair[0].(string)] = pair[1]
	}
	if text, ok := l.render(id, values); ok {
		return text
	}
	return id
}

// render returns the message with the values, and whether there is such a message.
func (l *Localizer) render(id string, values map[string]any) (string, bool) {
	if text, ok := l.plain[id]; ok {
		return text, true
	}
	counted, ok := l.counted[id]
	if !ok {
		return "", false
	}
	config := i18n.LocalizeConfig{MessageID: id, TemplateData: values}
	if counted {
		config.PluralCount = values["Count"]
	}
	text, err := l.templates.Localize(&config)
	return text, err == nil
}
