package locale

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
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
