package experiment_test

import (
	"runtime"
	"testing"
)

// What a run says of its size is about what a clone takes, so that a timeline
// keeps as much of it as is meant, and no more.
func TestTrainSize(t *testing.T) {
	for _, line := range []string{
		playground,
		"train",
		"train data=iris hidden=64,64 optimizer=adam",
		"train data=spiral samples=5000 hidden=8,8,8",
	} {
		line := openLine(t, line)
		line.Seek(10)
		var before, after runtime.MemStats
		const clones = 100
		runtime.ReadMemStats(&before)
		for range clones {
			runtime.KeepAlive(line.Now().Clone())
		}
		runtime.ReadMemStats(&after)
		took := int(after.TotalAlloc-before.TotalAlloc) / clones
		if size := line.Now().Size(); size < took/2 || size > 2*took {
			t.Errorf("says %d bytes, and a clone takes %d", size, took)
		}
	}
}
