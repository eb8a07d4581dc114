package experiment

// ConvexityReport is what one step of the test reports. Of Point the values are
// Curve and, on the chord, Chord; Gap is Curve − Chord.
type ConvexityReport struct {
	T       float64  `json:"t"`
	Chord   float64  `json:"chord"`
	Curve   float64  `json:"curve"`
	Convex  bool     `json:"convex"` // no chord so far was below the curve
	A       float64  `json:"a"`
	B       float64  `json:"b"`
	Point   float64  `json:"point"` // t·a + (1−t)·b
	Gap     float64  `json:"gap"`
	Second  float64  `json:"second"` // the second derivative at the point, NaN where there is none
	Tested  int      `json:"tested"` // chords of the grid
	Cut     int      `json:"cut"`    // those of them that were below the curve
	Chords  int      `json:"chords"` // that the grid has
	Witness *Witness `json:"witness,omitempty"`

	Compared int `json:"compared"` // of the tested chords, those with values to compare
}

// Report returns a [ConvexityReport], in the mode compare a [CompareReport].
func (c *Convexity) Report() any {
	if c.pairing != nil {
		return c.pairing.report()
	}
	r := ConvexityReport{
		T: c.chord.T(), Chord: c.chord.Line(c.chord.at), Curve: c.chord.Curve(c.chord.at), Convex: c.Convex(),
		A: c.chord.A, B: c.chord.B, Point: c.chord.X(c.chord.at), Gap: c.chord.Gap(c.chord.at),
		Tested: c.pair, Cut: c.cut, Chords: c.Chords(), Compared: c.Compared(),
	}
	r.Second = c.Second(r.Point)
	if w, found := c.Witness(); found {
		r.Witness = &w
	}
	return r
}
