package optimizer

import "math"

// RAdam is Liu et al.'s rectified Adam (2020): it moves by the mean of gradients
// alone until v holds enough of them to be trusted, and then lets it in
// by degrees. At iteration t, with ρ∞ = 2/(1−β₂) − 1,
//
//	m ← β₁·m + (1−β₁)·g
//	v ← β₂·v + (1−β₂)·g²
//	ρ = ρ∞ − 2t·β₂ᵗ/(1−β₂ᵗ)
//	w ← w − µ/(1−β₁ᵗ) · m · r·√(1−β₂ᵗ)/(√v + ε)        if ρ > 5
//	w ← w − µ/(1−β₁ᵗ) · m                              else
//	r = √((ρ−4)·(ρ−2)·ρ∞ / ((ρ∞−4)·(ρ∞−2)·ρ))
//
// with ε added before the correction, as torch.optim.RAdam; the paper lets v in
// from ρ > 4 on. Keras does not have the rule.
type RAdam struct {
	Adam
	rectifier float64 // r·√(1−β₂ᵗ), or 0 while v is left out
}

// Begin begins an iteration: t ← t+1.
func (o *RAdam) Begin() {
	o.Adam.Begin()
	o.rectifier = 0
	most := 2/(1-o.beta2) - 1
	rho := most - 2*float64(o.steps)*o.power2/(1-o.power2)
	if rho > 5 {
		variance := (rho - 4) * (rho - 2) * most / ((most - 4) * (most - 2) * rho)
		o.rectifier = math.Sqrt(variance) * math.Sqrt(1-o.power2)
	}
}

// Update moves the parameters from number lo on. It panics before the first
// Begin.
func (o *RAdam) Update(lo int, w, g []float64) {
	check(lo, w, g, len(o.first))
	checkBegun(o.steps)
	step := o.rate / (1 - o.power1)
	m, v := o.first[lo:][:len(g)], o.second[lo:][:len(g)]
	for i, slope := range g {
		m[i] = float64(o.beta1*m[i]) + float64((1-o.beta1)*slope)
		v[i] = float64(o.beta2*v[i]) + float64((1-o.beta2)*float64(slope*slope))
		move := m[i]
		if o.rectifier > 0 {
			move = m[i] * (o.rectifier / (math.Sqrt(v[i]) + o.eps))
		}
		w[i] -= float64(step * move)
	}
}

// Clone returns a copy with memory of its own.
func (o *RAdam) Clone() Optimizer { return &RAdam{o.copied(), o.rectifier} }
