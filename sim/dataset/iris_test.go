package dataset

import (
	"math"
	"slices"
	"testing"
)

// The figures are R's for its own copy of the data: colMeans, and tapply of
// mean and sd by species.
func TestIrisStatistics(t *testing.T) {
	s := Iris()
	if s.Len() != 150 || s.NumFeatures() != 4 || s.Target != "species" {
		t.Fatalf("%d rows of %d features, target %q", s.Len(), s.NumFeatures(), s.Target)
	}
	if want := []string{"setosa", "versicolor", "virginica"}; !slices.Equal(s.Classes, want) {
		t.Fatalf("classes %v, want %v", s.Classes, want)
	}
	means := [3][4]float64{{5.006, 3.428, 1.462, 0.246}, {5.936, 2.770, 4.260, 1.326}, {6.588, 2.974, 5.552, 2.026}}
	deviations := [3][4]float64{
		{0.3524897, 0.3790644, 0.1736640, 0.1053856},
		{0.5161711, 0.3137983, 0.4699110, 0.1977527},
		{0.6358796, 0.3224966, 0.5518947, 0.2746501},
	}
	for class := range s.Classes {
		rows := rowsOf(s, class)
		if len(rows) != 50 || rows[0] != 50*class {
			t.Errorf("%s: %d rows from row %d", s.Classes[class], len(rows), rows[0])
		}
		measured, spread := momentsOf(s, rows)
		for j, name := range s.Features {
			mean, deviation := measured[j], spread[j]*math.Sqrt(50.0/49) // R's is that of a sample
			if math.Abs(mean-means[class][j]) > 1e-12 || math.Abs(deviation-deviations[class][j]) > 5e-8 {
				t.Errorf("%s of %s: mean %v, deviation %v; R has %v, %v", name, s.Classes[class],
					mean, deviation, means[class][j], deviations[class][j])
			}
		}
	}
}

// The rows that the UCI repository has wrong, as its own notes correct them.
func TestIrisHasFishersRows35And38(t *testing.T) {
	s := Iris()
	for row, want := range map[int][]float64{35: {4.9, 3.1, 1.5, 0.2}, 38: {4.9, 3.6, 1.4, 0.1}} {
		if got := s.Input(row - 1); !slices.Equal(got, want) {
			t.Errorf("row %d is %v, want %v", row, got, want)
		}
	}
}

// The ranges, and the correlation of each feature with the class, are those of
// UCI's iris.names, which rounds to these digits.
func TestIrisRangesAndCorrelations(t *testing.T) {
	s := Iris()
	published := [4]struct{ lo, hi, correlation float64 }{
		{4.3, 7.9, 0.7826}, {2.0, 4.4, -0.4194}, {1.0, 6.9, 0.9490}, {0.1, 2.5, 0.9565},
	}
	lo, hi := extents(s, allRows(s))
	means, deviations := momentsOf(s, allRows(s))
	for j, want := range published {
		if lo[j] != want.lo || hi[j] != want.hi {
			t.Errorf("%s is from %v to %v, want %v to %v", s.Features[j], lo[j], hi[j], want.lo, want.hi)
		}
		mean, deviation := means[j], deviations[j]
		product := 0.0
		for i := range s.Len() {
			product += (s.Input(i)[j] - mean) * (s.Value(i) - 1) / float64(s.Len())
		}
		// Fisher's rows move the last digit of UCI's figures by less than 10.
		if r := product / (deviation * math.Sqrt(2.0/3)); math.Abs(r-want.correlation) > 0.01 {
			t.Errorf("%s correlates by %.4f with the class, want %.4f", s.Features[j], r, want.correlation)
		}
	}
}

func rowsOf(s *Set, class int) []int {
	var rows []int
	for i := range s.Len() {
		if s.Class(i) == class {
			rows = append(rows, i)
		}
	}
	return rows
}

func allRows(s *Set) []int {
	rows := make([]int, s.Len())
	for i := range rows {
		rows[i] = i
	}
	return rows
}
