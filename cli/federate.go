package cli

import (
	"math/rand/v2"
	"net/url"
	"strings"

	"charm.land/log/v2"

	"nabla/classroom/federation"
)

// number returns by what number the other servers of the class know this one: 0 if
// it is on its own.
func (f *serveFlags) number() uint32 {
	if f.nats == "" {
		return 0
	}
	return 1 + rand.Uint32N(1<<32-1)
}

// federation returns how to join the other servers of the class.
func (a *app) federation(f *serveFlags, logger *log.Logger) federation.Options {
	return federation.Options{URL: f.nats, Class: f.class, Credentials: f.credentials, Open: a.setup, Log: logger}
}

// redacted returns addresses without the passwords in them.
func redacted(addresses string) string {
	list := strings.Split(addresses, ",")
	for i, one := range list {
		if u, err := url.Parse(strings.TrimSpace(one)); err == nil {
			list[i] = u.Redacted()
		}
	}
	return strings.Join(list, ", ")
}
