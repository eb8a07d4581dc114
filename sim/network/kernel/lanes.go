package kernel

// Width is the number of samples that are computed side by side.
const Width = 4

// Lanes is one unit's value for [Width] samples.
type Lanes [Width]float64

// Strips returns how many strips hold a batch.
func Strips(batch int) int { return (batch + Width - 1) / Width }

// ClearDead sets the dead lanes of the last strip to 0: those from batch on.
func ClearDead(buffer []Lanes, units, batch int) {
	live := batch % Width
	if live == 0 {
		return
	}
	last := buffer[(Strips(batch)-1)*units:][:units]
	// Lane by lane, as a call for each unit would cost more than small layers do.
	for u := range last {
		lanes := &last[u]
		lanes[3] = 0
		if live < 3 {
			lanes[2] = 0
		}
		if live < 2 {
			lanes[1] = 0
		}
	}
}
