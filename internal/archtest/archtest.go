// Package archtest holds packages to the dependency arrows of the design: a
// package may import the standard library and what its test names, nothing else.
package archtest

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"testing"
)

// Imports fails the test for every import of the package in the current
// directory, its test files left out, that is neither in the standard library
// nor allowed. An allowed path that ends in "/..." allows what lies below it too.
func Imports(t *testing.T, allowed ...string) {
	t.Helper()
	files, err := fs.Glob(os.DirFS("."), "*.go")
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatalf("parse %s: %v", name, err)
		}
		read++
		for _, spec := range file.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatalf("%s: import %s: %v", name, spec.Path.Value, err)
			}
			if !standard(path) && !permitted(path, allowed) {
				t.Errorf("%s imports %q; allowed are the standard library and %q", name, path, allowed)
			}
		}
	}
	if read == 0 {
		t.Fatal("no Go files in the current directory: the test would hold nothing to anything")
	}
}

// standard reports whether the path is one of the standard library: its first
// element has no dot, and it is not this module's.
func standard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return first != "nabla" && !strings.Contains(first, ".")
}

func permitted(path string, allowed []string) bool {
	for _, a := range allowed {
		root, below := strings.CutSuffix(a, "/...")
		if path == root || below && strings.HasPrefix(path, root+"/") {
			return true
		}
	}
	return false
}
