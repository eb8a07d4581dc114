// Genkeys writes the key tables of the READMEs from the key map:
//
//	go run ./internal/genkeys [-check] [directory]
//
// The directory (default ".") holds README.md and README.ko.md. In each, what
// stands between the lines <!-- keys:begin --> and <!-- keys:end --> becomes the
// table of every key and what it does, in the file's language. With -check
// nothing is written; a table that is not up to date is an error.
//
// Where do I put X? A key and what it does belong into package keymap, their
// texts into package locale; only the form of the table is decided here.
package main

//go:generate go run . ../..

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"nabla/keymap"
	"nabla/locale"
)

func main() {
	check := flag.Bool("check", false, "write nothing; fail if a table is not up to date")
	flag.Parse()
	directory := "."
	if flag.NArg() > 0 {
		directory = flag.Arg(0)
	}
	if err := run(directory, *check); err != nil {
		fmt.Fprintln(os.Stderr, "genkeys:", err)
		os.Exit(1)
	}
}

// run brings both READMEs in the directory up to date, or checks that they are.
func run(directory string, check bool) error {
	keys := keymap.Default()
	for _, readme := range []struct {
		name     string
		language locale.Language
	}{
		{"README.md", locale.English},
		{"README.ko.md", locale.Korean},
	} {
		text := table(keys, locale.For(readme.language))
		if err := update(filepath.Join(directory, readme.name), text, check); err != nil {
			return err
		}
	}
	return nil
}

// update puts the table into the file, or, to check, fails where that would
// change the file.
func update(path, table string, check bool) error {
	old, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read the file that takes the key table: %w", err)
	}
	text, err := splice(string(old), table)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if text == string(old) {
		return nil
	}
	if check {
		return fmt.Errorf("%s: the key table is not that of the key map; bring it up to date by go generate ./internal/genkeys", path)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		return fmt.Errorf("write the key table: %w", err)
	}
	return nil
}
