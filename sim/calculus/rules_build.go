package calculus

// deriver builds a derivation.
type deriver struct {
	*Derivation
	*simplifier
	compiler *compiler
	letters  letters
	depends  map[*expr]bool // on the variable
	work     []differentiated
}

// differentiated is the expressions of a step.
type differentiated struct {
	source     *expr // as it is in the formula
	simple     *expr // the same, simplified
	derivative *expr // simplified; nil if it is too long
}

// varies reports whether e depends on the variable.
func (d *deriver) varies(e *expr) bool {
	if e.fixed || e.op == opVariable {
		return !e.fixed && e.variable == d.variable
	}
	varies, known := d.depends[e]
	if known {
		return varies
	}
	for _, a := range e.args {
		varies = varies || d.varies(a)
	}
	d.depends[e] = varies
	return varies
}

// add adds the steps of e, and returns the index of the last.
func (d *deriver) add(e *expr) int {
	form := d.form(e)
	step := Step{Rule: form.rule, Chain: form.chain, Text: pretty(e), Column: e.column, Law: form.law()}
	for i, part := range form.exprs {
		step.Parts = append(step.Parts, Part{Symbol: form.symbols[i], Step: d.add(part)})
	}
	w := differentiated{source: e, simple: d.simplify(e)}
	if d.short(&form, step.Parts) {
		worked := form.derive(d.parts(&form, step.Parts, asWritten))
		w.derivative = d.derivative(&form, step.Parts)
		step.Worked, step.Derivative = pretty(worked), pretty(w.derivative)
	}
	if len(step.Derivative) > MaxLength {
		w.derivative, step.Worked, step.Derivative = nil, "", ""
	}
	node := -1
	if !e.fixed {
		node = int(d.compiler.operation(e))
	}
	d.steps, d.work = append(d.steps, step), append(d.work, w)
	d.nodes, d.constants = append(d.nodes, node), append(d.constants, e.value)
	return len(d.steps) - 1
}

// short reports whether what the law makes is short enough to be worked out. A
// selection repeats its parts.
func (d *deriver) short(form *form, parts []Part) bool {
	length := 0
	for _, part := range parts {
		w := &d.work[part.Step]
		if w.derivative == nil {
			return false
		}
		length += size(w.simple) + size(w.derivative)
	}
	if form.rule == RuleSelection {
		length *= len(parts)
	}
	return length <= 4*MaxNodes
}

// What of a part is put into a law: to be shown, or to be simplified.
func asWritten(w *differentiated) (e, derivative *expr)  { return shown(w.source), shown(w.derivative) }
func simplified(w *differentiated) (e, derivative *expr) { return w.simple, w.derivative }

// shown keeps a plain number apart from the factor behind it: 1·sin(x), not
// 1sin(x).
func shown(e *expr) *expr {
	if e.literal() {
		return placeholder(pretty(e))
	}
	return e
}

// parts returns the chosen expressions of the parts, and their derivatives.
func (d *deriver) parts(form *form, parts []Part, choose func(*differentiated) (*expr, *expr)) (p, dp []*expr) {
	for i, part := range parts {
		e, derivative := choose(&d.work[part.Step])
		if i == form.inner && !form.chain {
			derivative = nil
		}
		p, dp = append(p, e), append(dp, derivative)
	}
	return p, dp
}

// derivative returns the form's derivative, simplified.
func (d *deriver) derivative(form *form, parts []Part) *expr {
	p, dp := d.parts(form, parts, simplified)
	switch {
	case form.rule == RuleExponential && p[0].fixed && p[0].value == 0:
		return number(0) // not −∞·0
	case form.rule != RuleGeneralPower:
		return d.simplify(form.derive(p, dp))
	}
	// Beside ln(u), u may be cancelled: x^x·(ln(x) + 1).
	d.nonzero = map[string]bool{d.key(p[0]): true}
	for _, f := range d.term(p[0]).factors {
		d.nonzero[f.key] = true
	}
	ratio := d.simplify(divide(multiply(p[1], dp[0]), p[0]))
	d.nonzero = nil
	return d.simplify(multiply(raise(p[0], p[1]), add(multiply(dp[1], call(opLn, p[0])), ratio)))
}

// finish makes a formula of the last step's derivative.
func (d *deriver) finish() {
	last := d.steps[len(d.steps)-1]
	d.err = &TooLongError{Part: last.Text, Limit: MaxNodes}
	if last.Derivative == "" {
		return
	}
	if f, err := Parse(last.Derivative, d.formula.variables...); err == nil {
		d.result, d.err = f, nil
	}
}
