package classroom_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"
)

func TestMetrics(t *testing.T) {
	t.Parallel()
	c := newClass(t, nil)
	teacher, student := c.pair()
	c.goesOn(teacher, student)
	var b strings.Builder
	if err := c.server.WriteMetrics(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`nabla_sessions 2`, `nabla_sessions_total 2`, `nabla_connections_waiting 0`, `nabla_writes_total [1-9]\d*`,
		`nabla_write_bytes_total [1-9][\d.e+]*`, `nabla_news_total [1-9]\d*`, `nabla_revision [1-9]\d*`, `nabla_sessions_broken_total 0`,
		`# TYPE nabla_sessions gauge`,
	} {
		if !regexp.MustCompile("(?m)^" + want + "$").MatchString(b.String()) {
			t.Errorf("no %s in\n%s", want, b.String())
		}
	}
	if err := c.server.WriteMetrics(deaf{}); !errors.Is(err, errDeaf) {
		t.Errorf("to nobody: %v", err)
	}
}

var errDeaf = errors.New("nobody listens")

type deaf struct{}

func (deaf) Write([]byte) (int, error) { return 0, errDeaf }
