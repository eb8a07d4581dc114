package experiment

import "nabla/sim/network"

// LayerReport is what a network reports of one of its layers, counted from 1
// at the inputs. Gradients are those of the mean loss at the reported weights,
// over the whole training set with batch 0 and at step 0, else over the batch of
// the last update; without dropout and before clipping. Norms are Frobenius
// norms.
type LayerReport struct {
	Layer            int     `json:"layer"`
	GradientNorm     float64 `json:"gradient_norm"`      // ‖∂L/∂W‖
	BiasGradientNorm float64 `json:"bias_gradient_norm"` // ‖∂L/∂b‖
	DeltaNorm        float64 `json:"delta_norm"`         // ‖∂L/∂z‖ over all samples
	WeightNorm       float64 `json:"weight_norm"`        // ‖W‖
	UpdateRatio      float64 `json:"update_ratio"`       // ‖ΔW‖/‖W‖ of the last update
	UnchangedShare   float64 `json:"unchanged_share"`    // weights that it left exactly as they were
	DeadShare        float64 `json:"dead_share"`         // units with φ′ = 0 for every sample
	MeanDerivative   float64 `json:"mean_derivative"`    // mean |φ′|, at z or where it is normalised at ẑ
}

// layers reports every layer. Before the first update there is no update to
// report: the ratio and the unchanged share are 0. The reports are not to be
// changed.
func (l *learner) layers() []LayerReport {
	if l.found.layers == nil {
		l.found.layers = l.survey()
	}
	return l.found.layers
}

func (l *learner) survey() []LayerReport {
	sweep := l.gradient()
	reports := make([]LayerReport, l.net.NumLayers())
	var moves []float64
	if l.step > 0 {
		most := 0
		for i := range reports {
			most = max(most, len(l.net.Layer(i).Weights))
		}
		moves = make([]float64, 0, most)
	}
	for i := range reports {
		s := sweep.Stats(i)
		reports[i] = LayerReport{
			Layer: i + 1, GradientNorm: s.GradientNorm, BiasGradientNorm: s.BiasGradientNorm,
			DeltaNorm: s.DeltaNorm, WeightNorm: s.WeightNorm,
			DeadShare: s.DeadShare, MeanDerivative: s.MeanDerivative,
		}
		if l.step > 0 {
			reports[i].UpdateRatio, reports[i].UnchangedShare = l.update(i, moves)
		}
	}
	return reports
}

// update compares a layer's weights with those before the last update, in the memory
// of moves.
func (l *learner) update(layer int, moves []float64) (ratio, unchanged float64) {
	at := l.net.Layer(layer)
	before := l.before[at.Lo:]
	moves = moves[:0]
	same := 0
	for i, w := range at.Weights {
		moves = append(moves, w-before[i])
		if w == before[i] {
			same++
		}
	}
	if size := network.Norm(before[:len(moves)]); size != 0 {
		ratio = network.Norm(moves) / size
	}
	return ratio, float64(same) / float64(len(moves))
}
