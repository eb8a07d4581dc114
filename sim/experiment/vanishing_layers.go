package experiment

import (
	"math"

	"nabla/sim/network"
)

// LayerFactor is by how much a hidden layer l makes the gradient that flows down
// to it longer or shorter. Backpropagation goes from layer to layer by
// δ⁽ˡ⁾ = (W⁽ˡ⁺¹⁾ᵀδ⁽ˡ⁺¹⁾) ⊙ φ′(z⁽ˡ⁾); if all directions of δ⁽ˡ⁺¹⁾ are as likely and
// φ′ has nothing to do with it, this multiplies ‖δ‖ by
//
//	Factor = RMSDerivative · Gain,  Gain = ‖W⁽ˡ⁺¹⁾‖/√n⁽ˡ⁺¹⁾
//
// with n⁽ˡ⁺¹⁾ the units of the layer above and ‖·‖ Frobenius's norm. Product is
// that of the factors from the last hidden layer down to this one; what has
// really become of the gradient is Measured. Residual links and normalisation are
// in Measured only.
type LayerFactor struct {
	Layer             int     `json:"layer"`
	MeanDerivative    float64 `json:"mean_derivative"` // mean |φ′(z)|
	RMSDerivative     float64 `json:"rms_derivative"`  // √(mean φ′(z)²)
	Gain              float64 `json:"gain"`
	Factor            float64 `json:"factor"`
	Product           float64 `json:"product"`
	DerivativeProduct float64 `json:"derivative_product"` // of the mean derivatives alone
	Measured          float64 `json:"measured"`           // ‖δ⁽ˡ⁾‖/‖δ⁽ᴸ⁾‖, L the output layer
}

// Factors returns those of every hidden layer of a network, the first at the
// inputs, at the weights and over the points that [LayerReport] is of.
func (v *Vanishing) Factors(i int) []LayerFactor {
	net, sweep := v.learners[i].net, v.learners[i].gradient()
	last := net.NumLayers() - 1
	factors := make([]LayerFactor, last)
	above := sweep.Stats(last)
	out, product, slopes := above.DeltaNorm, 1.0, 1.0
	for l := last - 1; l >= 0; l-- {
		s := sweep.Stats(l)
		f := LayerFactor{
			Layer: l + 1, MeanDerivative: s.MeanDerivative, RMSDerivative: s.RMSDerivative,
			Gain:     above.WeightNorm / math.Sqrt(float64(net.Layer(l+1).Out)),
			Measured: s.DeltaNorm / out,
		}
		f.Factor = f.RMSDerivative * f.Gain
		product *= f.Factor
		slopes *= f.MeanDerivative
		f.Product, f.DerivativeProduct = product, slopes
		factors[l], above = f, s
	}
	return factors
}

// Slowdown returns how many times longer the gradient of the last layer's weights
// is than that of the first layer's.
func Slowdown(layers []LayerReport) float64 {
	return layers[len(layers)-1].GradientNorm / layers[0].GradientNorm
}

// LayerRounding is the shares of a layer's weights that the last update leaves as
// they are in a number format: those with round(round(w)+Δw) = round(w), where Δw
// is the update before anything was rounded. They are 0 before the first update.
type LayerRounding struct {
	Layer    int     `json:"layer"`
	Float64  float64 `json:"float64"`
	Float32  float64 `json:"float32"`
	Bfloat16 float64 `json:"bfloat16"`
}

// Rounding returns the shares of every layer of a network.
func (v *Vanishing) Rounding(i int) []LayerRounding {
	l := v.learners[i]
	rows := make([]LayerRounding, l.net.NumLayers())
	for k := range rows {
		at := l.net.Layer(k)
		n := len(at.Weights)
		rows[k] = LayerRounding{
			Layer:    k + 1,
			Float64:  l.staying(float64bits, at.Lo, n),
			Float32:  l.staying(float32bits, at.Lo, n),
			Bfloat16: l.staying(bfloat16bits, at.Lo, n),
		}
	}
	return rows
}

// staying returns the share of n parameters from lo on that the last update
// leaves as they are in a format, 0 before the first.
func (l *learner) staying(p precision, lo, n int) float64 {
	if l.step == 0 {
		return 0
	}
	same := 0
	for j := lo; j < lo+n; j++ {
		if p.stays(l.before[j], l.move(j)) {
			same++
		}
	}
	return float64(same) / float64(n)
}

// move returns the last update of a parameter, before it was rounded.
func (l *learner) move(j int) float64 {
	if len(l.proposed) == len(l.before) {
		return l.proposed[j] - l.before[j]
	}
	return l.net.Params()[j] - l.before[j]
}

// WeightUpdate is what the last update makes of one weight: w+Δw, and whether it
// is still w in each of the number formats.
type WeightUpdate struct {
	Before, Move               float64
	Float64, Float32, Bfloat16 bool // it stays
}

// FirstWeight returns what becomes of the first weight w₁ of a layer, counted
// from 1: that of its first unit for its first input. ok is false before the first
// update.
func (v *Vanishing) FirstWeight(i, layer int) (u WeightUpdate, ok bool) {
	l := v.learners[i]
	if l.step == 0 {
		return u, false
	}
	j := l.net.Layer(layer - 1).Lo
	w, move := l.before[j], l.move(j)
	return WeightUpdate{
		Before: w, Move: move,
		Float64: float64bits.stays(w, move), Float32: float32bits.stays(w, move), Bfloat16: bfloat16bits.stays(w, move),
	}, true
}

// PreActivationReport is the histogram of the pre-activations z of a layer: how
// many of them lie in each of equal parts of the range from −To to To. They are
// those of every unit for every point of the training set; of a large set or
// network, of as many of the last points as [network.Sweep] takes at a time.
type PreActivationReport struct {
	Layer     int     `json:"layer"`
	To        float64 `json:"to"`
	Counts    []int   `json:"counts"`
	NotFinite int     `json:"not_finite"`
}

func newPreActivationReport(layer int, h network.Histogram) PreActivationReport {
	return PreActivationReport{Layer: layer, To: h.To, Counts: h.Counts[:], NotFinite: h.Lost}
}

// PreActivations returns the histogram of a layer of a network, counted from 1.
func (v *Vanishing) PreActivations(i, layer int) network.Histogram {
	return v.learners[i].training().sweep.Histogram(layer - 1)
}

// Activation returns φ of a network's hidden layers.
func (v *Vanishing) Activation(i int) network.Activation {
	return v.learners[i].net.Config().Activation
}

// Depth returns the number of hidden layers.
func (v *Vanishing) Depth() int { return v.learners[0].net.NumLayers() - 1 }
