package views

import (
	"errors"
	"slices"

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
	Entry  *PanelEntry // not nil while an entry stands in the chosen one's place
	Typed  *Field      // not nil while the chosen value is being typed
	Err    error       // what was wrong with the last change
	Rows   []int       // memory for the rows that Draw returns, or nil
}

// PanelEntry is one entry of a parameter that is a list of them.
type PanelEntry struct{ Name, Value string }

// PanelRows is where things were drawn: Params[i] is the row of parameter i,
// −1 if it is not shown; Cursor is where the text cursor belongs.
type PanelRows struct {
	Params []int
	Cursor Cell
}

// Draw fills the box.
func (p Panel) Draw(box screen.Box, look Look) PanelRows {
	n := len(p.Setup.Params())
	rows := PanelRows{Params: slices.Grow(p.Rows[:0], n)[:n]}
	for i := range rows.Params {
		rows.Params[i] = -1
	}
	list := box
	if p.Err == nil {
		list = p.drawHelp(box, look)
	}
	var memory [48]panelLine // most labs have fewer
	lines := p.appendLines(memory[:0], list.Width(), look)
	// The chosen row stands in the middle unless an end of the list is in view.
	at := slices.IndexFunc(lines, func(l panelLine) bool { return l.param == p.Chosen })
	top := max(0, min(at-list.Height()/2, len(lines)-list.Height()))
	labels := p.labelWidth(list.Width(), look)
	for y := range min(list.Height(), len(lines)-top) {
		l, row := lines[top+y], list.Sub(0, y, list.Width(), 1)
		if l.param < 0 {
			row.TextFit(l.indent, 0, row.Width()-l.indent, l.text, look.style(l.role))
			continue
		}
		rows.Params[l.param] = y
		cursor := p.drawRow(row, l.param, labels, look)
		if l.param == p.Chosen {
			rows.Cursor = Cell{X: cursor, Y: y}
		}
	}
	return rows
}

// trouble is what is wrong with the chosen value, without the name and the text
// that stand right above.
func (p Panel) trouble() error {
	if e, ok := errors.AsType[*sim.ParamError](p.Err); ok && e.Name == p.Setup.Params()[p.Chosen].Name {
		return e.Err
	}
	return p.Err
}

// panelLine is one line of the list: a parameter, or a text for param −1.
type panelLine struct {
	param  int
	text   string
	indent int
	role   theme.Role
}

// appendLines appends the list: the parameters under the headings of their groups,
// and under the chosen one what is wrong with it.
func (p Panel) appendLines(lines []panelLine, width int, look Look) []panelLine {
	params := p.Setup.Params()
	for i := range params {
		if g := params[i].Group; g != "" && params[0].Group != params[len(params)-1].Group && (i == 0 || params[i-1].Group != g) {
			lines = append(lines, panelLine{param: -1, text: look.Words.Of("param-group.", g), role: theme.Title})
		}
		lines = append(lines, panelLine{param: i})
		if i == p.Chosen && p.Err != nil {
			for _, text := range wrap(look.Words.Error(p.trouble()), width-3) {
				lines = append(lines, panelLine{param: -1, text: text, indent: 2, role: theme.Bad})
			}
		}
	}
	return lines
}

// Line returns the chosen parameter in a line: "step size µ 0.02".
func (p Panel) Line(look Look) string {
	param := &p.Setup.Params()[p.Chosen]
	if p.Entry != nil {
		return p.Entry.Name + "  " + p.Entry.Value
	}
	return p.label(p.Chosen, look) + "  " + p.valueText(param, p.Setup.Value(param.Name), look)
}

func (p Panel) label(i int, look Look) string {
	param := &p.Setup.Params()[i]
	if i == p.Chosen && p.Entry != nil {
		return p.Entry.Name
	}
	if param.Letter {
		return param.Name
	}
	label := look.Words.FirstOf("param.", p.Setup.Lab, param.Name)
	if param.Symbol != "" {
		label = look.join(label, " ", param.Symbol)
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

// The sizes of the panel: a slider, the value beside one.
const (
	sliderWidth = 12
	roomy       = 12 // rows from which a blank one keeps the help apart
	valueWidth  = 10
)

// drawRow draws one parameter and returns where its text cursor would be.
func (p Panel) drawRow(box screen.Box, i, labels int, look Look) int {
	param := &p.Setup.Params()[i]
	value := p.Setup.Value(param.Name)
	name, plain := look.style(theme.Muted), look.style(theme.Text)
	if param.Idle != nil && param.Idle(p.Setup) {
		name, plain = look.style(theme.Faint), look.style(theme.Faint)
	}
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
	if i == p.Chosen && p.Entry != nil {
		text = p.Entry.Value
	}
	at, ranged := param.Fraction(value)
	room := box.Width() - x - 1
	if !ranged || room < valueWidth+sliderWidth+2 {
		box.TextFit(x, 0, room, text, plain)
		return x
	}
	box.TextFit(x, 0, valueWidth, text, plain)
	slider := box.Sub(x+valueWidth+1, 0, sliderWidth, 1)
	drawSlider(slider, at, i == p.Chosen, look)
	ends := look.join(look.exact(param.Min), " … ", look.exact(param.Max))
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
		return look.Words.T(look.join("unit.", param.Unit), "Count", v.Whole())
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

// ParamLabel returns the ids of what a parameter is called: in the lab, or in any
// lab.
func ParamLabel(lab, name string) []string {
	return []string{"param." + lab + "-" + name, "param." + name}
}

// ParamHelp returns the ids of what a parameter is: in the lab, or in any lab.
func ParamHelp(lab string, p *sim.Param) []string {
	if p.Letter {
		return []string{"param-help.letter"}
	}
	return []string{"param-help." + lab + "-" + p.Name, "param-help." + p.Name}
}

// drawHelp says at the foot of the box what the chosen parameter is, and
// whether a change of it restarts the run; it returns the room above.
func (p Panel) drawHelp(box screen.Box, look Look) screen.Box {
	param := &p.Setup.Params()[p.Chosen]
	help := look.Words.T("param-help.letter")
	if !param.Letter {
		help = look.Words.FirstOf("param-help.", p.Setup.Lab, param.Name)
	}
	text := look.join(param.Name, ": ", help)
	for i, choice := range param.Choices {
		text = look.join(text, [2]string{" · ", ", "}[min(i, 1)], choice)
	}
	switch {
	case param.Idle != nil && param.Idle(p.Setup):
		text = look.join(text, " · ", look.Words.T("panel.idle"))
	case !param.Live:
		text = look.join(text, " · ", look.Words.T("panel.restarts"))
	}
	// At most a quarter of the box, and no room is left for less than a few
	// parameters.
	var memory [12]string
	lines := appendWrapped(memory[:0], text, box.Width()-1)
	most := min(box.Height()/4, 3)
	if most == 0 {
		return box
	}
	if len(lines) > most {
		lines = append(lines[:most-1], look.joinWith(" ", lines[most-1:]...))
	}
	top := box.Height() - len(lines)
	for i, line := range lines {
		box.TextFit(0, top+i, box.Width(), line, look.style(theme.Muted))
	}
	if box.Height() >= roomy {
		top--
	}
	return box.Sub(0, 0, box.Width(), top)
}
