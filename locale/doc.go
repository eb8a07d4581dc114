// Package locale holds everything a person reads, in English and Korean.
//
// The messages are in the folders en and ko, those of a lab in the file of its
// name and all others in program.toml, in the format of go-i18n: an id such
// as "key.quit" is the entry quit of the table [key], and a value that changes
// is {{.Name}} in the text. A [Localizer] turns an id into text:
//
//	l := locale.For(locale.Korean)
//	l.T("key.quit")
//	l.T("playback.step", "Step", 1240)
//
// An error that a person can cause has, beside Error, a method
//
//	Message() (id string, args map[string]any)
//
// which [Localizer.Error] uses to say it in the person's language.
//
// It is a leaf: of this module it imports nothing.
//
// Where do I put X?
//
//   - a new text: in the TOML files of both languages under the same id, in lower case with
//     hyphens. An id, its table included, must not end in a word that go-i18n
//     keeps for itself: id, description, hash, zero, one, two, few, many, other
//     (one and other are the plural forms of a message);
//   - an id that code puts together from parts: its prefix goes into the list in
//     sources_test.go, with the reason;
//   - which language a person gets: [Detect];
//   - Korean: no "을(를)" after a value; turn the sentence so that no particle
//     depends on it. Terms are those of a school textbook, and the same idea has
//     the same word everywhere.
//
// Tests fail for a message that is missing in a language, unused, used but not
// there, differently parameterised in the two languages or in the code, or not
// in Unicode's NFC form (which is what the terminal's width of Hangul rests on).
package locale
