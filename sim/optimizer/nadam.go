package optimizer

import "math"

// NAdam is Dozat's Adam with Nesterov's look ahead (2016). Its momentum grows
// with the iterations, κₜ = β₁·(1 − ½·0.96^(t·ψ)), where ψ is the option
// momentum_decay. At iteration t:
//
//	m ← β₁·m + (1−β₁)·g
//	v ← β₂·v + (1−β₂)·g²
//	a = κₜ₊₁/(1 − κ₁·…·κₜ₊₁) · m + (1−κₜ)/(1 − κ₁·…·κₜ) · g
//	w ← w − µ·a/(√v/√(1−β₂ᵗ) + ε)
//
// as torch.optim.NAdam. Keras's ψ is 1 and its ε 1e-7.
type NAdam struct {
	Adam
	factor  float64 // 0.96^ψ
	power   float64 // 0.96^(t·ψ)
	product float64 // κ₁·…·κₜ
	ofMean  float64 // what m is multiplied by in a
	ofSlope float64 // and g
}

func newNAdam(adam Adam, psi float64) *NAdam {
	return &NAdam{Adam: adam, factor: power096(psi), power: 1, product: 1}
}

// Begin begins an iteration: t ← t+1.
func (o *NAdam) Begin() {
	o.Adam.Begin()
	o.power = float64(o.power * o.factor)
	now := float64(o.beta1 * (1 - float64(0.5*o.power)))
	next := float64(o.beta1 * (1 - float64(0.5*float64(o.power*o.factor))))
	o.product = float64(o.product * now)
	o.ofMean = next / (1 - float64(o.product*next))
	o.ofSlope = (1 - now) / (1 - o.product)
}

// Update moves the parameters from number lo on. It panics before the first
// Begin.
func (o *NAdam) Update(lo int, w, g []float64) {
	check(lo, w, g, len(o.first))
	checkBegun(o.steps)
	root := math.Sqrt(1 - o.power2)
	m, v := o.first[lo:][:len(g)], o.second[lo:][:len(g)]
	for i, slope := range g {
		m[i] = float64(o.beta1*m[i]) + float64((1-o.beta1)*slope)
		v[i] = float64(o.beta2*v[i]) + float64((1-o.beta2)*float64(slope*slope))
		ahead := float64(o.ofMean*m[i]) + float64(o.ofSlope*slope)
		w[i] -= float64(o.rate * (ahead / (math.Sqrt(v[i])/root + o.eps)))
	}
}

// Clone returns a copy with memory of its own.
func (o *NAdam) Clone() Optimizer {
	c := *o
	c.Adam = o.copied()
	return &c
}

// power096 returns 0.96^x for x ≥ 0, by the exponential's series: [math.Pow]
// does not give the same bits on every machine.
func power096(x float64) float64 {
	const ln = -0.040821994520255129554577065155319946 // ln 0.96
	x *= ln
	squarings := 0
	for x < -0.5 {
		x /= 2
		squarings++
	}
	sum, term := 1.0, 1.0
	for n := 1.0; n <= 16; n++ {
		term = float64(term * (x / n))
		sum += term
	}
	for range squarings {
		sum *= sum
	}
	return sum
}
