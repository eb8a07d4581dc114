package views

import (
	"math"
	"strconv"

	"nabla/screen"
	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/views/theme"
)

// FlowData is what the gradients of networks side by side and the words on them
// show.
type FlowData struct {
	Gradients GradientData
	Status    []sim.Status // of each network
	Even      bool         // an update is in proportion to the gradient: that of sgd
}

// Flow draws the gradients of every layer as bars, and says below them of each
// network whether they vanish or explode, and what to change next. It keeps the
// memory it draws with.
type Flow struct{ bars Gradients }

// Draw fills the box.
func (v *Flow) Draw(box screen.Box, look Look, d FlowData) {
	lines := d.lines(look, box.Width()-2)
	lines = lines[:min(len(lines), d.room(box.Height()))]
	bars := box.Height() - len(lines)
	v.bars.Draw(box.Sub(0, 0, box.Width(), bars), look, d.Gradients)
	for i, line := range lines {
		box.TextFit(1, bars+i, box.Width()-2, line.text, line.style)
	}
}

// room returns how many of the rows are for words: the bars come first, and in
// a low box have to share.
func (d *FlowData) room(rows int) int {
	const (
		parts  = 2 // of a chart of bars beside them: names and scale
		usual  = 9 // bars that are enough
		low    = 8 // rows from which there are words at any rate
		atRate = 2 // and how many
	)
	room := max(rows-parts-min(len(d.Gradients.Series[0].Layers), usual), 0)
	if rows >= low {
		room = max(room, min(len(d.Gradients.Series), atRate))
	}
	return room
}

// lines says one thing of each network, and at the end what helps.
func (d *FlowData) lines(look Look, width int) []cell {
	lines := make([]cell, 0, 8)
	vanish, explode := false, false
	for i := range d.Gradients.Series {
		if d.Status[i].Outcome == sim.Diverged {
			lines = append(lines, d.diverged(look, i, width)...)
			explode = true
			continue
		}
		line, balance := d.line(look, i, width)
		lines = append(lines, line)
		vanish, explode = vanish || balance == vanishing, explode || balance == exploding
	}
	help := ""
	switch {
	case explode:
		help = look.Words.T("vanishing.mend-exploding")
	case vanish:
		help = look.Words.T("vanishing.mend-vanishing")
	}
	var memory [8]string
	for _, text := range appendWrapped(memory[:0], help, max(width, 1)) {
		lines = append(lines, cell{text, look.style(theme.Muted)})
	}
	return lines
}

// balance is how the gradient of the first layer compares with that of the last.
type balance int

const (
	level balance = iota
	vanishing
	exploding
)

// huge is from where on a gradient is said to explode, whatever those of other
// layers are: where z grows from layer to layer, it grows in all of them.
const huge = 1000

// steepest returns the layer with the longest gradient, and its norm.
func steepest(layers []experiment.LayerReport) (layer int, norm float64) {
	for i := range layers {
		if g := layers[i].GradientNorm; g > norm {
			layer, norm = i+1, g
		}
	}
	return layer, norm
}

// uneven is how many times longer than another a gradient is that is said to
// vanish or to explode.
const uneven = 100

// diverged says why a network has diverged, and when.
func (d *FlowData) diverged(look Look, i, width int) []cell {
	what := outcome(d.Status[i], look)
	text := look.Words.T("loss.since", "Name", d.Gradients.Series[i].Name, "What", what.text, "Step", look.grouped(d.Status[i].Step))
	wrapped := wrap(text, width)
	lines := make([]cell, len(wrapped))
	for k, line := range wrapped {
		lines[k] = cell{line, what.style}
	}
	return lines
}

// line says how the gradients of a network compare.
func (d *FlowData) line(look Look, i, width int) (line cell, b balance) {
	s := &d.Gradients.Series[i]
	last := len(s.Layers)
	slower := experiment.Slowdown(s.Layers)
	say := func(id string, role theme.Role) cell {
		times := look.Times(max(slower, 1/slower))
		return cell{fitting([]string{
			look.Words.T(look.join("flow.", id), "Name", s.Name, "Times", times, "Last", last),
			look.Words.T(look.join("flow.", id, "-short"), "Name", s.Name, "Times", times),
			s.Name,
		}, width), look.style(role)}
	}
	if layer, norm := steepest(s.Layers); norm >= huge && norm <= math.MaxFloat64 {
		return cell{fitting([]string{
			look.Words.T("vanishing.huge", "Name", s.Name, "Layer", layer, "Norm", look.figure(norm)),
			look.Words.T("vanishing.huge-short", "Name", s.Name, "Norm", look.figure(norm)),
			s.Name,
		}, width), look.style(theme.Bad)}, exploding
	}
	switch first, last := s.Layers[0].GradientNorm, s.Layers[last-1].GradientNorm; {
	case !(first+last <= math.MaxFloat64):
		return say("broken", theme.Bad), exploding
	case math.IsNaN(slower):
		return say("nothing", theme.Warn), vanishing
	case math.IsInf(slower, 1):
		return say("stopped", theme.Warn), vanishing
	case slower >= uneven && d.Even:
		return say("slower", theme.Warn), vanishing
	case slower >= uneven:
		return say("weaker", theme.Warn), vanishing
	case slower <= 1.0/uneven:
		return say("stronger", theme.Bad), exploding
	case slower >= 1:
		return say("level", theme.Good), level
	}
	return say("level-more", theme.Good), level
}

// Times writes how many times something is to two figures: 1.3, 57, 180 000.
func (l Look) Times(x float64) string {
	const grouped = 1e9
	switch {
	case x < 10:
		var scratch [32]byte
		return l.Words.Keep(strconv.AppendFloat(scratch[:0], x, 'f', 1, 64))
	case !(x < grouped):
		return l.figure(x)
	}
	unit := math.Pow10(int(math.Floor(math.Log10(x))) - 1)
	return l.grouped(int(math.Round(x/unit) * unit))
}
