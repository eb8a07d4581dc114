package views

import (
	"math"
	"slices"

	"nabla/screen"
	"nabla/sim/network"
	"nabla/views/chart"
	"nabla/views/theme"
)

// PreActivationData is the z of one layer, and the φ that they go through.
type PreActivationData struct {
	Histogram  network.Histogram
	Activation network.Activation
}

// PreActivations draws the histogram of the pre-activations of a layer behind the
// curves of φ and φ′. It keeps the memory it draws with.
type PreActivations struct {
	lines  chart.Lines
	series [2]chart.Series
	key    curvesKey
	low    float64 // of what is seen of the curves
}

// curvesKey is what the curves depend on.
type curvesKey struct {
	of    network.Activation
	to    float64
	width int
}

// perColumn is how often the curves are looked at in a column.
const perColumn = 4

// top is up to where the curves are shown: φ of relu goes on.
const top = 1.1

// Draw fills the box.
func (v *PreActivations) Draw(box screen.Box, look Look, d PreActivationData) {
	v.sample(d, box.Width())
	const named = 4
	if box.Height() >= named {
		v.name(box.Sub(0, 0, box.Width(), 1), look, &d.Histogram)
		box = box.Sub(0, 1, box.Width(), box.Height()-1)
	}
	v.lines.Draw(box, look.Theme, chart.LinesData{
		Series: v.series[:], X: chart.Range{Min: -d.Histogram.To, Max: d.Histogram.To}, Y: chart.Range{Min: v.low, Max: top},
		XLabel: "z", Empty: look.Words.T("loss.none"),
	})
	v.columns(look, &d.Histogram)
}

// sample works out the curves where they are not those of the last frame.
func (v *PreActivations) sample(d PreActivationData, width int) {
	key := curvesKey{d.Activation, d.Histogram.To, width}
	if v.key == key {
		return
	}
	v.key = key
	for i := range v.series {
		v.series[i].X, v.series[i].Y, v.series[i].Look = v.series[i].X[:0], v.series[i].Y[:0], i
	}
	v.low = 0
	n := perColumn * max(width, 1)
	jumps := kinked(d.Activation)
	// What lies in the column of dots of the jump would be joined across it.
	const dots = 2.2
	gap := dots * d.Histogram.To / float64(max(width, 1))
	for k := range n + 1 {
		z := (2*float64(k)/float64(n) - 1) * d.Histogram.To
		if jumps && 0 < z && z < gap {
			continue
		}
		for i, y := range [...]float64{d.Activation.Value(z), d.Activation.Slope(z)} {
			v.series[i].X, v.series[i].Y = append(v.series[i].X, z), append(v.series[i].Y, y)
			v.low = max(min(v.low, y), -top)
		}
		if z == 0 && jumps {
			v.series[1].X, v.series[1].Y = append(v.series[1].X, z), append(v.series[1].Y, math.NaN())
		}
	}
}

// kinked reports whether φ′ jumps at 0: there its curve breaks.
func kinked(a network.Activation) bool {
	const near, far = 1e-9, 0.01
	return math.Abs(a.Slope(near)-a.Slope(-near)) > far
}

// name says in the row which curve is which, and how much the highest column
// stands for.
func (v *PreActivations) name(row screen.Box, look Look, h *network.Histogram) {
	x := 0
	for i, name := range [...]string{"φ(z)", "φ′(z)"} {
		row.SetRune(x, 0, look.Theme.SeriesMark(i), look.Theme.Series(i))
		x += 2 + row.Text(x+2, 0, name, look.style(theme.Text)) + 2
	}
	most := look.grouped(slices.Max(h.Counts[:]))
	text := fitting([]string{
		look.Words.T("vanishing.columns", "Most", most, "Count", look.grouped(h.Count)),
		look.Words.T("vanishing.columns-short", "Most", most, "Count", look.grouped(h.Count)),
		most + "/" + look.grouped(h.Count),
	}, row.Width()-x)
	style := look.style(theme.Muted)
	if h.Lost > 0 {
		text = fitting([]string{look.Words.T("vanishing.lost", "Lost", look.grouped(h.Lost), "Count", look.grouped(h.Count)), "NaN/∞ " + look.grouped(h.Lost)}, row.Width()-x)
		style = look.style(theme.Bad)
	}
	row.TextRight(0, text, style)
}

// columns fills the plot behind the curves: each column up to its part's share of
// the highest.
func (v *PreActivations) columns(look Look, h *network.Histogram) {
	plot := v.lines.Plot()
	box := plot.Box()
	most := slices.Max(h.Counts[:])
	if most == 0 || box.Empty() {
		return
	}
	left, _ := box.Origin()
	style := look.style(theme.Faint)
	for x := range box.Width() {
		part := int((plot.XAt(left+x)/h.To + 1) / 2 * network.HistogramParts)
		count := h.Counts[min(max(part, 0), network.HistogramParts-1)]
		eighths := 8 * box.Height() * count / most
		if count > 0 {
			eighths = max(eighths, 1)
		}
		for y := 0; eighths > 0; y, eighths = y+1, eighths-8 {
			row := box.Height() - 1 - y
			at := box.At(x, row)
			switch {
			case at.Rune() == ' ':
				box.SetRune(x, row, rising(look, min(eighths, 8)), style)
			case eighths >= 8 && style.Fg != 0:
				box.SetRune(x, row, at.Rune(), at.Style.On(style.Fg))
			}
		}
	}
}

// rising is a cell that is filled from below by so many eighths, 1 to 8.
func rising(look Look, eighths int) rune {
	if look.Theme.Key().Glyphs != theme.ASCII {
		return []rune("▁▂▃▄▅▆▇█")[eighths-1]
	}
	if eighths < 4 {
		return '.'
	}
	return '#'
}
