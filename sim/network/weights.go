package network

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
)

// MaxWeightsFile is the size in bytes beyond which a weights file is not read.
// No network's file is larger: MaxParams numbers of at most 25 bytes each, and
// half as many of running statistics.
const MaxWeightsFile = 80 << 20

// WriteWeights writes the weights and biases as JSON,
//
//	{"layers":[{"weights":[[…],…],"bias":[…]},…]}
//
// with a row of weights per unit (out×in), in the fewest digits that read back
// to the same bits. A layer that is normalised has "gamma" and "beta" too, and
// with batch normalisation "running_mean" and "running_var". Weights that are not finite cannot be written in JSON: the
// error is then a [WeightsError], and nothing is written. Other errors are w's.
func (n *Network) WriteWeights(w io.Writer) error {
	for i, layer := range n.layers {
		for _, numbers := range [...][]float64{n.params[layer.Lo:layer.Hi], layer.RunningMean, layer.RunningVar} {
			if slices.ContainsFunc(numbers, notFinite) {
				return weightsNotFinite(i + 1)
			}
		}
	}
	out := &weightsWriter{to: bufio.NewWriter(w)}
	out.text(`{"layers":[`)
	for i, layer := range n.layers {
		if i > 0 {
			out.text(",")
		}
		out.text("\n" + `{"weights":[`)
		for u := range layer.Out {
			if u > 0 {
				out.text(",")
			}
			out.numbers(layer.Weights[u*layer.In:][:layer.In])
		}
		out.text(`],"bias":`)
		out.numbers(layer.Bias)
		for k, numbers := range layer.norm() {
			if numbers != nil {
				out.text(`,"` + normKeys[k] + `":`)
				out.numbers(numbers)
			}
		}
		out.text("}")
	}
	out.text("\n]}\n")
	if err := out.to.Flush(); err != nil {
		return fmt.Errorf("weights: %w", err)
	}
	return nil
}

// normKeys are the keys of a normalisation's numbers, all of them optional.
var normKeys = [...]string{"gamma", "beta", "running_mean", "running_var"}

// norm returns the numbers that [normKeys] names, nil for those there are not.
func (l *Layer) norm() [len(normKeys)][]float64 {
	return [...][]float64{l.Gamma, l.Beta, l.RunningMean, l.RunningVar}
}

func notFinite(x float64) bool { return math.IsNaN(x) || math.IsInf(x, 0) }

// weightsWriter leaves errors to the buffer, which keeps the first one for Flush.
type weightsWriter struct {
	to    *bufio.Writer
	digit []byte
}

func (w *weightsWriter) text(s string) { _, _ = w.to.WriteString(s) }

func (w *weightsWriter) numbers(x []float64) {
	separator := byte('[')
	for _, value := range x {
		w.digit = strconv.AppendFloat(append(w.digit[:0], separator), value, 'g', -1, 64)
		_, _ = w.to.Write(w.digit)
		separator = ','
	}
	w.text("]")
}

// ReadWeights replaces the weights and biases by those of a file as
// [Network.WriteWeights] writes it. The file must hold the network's shape,
// finite numbers and nothing else; else the error is a [ShapeError] or a
// [WeightsError] and the network stays as it was. Other errors are r's. What the
// file does not hold of the network's normalisation starts as in [New]; what it
// holds of one that the network does not have is refused.
func (n *Network) ReadWeights(r io.Reader) error {
	data, err := io.ReadAll(io.LimitReader(r, MaxWeightsFile+1))
	if err != nil {
		return fmt.Errorf("weights: %w", err)
	}
	if len(data) > MaxWeightsFile {
		return weightsTooLarge()
	}
	file, err := parseWeights(data)
	if err != nil {
		return err
	}
	if !slices.Equal(file.sizes, n.sizes) {
		return ShapeError{File: file.sizes, Network: n.sizes}
	}
	for i := range n.layers {
		for k, have := range n.layers[i].norm() {
			if file.norms[i][k] != nil && have == nil {
				return n.weightsNorm(i, normKeys[k])
			}
		}
	}
	for i, rest := 0, file.params; i < len(n.layers); i++ {
		l := &n.layers[i]
		rest = rest[copy(l.Weights, rest):]
		rest = rest[copy(l.Bias, rest):]
		l.resetNorm()
		for k, numbers := range l.norm() {
			copy(numbers, file.norms[i][k])
		}
	}
	return nil
}
