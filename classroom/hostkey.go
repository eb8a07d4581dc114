package classroom

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// HostKey returns the private key in the file, in PEM. Where there is no file, it
// makes a new key and keeps it there, for its owner alone. A key that others can
// read is refused with a [HostKeyError].
func HostKey(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return newHostKey(path)
	case err != nil:
		return nil, HostKeyError{Path: path, Err: err}
	case info.Mode().Perm()&0o077 != 0:
		return nil, HostKeyError{Path: path, Err: errors.New("others may read it; want mode 0600")}
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, HostKeyError{Path: path, Err: err}
	}
	if _, err := gossh.ParsePrivateKey(text); err != nil {
		return nil, HostKeyError{Path: path, Err: err}
	}
	return text, nil
}

func newHostKey(path string) ([]byte, error) {
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, HostKeyError{Path: path, Err: err}
	}
	block, err := gossh.MarshalPrivateKey(key, "nabla")
	if err != nil {
		return nil, HostKeyError{Path: path, Err: err}
	}
	text := pem.EncodeToMemory(block)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, HostKeyError{Path: path, Err: err}
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, HostKeyError{Path: path, Err: err}
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, HostKeyError{Path: path, Err: err}
	}
	return text, nil
}

// Fingerprint returns what ssh shows of a host key when it meets it first.
func Fingerprint(hostKey []byte) (string, error) {
	signer, err := gossh.ParsePrivateKey(hostKey)
	if err != nil {
		return "", fmt.Errorf("host key: %w", err)
	}
	return gossh.FingerprintSHA256(signer.PublicKey()), nil
}

// HostKeyError is a host key that cannot be had.
type HostKeyError struct {
	Path string
	Err  error
}

func (e HostKeyError) Error() string { return fmt.Sprintf("host key %s: %v", e.Path, e.Err) }

// Unwrap returns what is wrong with it.
func (e HostKeyError) Unwrap() error { return e.Err }

// Message returns the id and the arguments of the translated text.
func (e HostKeyError) Message() (string, map[string]any) {
	return "serve.bad-host-key", map[string]any{"Path": e.Path, "Err": e.Err}
}

// AuthorizedKeys reads the public keys of a text in the form of an
// authorized_keys file: one a line, # before a comment.
func AuthorizedKeys(text []byte) ([]ssh.PublicKey, error) {
	var keys []ssh.PublicKey
	for n, line := range bytes.Split(text, []byte("\n")) {
		if line = bytes.TrimSpace(line); len(line) == 0 || line[0] == '#' {
			continue
		}
		key, _, _, _, err := gossh.ParseAuthorizedKey(line)
		if err != nil {
			return nil, KeyLineError{Line: n + 1}
		}
		keys = append(keys, key)
	}
	if len(keys) == 0 {
		return nil, KeyLineError{}
	}
	return keys, nil
}

// KeyLineError is a line of a file of keys that holds none, or with Line = 0 a
// file without any.
type KeyLineError struct{ Line int }

func (e KeyLineError) Error() string {
	if e.Line == 0 {
		return "holds no key; want lines such as those of ~/.ssh/id_ed25519.pub"
	}
	return fmt.Sprintf("line %d holds no key; want lines such as those of ~/.ssh/id_ed25519.pub", e.Line)
}

// Message returns the id and the arguments of the translated text.
func (e KeyLineError) Message() (string, map[string]any) {
	if e.Line == 0 {
		return "serve.no-keys", nil
	}
	return "serve.bad-key-line", map[string]any{"Line": e.Line}
}
