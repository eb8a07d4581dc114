package network

import (
	"fmt"
	"strconv"
	"strings"

	"nabla/sim"
)

// NameError is a name that no activation, output, loss, init or norm has.
type NameError struct {
	Kind     string // activation, output, loss, init or norm
	Name     string
	Accepted []string
}

func (e NameError) Error() string {
	return fmt.Sprintf(`unknown %s "%s"; give one of %s`, e.Kind, sim.Printable(e.Name), strings.Join(e.Accepted, ", "))
}

// Message returns the id and the arguments of the translated text.
func (e NameError) Message() (id string, args map[string]any) {
	return "network.unknown-" + e.Kind, map[string]any{"Name": sim.Printable(e.Name), "Accepted": strings.Join(e.Accepted, ", ")}
}

// Unknown returns what was looked for and what would have been found. Of
// leeky-relu(0.2) that is leeky-relu: what is in parentheses has no part in the name.
func (e NameError) Unknown() (name string, known []string) {
	name, _, _ = strings.Cut(e.Name, "(")
	return strings.TrimSpace(name), e.Accepted
}

// LeakError is a leaky-relu whose slope cannot be used.
type LeakError struct{}

func (LeakError) Error() string {
	return "give leaky-relu(α) with a slope α of 0 to 1, such as leaky-relu(0.2)"
}

// Message returns the id and the arguments of the translated text.
func (LeakError) Message() (id string, args map[string]any) { return "network.leak", nil }

// ScaleError is an init orthogonal(g), normal(σ) or uniform(a) whose scale cannot be used.
type ScaleError struct {
	Init string // orthogonal, normal or uniform
}

func (e ScaleError) Error() string {
	return fmt.Sprintf("give %s a scale of 0 to %d, such as %s(0.1)", e.Init, maxScale, e.Init)
}

// Message returns the id and the arguments of the translated text.
func (e ScaleError) Message() (id string, args map[string]any) {
	return "network.init-scale", map[string]any{"Init": e.Init, "Max": maxScale}
}

// PairError is a loss that does not go with the output.
type PairError struct {
	Loss   Loss
	Output Output
}

func (e PairError) Error() string {
	return fmt.Sprintf("the loss %s does not go with the output %s; give %s the output %s, or the output %s one of %s",
		e.Loss.Name(), e.Output.Name(), e.Loss.Name(), e.needed(), e.Output.Name(), e.accepted())
}

// Message returns the id and the arguments of the translated text.
func (e PairError) Message() (id string, args map[string]any) {
	return "network.pair", map[string]any{
		"Loss": e.Loss.Name(), "Output": e.Output.Name(), "Needed": e.needed(), "Accepted": e.accepted(),
	}
}

func (e PairError) needed() string {
	output, _ := e.Loss.needs()
	return output.Name()
}

func (e PairError) accepted() string {
	var names []string
	for l := range lossNames {
		if Loss(l).accepts(e.Output) {
			names = append(names, lossNames[l])
		}
	}
	return strings.Join(names, ", ")
}

// PenaltyError is an l1 or l2 that cannot be used.
type PenaltyError struct {
	Penalty string // l1 or l2
	Value   float64
}

func (e PenaltyError) Error() string {
	return fmt.Sprintf("%s is %s; give a number from 0 to %d", e.Penalty, e.value(), MaxPenalty)
}

// Message returns the id and the arguments of the translated text.
func (e PenaltyError) Message() (id string, args map[string]any) {
	return "network.penalty", map[string]any{"Penalty": e.Penalty, "Value": e.value(), "Max": MaxPenalty}
}

func (e PenaltyError) value() string { return strconv.FormatFloat(e.Value, 'g', -1, 64) }

// DropoutError is a dropout that cannot be used.
type DropoutError struct{ Value float64 }

func (e DropoutError) Error() string {
	return fmt.Sprintf("dropout is %s; give a number from 0 to %g", e.value(), MaxDropout)
}

// Message returns the id and the arguments of the translated text.
func (e DropoutError) Message() (id string, args map[string]any) {
	return "network.dropout", map[string]any{"Value": e.value(), "Max": MaxDropout}
}

func (e DropoutError) value() string { return strconv.FormatFloat(e.Value, 'g', -1, 64) }

// CountError is a list of activations of another length than that of hidden layers.
type CountError struct{ Activations, Hidden int }

func (e CountError) Error() string {
	return fmt.Sprintf("the number of activations is %d, and that of hidden layers %d; give one for all, or one for each", e.Activations, e.Hidden)
}

// Message returns the id and the arguments of the translated text.
func (e CountError) Message() (id string, args map[string]any) {
	return "network.count", map[string]any{"Activations": e.Activations, "Hidden": e.Hidden}
}

// BatchError is a batch too large to be normalised at once.
type BatchError struct {
	Samples, Units int // that many samples, in a network of so many units
}

func (e BatchError) Error() string {
	return fmt.Sprintf("batch normalisation looks at all %d points at once, which takes too much memory with %d units; give fewer points, layers or units, or the norm layer", e.Samples, e.Units)
}

// Message returns the id and the arguments of the translated text.
func (e BatchError) Message() (id string, args map[string]any) {
	return "network.batch", map[string]any{"Samples": e.Samples, "Units": e.Units}
}

// SizeError is a network that is empty or too large somewhere.
type SizeError struct {
	Of    string // inputs, outputs, width, depth or parameters
	Layer int    // for a width: the hidden layer, counted from 1
	Value int64
	Max   int64
}

func (e SizeError) Error() string {
	switch e.Of {
	case "width":
		return fmt.Sprintf("hidden layer %d has %d units; give 1 to %d", e.Layer, e.Value, e.Max)
	case "depth":
		return fmt.Sprintf("the network has %d layers of weights; give 1 to %d", e.Value, e.Max)
	case "parameters":
		return fmt.Sprintf("the network has %d weights and biases; give layers that need %d at most", e.Value, e.Max)
	default:
		return fmt.Sprintf("the network has %d %s; give 1 to %d", e.Value, e.Of, e.Max)
	}
}

// Message returns the id and the arguments of the translated text.
func (e SizeError) Message() (id string, args map[string]any) {
	args = map[string]any{"Value": e.Value, "Max": e.Max}
	if e.Of == "width" {
		args["Layer"] = e.Layer
	}
	return "network.size-" + e.Of, args
}

// ShapeError is a weights file of another shape than the network's.
type ShapeError struct {
	File, Network []int // inputs, units of each layer, outputs
}

func (e ShapeError) Error() string {
	return fmt.Sprintf("weights: the file holds %s and the network is %s; give a file of the network's shape", shape(e.File), shape(e.Network))
}

// Message returns the id and the arguments of the translated text.
func (e ShapeError) Message() (id string, args map[string]any) {
	return "weights.shape", map[string]any{"File": shape(e.File), "Network": shape(e.Network)}
}

// shape writes sizes as 2→8→8→1, and a long run of one size as 2→16×20→1.
func shape(sizes []int) string {
	const longest = 3
	var b strings.Builder
	for i := 0; i < len(sizes); {
		run := 1
		for i+run < len(sizes) && sizes[i+run] == sizes[i] {
			run++
		}
		if i > 0 {
			b.WriteString("→")
		}
		b.WriteString(strconv.Itoa(sizes[i]))
		if run > longest {
			b.WriteString("×" + strconv.Itoa(run))
		} else {
			run = 1
		}
		i += run
	}
	return b.String()
}
