package landscape

// ravine has curvature 1 along x and 100 along y: gradient descent is stable
// for µ < 2/100 only, and at best µ = 2/101 keeps 99/101 of the way per step.
func ravine() Surface {
	return Surface{
		Name: "ravine", Formula: "(x^2 + 100y^2)/2",
		Source: "an ill-conditioned quadratic: eigenvalues 1 and 100",
		X:      Interval{-10, 10}, Y: Interval{-2, 2}, Start: [2]float64{8, 1},
		Minima: []Spot{{X: 0, Y: 0, F: 0, Global: true}},
	}
}

func booth() Surface {
	return Surface{
		Name: "booth", Formula: "(x + 2y - 7)^2 + (2x + y - 5)^2",
		Source: "Booth's function, in " + jamilYang + "; eigenvalues 2 and 18",
		X:      Interval{-10, 10}, Y: Interval{-10, 10}, Start: [2]float64{-8, 4},
		Minima: []Spot{{X: 1, Y: 3, F: 0, Global: true}},
	}
}

func matyas() Surface {
	return Surface{
		Name: "matyas", Formula: "0.26(x^2 + y^2) - 0.48x*y",
		Source: "Matyas's function, in " + jamilYang + "; eigenvalues 0.04 and 1",
		X:      Interval{-10, 10}, Y: Interval{-10, 10}, Start: [2]float64{8, -4},
		Minima: []Spot{{X: 0, Y: 0, F: 0, Global: true}},
	}
}

func saddle() Surface {
	return Surface{
		Name: "saddle", Formula: "x^2 - y^2",
		Source: "the plainest saddle: up along x, down along y without end",
		X:      Interval{-4, 4}, Y: Interval{-4, 4}, Start: [2]float64{3, 0.1},
		Saddles: []Spot{{X: 0, Y: 0, F: 0}},
	}
}
