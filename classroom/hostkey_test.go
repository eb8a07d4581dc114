package classroom_test

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"

	"nabla/classroom"
)

func TestHostKeyIsMadeOnce(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "nabla", "key")
	first, err := classroom.HostKey(path)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	again, err := classroom.HostKey(path)
	if err != nil || !bytes.Equal(first, again) {
		t.Errorf("another key the second time, %v", err)
	}
	fingerprint, err := classroom.Fingerprint(first)
	if err != nil || !strings.HasPrefix(fingerprint, "SHA256:") {
		t.Errorf("fingerprint %q, %v", fingerprint, err)
	}
}

func TestHostKeyIsRefused(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	file := func(name, text string, mode os.FileMode) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), mode); err != nil {
			t.Fatal(err)
		}
		return path
	}
	key, err := classroom.HostKey(filepath.Join(folder, "good"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{
		file("open", string(key), 0o644), file("none", "not a key", 0o600), folder, filepath.Join(folder, "none", "below"),
	} {
		_, err := classroom.HostKey(path)
		if e, ok := errors.AsType[classroom.HostKeyError](err); !ok || e.Path != path {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestAuthorizedKeys(t *testing.T) {
	t.Parallel()
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	key, err := gossh.NewPublicKey(public)
	if err != nil {
		t.Fatal(err)
	}
	line := string(gossh.MarshalAuthorizedKey(key))
	keys, err := classroom.AuthorizedKeys([]byte("# a class\n\n" + line + "  \n" + line))
	if err != nil || len(keys) != 2 {
		t.Fatalf("%d keys, %v", len(keys), err)
	}
	for text, want := range map[string]int{"": 0, "# none\n": 0, line + "nonsense\n": 2} {
		if _, err := classroom.AuthorizedKeys([]byte(text)); !errors.Is(err, classroom.KeyLineError{Line: want}) {
			t.Errorf("%q: %v", text, err)
		}
	}

	// Students by key, the teacher by another's absence: not at all.
	signer, err := gossh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	c := newClass(t, func(o *classroom.Options) { o.Entry = classroom.Entry{Keys: keys} })
	ada := c.come("ada", usual, gossh.PublicKeys(signer))
	ada.shows("waiting")
	for _, user := range []string{"teacher", "bo"} {
		var methods []gossh.AuthMethod
		if user == "teacher" {
			methods = append(methods, gossh.PublicKeys(signer))
		}
		if _, err := c.dial(user, append(methods, gossh.Password(""))...); err == nil {
			t.Errorf("%s gets in", user)
		}
	}
	taught := newClass(t, func(o *classroom.Options) { o.Entry = classroom.Entry{TeacherKeys: keys} })
	taught.come("teacher", usual, gossh.PublicKeys(signer)).shows("teaching")
	taught.student("ada", usual).shows("following")
}
