package classroom

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"nabla/model"
)

// longestName is how many characters of a name are kept.
const longestName = 24

// cleanName makes a name of what a client calls its user: no control, format or
// private characters, no more than a screen has room for, and never empty. It is
// shown and nothing else.
func cleanName(user string) string {
	var b strings.Builder
	count := 0
	for _, r := range norm.NFC.String(strings.ToValidUTF8(user[:min(len(user), 4*longestName)], "")) {
		if count == longestName {
			break
		}
		if unicode.IsSpace(r) {
			r = ' '
		}
		if r == ' ' || unicode.IsPrint(r) {
			b.WriteRune(r)
			count++
		}
	}
	name := strings.Join(strings.Fields(b.String()), " ")
	if name == "" {
		return "?"
	}
	return name
}

// nameOf returns by what name somebody is shown. Only a teacher is called so.
func nameOf(user string, teacher bool) string {
	name := cleanName(user)
	if !teacher && strings.EqualFold(name, TeacherUser) {
		return "student"
	}
	return name
}

// unique returns the name, with a number behind it where somebody has it already.
func unique(name string, people []model.Person) string {
	taken := func(name string) bool {
		return slices.ContainsFunc(people, func(p model.Person) bool { return p.Name == name })
	}
	candidate := name
	for n := 2; taken(candidate); n++ {
		candidate = name + "-" + strconv.Itoa(n)
	}
	return candidate
}
