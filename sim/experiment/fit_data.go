package experiment

import (
	"math"
	"slices"

	"nabla/sim"
	"nabla/sim/dataset"
	"nabla/sim/elementary"
)

// maxFitPoints is how many points are fitted at most: every step looks at all.
const maxFitPoints = 10_000

// fitData is points to fit a curve to.
type fitData struct {
	input, target string    // names
	xs            []float64 // as in the data
	inputs        []float64 // as the curve gets them: (x − offset)/divisor
	targets       []float64
	offset        float64
	divisor       float64
	height        float64 // of the targets from lowest to highest, or about how large they are where they are all the same
}

// fitSource draws y for an x, with a standard normal number for the noise.
type fitSource struct {
	name   string
	lo, hi float64 // of x
	text   string
	draw   func(x, normal float64) float64
}

// fitSources are the data that can be generated. Their noise is in units of the
// height that the curve without noise spans, of logistic that of its range of x.
func fitSources() []fitSource {
	return []fitSource{
		{"line", 0, 4, "y = 1.5x − 1", func(x, e float64) float64 {
			return float64(1.5*x) - 1 + float64(6*e)
		}},
		{"quadratic", -2, 2, "y = x² − x − 1", func(x, e float64) float64 {
			return float64(x*x) - x - 1 + float64(6.25*e)
		}},
		{"cubic", -1.5, 1.5, "y = 2x³ − 3x", func(x, e float64) float64 {
			return float64(2*x*x*x) - float64(3*x) + float64(4.5*e)
		}},
		{"sine", -3, 3, "y = 1.5 sin(1.2x + ½) + ½", func(x, e float64) float64 {
			return float64(1.5*elementary.Sin(float64(1.2*x)+0.5)) + 0.5 + float64(3*e)
		}},
		{"logistic", -4, 4, "y = 1 (x > ½), 0 (x ≤ ½)", func(x, e float64) float64 {
			if x+float64(8*e) > 0.5 {
				return 1
			}
			return 0
		}},
	}
}

// sourceIris is real data: the petals of 150 flowers.
const sourceIris = "iris"

func fitSourceNames() []string {
	sources := fitSources()
	names := make([]string, 0, len(sources)+1)
	for i := range sources {
		names = append(names, sources[i].name)
	}
	return append(names, sourceIris)
}

func aboutFitSource(name string) string {
	for _, s := range fitSources() {
		if s.name == name {
			return s.text + ", " + sim.FormatNumber(s.lo) + " ≤ x ≤ " + sim.FormatNumber(s.hi)
		}
	}
	if name == sourceIris {
		return "Fisher 1936: x = petal length, y = petal width"
	}
	return ""
}

// loadFit makes or reads the points of a setup.
func loadFit(setup sim.Setup, files sim.Opener) (fitData, error) {
	source := setup.Value("data").String()
	generated := slices.IndexFunc(fitSources(), func(s fitSource) bool { return s.name == source })
	var d fitData
	var err error
	switch {
	case generated >= 0:
		d = fitSources()[generated].sample(setup)
	case source == sourceIris:
		d, err = irisFit(setup)
	default:
		d, err = readFit(setup, source, files)
	}
	if err != nil {
		return fitData{}, err
	}
	kind := dataset.NoScaling
	if name := setup.Value("scale").String(); name != auto {
		if kind, err = dataset.ParseScaling(name); err != nil {
			return fitData{}, &sim.ParamError{Name: "scale", Text: name, Err: err}
		}
	} else if generated < 0 {
		kind = dataset.Standard
	}
	d.scale(kind)
	return d, nil
}

// sample draws the points. Each has its own share of the range of x, so that they
// are spread over all of it and come from left to right.
func (s *fitSource) sample(setup sim.Setup) fitData {
	n, noise := setup.Value("samples").Whole(), setup.Value("noise").Number()
	rnd := sim.NewRandom(setup.Seed, streamData)
	d := fitData{input: "x", target: "y"}
	for i := range n {
		share := (float64(i) + rnd.Float64()) / float64(n)
		x := s.lo + float64((s.hi-s.lo)*share)
		d.xs = append(d.xs, x)
		d.targets = append(d.targets, s.draw(x, noise*rnd.Norm()))
	}
	return d
}

// readFit takes two columns of a data file.
func readFit(setup sim.Setup, name string, files sim.Opener) (fitData, error) {
	set, err := openFit(setup, name, files)
	if err != nil {
		return fitData{}, &sim.ParamError{Name: "data", Text: name, Err: err}
	}
	if n := set.Len(); n > maxFitPoints {
		return fitData{}, &sim.ParamError{Name: "data", Text: name, Err: ManyPointsError{Count: n}}
	}
	if n := len(set.Classes); n > 2 {
		err := ManyClassesError{Target: sim.Printable(set.Target), Count: n}
		return fitData{}, &sim.ParamError{Name: "target", Text: setup.Value("target").String(), Err: err}
	}
	column, err := fitColumn(setup, "input", set.Features, set.Features[0])
	if err != nil {
		return fitData{}, err
	}
	d := fitData{input: set.Features[column], target: set.Target}
	for i := range set.Len() {
		d.xs = append(d.xs, set.Input(i)[column])
		d.targets = append(d.targets, set.Value(i))
	}
	return d, nil
}

func openFit(setup sim.Setup, name string, files sim.Opener) (*dataset.Set, error) {
	if files == nil {
		return nil, NoFilesError{Accepted: fitSourceNames()}
	}
	f, err := files(name)
	if err != nil {
		return nil, FileError{Accepted: fitSourceNames(), Err: err}
	}
	defer func() { _ = f.Close() }() // only read from: nothing is lost
	return dataset.Read(name, f, dataset.Options{Target: setup.Value("target").String(), Open: files})
}

// fitColumn finds the column that a parameter names, or else a usual one.
func fitColumn(setup sim.Setup, param string, columns []string, usual string) (int, error) {
	name := setup.Value(param).String()
	if name == "" {
		name = usual
	}
	i := slices.Index(columns, name)
	if i < 0 {
		return 0, &sim.ParamError{Name: param, Text: name, Err: ColumnError{Known: columns}}
	}
	return i, nil
}

// irisFit takes two measurements of the flowers, or one and whether they are of
// one of the species, 1 or 0.
func irisFit(setup sim.Setup) (fitData, error) {
	set := dataset.Iris()
	input, err := fitColumn(setup, "input", set.Features, "petal length")
	if err != nil {
		return fitData{}, err
	}
	targets := slices.Concat(set.Features, set.Classes)
	target, err := fitColumn(setup, "target", targets, "petal width")
	if err != nil {
		return fitData{}, err
	}
	d := fitData{input: set.Features[input], target: targets[target]}
	for i := range set.Len() {
		y := 0.0
		switch species := target - len(set.Features); {
		case species < 0:
			y = set.Input(i)[target]
		case species == set.Class(i):
			y = 1
		}
		d.xs, d.targets = append(d.xs, set.Input(i)[input]), append(d.targets, y)
	}
	return d, nil
}

// scale brings the inputs to one scale, as [dataset.Fit] does.
func (d *fitData) scale(kind dataset.Scaling) {
	d.inputs, d.divisor = d.xs, 1
	lowest, highest := slices.Min(d.targets), slices.Max(d.targets)
	if d.height = highest - lowest; d.height == 0 {
		d.height = max(1, math.Abs(lowest))
	}
	if kind == dataset.NoScaling {
		return
	}
	set := &dataset.Set{Features: []string{d.input}, Inputs: d.xs}
	rows := make([]int, len(d.xs))
	for i := range rows {
		rows[i] = i
	}
	s := dataset.Fit(kind, set, rows)
	d.offset, d.divisor = s.Offset[0], s.Divisor[0]
	d.inputs = s.Apply(set).Inputs
}
