package views

import (
	"strconv"

	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/theme"
)

// BackpropChain shows the chosen weight's derivative as a product of factors along
// a path from the loss, and all paths, which it sums up.
type BackpropChain struct {
	top, first, drawn int // of the listed paths: where they stand, and which
	factors           table
}

// Draw fills the box.
func (v *BackpropChain) Draw(box screen.Box, look Look, d BackpropData) {
	b := d.Run
	chain := b.Chain(d.Weight)
	at := min(d.Path, len(chain.Paths)-1)
	gradient := gradientOf(d.Weight)
	whole := look.join(look.sign(gradient), " = ", look.backpropNumber(b, gradient))
	head := []string{look.join(whole, "  ", look.Words.T("backprop.chain-paths", "Count", chain.Total)), whole}
	box.TextFit(2, 0, box.Width()-2, fitting(head, box.Width()-2), look.style(theme.Title))
	path := chain.Paths[at]
	factors := len(path) + 1
	list := box.Height() - 1 - factors
	if chain.Total == 1 || list < 3 {
		list = 0
		factors = box.Height() - 1
		if chain.Total > 1 && factors > 4 {
			list = min(3, len(chain.Paths))
			factors -= list
		}
	}
	v.drawFactors(box.Sub(0, 1, box.Width(), factors), look, d, path)
	v.drawPaths(box, 1+factors, list, look, d, &chain, at)
}

// drawFactors is the table of a path's factors, each with the product up to it.
func (v *BackpropChain) drawFactors(box screen.Box, look Look, d BackpropData, path []experiment.BackpropFactor) {
	b := d.Run
	t := &v.factors
	t.begin(
		column{heading: look.Words.T("backprop.factor")},
		column{heading: look.Words.T("backprop.value"), right: true},
		column{heading: look.Words.T("backprop.product"), right: true},
	)
	for i := range path {
		value, product := factorTexts(look, b, d.Weight, &path[i])
		style := look.style(theme.Text)
		if product != "–" && (i+1 == len(path) || t.chosen < 0 && !factorKnown(b, d.Weight, &path[i+1])) {
			t.chosen = i
			style = look.style(theme.Accent)
		}
		sign := "· "
		if i == 0 {
			sign = "  "
		}
		t.add(
			cell{look.join(sign, factorSign(look, &path[i])), look.style(theme.Text)},
			cell{value, look.style(theme.Text)},
			cell{product, style},
		)
	}
	t.draw(box, look)
}

// factorSign is what a factor is called.
func factorSign(look Look, f *experiment.BackpropFactor) string {
	switch f.Kind {
	case experiment.FactorLoss:
		return look.join("∂L/∂", look.sign(inLayer(experiment.BackpropA, f.Layer, f.Unit)))
	case experiment.FactorDelta:
		return look.join("∂L/∂", look.sign(inLayer(experiment.BackpropZ, f.Layer, f.Unit)))
	case experiment.FactorSlope:
		return look.join("φ′(", look.sign(inLayer(experiment.BackpropZ, f.Layer, f.Unit)), ")")
	case experiment.FactorWeight:
		return look.sign(edgeOf(experiment.BackpropW, f.Layer, f.Unit, f.From))
	case experiment.FactorBelow:
		if f.From >= 0 {
			return look.sign(belowName(f.Layer, f.From))
		}
	}
	return "1"
}

// brings is the number that is worked out when a factor is multiplied in.
func brings(weight experiment.BackpropName, f *experiment.BackpropFactor) experiment.BackpropName {
	switch f.Kind {
	case experiment.FactorBelow:
		return gradientOf(weight)
	case experiment.FactorWeight:
		return inLayer(experiment.BackpropD, f.Layer-1, f.From)
	default:
		return inLayer(experiment.BackpropD, f.Layer, f.Unit)
	}
}

// factorKnown reports whether the product up to a factor has been worked out.
func factorKnown(b *experiment.Backprop, weight experiment.BackpropName, f *experiment.BackpropFactor) bool {
	name := brings(weight, f)
	return b.Known(name) && !b.Hidden(name)
}

// factorTexts are a factor's value and the product up to it, as far as they are
// known.
func factorTexts(look Look, b *experiment.Backprop, weight experiment.BackpropName, f *experiment.BackpropFactor) (value, product string) {
	value, product = look.number(f.Value), "–"
	name := brings(weight, f)
	if factorKnown(b, weight, f) {
		product = look.number(f.Product)
	} else if b.Known(name) {
		product = "?"
	}
	known := name // of the factor itself
	switch f.Kind {
	case experiment.FactorSlope:
		known = inLayer(experiment.BackpropA, f.Layer, f.Unit)
	case experiment.FactorBelow:
		known = experiment.BackpropName{Kind: experiment.BackpropX}
		if f.From >= 0 {
			known = belowName(f.Layer, f.From)
		}
	case experiment.FactorWeight:
		known = experiment.BackpropName{Kind: experiment.BackpropX}
	case experiment.FactorLoss, experiment.FactorDelta:
	}
	switch {
	case !b.Known(known):
		value = "–"
	case b.Hidden(known):
		value = "?"
	}
	return value, product
}

// drawPaths lists the paths by the units that they pass, from the output.
func (v *BackpropChain) drawPaths(box screen.Box, top, height int, look Look, d BackpropData, chain *experiment.BackpropChain, at int) {
	rows := len(chain.Paths)
	if chain.Total > rows {
		rows++
	}
	v.top, v.first, v.drawn = top, max(0, min(at-height/2, rows-height)), max(0, min(height, rows))
	for y := range v.drawn {
		i := v.first + y
		var text string
		style := look.style(theme.Muted)
		if i == len(chain.Paths) {
			text = look.join("+ ", asKnown(look, d, chain.Others), "  ", look.Words.T("backprop.other-paths", "Count", look.grouped(chain.Total-len(chain.Paths))))
		} else {
			path := chain.Paths[i]
			sign := "+ "
			if i == 0 {
				sign = "  "
			}
			text = look.join(sign, asKnown(look, d, path[len(path)-1].Product), "  L", pathUnits(look, path))
		}
		if i == at {
			style = look.style(theme.Text)
			box.SetRune(0, top+y, look.Theme.Glyphs().Pointer, look.style(theme.Accent))
		}
		box.TextFit(2, top+y, box.Width()-2, text, style)
	}
}

// asKnown writes a part of the chosen weight's derivative once that is known.
func asKnown(look Look, d BackpropData, x float64) string {
	name := gradientOf(d.Weight)
	switch {
	case !d.Run.Known(name):
		return "–"
	case d.Run.Hidden(name):
		return "?"
	}
	return look.number(x)
}

// pathUnits are the units on a path, from the output.
func pathUnits(look Look, path []experiment.BackpropFactor) string {
	var scratch [256]byte
	text := scratch[:0]
	for i := range path {
		switch f := &path[i]; f.Kind {
		case experiment.FactorSlope, experiment.FactorDelta:
			text = strconv.AppendInt(append(text, "←"...), int64(f.Unit+1), 10)
			text = append(text, superscript(f.Layer+1)...)
		default:
		}
	}
	return look.Words.Keep(text)
}

// PathAt returns the path drawn in a row of the box.
func (v *BackpropChain) PathAt(y int) (path int, ok bool) {
	return v.first + y - v.top, y >= v.top && y < v.top+v.drawn
}
