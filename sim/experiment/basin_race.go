package experiment

import "fmt"

// raceBasinLimit is after how many steps an optimiser is given up.
const raceBasinLimit = 2000

// RaceBasins is the map of an optimiser's basins that has yet to be made: what
// it depends on, and how to begin.
type RaceBasins struct {
	race   *Race // with one optimiser
	racer  Racer
	follow bool
}

// Basins returns the map of the starts in the range of a race for one of its
// optimisers, as it is now: with the step size that holds at present. It does no
// work and does not see what the race does later.
func (r *Race) Basins(i int) RaceBasins {
	one := &Race{terrain: r.terrain, known: r.known, bowl: r.bowl, rate: r.rate}
	b := &r.racers[i]
	return RaceBasins{race: one, racer: Racer{Name: b.Name, spec: b.spec}, follow: b.follows()}
}

// Key names all that the map depends on.
func (m RaceBasins) Key() string {
	rate := 0.0
	if m.follow {
		rate = m.race.rate
	}
	return fmt.Sprintf("%q %q %v", m.race.terrain.Formula().Text(), m.racer.Name, rate)
}

// Begin returns the map, of which nothing is done yet.
func (m RaceBasins) Begin() *Basins {
	x, y := m.race.terrain.Range()
	return newBasins(spread(x.Lo, x.Hi, BasinColumns), spread(y.Lo, y.Hi, BasinRows), raceBasinLimit, m.fate)
}

// fate runs the optimiser from one start to its end. It is what a race from
// there says of it.
func (m RaceBasins) fate(x, y float64) fate {
	r := *m.race
	var b Racer
	r.lineUp(&b, m.racer.Name, m.racer.spec, [2]float64{x, y})
	f, ok := settledFate(b.status)
	for !ok && r.step < raceBasinLimit {
		r.step++
		r.advance(&b)
		f, ok = settledFate(b.status)
	}
	if f.steps = r.step; !ok {
		f.end = BasinSlow
	}
	e := b.Evaluations()
	f.cost = e.Value + e.Gradient + e.Hessian
	return f
}
