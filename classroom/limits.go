package classroom

import "time"

// Limits are what clients may take. The zero value of each means its default.
type Limits struct {
	Sessions   int           // at the same time; 200
	PerAddress int           // connections from one address; 100, as a school is one address
	Idle       time.Duration // without a key until a session is ended; 30 minutes
	MaxTime    time.Duration // a session may last; 4 hours
	Blocked    time.Duration // output may wait for a client that does not read; 10 seconds
	Login      time.Duration // from the connection to the login, and on to the session; 20 seconds
	Rate       float64       // new connections a second; 20
	Burst      int           // of new connections; 60
}

func (l Limits) withDefaults() Limits {
	or := func(d *time.Duration, value time.Duration) {
		if *d <= 0 {
			*d = value
		}
	}
	if l.Sessions <= 0 {
		l.Sessions = 200
	}
	if l.PerAddress <= 0 {
		l.PerAddress = 100
	}
	if l.Rate <= 0 {
		l.Rate = 20
	}
	if l.Burst <= 0 {
		l.Burst = 60
	}
	or(&l.Idle, 30*time.Minute)
	or(&l.MaxTime, 4*time.Hour)
	or(&l.Blocked, 10*time.Second)
	or(&l.Login, 20*time.Second)
	return l
}
