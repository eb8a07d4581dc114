package network

import (
	"math"

	"nabla/sim/network/kernel"
)

// HistogramParts is the number of parts of a [Histogram].
const HistogramParts = 40

// Histogram counts how often numbers fall into each of [HistogramParts] equal
// parts of the range from −To to To. A number on the border of two parts counts
// for the upper one, To itself for the last.
type Histogram struct {
	To     float64 // 5, 10, 20, 50, 100 …, the first that holds every finite number
	Counts [HistogramParts]int
	Count  int // of all numbers
	Lost   int // how many of them were NaN or infinite
}

// least is what the range of a histogram goes to at the least: beyond it σ′ is
// below 0.7 %.
const least = 5

// Part returns the ends of a part.
func (h *Histogram) Part(i int) (from, to float64) {
	at := func(i int) float64 { return (float64(2*i)/HistogramParts - 1) * h.To }
	return at(i), at(i + 1)
}

// Histogram counts the pre-activations z of layer l's units, after
// [Sweep.Forward] or [Sweep.Run]: for all samples if they fit one chunk, else for
// those of the last one. It panics unless the layer exists.
func (s *Sweep) Histogram(l int) Histogram { return s.pass.histogram(l) }

func (p *Pass) histogram(l int) Histogram {
	h := Histogram{To: least}
	peak := 0.0
	p.eachZ(l, func(z float64) {
		if size := math.Abs(z); size <= math.MaxFloat64 {
			peak = max(peak, size)
		}
	})
	for i := 0; h.To < peak; i++ {
		h.To = min(h.To*[...]float64{2, 2, 2.5}[i%3], math.MaxFloat64)
	}
	p.eachZ(l, func(z float64) {
		h.Count++
		if !(math.Abs(z) <= math.MaxFloat64) {
			h.Lost++
			return
		}
		part := int((z/h.To + 1) / 2 * HistogramParts)
		h.Counts[min(part, HistogramParts-1)]++
	})
	return h
}

// eachZ visits layer l's z of every unit for every sample of the batch.
func (p *Pass) eachZ(l int, visit func(z float64)) {
	units, z := p.net.layers[l].Out, p.layers[l].z
	if p.net.normed(l) {
		z = p.layers[l].blocks.y // what φ sees
	}
	for first := 0; first < p.batch; first += kernel.Width {
		for u := range units {
			lanes := &z[first/kernel.Width*units+u]
			for lane := range min(kernel.Width, p.batch-first) {
				visit(lanes[lane])
			}
		}
	}
}
