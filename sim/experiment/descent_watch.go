package experiment

import "nabla/sim"

// maxWatched is of how many balls the way is recorded.
const maxWatched = 64

// Watch begins to record where the first balls are, for [Descent.History].
func (d *Descent) Watch() {
	d.row = make([]float64, min(len(d.balls), maxWatched))
	d.record()
}

func (d *Descent) record() {
	if d.row == nil {
		return
	}
	if !d.history.Wants() {
		d.history.Skip()
		return
	}
	for i := range d.row {
		d.row[i] = d.balls[i].W
	}
	d.history.Add(d.row...)
}

// History returns w over the steps, a column for each of the first balls, and how
// many columns there are: 0 where nobody watches. The caller must not change it.
func (d *Descent) History() (history *sim.History, columns int) { return &d.history, len(d.row) }
