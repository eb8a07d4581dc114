package network

import (
	"fmt"

	"nabla/sim"
)

// WeightsError is a weights file that cannot be read, or weights that cannot
// be written: it says what is wrong, and where.
type WeightsError struct {
	id   string
	text string
	args map[string]any
}

func (e *WeightsError) Error() string { return "weights: " + e.text }

// Message returns the id and the arguments of the translated text.
func (e *WeightsError) Message() (id string, args map[string]any) { return e.id, e.args }

func weightsNotFinite(layer int) error {
	return &WeightsError{
		"weights.not-finite",
		fmt.Sprintf("layer %d holds a number that is not finite, which a weights file cannot hold", layer),
		map[string]any{"Layer": layer},
	}
}

func weightsTooLarge() error {
	const limit = MaxWeightsFile >> 20
	return &WeightsError{
		"weights.large",
		fmt.Sprintf("the file is larger than %d MiB; give a smaller one", limit),
		map[string]any{"Limit": limit},
	}
}

func weightsTooMany() error {
	return &WeightsError{
		"weights.too-many",
		fmt.Sprintf("the file holds more than %d layers or more than %d numbers; give a smaller one", MaxLayers, MaxParams),
		map[string]any{"Layers": MaxLayers, "Numbers": MaxParams},
	}
}

// weightsExpected is about a place where something else should stand, written
// as it would be in the file.
func weightsExpected(at place, want string) error {
	return &WeightsError{
		"weights.expected",
		fmt.Sprintf("line %d, column %d: expected %s", at.line, at.column, want),
		map[string]any{"Line": at.line, "Column": at.column, "Want": want},
	}
}

func weightsNumber(at place) error {
	return &WeightsError{
		"weights.number",
		fmt.Sprintf("line %d, column %d: expected a finite number", at.line, at.column),
		map[string]any{"Line": at.line, "Column": at.column},
	}
}

func weightsKey(at place, key, accepted string) error {
	return &WeightsError{
		"weights.key",
		fmt.Sprintf(`line %d, column %d: the key "%s" is unknown or given twice; the keys here are %s`, at.line, at.column, sim.Printable(key), accepted),
		map[string]any{"Line": at.line, "Column": at.column, "Key": sim.Printable(key), "Accepted": accepted},
	}
}

func weightsTrailing(at place) error {
	return &WeightsError{
		"weights.trailing",
		fmt.Sprintf("line %d, column %d: nothing may follow the weights", at.line, at.column),
		map[string]any{"Line": at.line, "Column": at.column},
	}
}

func weightsEmpty() error {
	return &WeightsError{
		"weights.empty",
		`the file holds no layers; give {"layers":[{"weights":[[…]],"bias":[…]}]}`,
		nil,
	}
}

func weightsMissing(layer int, key string) error {
	return &WeightsError{
		"weights.missing",
		fmt.Sprintf(`layer %d has no "%s", or an empty one`, layer, key),
		map[string]any{"Layer": layer, "Key": key},
	}
}

func weightsRagged(layer, row, got, want int) error {
	return &WeightsError{
		"weights.ragged",
		fmt.Sprintf("layer %d, row %d: the number of weights is %d, and %d in the rows before", layer, row, got, want),
		map[string]any{"Layer": layer, "Row": row, "Got": got, "Want": want},
	}
}

func weightsBias(layer, biases, rows int) error {
	return &WeightsError{
		"weights.bias",
		fmt.Sprintf("layer %d: the number of biases is %d, and that of rows of weights is %d; give one bias per row", layer, biases, rows),
		map[string]any{"Layer": layer, "Biases": biases, "Rows": rows},
	}
}

func weightsChain(layer, in, out int) error {
	return &WeightsError{
		"weights.chain",
		fmt.Sprintf("layer %d: the rows hold %d weights, and the layer before it has %d outputs", layer, in, out),
		map[string]any{"Layer": layer, "In": in, "Out": out},
	}
}

func weightsLength(layer int, key string, got, rows int) error {
	return &WeightsError{
		"weights.length",
		fmt.Sprintf(`layer %d: "%s" holds %d numbers, and the number of rows of weights is %d; give one per row`, layer, key, got, rows),
		map[string]any{"Layer": layer, "Key": key, "Got": got, "Rows": rows},
	}
}

func weightsNegative(layer int) error {
	return &WeightsError{
		"weights.negative",
		fmt.Sprintf(`layer %d: "running_var" holds a negative number; give variances`, layer),
		map[string]any{"Layer": layer},
	}
}

// weightsNorm is about numbers of a normalisation that the network does not have.
func (n *Network) weightsNorm(layer int, key string) error {
	norm := NoNorm
	if n.normed(layer) {
		norm = n.config.Norm
	}
	return &WeightsError{
		"weights.norm",
		fmt.Sprintf(`layer %d holds "%s", and the network has the normalisation %s there; give a file without it, or another norm`, layer+1, key, norm.Name()),
		map[string]any{"Layer": layer + 1, "Key": key, "Norm": norm.Name()},
	}
}
