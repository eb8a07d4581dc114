package experiment

import "slices"

// BackpropReport is what one micro-step reports: what it is, and the vectors and
// matrices that it made; those it did not make are nil. Layers, samples and iterations are counted from 1.
type BackpropReport struct {
	Phase     string `json:"phase"` // sample, z, a, prediction, loss, delta, gradient or update
	Layer     int    `json:"layer"` // 0 for none
	Sample    int    `json:"sample"`
	Iteration int    `json:"iteration"` // samples begun
	Epoch     int    `json:"epoch"`

	Input          *[]float64   `json:"input"`
	Target         *[]float64   `json:"target"`
	Z              *[]float64   `json:"z"`
	A              *[]float64   `json:"a"`
	Slope          *[]float64   `json:"slope"` // φ′(z)
	Prediction     *[]float64   `json:"prediction"`
	Loss           *float64     `json:"loss"`
	Delta          *[]float64   `json:"delta"`
	WeightGradient *[][]float64 `json:"weight_gradient"` // out×in
	BiasGradient   *[]float64   `json:"bias_gradient"`
	Check          *float64     `json:"check"`   // of the whole gradient, when it is complete
	Weights        *[][]float64 `json:"weights"` // after the update, out×in
	Bias           *[]float64   `json:"bias"`

	Answered         *[]string  `json:"answered"` // the names of the numbers that were guessed
	Answers          *[]float64 `json:"answers"`
	AnswerDifference *[]float64 `json:"answer_difference"` // of the answers from the numbers
}

// Report returns a [BackpropReport].
func (b *Backprop) Report() any {
	phase, layer := b.Phase()
	r := BackpropReport{Phase: phase.String(), Layer: layer + 1, Sample: b.Row() + 1, Iteration: b.samples, Epoch: b.Epoch()}
	switch phase {
	case BackpropSample:
		r.Input, r.Target = new(slices.Clone(b.x)), new(slices.Clone(b.t))
	case BackpropSum:
		r.Z = b.vector(BackpropZ, layer)
	case BackpropActivation:
		slope := make([]float64, b.net.Layer(layer).Out)
		for u := range slope {
			slope[u] = b.Pass().Slope(layer, 0, u)
		}
		r.A, r.Slope = b.vector(BackpropA, layer), &slope
		if layer == b.Layers()-1 {
			r.Phase, r.Prediction, r.A = "prediction", r.A, nil
		}
	case BackpropLoss:
		r.Loss = new(b.Loss())
	case BackpropDelta:
		r.Delta = b.vector(BackpropD, layer)
	case BackpropGradient:
		weights, bias := b.Pass().LayerGrad(layer)
		r.WeightGradient, r.BiasGradient = rows(weights, b.net.Layer(layer).In), new(slices.Clone(bias))
		if layer > 0 {
			break
		}
		if relative, ok := b.CheckAll(); ok {
			r.Check = &relative
		}
	case BackpropUpdate:
		at := b.net.Layer(layer)
		r.Weights, r.Bias = rows(at.Weights, at.In), new(slices.Clone(at.Bias))
	}
	b.reportAnswers(&r)
	return r
}

// reportAnswers adds the answers that were given at this step.
func (b *Backprop) reportAnswers(r *BackpropReport) {
	if len(b.answers) == 0 {
		return
	}
	r.Answered, r.Answers, r.AnswerDifference = new([]string), new([]float64), new([]float64)
	for _, e := range b.answers {
		*r.Answered = append(*r.Answered, e.name.String())
		*r.Answers = append(*r.Answers, e.value)
		*r.AnswerDifference = append(*r.AnswerDifference, e.value-b.Number(e.name))
	}
}

// vector returns one number of every unit of a layer.
func (b *Backprop) vector(kind BackpropKind, layer int) *[]float64 {
	v := make([]float64, b.net.Layer(layer).Out)
	for u := range v {
		v[u] = b.Number(BackpropName{Kind: kind, Layer: layer, Unit: u})
	}
	return &v
}

// rows cuts a matrix that lies row by row.
func rows(flat []float64, width int) *[][]float64 {
	matrix := slices.Collect(slices.Chunk(slices.Clone(flat), width))
	return &matrix
}
