package classroom

import (
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
	"golang.org/x/time/rate"
)

// TeacherUser is the user name by which the teacher logs in. Nobody enters by it
// without the teacher's password or one of the teacher's keys.
const TeacherUser = "teacher"

// roleExtension carries the role from the login to the session.
const (
	roleExtension = "nabla-role"
	teacherRole   = "teacher"
)

// triesPerConnection is how many passwords or keys one connection may try, as
// with OpenSSH.
const triesPerConnection = 6

var errRefused = errors.New("permission denied")

// Entry says who may come in. Students are let in openly where neither a password
// nor keys are set.
type Entry struct {
	Password        string // of the students
	Keys            []ssh.PublicKey
	TeacherPassword string // empty: the teacher has keys only
	TeacherKeys     []ssh.PublicKey
}

// Open reports whether students need neither a password nor a key.
func (e Entry) Open() bool { return e.Password == "" && len(e.Keys) == 0 }

// login checks who comes in.
type login struct {
	entry    Entry
	failures *rate.Limiter // of wrong passwords: from then on answers are late
	late     time.Duration // at most
}

func newLogin(e Entry, late time.Duration) *login {
	return &login{entry: e, failures: rate.NewLimiter(5, 20), late: late}
}

func role(user string) *gossh.Permissions {
	p := &gossh.Permissions{Extensions: map[string]string{}}
	if user == TeacherUser {
		p.Extensions[roleExtension] = teacherRole
	}
	return p
}

// config returns how a connection may log in.
func (l *login) config(ssh.Context) *gossh.ServerConfig {
	c := &gossh.ServerConfig{MaxAuthTries: triesPerConnection, PasswordCallback: l.password}
	if l.entry.Open() {
		c.NoClientAuth = true
		c.NoClientAuthCallback = func(conn gossh.ConnMetadata) (*gossh.Permissions, error) {
			if conn.User() == TeacherUser {
				return nil, errRefused
			}
			return role(conn.User()), nil
		}
	}
	if len(l.entry.Keys)+len(l.entry.TeacherKeys) > 0 {
		c.PublicKeyCallback = l.key
	}
	return c
}

// password lets in who knows the password. A wrong one is answered the later the
// more there were.
func (l *login) password(conn gossh.ConnMetadata, given []byte) (*gossh.Permissions, error) {
	want := l.entry.Password
	if conn.User() == TeacherUser {
		want = l.entry.TeacherPassword
	}
	if want != "" && same(want, given) {
		return role(conn.User()), nil
	}
	if delay := min(l.failures.Reserve().Delay(), l.late); delay > 0 {
		time.Sleep(delay)
	}
	return nil, errRefused
}

// same compares in a time that tells nothing of the password, not even its length.
func same(want string, given []byte) bool {
	a, b := sha256.Sum256([]byte(want)), sha256.Sum256(given)
	return subtle.ConstantTimeCompare(a[:], b[:]) == 1
}

func (l *login) key(conn gossh.ConnMetadata, key gossh.PublicKey) (*gossh.Permissions, error) {
	known := l.entry.Keys
	if conn.User() == TeacherUser {
		known = l.entry.TeacherKeys
	}
	for _, k := range known {
		if ssh.KeysEqual(k, key) {
			return role(conn.User()), nil
		}
	}
	return nil, errRefused
}
