package experiment

import (
	"slices"

	"nabla/sim"
	"nabla/sim/landscape"
)

// pairing is two descents from the same starts: on a convex curve and on f.
type pairing struct{ convex, other *Descent }

// newPairing releases the balls of the setup on w² and on f or, where the goal
// is a maximum, on 1 − w² and on f, to climb.
func newPairing(setup sim.Setup) (*pairing, error) {
	u := "u-shape"
	if setup.Value("goal").String() == goalMax {
		u = "1 - w^2"
	}
	convex, err := newReleased(setup, u)
	if err != nil {
		return nil, err
	}
	other, err := newReleased(setup, setup.Value("f").String())
	if err != nil {
		return nil, err
	}
	return &pairing{convex: convex, other: other}, nil
}

func newReleased(setup sim.Setup, f string) (*Descent, error) {
	s := sim.NewSetup("descent", DescentParams())
	for _, change := range [...][2]string{
		{"f", f},
		{"goal", setup.Value("goal").String()},
		{"starts", setup.Value("starts").String()},
		{"rates", setup.Value("rate").String()},
	} {
		var err error
		if s, err = s.With(change[0], change[1]); err != nil {
			return nil, err
		}
	}
	return NewDescent(s, nil)
}

func (p *pairing) both() [2]*Descent { return [2]*Descent{p.convex, p.other} }

func (p *pairing) step() {
	p.convex.Step()
	p.other.Step()
}

func (p *pairing) clone() *pairing {
	if p == nil {
		return nil
	}
	return &pairing{convex: p.convex.Clone(), other: p.other.Clone()}
}

// apply changes both descents; they agree in what needs a restart.
func (p *pairing) apply(e sim.Edit) error {
	if e.Name == "rate" {
		params := DescentParams()
		at := slices.IndexFunc(params, func(q sim.Param) bool { return q.Name == "rates" })
		v, err := params[at].Parse(e.Value.String())
		if err != nil {
			return err
		}
		e = sim.Edit{Step: e.Step, Name: "rates", Value: v}
	}
	for _, d := range p.both() {
		if err := d.Apply(e); err != nil {
			return err
		}
	}
	return nil
}

// status is on its way while a ball is, else the worse of both.
func (p *pairing) status() sim.Status {
	u, w := p.convex.Status(), p.other.Status()
	switch {
	case u.Outcome == sim.Running || w.Outcome == sim.Running:
		return sim.Status{}
	case u.Outcome != sim.Converged:
		return u
	case w.Outcome != sim.Converged:
		return w
	}
	return sim.Status{
		Outcome: sim.Converged, Step: max(lastChange(p.convex), lastChange(p.other)),
		Reason: AllEnded{Balls: len(p.convex.Balls()), Convex: places(p.convex), Other: places(p.other)},
	}
}

// lastChange is the step at which the last ball came to rest.
func lastChange(d *Descent) int {
	last := 0
	for i := range d.Balls() {
		last = max(last, d.Balls()[i].Status().Step)
	}
	return last
}

// places counts the different places at which balls have converged.
func places(d *Descent) int { return len(ends(d)) }

// ends returns the places at which balls have converged, from left to right.
func ends(d *Descent) []landscape.Point {
	var found []landscape.Point
	for _, goal := range d.Goals() {
		if slices.ContainsFunc(d.Balls(), func(b Ball) bool {
			at, ok := b.Status().Reason.(AtExtremum)
			return ok && at.W == goal.W
		}) {
			found = append(found, goal)
		}
	}
	return found
}

// Released returns the balls on the convex curve and those on f, in the mode
// compare; else nil.
func (c *Convexity) Released() (convex, other *Descent) {
	if c.pairing == nil {
		return nil, nil
	}
	return c.pairing.convex, c.pairing.other
}

// Places returns at how many different places balls have converged, on the
// convex curve and on f. It panics but in the mode compare.
func (c *Convexity) Places() (convex, other int) {
	return places(c.pairing.convex), places(c.pairing.other)
}

// CompareReport is what one step of a comparison reports: in how many places
// the balls have come to rest so far, and how each fares.
type CompareReport struct {
	ConvexPlaces int            `json:"convex_places"`
	OtherPlaces  int            `json:"other_places"`
	Runs         []ReleasedBall `json:"runs"`
}

// ReleasedBall is what a comparison reports of one ball: as [BallReport], with
// the curve it is on.
type ReleasedBall struct {
	Curve  string  `json:"curve"`
	Start  float64 `json:"start"`
	W      float64 `json:"w"`
	F      float64 `json:"f"`
	Slope  float64 `json:"slope"`
	Status string  `json:"status"`
	Reason string  `json:"reason"`
}

func (p *pairing) report() CompareReport {
	r := CompareReport{ConvexPlaces: places(p.convex), OtherPlaces: places(p.other)}
	for _, d := range p.both() {
		for _, b := range d.report().Runs {
			r.Runs = append(r.Runs, ReleasedBall{
				Curve: d.Curve().Formula().Text(), Start: b.Start, W: b.W, F: b.F, Slope: b.Slope, Status: b.Status, Reason: b.Reason,
			})
		}
	}
	return r
}
