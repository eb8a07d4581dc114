package experiment

import (
	"sync"

	"nabla/sim/landscape"
)

// surveys are the stationary points of a curve by range, looked for when they
// are first asked for: that takes thousands of looks at the curve, and a run
// that is gone through again passes many ranges that nobody sees. A run and its
// clones share them, wherever they run.
type surveys struct {
	curve *landscape.Landscape

	mu   sync.Mutex
	done map[[2]float64][]landscape.Point
}

// within returns the stationary points in a range.
func (s *surveys) within(lo, hi float64) []landscape.Point {
	s.mu.Lock()
	defer s.mu.Unlock()
	points, ok := s.done[[2]float64{lo, hi}]
	if !ok {
		points = s.curve.Stationary(lo, hi)
		if s.done == nil {
			s.done = make(map[[2]float64][]landscape.Point)
		}
		s.done[[2]float64{lo, hi}] = points
	}
	return points
}
