package experiment

import (
	"math"
	"slices"

	"nabla/sim"
)

// setAll takes in the list of what is set by hand. A weight or bias takes hold
// where its entry is new or written otherwise than before, and then learns on;
// inputs and targets hold for every sample as long as they are in the list.
func (b *Backprop) setAll(text string) error {
	entries, err := parseBackpropEntries(text, BackpropX, BackpropB)
	if err != nil {
		return err
	}
	for i := range entries {
		if err := b.has(entries[i].name); err != nil {
			return err
		}
	}
	for i := range entries {
		e := &entries[i]
		taken := slices.ContainsFunc(b.set, func(old backpropEntry) bool { return old.text == e.text })
		if !taken && (e.name.Kind == BackpropW || e.name.Kind == BackpropB) {
			b.net.Params()[b.place(e.name)] = e.value
		}
	}
	b.set = entries
	if !b.Made(BackpropUpdate, 0) {
		b.begin()
	}
	return nil
}

// Setting returns the text of the parameter set with which the number of the name
// is set to what was typed.
func (b *Backprop) Setting(name BackpropName, typed string) string {
	return withEntry(b.set, name, typed)
}

// answerAll takes in answers to what this micro-step asks for.
func (b *Backprop) answerAll(text string) error {
	entries, err := parseBackpropEntries(text, BackpropW, BackpropDB)
	if err != nil {
		return err
	}
	for i := range entries {
		if err := b.has(entries[i].name); err != nil {
			return err
		}
		if !b.Asks(entries[i].name) {
			return BackpropNotAskedError{Name: entries[i].name.String(), Guessing: b.guess}
		}
	}
	b.answers = entries
	return nil
}

// Answering is [Backprop.Setting] of the parameter answer.
func (b *Backprop) Answering(name BackpropName, typed string) string {
	return withEntry(b.answers, name, typed)
}

// Asks reports whether the present micro-step has made the number and asks for it.
func (b *Backprop) Asks(name BackpropName) bool {
	phase, layer := b.Phase()
	if !b.guess || name.Layer != max(layer, 0) {
		return false
	}
	switch phase {
	case BackpropSum:
		return name.Kind == BackpropZ
	case BackpropActivation:
		return name.Kind == BackpropA
	case BackpropLoss:
		return name.Kind == BackpropL
	case BackpropDelta:
		return name.Kind == BackpropD
	case BackpropGradient:
		return name.Kind == BackpropDW || name.Kind == BackpropDB
	case BackpropUpdate:
		return name.Kind == BackpropW || name.Kind == BackpropB
	default:
		return false
	}
}

// Hidden reports whether the number is asked for and no answer was given yet.
func (b *Backprop) Hidden(name BackpropName) bool {
	_, answered := b.Answer(name)
	return b.Asks(name) && !answered
}

// Answer returns what the person thinks the number is.
func (b *Backprop) Answer(name BackpropName) (answer float64, ok bool) {
	if !b.guess {
		return 0, false
	}
	for i := range b.answers {
		if b.answers[i].name == name {
			return b.answers[i].value, true
		}
	}
	return 0, false
}

// answerShare is which part of a number an answer may be off to count as right:
// it was worked out by hand, from rounded numbers.
const answerShare = 0.02

// BackpropRight reports whether an answer is the number, within 2 % of it.
func BackpropRight(answer, right float64) bool {
	return math.Abs(answer-right) <= answerShare*math.Abs(right)
}

// Known reports whether a number has been worked out: weights, inputs and targets
// always are.
func (b *Backprop) Known(name BackpropName) bool {
	switch name.Kind {
	case BackpropZ:
		return b.Made(BackpropSum, name.Layer)
	case BackpropA:
		return b.Made(BackpropActivation, name.Layer)
	case BackpropL:
		return b.Made(BackpropLoss, 0)
	case BackpropD:
		return b.Made(BackpropDelta, name.Layer)
	case BackpropDW, BackpropDB:
		return b.Made(BackpropGradient, name.Layer)
	default:
		return true
	}
}

var _ sim.State[*Backprop] = (*Backprop)(nil)
