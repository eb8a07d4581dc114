package sim

// Keyframes returns how many keyframes the timeline holds.
func (t *Timeline[S]) Keyframes() int { return len(t.frames) }

// Pretend makes the state at the playhead pass for that of step n, far beyond
// what a test can run to.
func (t *Timeline[S]) Pretend(n int) { t.step, t.end = n, n }
