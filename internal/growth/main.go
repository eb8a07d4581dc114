// Growth measures how the cost of a step of training and of a frame grows, and
// writes it as Markdown, the charts drawn by the program's own:
//
//	go run ./internal/growth > docs/growth.md
//
// # Where do I put X?
//
// Another curve is a sweep in sweeps.go. How one is written is write.go's.
package main

import (
	"fmt"
	"os"
)

func main() {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "growth:", err)
		os.Exit(1)
	}
}
