package classroom

import (
	"fmt"
	"io"
	"sync/atomic"
	"time"
)

// meters count what a server does.
type meters struct {
	refused, came, broke atomic.Int64
	fell                 atomic.Int64 // labs that broke in a session which went on
	frames, bytes        atomic.Int64
	blocked              atomic.Int64 // connections given up as nobody read
	writing              atomic.Int64 // nanoseconds
	news, telling        atomic.Int64 // and nanoseconds
	drawn, handed        atomic.Int64 // frames for all of a look, and sessions that got them
}

// wrote takes note of a write of so many bytes.
func (m *meters) wrote(n int, since time.Time) {
	m.frames.Add(1)
	m.bytes.Add(int64(n))
	m.writing.Add(int64(time.Since(since)))
}

// told takes note of news that a session has taken.
func (m *meters) told(since time.Time) {
	m.news.Add(1)
	m.telling.Add(int64(time.Since(since)))
}

// WriteMetrics writes how the server fares in the text format of Prometheus. Time
// over number is the mean: nabla_write_seconds_total of a frame,
// nabla_news_seconds_total of how far a session is behind the class.
func (s *Server) WriteMetrics(w io.Writer) error {
	waiting, inside := s.door.count()
	m := &s.meters
	seconds := func(n *atomic.Int64) float64 { return time.Duration(n.Load()).Seconds() }
	return WriteMetrics(w,
		Metric{"nabla_sessions", "gauge", "sessions that are open", float64(inside)},
		Metric{"nabla_connections_waiting", "gauge", "connections without a session yet", float64(waiting)},
		Metric{"nabla_connections_refused_total", "counter", "connections that were too many", float64(m.refused.Load())},
		Metric{"nabla_sessions_total", "counter", "sessions so far", float64(m.came.Load())},
		Metric{"nabla_sessions_broken_total", "counter", "sessions that ended in a panic", float64(m.broke.Load())},
		Metric{"nabla_labs_broken_total", "counter", "panics of labs in sessions that went on", float64(m.fell.Load())},
		Metric{"nabla_writes_total", "counter", "writes of frames", float64(m.frames.Load())},
		Metric{"nabla_write_bytes_total", "counter", "bytes of frames", float64(m.bytes.Load())},
		Metric{"nabla_write_seconds_total", "counter", "time that writes took", seconds(&m.writing)},
		Metric{"nabla_writers_blocked_total", "counter", "connections closed as nobody read", float64(m.blocked.Load())},
		Metric{"nabla_news_total", "counter", "news of the class that sessions took", float64(m.news.Load())},
		Metric{"nabla_news_seconds_total", "counter", "time until they did", seconds(&m.telling)},
		Metric{"nabla_shared_frames_drawn_total", "counter", "frames drawn once for all who see the same", float64(m.drawn.Load())},
		Metric{"nabla_shared_frames_shown_total", "counter", "times that a session was handed one", float64(m.handed.Load())},
		Metric{"nabla_revision", "counter", "changes of the class so far", float64(s.hub.Lesson().Revision)},
	)
}

// Metric is a figure that Prometheus reads.
type Metric struct {
	Name, Kind, Help string
	Value            float64
}

// WriteMetrics writes figures in the text format of Prometheus.
func WriteMetrics(w io.Writer, metrics ...Metric) error {
	for _, m := range metrics {
		if _, err := fmt.Fprintf(w, "# HELP %s %s\n# TYPE %s %s\n%s %g\n", m.Name, m.Help, m.Name, m.Kind, m.Name, m.Value); err != nil {
			return fmt.Errorf("metrics: %w", err)
		}
	}
	return nil
}
