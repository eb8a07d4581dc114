package experiment

import (
	"strconv"
	"strings"

	"nabla/sim"
)

// BackpropKind is a kind of number in a network.
type BackpropKind int

// The kinds: the first four can be set by hand, the others are worked out.
const (
	BackpropX  BackpropKind = iota // an input
	BackpropT                      // a target
	BackpropW                      // a weight
	BackpropB                      // a bias
	BackpropZ                      // z of a unit
	BackpropA                      // a of a unit
	BackpropL                      // the loss
	BackpropD                      // δ of a unit
	BackpropDW                     // ∂L/∂w
	BackpropDB                     // ∂L/∂b
)

// kinds are the letters of the kinds, in their order.
func backpropKinds() []string { return []string{"x", "t", "w", "b", "z", "a", "L", "d", "dw", "db"} }

// BackpropName names a number of a network. Its layer, unit and (of weights) the
// unit it comes from are counted from 0, in the written form from 1.
type BackpropName struct {
	Kind              BackpropKind
	Layer, Unit, From int
}

// String returns the written form: x[1], t[1], w2[1,3] (layer 2, to unit 1, from
// unit 3), b2[1], and of what is worked out z2[1], a2[1], L, d2[1], dw2[1,3], db2[1].
func (n BackpropName) String() string {
	text := backpropKinds()[n.Kind]
	if n.Kind == BackpropL {
		return text
	}
	if n.layered() {
		text += strconv.Itoa(n.Layer + 1)
	}
	text += "[" + strconv.Itoa(n.Unit+1)
	if n.weight() {
		text += "," + strconv.Itoa(n.From+1)
	}
	return text + "]"
}

func (n BackpropName) layered() bool { return n.Kind > BackpropT && n.Kind != BackpropL }

func (n BackpropName) weight() bool { return n.Kind == BackpropW || n.Kind == BackpropDW }

// parseBackpropName reads the written form, which may have blanks in it.
func parseBackpropName(text string) (name BackpropName, ok bool) {
	text = strings.ReplaceAll(text, " ", "")
	if text == "L" {
		return BackpropName{Kind: BackpropL}, true
	}
	head, inside, bracket := strings.Cut(text, "[")
	inside, closed := strings.CutSuffix(inside, "]")
	letters := strings.TrimRight(head, "0123456789")
	for kind, word := range backpropKinds() {
		if word != letters || BackpropKind(kind) == BackpropL || !bracket || !closed {
			continue
		}
		name.Kind = BackpropKind(kind)
		layer := head[len(letters):]
		if name.layered() != (layer != "") || name.layered() && !counted(layer, &name.Layer) {
			return name, false
		}
		unit, from, comma := strings.Cut(inside, ",")
		return name, counted(unit, &name.Unit) && comma == name.weight() && (!comma || counted(from, &name.From))
	}
	return name, false
}

// counted reads a number from 1 into what counts from 0.
func counted(text string, n *int) bool {
	i, err := strconv.Atoi(text)
	*n = i - 1
	return err == nil && i >= 1 && len(text) <= 5
}

// backpropEntry is a number that was given by hand.
type backpropEntry struct {
	text  string // as it was written
	name  BackpropName
	value float64
}

// maxBackpropValue is how far from 0 a number that is given by hand may be.
const maxBackpropValue = 1e6

// parseBackpropEntries reads a list as in "w2[1,3]=0.5; x[1]=1", of the kinds from
// the first to the last; for an error it says so.
func parseBackpropEntries(text string, first, last BackpropKind) ([]backpropEntry, error) {
	if text == "" {
		return nil, nil
	}
	parts := strings.Split(text, ";")
	if len(parts) > sim.MaxList {
		return nil, sim.TooManyError{Limit: sim.MaxList, Count: len(parts)}
	}
	entries := make([]backpropEntry, 0, len(parts))
	for _, part := range parts {
		part = strings.TrimSpace(part)
		left, right, _ := strings.Cut(part, "=")
		name, ok := parseBackpropName(left)
		value, is := numberWithin(right, maxBackpropValue)
		if !ok || !is || name.Kind < first || name.Kind > last {
			return nil, BackpropEntryError{Entry: sim.Printable(part), Answer: last > BackpropB}
		}
		for i := range entries {
			if entries[i].name == name {
				return nil, sim.TwiceError{Entry: name.String()}
			}
		}
		entries = append(entries, backpropEntry{text: part, name: name, value: value})
	}
	return entries, nil
}

func checkBackpropSet(text string) error {
	_, err := parseBackpropEntries(text, BackpropX, BackpropB)
	return err
}

// checkBackpropAnswer accepts weights and biases too: after an update they are
// asked for.
func checkBackpropAnswer(text string) error {
	_, err := parseBackpropEntries(text, BackpropW, BackpropDB)
	return err
}

// backpropList writes entries as a text that reads back to them.
func backpropList(entries []backpropEntry) string {
	texts := make([]string, len(entries))
	for i := range entries {
		texts[i] = entries[i].text
	}
	return strings.Join(texts, "; ")
}

// withEntry returns the text of the list with the name at a value. A value that
// the list has already is written otherwise, for it is to take hold anew.
func withEntry(entries []backpropEntry, name BackpropName, value string) string {
	entry := backpropEntry{name: name, text: name.String() + "=" + strings.TrimSpace(value)}
	var list []backpropEntry
	for i := range entries {
		switch {
		case entries[i].name != name:
			list = append(list, entries[i])
		case entries[i].text == entry.text:
			entry.text = name.String() + " = " + strings.TrimSpace(value)
		}
	}
	return backpropList(append(list, entry))
}

// last returns the last name of the kind that the network has in the layer or, if
// there is no such layer, in the last one.
func (b *Backprop) last(kind BackpropKind, layer int) BackpropName {
	sizes := b.net.Sizes()
	switch kind {
	case BackpropX:
		return BackpropName{Kind: kind, Unit: sizes[0] - 1}
	case BackpropT:
		return BackpropName{Kind: kind, Unit: sizes[len(sizes)-1] - 1}
	case BackpropL:
		return BackpropName{Kind: kind}
	default:
	}
	layer = min(layer, b.Layers()-1)
	name := BackpropName{Kind: kind, Layer: layer, Unit: sizes[layer+1] - 1}
	if name.weight() {
		name.From = sizes[layer] - 1
	}
	return name
}

// has returns a [BackpropNameError] unless the network has a number of the name.
func (b *Backprop) has(name BackpropName) error {
	last := b.last(name.Kind, name.Layer)
	if name.Layer > last.Layer || name.Unit > last.Unit || name.From > last.From {
		return BackpropNameError{Name: name.String(), Last: last.String()}
	}
	return nil
}

// Number returns the number of the name as it stands: weights and biases now, all
// else of the sample at hand.
func (b *Backprop) Number(name BackpropName) float64 {
	switch name.Kind {
	case BackpropX:
		return b.x[name.Unit]
	case BackpropT:
		return b.t[name.Unit]
	case BackpropW:
		now, _ := b.Weight(name.Layer, name.Unit, name.From)
		return now
	case BackpropB:
		now, _ := b.Bias(name.Layer, name.Unit)
		return now
	case BackpropZ:
		return b.Pass().Z(name.Layer, 0, name.Unit)
	case BackpropA:
		return b.Pass().A(name.Layer, 0, name.Unit)
	case BackpropL:
		return b.Loss()
	case BackpropD:
		return b.Pass().Delta(name.Layer, 0, name.Unit)
	default:
		return b.Pass().Grad()[b.place(name)]
	}
}

// place is the index of a weight, a bias or its gradient among the parameters.
func (b *Backprop) place(name BackpropName) int {
	at := b.net.Layer(name.Layer)
	if name.weight() {
		return at.Lo + name.Unit*at.In + name.From
	}
	return at.Lo + at.In*at.Out + name.Unit
}
