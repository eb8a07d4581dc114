package landscape

func rosenbrock() Surface {
	return Surface{
		Name: "rosenbrock", Formula: "(1 - x)^2 + 100(y - x^2)^2",
		Source: "Rosenbrock, An automatic method for finding the greatest or least value of a function (1960)",
		X:      Interval{-2, 2}, Y: Interval{-1, 3}, Start: [2]float64{-1.2, 1},
		Minima: []Spot{{X: 1, Y: 1, F: 0, Global: true}},
	}
}

func beale() Surface {
	return Surface{
		Name: "beale", Formula: "(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2",
		Source: "Beale, On an iterative method for finding a local minimum of a function of more than one variable (1958)",
		X:      Interval{-4.5, 4.5}, Y: Interval{-4.5, 4.5}, Start: [2]float64{1, 1},
		Minima: []Spot{{X: 3, Y: 0.5, F: 0, Global: true}},
		Saddles: []Spot{
			{X: 0, Y: 1, F: 14.203125},
			{X: 0.10053793732415836, Y: -2.6445135850231250, F: 9.8645122847555602},
		},
	}
}
