package network

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"nabla/sim"
)

// checkMessage holds an error's translated text to the plain one: the same
// facts, in one line.
func checkMessage(t *testing.T, err error) {
	t.Helper()
	message, ok := err.(interface {
		Message() (id string, args map[string]any)
	})
	if !ok {
		t.Fatalf("%T cannot be shown in another language", err)
	}
	id, args := message.Message()
	if id == "" || strings.ContainsAny(err.Error(), "\n\r\x1b") {
		t.Errorf("%q, %q", id, err)
	}
	for name, arg := range args {
		if !strings.Contains(err.Error(), fmt.Sprint(arg)) {
			t.Errorf("%s: %s = %v is not in %q", id, name, arg, err)
		}
	}
}

func TestShape(t *testing.T) {
	for want, sizes := range map[string][]int{
		"2→1": {2, 1}, "2→8→8→8→1": {2, 8, 8, 8, 1}, "2→8×4→1": {2, 8, 8, 8, 8, 1}, "3×5": {3, 3, 3, 3, 3}, "": nil,
	} {
		if got := shape(sizes); got != want {
			t.Errorf("%d is written %q, want %q", sizes, got, want)
		}
	}
}

func TestShown(t *testing.T) {
	if got := sim.Printable(strings.Repeat("가", 1000)); got != strings.Repeat("가", 60)+"…" {
		t.Errorf("a long text is shown as %q", got)
	}
	if got := sim.Printable("\x1b[31mred\xff"); got != "\uFFFD[31mred\uFFFD" {
		t.Errorf("control characters are shown as %q", got)
	}
}

// The command line looks for what a misspelt name was meant to be.
func TestUnknown(t *testing.T) {
	for text, want := range map[string]string{"leeky-relu(0.2)": "leeky-relu", "rely": "rely", " tanhh (1": "tanhh", "": ""} {
		_, err := ParseActivation(text)
		e, ok := errors.AsType[NameError](err)
		if !ok {
			t.Fatalf("%q: %v", text, err)
		}
		if name, known := e.Unknown(); name != want || !slices.Equal(known, Activations()) {
			t.Errorf("%q: unknown is %q among %q", text, name, known)
		}
	}
	_, err := ParseInit("orthoganal(1)")
	if got := sim.Guess(err).Error(); !strings.HasSuffix(got, "nielsen; did you mean orthogonal?") {
		t.Error(got)
	}
}
