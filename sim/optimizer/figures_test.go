package optimizer

import (
	"math"
	"testing"
)

func TestByHand(t *testing.T) {
	for _, c := range []struct {
		spec      string
		rate      float64
		gradients []float64
		want      []float64
	}{
		{"sgd", 0.1, []float64{1, -2, 0.5}, []float64{0.9, 1.1, 1.05}},
		// v = 1, 1.9, 2.71: the buffer starts as the first gradient
		{"momentum", 0.1, []float64{1, 1, 1}, []float64{0.9, 0.71, 0.439}},
		// v = 1, −1.5, −0.25
		{"momentum(momentum=0.5)", 0.1, []float64{1, -2, 0.5}, []float64{0.9, 1.05, 1.075}},
		{"momentum(momentum=0)", 0.1, []float64{1, -2, 0.5}, []float64{0.9, 1.1, 1.05}},
		// v = 1, 1.9, 2.71, and steps of µ·(g + 0.9·v)
		{"nesterov", 0.1, []float64{1, 1, 1}, []float64{0.81, 0.539, 0.1951}},
		// v = 1, −1.5
		{"nesterov(momentum=0.5)", 0.1, []float64{1, -2}, []float64{0.85, 1.125}},
		{"nesterov(momentum=0)", 0.1, []float64{1, -2, 0.5}, []float64{0.9, 1.1, 1.05}},
		// s = 9, 25: steps of 3/3 and 4/5
		{"adagrad(eps=0)", 0.5, []float64{3, -4}, []float64{0.5, 0.9}},
		// s = 16, 25; the second step is halved
		{"adagrad(eps=1,lr_decay=1,initial_accumulator_value=7)", 1, []float64{3, -3}, []float64{0.4, 0.65}},
		// v = 0.64·25 = 16, then 0.36·16 + 0.64·(81/16) = 9
		{"rmsprop(alpha=0.36,eps=1)", 1, []float64{5, 2.25}, []float64{0, -0.5625}},
		// without memory, d = √ε/√(g²+ε)·g
		{"adadelta(rho=0,eps=9)", 0.5, []float64{4}, []float64{1 - 0.5*3./5*4}},
		// the second d = √(2.4²+9)/5·4, by v = 16 and u = 2.4²
		{"adadelta(rho=0,eps=9)", 0.5, []float64{4, 4}, []float64{-0.2, -0.2 - 0.4*math.Sqrt(14.76)}},
		// 1 − 0.1·0.5 and then Adam's first step, µ
		{"adamw(eps=0,weight_decay=0.5)", 0.1, []float64{7}, []float64{0.95 - 0.1}},
		{"adamw(weight_decay=0)", 0.1, []float64{1, -2}, []float64{0.90000000099999999, 0.93661035347207508821}},
		// κ = ½·(1−½) = ¼ for ever, when ψ = 0: a = (¼·½/(1−1/16) + 1)·g
		{"nadam(beta1=0.5,eps=0,momentum_decay=0)", 0.3, []float64{-2}, []float64{1.34}},
		// until ρ > 5 a step is µ times the corrected mean: of (1, −2), −1.1/1.9
		{"radam", 0.1, []float64{1, -2}, []float64{0.9, 0.9 + 0.1*11/19.}},
		// c = 0.1, −0.191, 0.02171: the sign of the last is the gradient's
		{"lion", 0.1, []float64{1, -2, 0.5}, []float64{0.9, 1, 0.9}},
		// no gradient, no move; then the decay alone
		{"lion", 0.1, []float64{0}, []float64{1}},
		{"lion(weight_decay=0.5)", 0.1, []float64{0, 0}, []float64{0.95, 0.9025}},
		// worked with 50 decimal digits from the formula in the paper
		{"adam", 0.1, []float64{1, -2, 0.5, 0.001}, []float64{0.90000000099999999, 0.93661035347207508821, 0.95027941967382172559, 0.96145089616843217044}},
		// the first step is −µ·g/(|g|+ε), whatever β
		{"adam(beta1=0.3,beta2=0.7,eps=0.5)", 0.1, []float64{2}, []float64{1 - 0.1*2/2.5}},
		// and so is each with a gradient that stays; m/(1−β₁ᵗ) = g
		{"adam(eps=1)", 0.5, []float64{-4, -4, -4}, []float64{1.4, 1.8, 2.2}},
		// β₂ = 0 leaves √v = |g|
		{"adam(beta1=0,beta2=0,eps=0)", 0.25, []float64{3, -7}, []float64{0.75, 1}},
	} {
		got := path(parse(t, c.spec).New(1, c.rate), c.gradients...)
		for k := range c.want {
			if !near(got[k], c.want[k], 1e-15*4) {
				t.Errorf("%s: after %d gradients w = %.17g, want %.17g", c.spec, k+1, got[k], c.want[k])
			}
		}
	}
}

// Paths worked with 60 decimal digits from PyTorch's documented formulas (of
// Lion, the paper's), for 1, −2, 0.5, 0.001 and again, from 1 by 0.1.
func TestFigures(t *testing.T) {
	for _, c := range []struct {
		spec string
		want []float64
	}{
		{"nesterov", []float64{0.81, 1.109, 1.1031, 1.1426}},
		{"adagrad", []float64{0.90000000001, 0.989442719105991587856, 0.967620930083344730681, 0.967577286509455967615}},
		{"adagrad(lr_decay=0.5,initial_accumulator_value=0.3,eps=0.01)", []float64{0.913056740895519810821, 0.970722555637792121473, 0.960155501286011236716, 0.960138594000565127895}},
		{"rmsprop", []float64{9.99999900000009999999e-8, 0.895323021991521920922, 0.675849505350488634032, 0.675408347026171139896}},
		{"rmsprop(alpha=0.5,eps=0.25)", []float64{0.895518450014503422994, 1.00980416430021770871, 0.973255364773906346679, 0.973159263573770560559}},
		{"adadelta", []float64{0.999683773815110133709, 1.00008783341048181301, 0.999950167689329404257, 0.999949880094982576904}},
		{"adadelta(rho=0.5,eps=0.1)", []float64{0.959175170953613698363, 1.01503720972670651164, 0.991557705841284604751, 0.991501822746966041758}},
		{"adamw", []float64{0.89900000099999999, 0.934711353471075088216, 0.947445708319350650515, 0.957669739105641744715}},
		{"adamw(weight_decay=0.5)", []float64{0.85000000099999999, 0.844110353422075088706, 0.815573901952717971658, 0.785966683349692517926}},
		{"nadam", []float64{0.89435482322091294437, 0.985010571915627828818, 0.963883048224801348869, 0.965595856889362252627}},
		{"nadam(momentum_decay=30)", []float64{0.874586093655381522173, 0.94139776494930643986, 0.938206924148099494409, 0.944748857377089544946}},
		// the rectified steps begin with the sixth
		{"radam", []float64{0.9, 0.957894736842105263158, 0.975975917653913381239, 0.988770334635594102379, 0.974021000065009745465, 0.974634965477524884939, 0.975050413948486628353, 0.975483177661112579219}},
		{"radam(beta2=0.7)", []float64{0.9, 0.957894736842105263158, 0.975975917653913381239, 0.988770334635594102379, 0.974021000065009745465, 1.00510353182728514728, 1.02064417170464067766, 1.0334385886863213988}},
		{"lion", []float64{0.9, 1, 0.9, 1}},
		{"lion(beta1=0.5,beta2=0.8,weight_decay=0.5)", []float64{0.85, 0.9075, 0.762125, 0.82401875}},
	} {
		got := path(parse(t, c.spec).New(1, 0.1), 1, -2, 0.5, 0.001, 1, -2, 0.5, 0.001)
		for k := range c.want {
			if !near(got[k], c.want[k], 1e-14) {
				t.Errorf("%s: after %d gradients w = %.17g, want %.17g", c.spec, k+1, got[k], c.want[k])
			}
		}
	}
}

// NAdam's 0.96^ψ is worked out by a series; these have 20 correct digits.
func TestPower096(t *testing.T) {
	for x, want := range map[float64]float64{
		0: 1, 0.004: 0.999836725352675278422, 1: 0.96, 30: 0.293857643230705789925, 1000: 1.86738144667019382615e-18,
	} {
		if got := power096(x); !near(got, want, 2e-13*want) {
			t.Errorf("0.96^%g = %.17g, want %.17g", x, got, want)
		}
	}
	if got := power096(math.MaxFloat64); got != 0 {
		t.Errorf("0.96 to the largest number is %g, want 0", got)
	}
}

// The end points of 200 steps from (−1.2, 1) on Rosenbrock's function, worked
// with 60 decimal digits from PyTorch's documented formulas.
func TestRosenbrock(t *testing.T) {
	for _, c := range []struct {
		spec string
		rate float64
		want [2]float64
	}{
		{"sgd", 0.001, [2]float64{-0.85895048986791834506, 0.74587683855031341506}},
		{"momentum", 0.0005, [2]float64{0.47748859086960730518, 0.22529715731841548098}},
		{"nesterov", 0.0005, [2]float64{0.350015880626434052927, 0.119149987273073446093}},
		{"adagrad", 0.1, [2]float64{-0.929646209570446271098, 0.870350883635854679865}},
		{"rmsprop", 0.005, [2]float64{-0.976732296780235649737, 0.960253290352444197397}},
		{"adadelta", 1, [2]float64{-0.957854871099297408699, 0.926027025317495375205}},
		{"adam", 0.01, [2]float64{-1.00590184485803286312, 1.01812543598584783983}},
		{"adamw", 0.01, [2]float64{-0.991324788334865676015, 0.989243012782830055743}},
		{"nadam", 0.01, [2]float64{-1.01323625982901825843, 1.03291958918103485657}},
		{"radam", 0.001, [2]float64{-0.98424086188343126703, 1.03455934975203099846}},
		{"lion", 0.003, [2]float64{-0.906, 0.832}},
	} {
		o := parse(t, c.spec).New(2, c.rate)
		w := []float64{-1.2, 1}
		for range 200 {
			x, y := w[0], w[1]
			o.Begin()
			o.Update(0, w, []float64{-2*(1-x) - 400*x*(y-x*x), 200 * (y - x*x)})
		}
		if !near(w[0], c.want[0], 1e-11) || !near(w[1], c.want[1], 1e-11) {
			t.Errorf("%s ends at %.16g, want %.16g", c.spec, w, c.want)
		}
	}
}

// Figures published in Keras's own tests: ten parameters 1, a first gradient of
// 0.01, then 0.1 … 1.0 four times. They have four decimals, and a tolerance of
// 5e-4 + 5e-4·|w| there; those of some rules are one figure for all ten. RMSprop's
// are left out, which are of the centered kind. AdamW's have their own test.
func TestKerasFigures(t *testing.T) {
	type table [5][10]float64
	same := func(rows ...float64) (t table) {
		for k, value := range rows {
			for i := range t[k] {
				t[k][i] = value
			}
		}
		return t
	}
	sgd := table{
		{0.9999, 0.9999, 0.9999, 0.9999, 0.9999, 0.9999, 0.9999, 0.9999, 0.9999, 0.9999},
		{0.9989, 0.9979, 0.9969, 0.9959, 0.9949, 0.9939, 0.9929, 0.9919, 0.9909, 0.9899},
		{0.9979, 0.9959, 0.9939, 0.9919, 0.9899, 0.9879, 0.9859, 0.9839, 0.9819, 0.9799},
		{0.9969, 0.9939, 0.9909, 0.9879, 0.9849, 0.9819, 0.9789, 0.9759, 0.9729, 0.9699},
		{0.9959, 0.9919, 0.9879, 0.9839, 0.9799, 0.9759, 0.9719, 0.9679, 0.9639, 0.9599},
	}
	adagrad := table{
		{0.9963, 0.9963, 0.9963, 0.9963, 0.9963, 0.9963, 0.9963, 0.9963, 0.9963, 0.9963},
		{0.9604, 0.9278, 0.9003, 0.8784, 0.8615, 0.8487, 0.8388, 0.8313, 0.8255, 0.8209},
		{0.9251, 0.8629, 0.8137, 0.7768, 0.7497, 0.7298, 0.7151, 0.704, 0.6956, 0.6891},
		{0.8903, 0.8012, 0.7342, 0.6862, 0.6521, 0.6277, 0.6099, 0.5967, 0.5867, 0.579},
		{0.856, 0.7422, 0.6604, 0.6037, 0.5644, 0.5367, 0.5168, 0.5021, 0.491, 0.4825},
	}
	nadam := table{
		{0.4281, 0.4281, 0.4281, 0.4281, 0.4281, 0.4281, 0.4281, 0.4281, 0.4281, 0.4281},
		{-0.1738, -0.1731, -0.1726, -0.1723, -0.1721, -0.172, -0.1719, -0.1718, -0.1718, -0.1717},
		{-0.7115, -0.7103, -0.7096, -0.7092, -0.709, -0.7088, -0.7086, -0.7085, -0.7085, -0.7084},
		{-1.2335, -1.2322, -1.2313, -1.2309, -1.2306, -1.2304, -1.2302, -1.2301, -1.23, -1.2299},
		{-1.7492, -1.7478, -1.7469, -1.7464, -1.7461, -1.7459, -1.7457, -1.7456, -1.7455, -1.7454},
	}
	for _, c := range []struct {
		spec      string
		rate      float64
		tolerance float64
		want      table
	}{
		{"adam(eps=1e-7)", 0.001, 1.5e-4, same(0.999, 0.9982, 0.9974, 0.9965, 0.9955)},
		{"sgd", 0.01, 1e-12, sgd},
		{"nesterov(momentum=0)", 0.01, 1e-12, sgd},
		{"adagrad(initial_accumulator_value=0.3,eps=1e-6)", 0.2, 1e-4, adagrad},
		{"adadelta(rho=0.8)", 1, 1e-4, same(0.9978, 0.9947, 0.9915, 0.9882, 0.9849)},
		{"nadam(beta1=0.5,beta2=0.67,eps=1e-5,momentum_decay=1)", 0.5, 1e-4, nadam},
		{"lion", 0.001, 1e-12, same(0.999, 0.998, 0.997, 0.996, 0.995)},
	} {
		o := parse(t, c.spec).New(10, c.rate)
		w, g := make([]float64, 10), make([]float64, 10)
		for i := range w {
			w[i], g[i] = 1, 0.01
		}
		for k := range c.want {
			o.Begin()
			o.Update(0, w, g)
			for i := range w {
				if !near(w[i], c.want[k][i], c.tolerance) {
					t.Errorf("%s: after %d steps w%d = %g, want %g", c.spec, k+1, i, w[i], c.want[k][i])
				}
				g[i] = float64(i+1) / 10
			}
		}
	}
}

// Keras adds ε to √v before the correction, so that with its ε = 2 the ε of the
// formula here is 2/√(1−β₂ᵗ), another at every step.
func TestKerasAdamW(t *testing.T) {
	want := [5][10]float64{
		{0.4998, 0.4998, 0.4998, 0.4998, 0.4998, 0.4998, 0.4998, 0.4998, 0.4998, 0.4998},
		{0.2486, 0.2475, 0.2463, 0.2451, 0.244, 0.2428, 0.2417, 0.2405, 0.2394, 0.2382},
		{0.1223, 0.1198, 0.1174, 0.1149, 0.1124, 0.11, 0.1075, 0.1051, 0.1027, 0.1003},
		{0.0586, 0.0549, 0.0512, 0.0475, 0.0439, 0.0402, 0.0366, 0.033, 0.0294, 0.0258},
		{0.0263, 0.0215, 0.0167, 0.012, 0.0073, 0.0026, -0.0021, -0.0067, -0.0113, -0.0159},
	}
	o, ok := parse(t, "adamw(weight_decay=0.5)").New(10, 1).(*AdamW)
	if !ok {
		t.Fatal("adamw is no *AdamW")
	}
	w, g := make([]float64, 10), make([]float64, 10)
	for i := range w {
		w[i], g[i] = 1, 0.01
	}
	for k := range want {
		o.Begin()
		o.eps = 2 / math.Sqrt(1-math.Pow(0.999, float64(k+1)))
		o.Update(0, w, g)
		for i := range w {
			if !near(w[i], want[k][i], 1e-4) {
				t.Errorf("after %d steps w%d = %g, want %g", k+1, i, w[i], want[k][i])
			}
			g[i] = float64(i+1) / 10
		}
	}
}

// One step from (1, 2, 3, 4) by the gradient (1, 6, 7, 2), published there too,
// with Keras's defaults. Adagrad's four decimals also show its initial 0.1.
func TestKerasSingleStep(t *testing.T) {
	for _, c := range []struct {
		spec string
		want [4]float64
	}{
		{"sgd", [4]float64{0.5, -1, -0.5, 3}},
		{"adagrad(initial_accumulator_value=0.1,eps=1e-7)", [4]float64{0.5233, 1.5007, 2.5005, 3.5061}},
		{"rmsprop(alpha=0.9,eps=1e-7)", [4]float64{-0.5811, 0.4189, 1.4189, 2.4189}},
		{"adadelta(rho=0.95,eps=1e-7)", [4]float64{0.9993, 1.9993, 2.9993, 3.9993}},
		{"adam(eps=1e-7)", [4]float64{0.5, 1.5, 2.5, 3.5}},
		{"adamw(eps=1e-7,weight_decay=0.004)", [4]float64{0.498, 1.496, 2.494, 3.492}},
		{"nadam(eps=1e-7,momentum_decay=1)", [4]float64{0.4686, 1.4686, 2.4686, 3.4686}},
		{"lion", [4]float64{0.5, 1.5, 2.5, 3.5}},
	} {
		o := parse(t, c.spec).New(4, 0.5)
		w := []float64{1, 2, 3, 4}
		o.Begin()
		o.Update(0, w, []float64{1, 6, 7, 2})
		for i := range w {
			if !near(w[i], c.want[i], 1e-4) {
				t.Errorf("%s: w%d = %g, want %g", c.spec, i, w[i], c.want[i])
			}
		}
	}
}
