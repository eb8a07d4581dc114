package landscape

func rastrigin() Surface {
	return Surface{
		Name: "rastrigin", Formula: "20 + x^2 - 10cos(2pi*x) + y^2 - 10cos(2pi*y)",
		Source: "Rastrigin, Systems of Extremal Control (1974)",
		X:      Interval{-5.12, 5.12}, Y: Interval{-5.12, 5.12}, Start: [2]float64{3.2, -2.3},
		Minima: []Spot{{X: 0, Y: 0, F: 0, Global: true}},
	}
}

// ackley comes to a tip at its minimum, as a cone does.
func ackley() Surface {
	return Surface{
		Name: "ackley", Formula: "20 + e - 20exp(-0.2sqrt((x^2 + y^2)/2)) - exp((cos(2pi*x) + cos(2pi*y))/2)",
		Source: "Ackley, A Connectionist Machine for Genetic Hillclimbing (1987)",
		X:      Interval{-5, 5}, Y: Interval{-5, 5}, Start: [2]float64{3.3, -2.4},
		Minima: []Spot{{X: 0, Y: 0, F: 0, Global: true, Kink: true}},
	}
}
