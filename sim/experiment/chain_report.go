package experiment

import (
	"fmt"
	"strings"

	"nabla/sim"
	"nabla/sim/calculus"
)

// ChainReport is what one step of a chain reports. What the step does not know
// yet is null, what there is none of NaN.
type ChainReport struct {
	Phase string `json:"phase"` // inputs, forward, backward, paths or done

	Node int `json:"node"` // that the step has done something to, −1 for none
	// The edge that it went back over, from a node to one of its arguments, −1 for
	// none; and the product Upstream·Local that went over it.
	From     int      `json:"from"`
	To       int      `json:"to"`
	Upstream *float64 `json:"upstream"`
	Local    *float64 `json:"local"`
	Product  *float64 `json:"product"`

	Nodes []ChainNodeLine `json:"nodes"`

	Value   *float64        `json:"value"` // of the output
	Input   string          `json:"input"`
	Paths   []ChainPathLine `json:"paths"` // to the input, 64 at most
	Total   int             `json:"paths_total"`
	Others  *float64        `json:"paths_others"` // the sum of those not listed, 0 if all are
	Sum     *float64        `json:"paths_sum"`    // of the products of those walked; at the end, of all
	Adjoint *float64        `json:"adjoint"`      // ∂f/∂input
	Problem string          `json:"problem"`      // why there is no gradient
}

// ChainNodeLine is what is reported of a node. The adjoint is the sum of what
// has come over edges so far.
type ChainNodeLine struct {
	ID       int        `json:"id"`
	Op       string     `json:"op"`
	Value    *float64   `json:"value"`
	Adjoint  *float64   `json:"adjoint"`
	Args     []int      `json:"args"`
	Name     string     `json:"name"`
	Label    string     `json:"label"`  // the part of the formula
	Locals   []*float64 `json:"locals"` // ∂node/∂arg, 0 for a constant; null before the value
	Complete bool       `json:"complete"`
}

// ChainPathLine is what is reported of a path.
type ChainPathLine struct {
	Nodes   []int    `json:"nodes"` // from the output to the input
	Product *float64 `json:"product"`
}

// Report returns a [ChainReport].
func (c *Chain) Report() any { return c.report() }

func (c *Chain) report() ChainReport {
	phase, _, _ := c.Phase()
	node, edge, _ := c.Lit()
	r := ChainReport{
		Phase: phase.String(), Node: node, From: -1, To: -1, Nodes: make([]ChainNodeLine, len(c.nodes)),
		Input: c.Name(c.input), Paths: make([]ChainPathLine, len(c.paths)), Total: c.total,
	}
	if edge >= 0 {
		e := c.edges[edge]
		r.From, r.To = e.Node, e.Arg
		r.Upstream, r.Local, r.Product = &e.Upstream, &e.Local, &e.Product
	}
	for i := range c.nodes {
		r.Nodes[i] = c.line(i)
	}
	r.Value, r.Adjoint = r.Nodes[c.Output()].Value, r.Nodes[c.input].Adjoint
	walked, sum := c.PathsWalked()
	if walked > 0 {
		r.Sum = &sum
	}
	if _, others := c.OtherPaths(); walked == len(c.paths) {
		r.Others = &others
	}
	for i, p := range c.paths {
		line := &r.Paths[i]
		line.Nodes = append(line.Nodes, c.Output())
		for _, e := range p.Edges {
			line.Nodes = append(line.Nodes, c.edges[e].Arg)
		}
		if i < walked {
			line.Product = &p.Product
		}
	}
	if c.problem != nil {
		r.Problem = c.problem.Error()
	}
	return r
}

func (c *Chain) line(i int) ChainNodeLine {
	n := &c.nodes[i]
	line := ChainNodeLine{
		ID: i, Op: n.Op, Args: n.Args, Name: c.Name(i), Label: n.Label,
		Locals: make([]*float64, len(n.Partials)),
	}
	if c.Computed(i) {
		line.Value = new(n.Value)
		for k, partial := range n.Partials {
			line.Locals[k] = new(partial)
		}
	}
	if c.Constant(i) {
		return line
	}
	adjoint, some, all := c.Adjoint(i)
	if some {
		line.Adjoint = &adjoint
	}
	line.Complete = all
	return line
}

// Status tells whether all is done: converged where the formula has a gradient,
// stuck where it has none.
func (c *Chain) Status() sim.Status {
	last := c.Last()
	switch {
	case c.step < last:
		return sim.Status{}
	case c.problem != nil:
		return sim.Status{Outcome: sim.Stuck, Step: last, Reason: NoGradient{Err: c.problem}}
	}
	return sim.Status{Outcome: sim.Converged, Step: last, Reason: AdjointsKnown{
		Input: c.Name(c.input), Adjoint: c.nodes[c.input].Adjoint,
	}}
}

// AdjointsKnown is the reason of a graph in which all is worked out.
type AdjointsKnown struct {
	Input   string
	Adjoint float64
}

func (r AdjointsKnown) String() string {
	return fmt.Sprintf("every derivative is known: ∂f/∂%s = %.6g", r.Input, r.Adjoint)
}

// Message returns the id and the arguments of the translated text.
func (r AdjointsKnown) Message() (string, map[string]any) {
	return "reason.adjoints-known", map[string]any{"Input": r.Input, "Adjoint": fmt.Sprintf("%.6g", r.Adjoint)}
}

// ChainPointError is what is wrong at values without a gradient. Nobody is typing
// the formula then: it says which part is to blame, and no column.
type ChainPointError struct{ Point *calculus.PointError }

func (e ChainPointError) Error() string {
	_, text, _ := strings.Cut(e.Point.Error(), ": ")
	return text
}

// Message returns the id and the arguments of the translated text.
func (e ChainPointError) Message() (string, map[string]any) {
	switch id, args := e.Point.Message(); id {
	case "formula.undefined":
		return "chain.undefined", args
	case "formula.infinite":
		return "chain.infinite", args
	default:
		return "chain.not-differentiable", args
	}
}

// NoGradient is the reason of a graph at values where the formula has none.
type NoGradient struct{ Err error }

func (r NoGradient) String() string {
	return fmt.Sprintf("there is no gradient here: %v", r.Err)
}

// Message returns the id and the arguments of the translated text.
func (r NoGradient) Message() (string, map[string]any) {
	return "reason.no-gradient", map[string]any{"Err": r.Err}
}

var (
	_ sim.Reason = AdjointsKnown{}
	_ sim.Reason = NoGradient{}
)
