package dataset

import (
	"errors"
	"flag"
	"hash/fnv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"nabla/sim"
)

var update = flag.Bool("update", false, "write the golden files of testdata anew")

// draw returns a generated set; the same arguments give the same one.
func draw(t testing.TB, name string, samples int, noise float64) *Set {
	t.Helper()
	rnd := sim.NewRandom(42, 3)
	s, err := Generate(name, samples, noise, &rnd)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// drawn are the names of the sets that are drawn from a seed.
func drawn() []string { return slices.DeleteFunc(Names(), func(n string) bool { return n == "iris" }) }

func TestXorIsTheTruthTable(t *testing.T) {
	s := draw(t, "xor", 6, 0)
	if want := []float64{0, 0, 0, 1, 1, 0, 1, 1, 0, 0, 0, 1}; !slices.Equal(s.Inputs, want) {
		t.Errorf("inputs %v, want %v", s.Inputs, want)
	}
	targets, width := s.Targets(ZeroOne)
	if want := []float64{0, 1, 1, 0, 0, 1}; width != 1 || !slices.Equal(targets, want) {
		t.Errorf("targets %v, want %v", targets, want)
	}
}

func TestCircleIsADiscInARing(t *testing.T) {
	s := draw(t, "circle", 4000, 0)
	bounds := [2][2]float64{{3.5, 5}, {0, 2.5}}
	mean := [2]float64{}
	for i := range s.Len() {
		r, class := math.Hypot(s.Input(i)[0], s.Input(i)[1]), s.Class(i)
		if r < bounds[class][0]-1e-12 || r > bounds[class][1] {
			t.Fatalf("row %d of class %d lies %v from the middle", i, class, r)
		}
		mean[class] += r / 2000
	}
	// The radius is uniform: its mean is the middle of its range, give or take
	// four standard errors of range/√12/√2000.
	for class, b := range bounds {
		if middle, error4 := (b[0]+b[1])/2, 4*(b[1]-b[0])/math.Sqrt(12*2000); math.Abs(mean[class]-middle) > error4 {
			t.Errorf("class %d: mean radius %v, want %v ± %v", class, mean[class], middle, error4)
		}
	}
}

// An arm turns by 1.75 turns while its radius grows to 5, so that the radius
// alone says where on its curve a point must be.
func TestSpiralLiesOnItsArms(t *testing.T) {
	for _, samples := range []int{1, 2, 5, 200, 201} {
		s := draw(t, "spiral", samples, 0)
		for i := range s.Len() {
			x, y := s.Input(i)[0], s.Input(i)[1]
			r := math.Hypot(x, y)
			angle := r / 5 * 1.75 * 2 * math.Pi
			if s.Class(i) == 0 {
				angle += math.Pi
			}
			if math.Abs(x-r*math.Sin(angle)) > 1e-13 || math.Abs(y-r*math.Cos(angle)) > 1e-13 {
				t.Fatalf("%d samples: row %d, (%v, %v), is not on the arm of class %d", samples, i, x, y, s.Class(i))
			}
			if want := float64(i-i%2) / float64(samples) * 5; math.Abs(r-want) > 1e-13 {
				t.Fatalf("%d samples: row %d lies %v from the middle, want %v", samples, i, r, want)
			}
		}
	}
}

func TestMoonsAreHalfCircles(t *testing.T) {
	for _, samples := range []int{1, 2, 3, 100, 101} {
		s := draw(t, "moons", samples, 0)
		for i := range s.Len() {
			x, y := s.Input(i)[0], s.Input(i)[1]
			if s.Class(i) == 1 {
				x, y = 1-x, 0.5-y
			}
			if math.Abs(math.Hypot(x, y)-1) > 1e-15 || y < -1e-15 {
				t.Fatalf("%d samples: row %d is not on its half circle", samples, i)
			}
		}
	}
	// scikit-learn's make_moons(4, shuffle=False), its moons taken in turn.
	want := []float64{1, 0, 0, 0.5, -1, 0, 2, 0.5}
	if got := draw(t, "moons", 4, 0).Inputs; !near(got, want, 1e-15) {
		t.Errorf("four samples %v, want %v", got, want)
	}
}

func TestGaussHasTheMomentsOfItsClouds(t *testing.T) {
	const n = 20000
	for _, noise := range []float64{0, 0.1} {
		s := draw(t, "gauss", 2*n, noise)
		variance := 0.5 + 25*noise*noise
		for class, centre := range []float64{-2, 2} {
			means, deviations := momentsOf(s, rowsOf(s, class))
			for j, mean := range means {
				deviation := deviations[j]
				if math.Abs(mean-centre) > 4*math.Sqrt(variance/n) {
					t.Errorf("noise %v, class %d: mean %v, want %v", noise, class, mean, centre)
				}
				if math.Abs(deviation*deviation/variance-1) > 4*math.Sqrt(2.0/n) {
					t.Errorf("noise %v, class %d: variance %v, want %v", noise, class, deviation*deviation, variance)
				}
			}
		}
	}
}

func TestRegressionTargetsAreTheirFormulas(t *testing.T) {
	centres := [][3]float64{{-4, 2.5, 1}, {0, 2.5, -1}, {4, 2.5, 1}, {-4, -2.5, -1}, {0, -2.5, 1}, {4, -2.5, -1}}
	formulas := map[string]func(x []float64) float64{
		"plane": func(x []float64) float64 { return (x[0] + x[1]) / 10 },
		"sine":  func(x []float64) float64 { return math.Sin(x[0]) },
		"multi-gauss": func(x []float64) float64 { // centres are over 2·2 apart: bumps do not meet
			for _, c := range centres {
				if d := math.Hypot(x[0]-c[0], x[1]-c[1]); d < 2 {
					return c[2] * (1 - d/2)
				}
			}
			return 0
		},
	}
	reach := map[string]float64{"plane": 6, "sine": math.Pi, "multi-gauss": 6}
	for name, formula := range formulas {
		s := draw(t, name, 3000, 0)
		for i := range s.Len() {
			if want := formula(s.Input(i)); math.Abs(s.Value(i)-want) > 1e-15 {
				t.Fatalf("%s%v = %v, want %v", name, s.Input(i), s.Value(i), want)
			}
		}
		if s.Classes != nil {
			t.Errorf("%s has classes %v", name, s.Classes)
		}
		lo, hi := extents(s, allRows(s))
		if r := reach[name]; lo[0] < -r || hi[0] > r || lo[0] > -0.99*r || hi[0] < 0.99*r {
			t.Errorf("%s: x1 from %v to %v, want nearly ±%v", name, lo, hi, r)
		}
	}
}

// displaced is what noise moves: coordinates of classes, targets of regression.
func displaced(s *Set) []float64 {
	if s.Classes == nil {
		return s.values
	}
	return s.Inputs
}

func TestNoiseIsAShareOfTheSetsSize(t *testing.T) {
	size := map[string]float64{"xor": 1, "moons": 1, "circle": 5, "gauss": 5, "spiral": 5, "plane": 1, "multi-gauss": 1, "sine": 1}
	for _, name := range drawn() {
		still, noisy, noisier := draw(t, name, 5000, 0), draw(t, name, 5000, 0.1), draw(t, name, 5000, 0.2)
		if s := draw(t, name, 5000, 0.1); s.Classes != nil && !slices.Equal(s.classes, still.classes) {
			t.Errorf("%s: noise changed classes", name)
		}
		a, b, c := displaced(still), displaced(noisy), displaced(noisier)
		sum, squares := 0.0, 0.0
		for i := range a {
			d := b[i] - a[i]
			sum += d
			squares += d * d
			if math.Abs((c[i]-a[i])-2*d) > 1e-13 {
				t.Fatalf("%s: twice the noise moved value %d by %v, not twice %v", name, i, c[i]-a[i], d)
			}
		}
		n := float64(len(a))
		sigma := 0.1 * size[name]
		if mean := sum / n; math.Abs(mean) > 4*sigma/math.Sqrt(n) {
			t.Errorf("%s: noise has mean %v", name, mean)
		}
		if got := math.Sqrt(squares / n); math.Abs(got/sigma-1) > 4/math.Sqrt(2*n) {
			t.Errorf("%s: noise has deviation %v, want %v", name, got, sigma)
		}
	}
}

func TestClassesAlternate(t *testing.T) {
	for _, name := range drawn() {
		s := draw(t, name, 11, 0.1)
		if s.Len() != 11 || s.Name != name || len(s.Inputs) != 11*s.NumFeatures() {
			t.Errorf("%s: set %q of %d rows, %d inputs", name, s.Name, s.Len(), len(s.Inputs))
		}
		if s.Classes == nil || name == "xor" {
			continue
		}
		for i := range s.Len() {
			if s.Class(i) != i%2 || s.Value(i) != float64(i%2) {
				t.Errorf("%s: row %d is of class %d, value %v", name, i, s.Class(i), s.Value(i))
			}
		}
	}
}

func TestGenerateIris(t *testing.T) {
	s := draw(t, "iris", 7, 0.5)
	if !slices.Equal(s.Inputs, Iris().Inputs) || s.Name != "iris" {
		t.Errorf("iris has %d rows that are not the table's", s.Len())
	}
}

func TestGenerateErrors(t *testing.T) {
	rnd := sim.NewRandom(1, 0)
	_, err := Generate("swissroll", 10, 0, &rnd)
	var choice sim.ChoiceError
	if !errors.As(err, &choice) || choice.Entry != "swissroll" || !slices.Equal(choice.Accepted, Names()) {
		t.Errorf("unknown name: %v", err)
	}
	for _, c := range []struct {
		samples int
		noise   float64
		entry   string
		max     float64
	}{
		{0, 0, "samples 0", MaxRows},
		{-3, 0, "samples -3", MaxRows},
		{MaxRows + 1, 0, "samples 1000001", MaxRows},
		{10, -0.1, "noise -0.1", 1000},
		{10, 1001, "noise 1001", 1000},
		{10, math.NaN(), "noise NaN", 1000},
		{10, math.Inf(1), "noise +Inf", 1000},
	} {
		s, err := Generate("circle", c.samples, c.noise, &rnd)
		var out sim.RangeError
		if s != nil || !errors.As(err, &out) || out.Entry != c.entry || out.Max != c.max {
			t.Errorf("%d samples, noise %v: %v; want %q refused, %v at most", c.samples, c.noise, err, c.entry, c.max)
		}
	}
}

// The bits below were computed on amd64. Another machine must draw the same.
func TestGeneratedBits(t *testing.T) {
	want := map[string]uint64{
		"xor":         0x1092160231eb1775,
		"circle":      0x6dd3ec6b7a9d95bd,
		"gauss":       0xf07ae0cc0ded0931,
		"spiral":      0x7729671ce82b3a08,
		"moons":       0xeb9a6b5a8c2e1e8,
		"plane":       0x6a3f8ea8dd8aa58,
		"multi-gauss": 0x45c0bf0ac6a83e6c,
		"sine":        0x71e32e73cfc528d3,
	}
	for _, name := range drawn() {
		s := draw(t, name, 100, 0.05)
		h := fnv.New64a()
		for _, v := range slices.Concat(s.Inputs, s.values) {
			bits := math.Float64bits(v)
			for shift := 0; shift < 64; shift += 8 {
				_, _ = h.Write([]byte{byte(bits >> shift)})
			}
		}
		if got := h.Sum64(); got != want[name] {
			t.Errorf("%q: %#x, want %#x", name, got, want[name])
		}
	}
}

// picture draws a set of two inputs as the digits of its classes, or the signs of
// its targets with a dot near 0; a set of one input as its curve.
func picture(s *Set) string {
	const wide, high = 61, 31
	column := func(i, j int) float64 {
		if j < s.NumFeatures() {
			return s.Input(i)[j]
		}
		return s.Value(i)
	}
	reach := 0.0
	for i := range s.Len() {
		reach = max(reach, math.Abs(column(i, 0)), math.Abs(column(i, 1)))
	}
	rows := make([][]byte, high)
	for y := range rows {
		rows[y] = slices.Repeat([]byte{' '}, wide)
	}
	for i := range s.Len() {
		x := int(math.Round((column(i, 0)/reach + 1) / 2 * (wide - 1)))
		y := int(math.Round((1 - column(i, 1)/reach) / 2 * (high - 1)))
		mark := byte('+')
		switch {
		case s.Classes != nil:
			mark = s.Classes[s.Class(i)][0]
		case math.Abs(s.Value(i)) < 0.1: // five times the noise of the pictures
			mark = '.'
		case s.Value(i) < 0:
			mark = '-'
		}
		rows[y][x] = mark
	}
	out := ""
	for _, row := range rows {
		out += string(slices.Concat(trimRight(row), []byte{'\n'}))
	}
	return out
}

func trimRight(row []byte) []byte {
	for len(row) > 0 && row[len(row)-1] == ' ' {
		row = row[:len(row)-1]
	}
	return row
}

func TestPictures(t *testing.T) {
	for _, name := range drawn() {
		file := filepath.Join("testdata", name+".txt")
		got := picture(draw(t, name, 300, 0.02))
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s looks otherwise than %s:\n%s", name, file, got)
		}
	}
}

func BenchmarkGenerateSpiral(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		draw(b, "spiral", 250, 0.1)
	}
}
