package optimizer

import "math"

// Line is one line of an update of one parameter, worked out: Name ← Form.
type Line struct {
	Name     string // of what is assigned: "m"; that of the parameter is "w"
	Form     string // "#·# + #·#": each # is an operand
	Operands []Operand
	Value    float64
}

// Operand is a number in a [Line] and what it is called, empty for one that is
// called nothing: 0.9 of 0.9·m.
type Operand struct {
	Symbol string
	Value  float64
}

// Moments returns what a rule remembers of past gradients, as a sum or a mean of
// them, and as one of their squares; nil for what it does not remember. They are
// not to be changed.
func Moments(o Optimizer) (first, second []float64) {
	switch o := o.(type) {
	case *Momentum:
		return o.velocity, nil
	case *Nesterov:
		return o.velocity, nil
	case *Adagrad:
		return nil, o.sum
	case *RMSprop:
		return nil, o.square
	case *Adadelta:
		return nil, o.square
	case *Adam:
		return o.first, o.second
	case *AdamW:
		return o.first, o.second
	case *NAdam:
		return o.first, o.second
	case *RAdam:
		return o.first, o.second
	case *Lion:
		return o.mean, nil
	}
	return nil, nil
}

// Work works out the update that would come next of parameter number i, which is
// w and has the gradient g: the lines of the rule's formula, with the numbers in
// them, the last of which gives the parameter. It does not change o.
func Work(o Optimizer, i int, w, g float64) []Line {
	o = o.Clone()
	o.Begin()
	const mostLines, mostOperands = 8, 32
	p := paper{
		lines: make([]Line, 0, mostLines), operands: make([]Operand, 0, mostOperands),
		w: Operand{"w", w}, g: Operand{"g", g}, rate: number(o.Rate()),
	}
	switch o := o.(type) {
	case *SGD:
		p.end("# − #·#", w-float64(o.rate*g), p.w, p.rate, p.g)
	case *Momentum:
		v := p.velocity(o, i)
		p.end("# − #·#", w-float64(o.rate*v.Value), p.w, p.rate, v)
	case *Nesterov:
		v := p.velocity(&o.Momentum, i)
		d := p.line("d", "# + #·#", g+float64(o.beta*v.Value), p.g, number(o.beta), v)
		p.end("# − #·#", w-float64(o.rate*d.Value), p.w, p.rate, d)
	case *Adagrad:
		p.adagrad(o, i)
	case *RMSprop:
		v := p.mean("s", o.alpha, Operand{"s", o.square[i]}, p.squared())
		p.quotient(w, o.rate, p.g, v, o.eps)
	case *Adadelta:
		p.adadelta(o, i)
	case *Lion:
		p.lion(o, i)
	case *Adam:
		p.adam(o, i)
	case *AdamW:
		p.decayed(o.rate, o.decay)
		p.adam(&o.Adam, i)
	case *NAdam:
		p.nadam(o, i)
	case *RAdam:
		p.radam(o, i)
	}
	return p.lines
}

// paper is what an update is worked out on.
type paper struct {
	lines      []Line
	operands   []Operand // of all lines
	w, g, rate Operand
}

func number(x float64) Operand { return Operand{Value: x} }

// line writes a line and returns what it assigns.
func (p *paper) line(name, form string, value float64, operands ...Operand) Operand {
	start := len(p.operands)
	p.operands = append(p.operands, operands...)
	p.lines = append(p.lines, Line{Name: name, Form: form, Operands: p.operands[start:len(p.operands):len(p.operands)], Value: value})
	return Operand{name, value}
}

// end writes the line of the parameter.
func (p *paper) end(form string, value float64, operands ...Operand) {
	p.line("w", form, value, operands...)
}

func (p *paper) squared() Operand { return Operand{"g²", float64(p.g.Value * p.g.Value)} }

// mean writes a running mean that keeps a share of what it was.
func (p *paper) mean(name string, keep float64, old, with Operand) Operand {
	value := float64(keep*old.Value) + float64((1-keep)*with.Value)
	return p.line(name, "#·# + #·#", value, number(keep), old, number(1-keep), with)
}

func (p *paper) velocity(o *Momentum, i int) Operand {
	old := Operand{"v", o.velocity[i]}
	return p.line("v", "#·# + #", float64(o.beta*old.Value)+p.g.Value, number(o.beta), old, p.g)
}

// quotient ends with w ← w − µ·d/(√v + ε).
func (p *paper) quotient(w, rate float64, d, v Operand, eps float64) {
	p.end("# − #·#/(√# + #)", w-float64(rate*(d.Value/(math.Sqrt(v.Value)+eps))), p.w, number(rate), d, v, number(eps))
}

func (p *paper) adagrad(o *Adagrad, i int) {
	square := p.squared()
	s := p.line("s", "# + #", o.sum[i]+square.Value, Operand{"s", o.sum[i]}, square)
	p.quotient(p.w.Value, o.rate/o.divisor, p.g, s, o.eps)
}

func (p *paper) adadelta(o *Adadelta, i int) {
	u := Operand{"u", o.moved[i]}
	v := p.mean("s", o.rho, Operand{"s", o.square[i]}, p.squared())
	value := math.Sqrt(u.Value+o.eps) / math.Sqrt(v.Value+o.eps) * p.g.Value
	d := p.line("d", "√(# + #)/√(# + #)·#", value, u, number(o.eps), v, number(o.eps), p.g)
	p.mean("u", o.rho, u, Operand{"d²", float64(d.Value * d.Value)})
	p.end("# − #·#", p.w.Value-float64(o.rate*d.Value), p.w, p.rate, d)
}

func (p *paper) lion(o *Lion, i int) {
	m := Operand{"m", o.mean[i]}
	c := p.mean("c", o.beta1, m, p.g)
	p.mean("m", o.beta2, m, p.g)
	way := Operand{"sign c", sign(c.Value)}
	value := p.w.Value - float64(o.rate*(way.Value+float64(o.decay*p.w.Value)))
	if o.decay == 0 {
		p.end("# − #·#", value, p.w, p.rate, way)
		return
	}
	p.end("# − #·(# + #·#)", value, p.w, p.rate, way, number(o.decay), p.w)
}

// moments writes Adam's two means.
func (p *paper) moments(o *Adam, i int) (m, v Operand) {
	m = p.mean("m", o.beta1, Operand{"m", o.first[i]}, p.g)
	return m, p.mean("v", o.beta2, Operand{"v", o.second[i]}, p.squared())
}

func (p *paper) adam(o *Adam, i int) {
	m, v := p.moments(o, i)
	m = p.unbiased("m̂", m, o.power1)
	p.quotient(p.w.Value, o.rate, m, p.unbiased("v̂", v, o.power2), o.eps)
}

// unbiased divides a mean by the share of it that is not its first value, 0.
func (p *paper) unbiased(name string, mean Operand, power float64) Operand {
	return p.line(name, "#/#", mean.Value/(1-power), mean, number(1-power))
}

// decayed shrinks the parameter apart from the gradient.
func (p *paper) decayed(rate, decay float64) {
	keep := 1 - float64(rate*decay)
	p.w = p.line("w", "#·#", p.w.Value*keep, number(keep), p.w)
}

func (p *paper) nadam(o *NAdam, i int) {
	m, v := p.moments(&o.Adam, i)
	value := float64(o.ofMean*m.Value) + float64(o.ofSlope*p.g.Value)
	a := p.line("a", "#·# + #·#", value, number(o.ofMean), m, number(o.ofSlope), p.g)
	p.quotient(p.w.Value, o.rate, a, p.unbiased("v̂", v, o.power2), o.eps)
}

func (p *paper) radam(o *RAdam, i int) {
	m, v := p.moments(&o.Adam, i)
	m = p.unbiased("m̂", m, o.power1)
	if o.rectifier <= 0 {
		p.end("# − #·#", p.w.Value-float64(o.rate*m.Value), p.w, p.rate, m)
		return
	}
	value := p.w.Value - float64(o.rate*(m.Value*(o.rectifier/(math.Sqrt(v.Value)+o.eps))))
	p.end("# − #·#·#/(√# + #)", value, p.w, p.rate, m, number(o.rectifier), v, number(o.eps))
}
