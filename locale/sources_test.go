package locale

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

// built lists the beginnings of ids that code puts together, so that the whole
// id stands nowhere as a literal.
var built = []string{
	"lab.", "lab-idea.", // and the name of a lab
	"pane.",                   // and that of a pane
	"preset.", "preset-idea.", // a lab's, a hyphen and that of a preset
	"param.", "param-help.", // and that of a parameter
	"outcome.",                                                   // and that of a sim.Outcome
	"descent.worked-",                                            // a method, "-climb" and "-short"
	"landscape.ball",                                             // and "-short"
	"flow.",                                                      // how gradients compare, and "-short"
	"convexity.disagree", "convexity.holds-all", "convexity.not", // and "-concave"
	"unit.",                             // and the unit of a parameter
	"param-group.",                      // and the group of a parameter
	"network.unknown-", "network.size-", // and what of a network
}

// notMessages lists literals that look like ids of messages and are none.
var notMessages = []string{}

// mention is a message that a source file names outright, and the names of the
// values it gives to it; known is whether those could be read off the source.
type mention struct {
	where  string
	id     string
	values []string
	known  bool
}

// sources is what the Go files of the module, tests apart, say about messages.
type sources struct {
	literals map[string]string // every string literal, and where it stands first
	mentions []mention         // calls of T and results of Message
}

// scan reads the Go files below root.
func scan(root fs.FS) (*sources, error) {
	s := &sources{literals: map[string]string{}}
	fset := token.NewFileSet()
	err := fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		hidden := strings.HasPrefix(d.Name(), ".") && path != "."
		if d.IsDir() && (hidden || d.Name() == "testdata") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		text, err := fs.ReadFile(root, path)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		file, err := parser.ParseFile(fset, path, text, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool { return s.inspect(fset, n) })
		return nil
	})
	return s, err
}

func (s *sources) inspect(fset *token.FileSet, n ast.Node) bool {
	switch n := n.(type) {
	case *ast.ImportSpec:
		return false
	case *ast.BasicLit:
		if text, ok := literal(n); ok {
			if _, seen := s.literals[text]; !seen {
				s.literals[text] = fset.Position(n.Pos()).String()
			}
		}
	case *ast.CallExpr:
		s.call(fset, n)
	case *ast.FuncDecl:
		if n.Name.Name == "Message" && n.Recv != nil && n.Body != nil {
			s.message(fset, n)
		}
	}
	return true
}

// call notes a call x.T("id", "Name", value, …).
func (s *sources) call(fset *token.FileSet, call *ast.CallExpr) {
	method, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || method.Sel.Name != "T" || len(call.Args) == 0 {
		return
	}
	id, ok := literal(call.Args[0])
	if !ok {
		return
	}
	m := mention{where: fset.Position(call.Pos()).String(), id: id, known: !call.Ellipsis.IsValid()}
	for i, arg := range call.Args[1:] {
		if i%2 == 0 {
			m.add(arg)
		}
	}
	if len(call.Args)%2 == 0 {
		m.values = append(m.values, "a name without a value")
	}
	s.mentions = append(s.mentions, m)
}

// message notes what a method Message() (id string, args map[string]any) returns.
func (s *sources) message(fset *token.FileSet, method *ast.FuncDecl) {
	ast.Inspect(method.Body, func(n ast.Node) bool {
		result, ok := n.(*ast.ReturnStmt)
		if !ok || len(result.Results) != 2 {
			return true
		}
		id, ok := literal(result.Results[0])
		if !ok {
			return true
		}
		m := mention{where: fset.Position(result.Pos()).String(), id: id}
		switch args := result.Results[1].(type) {
		case *ast.CompositeLit:
			m.known = true
			for _, element := range args.Elts {
				if pair, ok := element.(*ast.KeyValueExpr); ok {
					m.add(pair.Key)
				}
			}
		case *ast.Ident:
			m.known = args.Name == "nil"
		}
		s.mentions = append(s.mentions, m)
		return true
	})
}

func (m *mention) add(name ast.Expr) {
	text, ok := literal(name)
	if !ok {
		m.known = false
		return
	}
	m.values = append(m.values, text)
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

// faults holds the sources against the messages, given as id and names of values,
// and returns what does not fit.
func faults(s *sources, messages map[string][]string, built, notMessages []string) []string {
	var found []string
	report := func(format string, args ...any) { found = append(found, fmt.Sprintf(format, args...)) }

	tables := map[string]bool{}
	for id := range messages {
		table, _, _ := strings.Cut(id, ".")
		tables[table] = true
		inParts := slices.ContainsFunc(built, func(prefix string) bool { return strings.HasPrefix(id, prefix) })
		if _, used := s.literals[id]; !used && !inParts {
			report("%s is used nowhere", id)
		}
	}
	for text, where := range s.literals {
		table, _, _ := strings.Cut(text, ".")
		_, known := messages[text]
		if id.MatchString(text) && tables[table] && !known && !slices.Contains(notMessages, text) {
			report("%s: %q has the form of a message's id, but there is no such message", where, text)
		}
	}
	for _, m := range s.mentions {
		want, ok := messages[m.id]
		if !ok {
			report("%s: there is no message %q", m.where, m.id)
			continue
		}
		got := slices.Sorted(slices.Values(m.values))
		if m.known && !slices.Equal(got, want) {
			report("%s: %s takes the values %q and gets %q", m.where, m.id, want, got)
		}
	}
	for _, prefix := range built {
		if s.literals[prefix] == "" {
			report("no source puts ids together that begin with %q", prefix)
		}
	}
	slices.Sort(found)
	return found
}

func TestSourcesAndMessagesFit(t *testing.T) {
	t.Parallel()
	s, err := scan(os.DirFS(".."))
	if err != nil {
		t.Fatal(err)
	}
	if len(s.literals) == 0 || len(s.mentions) == 0 {
		t.Fatal("the module's sources name no message: this test would find nothing")
	}
	taken := map[string][]string{}
	for id, m := range messages(t, English) {
		taken[id] = variables(m)
	}
	for _, fault := range faults(s, taken, built, notMessages) {
		t.Error(fault)
	}
}

// The check itself, on a made-up module with one fault of each kind.
func TestFaults(t *testing.T) {
	t.Parallel()
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	root := fstest.MapFS{
		"a/good.go": file(`package a
import "used.nowhere"
func f() { l.T("a.plain"); l.T("a.pair", "Second", 2, "First", 1); l.T("param." + name); l.T("a.pair", args...) }
var text, path = "a.indirect", "b.txt"
func (e E) Message() (string, map[string]any) { return "err.e", map[string]any{"Name": e.Name} }
func Message() (string, map[string]any) { return "not.a-method", nil }`),
		"a/bad.go": file(`package a
func f() { l.T("gone"); l.T("a.pair", "First", 1); l.T("a.plain", "Odd") }
var table = "a.not-there"
var file = "a.json"
func (e F) Message() (string, map[string]any) { return "err.e", nil }
func (e G) Message() (string, map[string]any) { return "err.gone", map[string]any{"Name": 1} }`),
		"a/a_test.go":         file(`package a; var x = "used.in-test"`),
		"a/testdata/x.go":     file(`package a; var x = "used.in-testdata"`),
		".ci/tools/x.go":      file(`package a; var x = "used.in-tools"`),
		"a/not-go/readme.txt": file(`used.in-text`),
	}
	s, err := scan(root)
	if err != nil {
		t.Fatal(err)
	}
	messages := map[string][]string{
		"a.plain": {}, "a.pair": {"First", "Second"}, "a.indirect": {}, "err.e": {"Name"}, "param.rate": {},
		"used.nowhere": {}, "used.in-test": {}, "used.in-testdata": {}, "used.in-tools": {}, "used.in-text": {},
	}
	got := faults(s, messages, []string{"param.", "lab."}, []string{"a.json"})
	want := []string{
		`a/bad.go:2:12: there is no message "gone"`,
		`a/bad.go:2:25: a.pair takes the values ["First" "Second"] and gets ["First"]`,
		`a/bad.go:2:52: a.plain takes the values [] and gets ["Odd" "a name without a value"]`,
		`a/bad.go:3:13: "a.not-there" has the form of a message's id, but there is no such message`,
		`a/bad.go:5:49: err.e takes the values ["Name"] and gets []`,
		`a/bad.go:6:49: there is no message "err.gone"`,
		`a/bad.go:6:56: "err.gone" has the form of a message's id, but there is no such message`,
		`no source puts ids together that begin with "lab."`,
		`used.in-test is used nowhere`,
		`used.in-testdata is used nowhere`,
		`used.in-text is used nowhere`,
		`used.in-tools is used nowhere`,
		`used.nowhere is used nowhere`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("faults:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestScanReportsWhatItCannotRead(t *testing.T) {
	t.Parallel()
	root := fstest.MapFS{"a.go": {Data: []byte("package")}}
	if _, err := scan(root); err == nil {
		t.Error("a file that is not Go is passed over without a word")
	}
}
