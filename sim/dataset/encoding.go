package dataset

import (
	"fmt"
	"slices"
)

// Encoding is how targets are written as the numbers a network's output is
// compared with.
type Encoding int

// The encodings. All but OneHot have width 1. A regression set has the same
// targets in each of them, and so has a file whose two classes are written as
// the numbers 0 and 1, or −1 and 1: they stay as the person wrote them, so that
// a loss worked out by hand from the file is the loss shown.
const (
	Raw       Encoding = iota // Value: the number in the file, or the class
	ZeroOne                   // 0 for the first of two classes, 1 for the second
	PlusMinus                 // −1 for the first of two classes, 1 for the second
	OneHot                    // one number per class: 1 for the row's own, else 0
)

// Targets returns the targets of all rows in the encoding, rows × width.
//
// It panics where the encoding cannot say the target: ZeroOne and PlusMinus of
// other than two classes, OneHot without classes.
func (s *Set) Targets(e Encoding) (targets []float64, width int) {
	switch e {
	case OneHot:
		return s.oneHot(), len(s.Classes)
	case Raw:
		return slices.Clone(s.values), 1
	case ZeroOne:
		return s.scalars(0), 1
	case PlusMinus:
		return s.scalars(-1), 1
	default:
		panic(fmt.Sprintf("dataset: unknown encoding %d", e))
	}
}

// scalars writes the first class as low and the second as 1.
func (s *Set) scalars(low float64) []float64 {
	if s.Classes == nil || s.numeric {
		return slices.Clone(s.values)
	}
	if len(s.Classes) != 2 {
		panic(fmt.Sprintf("dataset: %d classes do not fit in one number", len(s.Classes)))
	}
	targets := make([]float64, s.Len())
	for i, class := range s.classes {
		targets[i] = low
		if class == 1 {
			targets[i] = 1
		}
	}
	return targets
}

func (s *Set) oneHot() []float64 {
	if s.Classes == nil {
		panic("dataset: a regression set has no one-hot targets")
	}
	width := len(s.Classes)
	targets := make([]float64, s.Len()*width)
	for i, class := range s.classes {
		targets[i*width+class] = 1
	}
	return targets
}
