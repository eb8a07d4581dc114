package views

import (
	"nabla/screen"
	"nabla/sim"
	"nabla/views/chart"
)

// LossData is what the loss chart shows.
type LossData struct {
	Series []LossSeries
	Step   int // where the playhead stands
	Log    bool
	Top    float64 // of the axis, 0 for the largest value there was
	Empty  string  // id of the message where there is nothing to draw; empty for the usual one
}

// LossSeries is the loss of one network on one set of samples, over the steps.
type LossSeries struct {
	Name     string
	Message  bool // the name is the id of a message, not a word of the program
	History  *sim.History
	Column   int      // of the history
	Last     float64  // at the present step
	Accuracy *float64 // share of right answers, nil where there are no classes
	Status   sim.Status
}

// Loss draws losses over the steps. It keeps the memory it draws with.
type Loss struct {
	lines  chart.Lines
	series []chart.Series
	names  []string
}

// Draw fills the box.
func (v *Loss) Draw(box screen.Box, look Look, d LossData) {
	for len(v.series) < len(d.Series) {
		v.series = append(v.series, chart.Series{})
	}
	for i := range d.Series {
		v.fill(&v.series[i], &d.Series[i], d.Step, look)
		v.series[i].Look = i
	}
	v.tell(box.Width(), look, d.Series)
	box = drawTrouble(box, look, d.Series)
	data := chart.LinesData{
		Series: v.series[:len(d.Series)], LogY: d.Log,
		X:      chart.Range{Min: 0, Max: float64(max(d.Step, 10))},
		XLabel: look.Words.T("loss.step"),
		Empty:  look.Words.T("loss.none"),
	}
	if d.Empty != "" {
		data.Empty = look.Words.T(d.Empty)
	}
	switch {
	case d.Top > 0:
		data.Y.Max = d.Top
	case !d.Log:
		data.Y.Max = v.ceiling(len(d.Series))
	}
	v.lines.Draw(box, look.Theme, data)
}

// tell adds the accuracies to the names where the legend has room for them
// beside marks and losses.
func (v *Loss) tell(width int, look Look, series []LossSeries) {
	v.names = v.names[:0]
	for i := range series {
		name := v.series[i].Name
		if a := series[i].Accuracy; a != nil {
			name = look.join(name, " ", look.Words.T("loss.accuracy", "Percent", percent(*a)))
		}
		v.names = append(v.names, name)
		width -= screen.Width(name) + chart.NumberWidth + 5
	}
	if width < 0 {
		return
	}
	for i := range series {
		v.series[i].Name = v.names[i]
	}
}

// drawTrouble says in the last row which network has diverged or stands still,
// if one has, and returns the room above.
func drawTrouble(box screen.Box, look Look, series []LossSeries) screen.Box {
	if box.Height() < 4 {
		return box
	}
	for i := range series {
		s := series[i].Status
		if s.Reason == nil {
			continue
		}
		text, name := outcome(s, look), series[i].Name
		if series[i].Message {
			name = look.Words.T(name)
		}
		line := look.Words.T("loss.since", "Name", name, "What", text.text, "Step", look.grouped(s.Step))
		box.TextFit(0, box.Height()-1, box.Width(), line, text.style)
		return box.Sub(0, 0, box.Width(), box.Height()-1)
	}
	return box
}

// fill makes the chart's series of the samples and the present value.
func (v *Loss) fill(s *chart.Series, from *LossSeries, step int, look Look) {
	s.Name = from.Name
	if from.Message {
		s.Name = look.Words.T(from.Name)
	}
	s.X, s.Y = s.X[:0], s.Y[:0]
	for i := range from.History.Len() {
		s.X = append(s.X, float64(from.History.Step(i)))
		s.Y = append(s.Y, from.History.Value(i, from.Column))
	}
	if n := len(s.X); n == 0 || s.X[n-1] < float64(step) {
		s.X, s.Y = append(s.X, float64(step)), append(s.Y, from.Last)
	}
}

// ceiling is the top of a linear axis: the largest loss that was ever shown, so
// that curves come down in it and the axis begins at 0.
func (v *Loss) ceiling(n int) float64 {
	top := 0.0
	for _, s := range v.series[:n] {
		for _, y := range s.Y {
			if y > top && y <= 1e300 {
				top = y
			}
		}
	}
	return top
}
