package cli

import (
	"context"
	"time"

	"nabla/sim"
)

// await waits for something that reads files, which may be large, or pipes that
// nobody writes to, and shows how much has been read. It returns false if it was
// interrupted; what then still reads goes on by itself.
func await(ctx context.Context, p *progress, files sim.Opener, load func(sim.Opener)) bool {
	var reading sim.Reading
	done := make(chan struct{})
	go func() {
		defer close(done)
		load(reading.Watch(files))
	}()
	ticker := time.NewTicker(tick)
	defer ticker.Stop()
	for {
		select {
		case <-done:
			return true
		case <-ctx.Done():
			return false
		case <-ticker.C:
			p.read(&reading)
		}
	}
}
