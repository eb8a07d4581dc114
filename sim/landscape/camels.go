package landscape

import "slices"

func threeHumpCamel() Surface {
	return Surface{
		Name: "three-hump-camel", Formula: "2x^2 - 1.05x^4 + x^6/6 + x*y + y^2",
		Source: "the camel with three humps, in " + jamilYang,
		X:      Interval{-2.5, 2.5}, Y: Interval{-2.5, 2.5}, Start: [2]float64{2.2, 1.5},
		Minima: append(
			twins(1.7475523458302889, -0.87377617291514445, 0.29863844223685982, false),
			Spot{X: 0, Y: 0, F: 0, Global: true},
		),
		Saddles: twins(1.0705422918236600, -0.53527114591182999, 0.87736155776314018, false),
	}
}

func sixHumpCamel() Surface {
	return Surface{
		Name: "six-hump-camel", Formula: "(4 - 2.1x^2 + x^4/3)x^2 + x*y + (4y^2 - 4)y^2",
		Source: "Dixon and Szegő, Towards Global Optimisation 2 (1978)",
		X:      Interval{-2, 2}, Y: Interval{-1.25, 1.25}, Start: [2]float64{-1.8, 0.1},
		Minima: slices.Concat(
			twins(0.089842013100318062, -0.71265640302073963, -1.0316284534898774, true),
			twins(1.7036067149699808, -0.79608356867262512, -0.21546382438371764, false),
			twins(1.6071047529201972, 0.56865145488413137, 2.1042503103112583, false),
		),
		Saddles: slices.Concat(
			twins(1.6380679841897786, 0.22867406904439407, 2.2293571975307147, false),
			twins(1.2960702671671092, 0.60508438803865850, 2.2294708180298599, false),
			twins(1.1092053368047864, -0.76826809250953984, 0.54371860097818514, false),
			[]Spot{{X: 0, Y: 0, F: 0}},
		),
		Maxima: twins(1.2302298765166526, 0.16233458445899497, 2.4962953510235769, false),
	}
}

// twins returns a point and its mirror image at the origin: a camel is the same
// from both ends.
func twins(x, y, f float64, global bool) []Spot {
	return []Spot{{X: -x, Y: -y, F: f, Global: global}, {X: x, Y: y, F: f, Global: global}}
}
