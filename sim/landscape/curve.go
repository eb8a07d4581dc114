package landscape

// Curve is a named function of one variable w.
type Curve struct {
	Name    string // in kebab-case
	Formula string
	Source  string
	Lo, Hi  float64 // a range worth drawing
	Start   float64 // a start worth taking
	// Minima and Maxima are those in the range, from left to right.
	Minima, Maxima []Known
}

// Known is a minimum or a maximum that is known from elsewhere: closed forms, or
// 20-digit arithmetic where there is none. It is global if nothing in the range
// is beyond it.
type Known struct {
	W, F   float64
	Global bool
}

// Curves returns the named curves in the order in which to teach them.
func Curves() []Curve {
	return []Curve{
		{
			Name: "u-shape", Formula: "w^2",
			Source: "the quadratic on which gradient descent is w ← (1 − 2µ)·w",
			Lo:     -4, Hi: 4, Start: 3,
			Minima: []Known{{W: 0, F: 0, Global: true}},
		},
		{
			Name: "w-shape", Formula: "w^4 - 3w^2 + w",
			Source: "a double well, tilted by w; f′ = 4w³ − 6w + 1",
			Lo:     -2.2, Hi: 2.2, Start: 1.9,
			Minima: []Known{
				{W: -1.3008395659415772, F: -3.5139050389347890, Global: true},
				{W: 1.1309011226299859, F: -1.0702301817761541},
			},
			Maxima: []Known{{W: 0.16993844331159128, F: 0.084135220710943075}},
		},
		{
			Name: "w-symmetric", Formula: "w^4 - 2w^2",
			Source: "the double well (w² − 1)² − 1",
			Lo:     -2, Hi: 2, Start: 1.8,
			Minima: []Known{{W: -1, F: -1, Global: true}, {W: 1, F: -1, Global: true}},
			Maxima: []Known{{W: 0, F: 0}},
		},
		sineBowl(),
		{
			Name: "plateau", Formula: "1 - exp(-w^2)",
			Source: "a Gaussian well: far out the slope 2w·exp(−w²) is next to nothing",
			Lo:     -4, Hi: 4, Start: 3,
			Minima: []Known{{W: 0, F: 0, Global: true}},
		},
		{
			Name: "cliff", Formula: "w^2/10 + 3sigmoid(20(w - 1))",
			Source: "a slope with a wall in it, after Pascanu, Mikolov and Bengio (2013), figure 6",
			Lo:     -4, Hi: 4, Start: 2.5,
			Minima: []Known{{W: -6.1833843728684220e-7, F: 6.1834226198554721e-9, Global: true}},
		},
		{
			Name: "abs", Formula: "|w|",
			Source: "the absolute error; a minimum without a slope of 0",
			Lo:     -4, Hi: 4, Start: 3,
			Minima: []Known{{W: 0, F: 0, Global: true}},
		},
	}
}

func sineBowl() Curve {
	return Curve{
		Name: "sine-bowl", Formula: "w^2/10 + sin(3w)",
		Source: "a sine on a bowl, Rastrigin's idea (1974) in one variable; f′ = w/5 + 3cos(3w)",
		Lo:     -6, Hi: 6, Start: 5.2,
		Minima: []Known{
			{W: -4.6082988824230058, F: 1.1720033155244850},
			{W: -2.5608069380735433, F: -0.32954628593577724},
			{W: -0.51221402835611285, F: -0.97318047949730674, Global: true},
			{W: 1.5365898801477500, F: -0.75862840861323718},
			{W: 3.5847518173037196, F: 0.31402091965919059},
			{W: 5.6313031629650940, F: 2.2443028149427553},
		},
		Maxima: []Known{
			{W: -5.8941977553144181, F: 4.3937180452272021, Global: true},
			{W: -3.7494045139671182, F: 2.3740595068749591},
			{W: -1.6065664148622717, F: 1.2523533412882747},
			{W: 0.53550133446121865, F: 1.0280387165728423},
			{W: 2.6778217297366195, F: 1.7010089420918540},
			{W: 4.8214691767457366, F: 3.2715894107488272},
		},
	}
}

// Names returns the names of the curves in the same order.
func Names() []string {
	curves := Curves()
	names := make([]string, len(curves))
	for i := range curves {
		names[i] = curves[i].Name
	}
	return names
}
