package locale_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"nabla/locale"
)

func TestDetect(t *testing.T) {
	t.Parallel()
	tests := []struct {
		flag string
		env  string // pairs separated by blanks
		want locale.Language
	}{
		{"", "", locale.English},
		{"", "LANG=ko_KR.UTF-8", locale.Korean},
		{"", "LANG=en_GB.UTF-8", locale.English},
		{"", "LANG=C", locale.English},
		{"", "LANG=POSIX", locale.English},
		{"", "LANG=fr_FR", locale.English},
		{"", "LC_MESSAGES=ko LANG=en_US.UTF-8", locale.Korean},
		{"", "LANG=en_US.UTF-8 LC_MESSAGES=ko", locale.Korean},
		{"", "LC_ALL=C LC_MESSAGES=ko LANG=ko_KR", locale.English},
		{"", "LC_ALL=ko_KR LC_MESSAGES=en LANG=en", locale.Korean},
		{"", "LC_ALL= LC_MESSAGES= LANG=ko_KR.eucKR@x", locale.Korean},
		{"", "LC_ALLX=ko XLANG=ko LANG", locale.English},
		{"", "LC_NUMERIC=ko_KR LANGUAGE=ko", locale.English},
		{"", "LANG=korean", locale.English},
		{"en", "LC_ALL=ko_KR", locale.English},
		{"ko", "LC_ALL=en_US", locale.Korean},
		{"KO-kr", "", locale.Korean},
	}
	for _, test := range tests {
		got, err := locale.Detect(test.flag, strings.Fields(test.env))
		if err != nil || got != test.want {
			t.Errorf("Detect(%q, %s) = %v, %v; want %v", test.flag, test.env, got, err, test.want)
		}
	}
}

func TestDetectUnknownFlag(t *testing.T) {
	t.Parallel()
	_, err := locale.Detect("fr", []string{"LANG=ko_KR.UTF-8"})
	var unknown *locale.UnknownLanguageError
	if !errors.As(err, &unknown) || unknown.Name != "fr" {
		t.Fatalf("Detect(fr) = %v, want an UnknownLanguageError for fr", err)
	}
	for language, want := range map[locale.Language]string{
		locale.English: `unknown language "fr"; want en or ko`,
		locale.Korean:  `알 수 없는 언어 "fr": en과 ko 가운데 하나여야 합니다`,
	} {
		if got := locale.For(language).Error(err); got != want {
			t.Errorf("in %v: %q, want %q", language, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, name := range []string{"en", "ko_KR.UTF-8", "KO-kr", "C", "", "ko\x1b[31m", "\"", "에"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		got, err := locale.Parse(name)
		code := strings.ToLower(name[:min(2, len(name))])
		if err == nil && got.String() != code {
			t.Errorf("Parse(%q) = %v", name, got)
		}
		if err == nil {
			return
		}
		if en := locale.For(locale.English).Error(err); en != err.Error() {
			t.Errorf("Parse(%q): the message says %q, the error %q", name, en, err)
		}
		if strings.ContainsAny(err.Error(), "\x1b\n") {
			t.Errorf("Parse(%q): the error holds a control character: %q", name, err)
		}
	})
}

func ExampleDetect() {
	language, err := locale.Detect("", []string{"LC_ALL=", "LANG=ko_KR.UTF-8"})
	fmt.Println(language, language.Next(), err)
	// Output: ko en <nil>
}
