package labs_test

import (
	"flag"
	"fmt"
	"os"
	"testing"
)

// TestMain lets rapid try less often than it would by itself: under the race
// detector each try takes a while. -rapid.checks asks for more.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.checks", "25"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}
