package dataset

import (
	"math"
	"strconv"

	"nabla/sim"
	"nabla/sim/elementary"
)

const maxNoise = 1000

// generator draws a set. The noise is bounded and there is at least one sample.
type generator struct {
	name string
	draw func(samples int, noise float64, rnd *sim.Random) *Set
}

func generators() []generator {
	return []generator{
		{"xor", xor},
		{"circle", circle},
		{"gauss", gauss},
		{"spiral", spiral},
		{"moons", moons},
		{"plane", plane},
		{"multi-gauss", multiGauss},
		{"sine", sine},
		{"iris", func(int, float64, *sim.Random) *Set { return Iris() }},
	}
}

// Names returns the names that [Generate] knows.
func Names() []string {
	known := generators()
	names := make([]string, len(known))
	for i, g := range known {
		names[i] = g.name
	}
	return names
}

// Generate returns the built-in set of this name:
//
//   - xor: the corners (0,0)→0, (0,1)→1, (1,0)→1, (1,1)→0 in turn, so that four
//     samples without noise are the truth table itself;
//   - circle: a disc of radius 2.5 (class 1) in a ring from 3.5 to 5 (class 0);
//   - gauss: two clouds of variance ½ about (2,2) (class 1) and (−2,−2);
//   - spiral: two arms of radius 5 and 1¾ turns, half a turn apart;
//   - moons: two half circles of radius 1, each with an end within the other;
//   - plane: the number (x1+x2)/10 on −6 … 6;
//   - multi-gauss: six bumps of height ±1 on −6 … 6, to be fitted;
//   - sine: the number sin(x1) on −π … π;
//   - iris: [Iris], real data, to which samples and noise do not apply.
//
// Classes alternate: even rows are of class 0 (xor follows its table). The
// geometry of circle, gauss, spiral, plane and multi-gauss is TensorFlow
// Playground's (Smilkov and Carter 2016), that of moons scikit-learn's.
//
// Noise has one meaning in all of them: the standard deviation of a gaussian
// displacement, as a share of the set's own size. With classes, each coordinate
// is displaced, and the size is 5 for circle, gauss and spiral, 1 (a side, a
// radius) for xor and moons. In regression the target is displaced, and the
// size is 1. (The Playground spreads noise uniformly, and in circle, plane and
// multi-gauss it moves only the place where the target is read.) What is drawn
// does not depend on the noise, so that more of it pushes every sample further
// the same way.
//
// samples is 1 to [MaxRows], noise 0 to 1000; other values and unknown names
// are errors of type [sim.RangeError] and [sim.ChoiceError].
func Generate(name string, samples int, noise float64, rnd *sim.Random) (*Set, error) {
	for _, g := range generators() {
		if g.name != name {
			continue
		}
		if samples < 1 || samples > MaxRows {
			entry := "samples " + strconv.Itoa(samples)
			return nil, sim.RangeError{Entry: entry, Min: 1, Max: MaxRows, Whole: true}
		}
		if !(noise >= 0 && noise <= maxNoise) { // so written, NaN is refused too
			entry := "noise " + strconv.FormatFloat(noise, 'g', -1, 64)
			return nil, sim.RangeError{Entry: entry, Min: 0, Max: maxNoise}
		}
		return g.draw(samples, noise, rnd), nil
	}
	return nil, sim.ChoiceError{Entry: name, Accepted: Names()}
}

// place draws where sample i lies before noise, and its class.
type place func(i int) (x, y float64, class int)

// scatter returns the set of places, each coordinate displaced by sigma.
func scatter(name string, samples int, sigma float64, rnd *sim.Random, at place) *Set {
	s := &Set{
		Name:     name,
		Features: []string{"x1", "x2"},
		Target:   "class",
		Classes:  []string{"0", "1"},
		Inputs:   make([]float64, 0, 2*samples),
		values:   make([]float64, samples),
		classes:  make([]int, samples),
	}
	for i := range samples {
		x, y, class := at(i)
		x += float64(sigma * rnd.Norm())
		y += float64(sigma * rnd.Norm())
		s.Inputs = append(s.Inputs, x, y)
		s.values[i], s.classes[i] = float64(class), class
	}
	return s
}

// surface returns the regression set of value over features inputs drawn evenly
// from −reach … reach, the targets displaced by sigma.
func surface(name string, samples int, sigma float64, rnd *sim.Random,
	features []string, reach float64, value func(x []float64) float64,
) *Set {
	s := &Set{
		Name:     name,
		Features: features,
		Target:   "y",
		Inputs:   make([]float64, 0, len(features)*samples),
		values:   make([]float64, samples),
	}
	for i := range samples {
		for range features {
			s.Inputs = append(s.Inputs, rnd.Uniform(-reach, reach))
		}
		s.values[i] = value(s.Input(i)) + float64(sigma*rnd.Norm())
	}
	return s
}

// onCircle returns the point at the angle (radians, from the y axis towards the
// x axis) of the circle about the origin.
func onCircle(radius, angle float64) (x, y float64) {
	s, c := elementary.Sincos(angle)
	return float64(radius * s), float64(radius * c) // rounded: noise is added to them
}

// turn is a full turn in radians.
const turn = 2 * math.Pi
