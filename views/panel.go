package views

import (
	"nabla/screen"
	"nabla/sim"
	"nabla/views/theme"
)

// Panel is the list of all parameters, each from its declaration: what it is
// called, its value, and where the value stands in its range. Under the list
// stands what the chosen one means.
type Panel struct {
	Setup  sim.Setup // with the values that hold at the playhead
	Chosen int
	Typed  *Field // not nil while the chosen value is being typed
	Err    error  // what was wrong with the last change
}

// PanelRows is where things were drawn: Params[i] is the row of parameter i,
// −1 if it is not shown; Cursor is where the text cursor belongs.
type PanelRows struct {
	Params []int
	Cursor Cell
}

// Draw fills the box.
func (p Panel) Draw(box screen.Box, look Look) PanelRows {
	params := p.Setup.Params()
	rows := PanelRows{Params: make([]int, len(params))}
	for i := range rows.Params {
		rows.Params[i] = -1
	}
	list := box
	if box.Height() >= 4 && p.Err == nil {
		list = box.Sub(0, 0, box.Width(), box.Height()-1)
		p.drawHelp(box.Sub(0, box.Height()-1, box.Width(), 1), look)
	}
	height := list.Height()
	if p.Err != nil {
		height = max(height-p.errorHeight(list.Width()), 1)
	}
	// The chosen row stands in the middle unless an end of the list is in view.
	top := max(0, min(p.Chosen-height/2, len(params)-height))
	labels := p.labelWidth(list.Width(), look)
	y := 0
	for i := top; i < len(params) && y < list.Height(); i++ {
		rows.Params[i] = y
		cursor := p.drawRow(list.Sub(0, y, list.Width(), 1), i, labels, look)
		y++
		if i == p.Chosen {
			rows.Cursor = Cell{X: cursor, Y: y - 1}
			y += p.drawError(list.Sub(0, y, list.Width(), list.Height()-y), look)
		}
	}
	return rows
}

func (p Panel) label(i int, look Look) string {
	param := &p.Setup.Params()[i]
	label := look.Words.T("param." + param.Name)
	if param.Symbol != "" {
		label += " " + param.Symbol
	}
	return label
}

// labelWidth is what the widest label takes, less than half of the box.
func (p Panel) labelWidth(width int, look Look) int {
	widest := 0
	for i := range p.Setup.Params() {
		widest = max(widest, screen.Width(p.label(i, look)))
	}
	return max(0, min(widest, width*2/5))
}

// sliderWidth is the width of a slider, and the least width of a value beside
// one.
const (
	sliderWidth = 12
	valueWidth  = 9
)

// drawRow draws one parameter and returns where its text cursor would be.
func (p Panel) drawRow(box screen.Box, i, labels int, look Look) int {
	param := &p.Setup.Params()[i]
	value := p.Setup.Value(param.Name)
	name, plain := look.style(theme.Muted), look.style(theme.Text)
	if i == p.Chosen {
		name, plain = look.style(theme.Accent), plain.With(screen.Bold)
		box.SetRune(0, 0, look.Theme.Glyphs().Pointer, name)
	}
	box.TextFit(2, 0, labels, p.label(i, look), name)
	x := labels + 4
	if i == p.Chosen && p.Typed != nil {
		return x + p.Typed.Draw(box.Sub(x, 0, box.Width()-x-1, 1), look.style(theme.Selected))
	}
	text := p.valueText(param, value, look)
	at, ranged := param.Fraction(value)
	room := box.Width() - x - 1
	if !ranged || room < valueWidth+sliderWidth+2 {
		box.TextFit(x, 0, room, text, plain)
		return x
	}
	box.TextFit(x, 0, valueWidth, text, plain)
	slider := box.Sub(x+valueWidth+1, 0, sliderWidth, 1)
	drawSlider(slider, at, i == p.Chosen, look)
	ends := sim.FormatNumber(param.Min) + " … " + sim.FormatNumber(param.Max)
	if left := room - valueWidth - sliderWidth - 3; screen.Width(ends) <= left {
		box.Text(x+valueWidth+sliderWidth+3, 0, ends, look.style(theme.Muted))
	}
	return x
}

// valueText is the value as people read it.
func (p Panel) valueText(param *sim.Param, v sim.Value, look Look) string {
	text := v.String()
	switch {
	case text == "":
		return look.Words.T("panel.empty")
	case param.Unit != "":
		return text + " " + look.Words.T("unit."+param.Unit)
	}
	return text
}

func drawSlider(box screen.Box, at float64, chosen bool, look Look) {
	g := look.Theme.Glyphs()
	knob := int(at*float64(box.Width()-1) + 0.5)
	done := look.style(theme.Muted)
	if chosen {
		done = look.style(theme.Accent)
	}
	for x := range box.Width() {
		if x < knob {
			box.SetRune(x, 0, g.Done, done)
		} else {
			box.SetRune(x, 0, g.Rest, look.style(theme.Faint))
		}
	}
	box.SetRune(knob, 0, g.Knob, done)
}

// drawError says under the field what is wrong, on as many rows as it takes
// and there are, and returns how many those are.
func (p Panel) drawError(box screen.Box, look Look) int {
	if p.Err == nil {
		return 0
	}
	y := 0
	for _, line := range wrap(look.Words.Error(p.Err), box.Width()-3) {
		if y == box.Height() {
			break
		}
		box.Text(2, y, line, look.style(theme.Bad))
		y++
	}
	return y
}

func (p Panel) errorHeight(width int) int {
	return len(wrap(p.Err.Error(), width-3))
}

// drawHelp says what the chosen parameter is, and whether a change of it
// restarts the run.
func (p Panel) drawHelp(box screen.Box, look Look) {
	param := &p.Setup.Params()[p.Chosen]
	text := param.Name + ": " + look.Words.T("param-help."+param.Name)
	if !param.Live {
		text += " · " + look.Words.T("panel.restarts")
	}
	box.TextFit(0, 0, box.Width(), text, look.style(theme.Muted))
}
