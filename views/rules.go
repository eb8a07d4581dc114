package views

import (
	"math"

	"nabla/locale"
	"nabla/screen"
	"nabla/sim/calculus"
	"nabla/sim/experiment"
	"nabla/views/chart"
	"nabla/views/theme"
)

// RulesData is what the panes of the rules of differentiation show.
type RulesData struct {
	Rules  *experiment.Rules
	Chosen int // the node to look at, −1 for the one that is lit
}

// node is the node that is looked at: before the first step, the whole formula.
func (d RulesData) node() int {
	switch lit := d.Rules.Lit(); {
	case d.Chosen >= 0:
		return d.Chosen
	case lit >= 0:
		return lit
	default:
		return len(d.Rules.Nodes()) - 1
	}
}

// RuleTree draws a formula as the tree of its parts, each with its rule and, as
// the walk goes up from the leaves, its derivative. It keeps the memory it
// draws with.
type RuleTree struct {
	tree  chart.Tree
	nodes []chart.TreeNode
	key   ruleTreeKey
	id    string // the key as a text
}

// ruleTreeKey is what the texts of a tree depend on.
type ruleTreeKey struct {
	formula  string
	language locale.Language
}

// Draw fills the box.
func (v *RuleTree) Draw(box screen.Box, look Look, data RulesData) {
	r := data.Rules
	if key := (ruleTreeKey{r.Formula().Text(), look.Words.Language()}); key != v.key {
		v.key, v.id = key, key.language.String()+" "+key.formula
		v.fill(look.Words, r)
	}
	for i := range v.nodes {
		state := chart.TreeOpen
		switch {
		case i == r.Lit():
			state = chart.TreeLit
		case r.Known(i):
			state = chart.TreeKnown
		}
		v.nodes[i].State = state
	}
	v.tree.Draw(box, look.Theme, chart.TreeData{
		ID: v.id, Nodes: v.nodes, Focus: data.node(), Chosen: data.Chosen,
	})
}

// fill writes the texts of the nodes.
func (v *RuleTree) fill(words *locale.Localizer, r *experiment.Rules) {
	steps, links := r.Nodes(), r.Links()
	v.nodes = make([]chart.TreeNode, len(steps))
	for i := range steps {
		s := &steps[i]
		n := chart.TreeNode{Parent: links[i].Parent, Text: s.Text}
		if symbol := links[i].Symbol; symbol != "" && symbol != s.Text {
			n.Label = symbol + " ="
		}
		if n.Minor = s.Rule.Trivial() && n.Parent >= 0; !n.Minor {
			n.Note, n.Result = shortRule(words, s), derivativeText(s)
		}
		v.nodes[i] = n
	}
}

// NodeAt returns the node drawn at a cell of the box.
func (v *RuleTree) NodeAt(x, y int) (node int, ok bool) { return v.tree.NodeAt(x, y) }

// derivativeText is a node's derivative, dots where it is too long to write out.
func derivativeText(s *calculus.Step) string {
	if s.Derivative == "" {
		return "…"
	}
	return s.Derivative
}

// ruleName is what the rule of a node is called.
func ruleName(look Look, s *calculus.Step) string {
	ids := [...]string{
		calculus.RuleConstant:     "rules.constant",
		calculus.RuleVariable:     "rules.variable",
		calculus.RuleSum:          "rules.sum",
		calculus.RuleDifference:   "rules.difference",
		calculus.RuleFactor:       "rules.factor",
		calculus.RuleProduct:      "rules.product",
		calculus.RuleQuotient:     "rules.quotient",
		calculus.RulePower:        "rules.power",
		calculus.RuleExponential:  "rules.exponential",
		calculus.RuleGeneralPower: "rules.general-power",
		calculus.RuleFunction:     "rules.function",
		calculus.RuleChain:        "rules.chain",
		calculus.RuleSelection:    "rules.selection",
	}
	name := look.Words.T(ids[s.Rule])
	if s.Chain && s.Rule != calculus.RuleChain {
		return look.join(name, " + ", look.Words.T("rules.chain"))
	}
	return name
}

// shortRule is the same in a word.
func shortRule(words *locale.Localizer, s *calculus.Step) string {
	ids := [...]string{
		calculus.RuleConstant:     "rules.short-constant",
		calculus.RuleVariable:     "rules.short-variable",
		calculus.RuleSum:          "rules.short-sum",
		calculus.RuleDifference:   "rules.short-difference",
		calculus.RuleFactor:       "rules.short-factor",
		calculus.RuleProduct:      "rules.short-product",
		calculus.RuleQuotient:     "rules.short-quotient",
		calculus.RulePower:        "rules.short-power",
		calculus.RuleExponential:  "rules.short-exponential",
		calculus.RuleGeneralPower: "rules.short-general-power",
		calculus.RuleFunction:     "rules.short-function",
		calculus.RuleChain:        "rules.short-chain",
		calculus.RuleSelection:    "rules.short-selection",
	}
	name := words.T(ids[s.Rule])
	if s.Chain && s.Rule != calculus.RuleChain {
		name += "+" + words.T("rules.short-chain")
	}
	return name
}

// KnownParts is the table of the parts differentiated so far, with their numbers
// at x. It keeps the memory it draws with.
type KnownParts struct{ table table }

// Draw fills the box.
func (v *KnownParts) Draw(box screen.Box, look Look, data RulesData) {
	r, t := data.Rules, &v.table
	if r.Walked() == 0 {
		for y, line := range wrap(look.Words.T("rules.none-yet"), box.Width()-2) {
			box.Text(1, y, line, look.style(theme.Muted))
		}
		return
	}
	at := look.join(r.Variable(), "=", look.significant(r.X(), 6))
	t.begin(
		column{heading: look.Words.T("rules.column-part")},
		column{heading: look.Words.T("rules.column-value", "At", at), right: true},
		column{heading: look.Words.T("rules.column-slope"), right: true},
		column{heading: look.Words.T("rules.column-derivative")},
	)
	tail := string(look.Theme.Glyphs().Ellipsis)
	for n, i := range r.Walk()[:r.Walked()] {
		s, value := &r.Nodes()[i], r.Values()[i]
		style := newest(look, i == data.node())
		if i == data.node() {
			t.chosen = n
		}
		t.add(
			cell{screen.Truncate(s.Text, max(12, box.Width()/4), tail), style},
			cell{partText(look, value.Value), style},
			cell{partText(look, value.Derivative), style},
			cell{derivativeText(s), style},
		)
	}
	if t.chosen < 0 {
		t.chosen = len(t.rows) - 1
	}
	t.draw(box, look)
}

// partText writes a value at x, a dash where there is none.
func partText(look Look, x float64) string {
	if math.IsNaN(x) {
		return "–"
	}
	return look.figure(x)
}

// RuleNote names the node that is looked at, and says if it is a chosen one.
func RuleNote(look Look, d RulesData) string {
	text := screen.Truncate(d.Rules.Nodes()[d.node()].Text, 30, string(look.Theme.Glyphs().Ellipsis))
	if d.Chosen >= 0 {
		return look.Words.T("rules.chosen", "Part", text)
	}
	return text
}
