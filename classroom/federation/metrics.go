package federation

import (
	"io"
	"sync/atomic"
	"time"

	"nabla/classroom"
)

// meters count what goes through NATS.
type meters struct {
	servers        atomic.Int64
	puts, putting  atomic.Int64 // and nanoseconds
	taken, misread atomic.Int64
}

// put takes note of something that was told.
func (m *meters) put(since time.Time) {
	m.puts.Add(1)
	m.putting.Add(int64(time.Since(since)))
}

// WriteMetrics writes how the federation fares in the text format of Prometheus.
// nabla_nats_put_seconds_total over nabla_nats_puts_total is the mean time that
// NATS takes to keep what is told.
func (f *Federation) WriteMetrics(w io.Writer) error {
	m := &f.meters
	connected := 0.0
	if f.nats.IsConnected() {
		connected = 1
	}
	return classroom.WriteMetrics(w,
		classroom.Metric{Name: "nabla_nats_connected", Kind: "gauge", Help: "1 while NATS is reached", Value: connected},
		classroom.Metric{Name: "nabla_servers", Kind: "gauge", Help: "servers of the class, this one included", Value: float64(m.servers.Load())},
		classroom.Metric{Name: "nabla_nats_puts_total", Kind: "counter", Help: "changes that were told to the class", Value: float64(m.puts.Load())},
		classroom.Metric{
			Name: "nabla_nats_put_seconds_total", Kind: "counter", Help: "time until they were kept",
			Value: time.Duration(m.putting.Load()).Seconds(),
		},
		classroom.Metric{Name: "nabla_nats_taken_total", Kind: "counter", Help: "changes that came from the class", Value: float64(m.taken.Load())},
		classroom.Metric{Name: "nabla_nats_misread_total", Kind: "counter", Help: "entries that were not understood", Value: float64(m.misread.Load())},
	)
}
