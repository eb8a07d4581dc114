package views

import (
	"math"
	"slices"
	"strings"

	"nabla/screen"
	"nabla/sim/calculus"
	"nabla/sim/experiment"
	"nabla/views/chart"
	"nabla/views/theme"
)

// RuleAtWork shows the rule of one node: its law, what its symbols stand for,
// the law with texts and with numbers for them and, at the end, f′ checked.
// Where there is room, f and f′ are drawn below. It keeps the memory it draws
// with.
type RuleAtWork struct {
	plane  chart.Plane
	curves []chart.PlaneCurve
	points []chart.PlanePoint
	origin Cell
	lines  []lawLine

	numbers map[int]string // by node, those of its law at x
	formula string
	x       uint64 // its bits
}

// lawLine is a line with a name: what it is, the text, and the number that it
// comes to, which stands in a column of its own.
type lawLine struct {
	name, text, number string
	style              screen.Style
	spare              int  // where there is no room for all lines, those with the most go first
	yields             bool // where it takes several rows, it gives them up
	most               int  // rows that it may take, 0 for any number
}

// rowsMemory has room for the rows of most lines, on the stack.
type rowsMemory [8]string

// wrapped is the text in its rows, cut where it takes more than it may.
func (l *lawLine) wrapped(memory *rowsMemory, width int, tail string) []string {
	if width <= 0 {
		return nil
	}
	rows := appendWrapped(memory[:0], l.text, width)
	if l.most == 0 || len(rows) <= l.most {
		return rows
	}
	rows = rows[:l.most]
	rows[l.most-1] = screen.Truncate(rows[l.most-1], width-screen.Width(tail), "") + tail
	return rows
}

// curveFrom is the height of the box from which the curves are drawn too,
// lawRows how many rows are then left to the law.
const (
	curveFrom = 24
	lawRows   = 16
)

// Draw fills the box.
func (v *RuleAtWork) Draw(box screen.Box, look Look, data RulesData) {
	v.origin.X, v.origin.Y = box.Origin()
	law := box
	if box.Height() >= curveFrom && box.Width() >= 30 {
		law = box.Sub(0, 0, box.Width(), max(lawRows, box.Height()/2))
		v.drawCurves(box.Sub(0, law.Height(), box.Width(), box.Height()-law.Height()), look, data.Rules)
	} else {
		v.plane = chart.Plane{}
	}
	v.write(look, data)
	v.drawLines(law.Sub(1, 0, law.Width()-2, law.Height()), look)
}

// drawLines draws as many of the lines as there is room for.
func (v *RuleAtWork) drawLines(box screen.Box, look Look) {
	var memory rowsMemory
	names, texts := 0, 0
	for _, line := range v.lines {
		names = max(names, screen.Width(line.name))
		if line.number != "" {
			texts = max(texts, screen.Width(line.text))
		}
	}
	const apart = 2
	names = min(names, box.Width()/3)
	v.shorten(names+apart, box)
	y := 0
	for _, line := range v.lines {
		from := 0
		if line.name != "" {
			box.TextFit(0, y, names, line.name, look.style(theme.Muted))
			from = names + apart
		}
		if line.number != "" {
			at := min(texts, max(8, box.Width()-from-numberWidth))
			box.TextFit(from, y, at, line.text, line.style)
			box.Text(from+at+1, y, line.number, line.style)
			y++
			continue
		}
		for _, text := range line.wrapped(&memory, box.Width()-from, string(look.Theme.Glyphs().Ellipsis)) {
			box.Text(from, y, text, line.style)
			y++
		}
		if line.text == "" {
			y++
		}
	}
}

// numberWidth is how many columns a number takes with the sign before it.
const numberWidth = 15

// shorten leaves lines out until the rest fits, those that can be spared most
// first. What takes several rows is cut before the last of those that can be
// spared goes.
func (v *RuleAtWork) shorten(from int, box screen.Box) {
	for {
		over := v.rows(from, box.Width()) - box.Height()
		if over <= 0 {
			return
		}
		most := slices.MaxFunc(v.lines, func(a, b lawLine) int { return a.spare - b.spare }).spare
		if most <= spareNumbers && v.yield(over, box.Width()-from) {
			continue
		}
		if most == 0 {
			return
		}
		at := slices.IndexFunc(v.lines, func(line lawLine) bool { return line.spare == most })
		v.lines = slices.Delete(v.lines, at, at+1)
	}
}

// yield cuts a line that yields by so many rows, or as many as it has but one, and
// reports whether it had any to give.
func (v *RuleAtWork) yield(rows, width int) bool {
	var memory rowsMemory
	for i := range v.lines {
		line := &v.lines[i]
		if has := len(line.wrapped(&memory, width, "")); line.yields && has > 1 {
			line.most = max(1, has-rows)
			return true
		}
	}
	return false
}

// rows is how many rows the lines take.
func (v *RuleAtWork) rows(from, width int) int {
	var memory rowsMemory
	rows := 0
	for i := range v.lines {
		line := &v.lines[i]
		switch {
		case line.number != "" || line.text == "":
			rows++
		case line.name == "":
			rows += len(line.wrapped(&memory, width, ""))
		default:
			rows += len(line.wrapped(&memory, width-from, ""))
		}
	}
	return rows
}

func (v *RuleAtWork) add(name, text string, style screen.Style) {
	v.lines = append(v.lines, lawLine{name: name, text: text, style: style})
}

// addSpare adds a line that can be spared.
func (v *RuleAtWork) addSpare(spare int, name, text string, style screen.Style) {
	v.lines = append(v.lines, lawLine{name: name, text: text, style: style, spare: spare})
}

// How much lines can be spared.
const (
	spareDifference = iota + 1
	spareNumbers
	spareTerm // of a sum too long to list
	sparePutIn
	spareSymbol // whose value the law does not use
	spareNext
	spareBlank
	spareNote
)

// write makes the lines.
func (v *RuleAtWork) write(look Look, data RulesData) {
	r, i := data.Rules, data.node()
	s, words := &r.Nodes()[i], look.Words
	known := r.Known(i)
	plain, muted := look.style(theme.Text), look.style(theme.Muted)
	v.lines = v.lines[:0]
	v.add("", ruleName(look, s), look.style(theme.Accent))
	v.add(words.T("rules.law"), s.Law, look.style(theme.Title))
	v.writeParts(look, data)
	at := look.join(r.Variable(), " = ", look.significant(r.X(), 6))
	switch {
	case !known && r.Lit() < 0:
		v.addSpare(spareBlank, "", "", plain)
		v.add("", words.T("rules.start"), muted)
	case !known:
		v.addSpare(spareBlank, "", "", plain)
		v.add("", words.T("rules.open"), muted)
	case s.Derivative == "":
		v.add(words.T("rules.simplified"), words.T("rules.too-long"), look.style(theme.Warn))
	default:
		if s.Worked != s.Derivative {
			v.addSpare(sparePutIn, words.T("rules.put-in"), look.join("= ", s.Worked), plain)
		}
		v.add(words.T("rules.simplified"), look.join("= ", s.Derivative), look.style(theme.Good).With(screen.Bold))
		v.lines[len(v.lines)-1].yields = true
	}
	if known {
		v.addSpare(spareNumbers, at, v.atX(look, r, i), plain)
	}
	if i == len(r.Nodes())-1 && r.Finished() {
		v.writeCheck(look, r)
	} else if c := r.Check(); c.Problem != nil {
		v.add("", words.Message(experiment.NoDerivative{X: r.X(), Err: c.Problem}), look.style(theme.Bad))
	}
}

// atX is the law with numbers at x, and what comes out.
func (v *RuleAtWork) atX(look Look, r *experiment.Rules, node int) string {
	slope := look.numeral(r.Values()[node].Derivative, 5)
	if numbers := v.numbersOf(r, node); numbers != "" && numbers != slope && numbers != look.join("(", slope, ")") {
		return look.join("= ", numbers, " = ", slope)
	}
	return look.join("= ", slope)
}

// numbersOf is a node's law with the numbers at x. To find how many figures they take
// it is read and worked out, so that it is kept until the formula or x changes.
func (v *RuleAtWork) numbersOf(r *experiment.Rules, node int) string {
	if formula, x := r.Formula().Text(), math.Float64bits(r.X()); v.numbers == nil || v.formula != formula || v.x != x {
		v.numbers, v.formula, v.x = make(map[int]string), formula, x
	}
	text, ok := v.numbers[node]
	if !ok {
		text = r.Numbers(node)
		v.numbers[node] = text
	}
	return text
}

// numeral writes a number with so many figures, a dash where there is none.
func (l Look) numeral(x float64, n int) string {
	if math.IsNaN(x) {
		return "–"
	}
	return l.significant(x, n)
}

// writeParts says of every symbol of the law what it stands for, with its
// number, and the same of its derivative where the law needs that.
func (v *RuleAtWork) writeParts(look Look, data RulesData) {
	r := data.Rules
	nodes, values := r.Nodes(), r.Values()
	s := &nodes[data.node()]
	_, right, _ := strings.Cut(s.Law, " = ")
	for _, part := range s.Parts {
		p, value := &nodes[part.Step], values[part.Step]
		if part.Symbol != p.Text { // not of the variable, whose law names it
			spare := 0
			if s.Rule == calculus.RuleSum || s.Rule == calculus.RuleDifference {
				spare = spareSymbol
			}
			v.addPart(look, spare, part.Symbol, p.Text, value.Value)
		}
		spare, prime := 0, look.join(part.Symbol, "′")
		if manyTerms(right) {
			spare = spareTerm
		}
		switch {
		case !strings.Contains(right, prime) && !manyTerms(right):
		case !r.Known(part.Step):
			v.addSpare(spare, prime, "?", look.style(theme.Warn))
		default:
			v.addPart(look, spare, prime, derivativeText(p), value.Derivative)
		}
	}
}

// addPart adds what a symbol stands for, with its number unless that is what the
// text says.
func (v *RuleAtWork) addPart(look Look, spare int, symbol, text string, value float64) {
	number := look.numeral(value, 6)
	if number == text {
		v.addSpare(spare, symbol, text, look.style(theme.Text))
		return
	}
	v.lines = append(v.lines, lawLine{
		name: symbol, text: text, number: look.join("= ", number), style: look.style(theme.Text), spare: spare,
	})
}

// manyTerms reports whether a law lists only some of its terms.
func manyTerms(law string) bool { return strings.ContainsAny(law, "…ₖ") }

// writeCheck sets f′(x) by the formula beside the dual numbers and the central
// difference.
func (v *RuleAtWork) writeCheck(look Look, r *experiment.Rules) {
	c, words := r.Check(), look.Words
	switch {
	case c.Problem != nil:
		v.add("", words.Message(experiment.NoDerivative{X: r.X(), Err: c.Problem}), look.style(theme.Bad))
		return
	case c.TooLong != nil:
		v.add("", words.Message(experiment.Unwritten{Err: c.TooLong}), look.style(theme.Warn))
	}
	const many = 12
	v.addSpare(spareBlank, "", "", look.style(theme.Text))
	name := look.join("f′(", look.significant(r.X(), 6), ")")
	v.add(name, words.T("rules.by-formula", "Value", look.numeral(c.Value, many)), look.style(theme.Text))
	verdict, style := words.T("rules.agrees"), look.style(theme.Good)
	if !c.Agrees() {
		verdict, style = words.T("rules.differs", "Difference", look.numeral(c.Value-c.Dual, 2)), look.style(theme.Warn)
	}
	v.add(" ", words.T("rules.by-dual", "Value", look.numeral(c.Dual, many), "Verdict", verdict), style)
	central := words.T("rules.by-difference", "Value", look.numeral(c.Numeric, 8), "H", look.significant(c.H, 2))
	if small := math.Abs(c.Dual) < 1e-12; small && c.Numeric != 0 && math.Abs(c.Numeric) < 1e-6 {
		central = words.T("rules.by-difference-zero", "Error", look.significant(c.Numeric, 2), "H", look.significant(c.H, 2))
	}
	v.addSpare(spareDifference, " ", central, look.style(theme.Muted))
	v.addSpare(spareNote, " ", words.T("rules.dual-numbers"), look.style(theme.Muted))
	v.addSpare(spareNext, "", words.T("rules.done", "At", look.significant(r.X(), 6), "Slope", look.numeral(c.Dual, 6)), look.style(theme.Good))
}
