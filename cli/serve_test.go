package cli

import (
	"context"
	"crypto/ed25519"
	stdnet "net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"
)

// keyFile writes a public key as ssh-keygen does.
func keyFile(t *testing.T) string {
	t.Helper()
	public, _, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	key, err := gossh.NewPublicKey(public)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "keys.pub")
	if err := os.WriteFile(path, gossh.MarshalAuthorizedKey(key), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestServeCheck(t *testing.T) {
	t.Parallel()
	keys, hostKey := keyFile(t), filepath.Join(t.TempDir(), "host")
	tests := []struct {
		args []string
		want []string
	}{
		{nil, []string{"The class is open on 127.0.0.1:", "--addr :", "NAME@127.0.0.1", "anybody who can", "teacher@127.0.0.1", "made anew", "would be made and kept in " + hostKey}},
		{[]string{"--password", "x"}, []string{"the password of --password\n"}},
		{[]string{"--authorized-keys", keys}, []string{"with 1 key\n"}},
		{[]string{"--authorized-keys", keys, "--password", "x", "--teacher-keys", keys}, []string{"--password or 1 key", "           with 1 key\n"}},
		{[]string{"--lang", "ko", "drift"}, []string{"이 컴퓨터에서만", "선생님:   ssh -p"}},
		{[]string{"--addr", "0.0.0.0:0"}, []string{"NAME@", "teacher@"}},
		{[]string{"--nats", "nats://me:secret@127.0.0.1:1,tls://b", "--class", "b3"}, []string{"Class b3 is shared over NATS at nats://me:xxxxx@127.0.0.1:1, tls://b."}},
	}
	for _, test := range tests {
		args := append([]string{"serve", "--check", "--addr", "127.0.0.1:0", "--host-key", hostKey}, test.args...)
		out := runs(t, args...)
		for _, want := range test.want {
			if !strings.Contains(out, want) {
				t.Errorf("nabla %q says\n%s\nwithout %q", args, out, want)
			}
		}
	}
	if _, err := os.Stat(hostKey); err == nil {
		t.Error("a check makes a host key")
	}
}

func TestServeUntilItsEnd(t *testing.T) {
	t.Parallel()
	ctx, end := context.WithCancel(t.Context())
	end()
	var out, said strings.Builder
	status := Run(ctx, Deps{
		Args:   []string{"serve", "--addr", "127.0.0.1:0", "--host-key", filepath.Join(t.TempDir(), "host"), "--idle", "90s", "--max-sessions", "3", "--metrics", ":0", "--nats", "nats://127.0.0.1:1"},
		Stdout: &out, Stderr: &said, Specs: fakeSpecs(), Open: openFile,
	})
	if status != 0 || said.String() != "" {
		t.Errorf("status %d, says %q", status, said.String())
	}
	if !regexp.MustCompile(`(?m)password for this time: \w{4}-\w{4}-\w{4}$`).MatchString(out.String()) || !strings.Contains(out.String(), "SHA256:") {
		t.Errorf("it prints\n%s", out.String())
	}
}

func TestServeRefuses(t *testing.T) {
	t.Parallel()
	taken, err := stdnet.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	empty := filepath.Join(t.TempDir(), "empty")
	if err := os.WriteFile(empty, []byte("# nobody\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for args, want := range map[string]string{
		"--idle soon":                         `--idle: "soon": want a time of a second at least, such as 90s, 30m or 4h`,
		"--max-time 1ms":                      `--max-time: "1ms": want a time`,
		"--max-sessions 0":                    "--max-sessions",
		"--addr nowhere":                      "cannot listen on nowhere",
		"--addr " + taken.Addr().String():     "want HOST:PORT that is free",
		"--teacher-keys " + empty:             "holds no key",
		"--authorized-keys /none/such":        "there is no such file",
		"trian":                               `"trian"`,
		"--nats 127.0.0.1:4222":               `"127.0.0.1:4222" is no address of NATS; want nats://HOST:PORT`,
		"--nats nats://127.0.0.1 --class a.b": `"a.b" is no name of a class`,
	} {
		r := nabla(t, append([]string{"serve", "--check", "--addr", "127.0.0.1:0", "--host-key", empty + "-none"}, strings.Fields(args)...)...)
		if r.status != statusArgument || !strings.Contains(r.errors, want) {
			t.Errorf("serve %s: status %d, says %q, want %q", args, r.status, r.errors, want)
		}
	}
}
