package landscape

import "math"

func himmelblau() Surface {
	return Surface{
		Name: "himmelblau", Formula: "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
		Source: "Himmelblau, Applied Nonlinear Programming (1972)",
		X:      Interval{-5, 5}, Y: Interval{-5, 5}, Start: [2]float64{0, 0},
		Minima: []Spot{
			{X: -3.7793102533777469, Y: -3.2831859912861694, Global: true},
			{X: -2.8051180869527449, Y: 3.1313125182505730, Global: true},
			{X: 3, Y: 2, Global: true},
			{X: 3.5844283403304917, Y: -1.8481265269644036, Global: true},
		},
		Saddles: []Spot{
			{X: -3.0730257507643896, Y: -0.081353044287967512, F: 104.01516291755811},
			{X: -0.12796134673068007, Y: -1.9537149802445764, F: 178.33723920192746},
			{X: 0.086677504555396352, Y: 2.8842547011747761, F: 67.719150087527142},
			{X: 3.3851541836070209, Y: 0.073851879837749288, F: 13.311926270405591},
		},
		Maxima: []Spot{{X: -0.27084459066734761, Y: -0.92303855647998146, F: 181.61652152258270}},
	}
}

// styblinskiTang is a double well in x plus the same in y, so that its points
// are the nine pairs of the roots of 4x³ − 32x + 5.
func styblinskiTang() Surface {
	const low, top, high = -2.9035340277711771, 0.15673125678034010, 2.7468027709908370
	return Surface{
		Name: "styblinski-tang", Formula: "(x^4 - 16x^2 + 5x + y^4 - 16y^2 + 5y)/2",
		Source: "Styblinski and Tang, Experiments in nonconvex optimization (1990)",
		X:      Interval{-5, 5}, Y: Interval{-5, 5}, Start: [2]float64{4, -0.5},
		Minima: []Spot{
			{X: low, Y: low, F: -78.332331407542831, Global: true},
			{X: low, Y: high, F: -64.195612359055358},
			{X: high, Y: low, F: -64.195612359055358},
			{X: high, Y: high, F: -50.058893310567885},
		},
		Saddles: []Spot{
			{X: low, Y: top, F: -38.970553344716057},
			{X: top, Y: low, F: -38.970553344716057},
			{X: top, Y: high, F: -24.833834296228585},
			{X: high, Y: top, F: -24.833834296228585},
		},
		Maxima: []Spot{{X: top, Y: top, F: 0.39122471811071614}},
	}
}

// mccormick has no lowest point in the plane: its wells go down without end
// along x = y.
func mccormick() Surface {
	const u = math.Pi / 3
	return Surface{
		Name: "mccormick", Formula: "sin(x + y) + (x - y)^2 - 1.5x + 2.5y + 1",
		Source: "McCormick, Computability of global solutions to factorable nonconvex programs (1976)",
		X:      Interval{-1.5, 4}, Y: Interval{-3, 4}, Start: [2]float64{3.5, -2},
		Minima: []Spot{
			{X: 0.5 - u, Y: -0.5 - u, F: -1.9132229549810364, Global: true},
			{X: 0.5 + 2*u, Y: -0.5 + 2*u, F: 1.2283696986087568},
		},
		Saddles: []Spot{{X: 0.5 + u, Y: -0.5 + u, F: 1.9132229549810364}},
	}
}

// branin has its three minima where sin x = 0 and the parabola is on its floor:
// f = 10/(8π).
func branin() Surface {
	const floor, pass = 0.39788735772973834, 19.602112642270262
	return Surface{
		Name: "branin", Formula: "(y - 5.1x^2/(4pi^2) + 5x/pi - 6)^2 + 10(1 - 1/(8pi))cos(x) + 10",
		Source: "Branin, Widely convergent method for finding multiple solutions of simultaneous nonlinear equations (1972)",
		X:      Interval{-5, 10}, Y: Interval{0, 15}, Start: [2]float64{2.5, 12.5},
		Minima: []Spot{
			{X: -math.Pi, Y: 12.275, F: floor, Global: true},
			{X: math.Pi, Y: 2.275, F: floor, Global: true},
			{X: 3 * math.Pi, Y: 2.475, F: floor, Global: true},
		},
		Saddles: []Spot{{X: 0, Y: 6, F: pass}, {X: 2 * math.Pi, Y: 1.1, F: pass}},
	}
}

func goldsteinPrice() Surface {
	return Surface{
		Name: "goldstein-price",
		Formula: "(1 + (x + y + 1)^2 (19 - 14x + 3x^2 - 14y + 6x*y + 3y^2))" +
			" * (30 + (2x - 3y)^2 (18 - 32x + 12x^2 + 48y - 36x*y + 27y^2))",
		Source: "Goldstein and Price, On descent from local minima (1971)",
		X:      Interval{-2, 2}, Y: Interval{-2, 2}, Start: [2]float64{-0.5, 0.3},
		Minima: []Spot{
			{X: -0.6, Y: -0.4, F: 30},
			{X: 0, Y: -1, F: 3, Global: true},
			{X: 1.2, Y: 0.8, F: 840},
			{X: 1.8, Y: 0.2, F: 84},
		},
		Saddles: []Spot{
			{X: -0.4, Y: -0.6, F: 35},
			{X: 0.6, Y: 0.4, F: 990},
			{X: 1.2, Y: -0.2, F: 99},
			{X: 1.4, Y: 0.6, F: 980},
		},
		Maxima: []Spot{{X: 0.8, Y: 0.2, F: 1155}},
	}
}
