package dataset

import "testing"

func TestNumbersKeepTheirOrder(t *testing.T) {
	for _, n := range []int{0, 1, 511, 512, 513, 1024, 1025, 5000, 3_000_001} {
		var g numbers
		for i := range n {
			g.add(float64(i))
		}
		all := g.joined()
		if len(all) != n || cap(all) < n || g.n != n {
			t.Fatalf("%d numbers are %d in %d", n, len(all), cap(all))
		}
		for i, v := range all {
			if v != float64(i) {
				t.Fatalf("number %d of %d is %v", i, n, v)
			}
		}
	}
}
