package sim_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"nabla/sim"
)

// The first numbers of PCG-DXSM for the seeds 1 and 2, as the tests of
// math/rand/v2 have them.
func TestRandomIsPCG(t *testing.T) {
	r := sim.NewRandom(1, 2)
	for i, want := range []uint64{
		0xc4f5a58656eef510, 0x9dcec3ad077dec6c, 0xc8d04605312f8088, 0xcbedc0dcb63ac19a, 0x3bf98798cae97950,
		0x0a8c6d7f8d485abc, 0x7ffa3780429cd279, 0x730ad2626b1c2f8e, 0x21ff2330f4a0ad99, 0x2f0901a1947094b0,
	} {
		if got := r.Uint64(); got != want {
			t.Errorf("number %d is %#x, want %#x", i, got, want)
		}
	}
}

func TestRandomFollowsTheStandardLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed, stream := rapid.Uint64().Draw(t, "seed"), rapid.Uint64().Draw(t, "stream")
		r, want := sim.NewRandom(seed, stream), rand.NewPCG(seed, stream)
		for i := range 100 {
			if got, want := r.Uint64(), want.Uint64(); got != want {
				t.Fatalf("number %d is %#x, want %#x", i, got, want)
			}
		}
	})
}

// Bit patterns that hold every machine to the same numbers. They were worked
// out a second time by a program in another language.
func TestNormBits(t *testing.T) {
	r := sim.NewRandom(7, 0)
	for i, want := range []uint64{
		0xbfde1acfcc3fd537, // −0.4703864569304019
		0xbfe4a33e8f9116f3, // −0.644927292255231
		0xbfc9f1c81a169ada, // −0.20269109033434668
		0x3fd3d949b9a2a4b8, // 0.3101372063488941
		0xbfe8d6e30c5313da, // −0.7762313118661226
		0x3fe0e08776b026a2, // 0.5274083440901516
		0x3ff17745f4a9d3cf, // 1.0916194493449785
		0x3fe17ae85145e206, // 0.5462533557284253
	} {
		if got := math.Float64bits(r.Norm()); got != want {
			t.Errorf("normal number %d is %#x (%v), want %#x (%v)", i, got, math.Float64frombits(got), want, math.Float64frombits(want))
		}
	}
}

// within fails unless the mean of n draws, each of the standard deviation
// sigma, is at most five standard errors from what it should be.
func within(t *testing.T, what string, mean, want, sigma float64, n int) {
	t.Helper()
	if off := math.Abs(mean-want) / (sigma / math.Sqrt(float64(n))); !(off <= 5) {
		t.Errorf("%s is %v, want %v: %.1f standard errors off", what, mean, want, off)
	}
}

const draws = 1_000_000

// Moments of the standard normal distribution: E xᵏ = 0, 1, 0, 3 for k = 1 … 4,
// and Var xᵏ = E x²ᵏ − (E xᵏ)² = 1, 2, 15, 96, with E x⁶ = 15 and E x⁸ = 105.
// The share beyond z standard deviations is erfc(z/√2).
func TestNormIsNormal(t *testing.T) {
	r := sim.NewRandom(1, 0)
	var powers [5]float64
	var beyond [5]int
	var previous, products float64
	for range draws {
		x := r.Norm()
		p := 1.0
		for k := 1; k <= 4; k++ {
			p *= x
			powers[k] += p
		}
		for z := 1; z <= 4; z++ {
			if math.Abs(x) > float64(z) {
				beyond[z]++
			}
		}
		products += x * previous
		previous = x
	}
	for k, want := range map[int]struct{ mean, variance float64 }{1: {0, 1}, 2: {1, 2}, 3: {0, 15}, 4: {3, 96}} {
		within(t, "mean of power "+sim.FormatNumber(float64(k)), powers[k]/draws, want.mean, math.Sqrt(want.variance), draws)
	}
	for z := 1; z <= 4; z++ {
		p := math.Erfc(float64(z) / math.Sqrt2)
		within(t, "share beyond "+sim.FormatNumber(float64(z))+"σ", float64(beyond[z])/draws, p, math.Sqrt(p*(1-p)), draws)
	}
	within(t, "correlation with the draw before", products/draws, 0, 1, draws)
}

// The distribution function itself, by Kolmogorov and Smirnov: the greatest
// distance of 10⁵ draws from Φ stays under 2/√n but for 7 in 10 000 sources.
func TestNormFollowsItsDistribution(t *testing.T) {
	r := sim.NewRandom(2, 0)
	x := make([]float64, 100_000)
	for i := range x {
		x[i] = r.Norm()
	}
	slices.Sort(x)
	n := float64(len(x))
	worst := 0.0
	for i, v := range x {
		phi := math.Erfc(-v/math.Sqrt2) / 2
		worst = max(worst, math.Abs(phi-float64(i)/n), math.Abs(phi-float64(i+1)/n))
	}
	if limit := 2 / math.Sqrt(n); worst > limit {
		t.Errorf("the draws are up to %v away from Φ, want at most %v", worst, limit)
	}
}

func TestFloat64IsEvenOverTheUnitInterval(t *testing.T) {
	r, bits := sim.NewRandom(3, 0), sim.NewRandom(3, 0)
	var sum, squares float64
	for range draws {
		x := r.Float64()
		if x < 0 || x >= 1 {
			t.Fatalf("%v is not in [0, 1)", x)
		}
		if want := float64(bits.Uint64()>>11) * 0x1p-53; x != want {
			t.Fatalf("%v is not the first 53 bits, %v", x, want)
		}
		sum += x
		squares += x * x
	}
	within(t, "mean", sum/draws, 1./2, math.Sqrt(1./12), draws)
	within(t, "mean square", squares/draws, 1./3, math.Sqrt(1./5-1./9), draws)
}

func TestUniform(t *testing.T) {
	r := sim.NewRandom(4, 0)
	var sum float64
	for range draws {
		x := r.Uniform(-3, 5)
		if x < -3 || x > 5 {
			t.Fatalf("%v is not between -3 and 5", x)
		}
		sum += x
	}
	within(t, "mean", sum/draws, 1, 8/math.Sqrt(12), draws)
	if got := r.Uniform(2, 2); got != 2 {
		t.Errorf("between 2 and 2 is %v", got)
	}
}

// chiSquare returns Σ (observed − expected)²/expected for equally likely cells.
func chiSquare(counts []int) float64 {
	total := 0
	for _, c := range counts {
		total += c
	}
	expected := float64(total) / float64(len(counts))
	sum := 0.0
	for _, c := range counts {
		sum += (float64(c) - expected) * (float64(c) - expected) / expected
	}
	return sum
}

func TestIntNIsEvenOverItsNumbers(t *testing.T) {
	// The value that chi-square with n − 1 degrees of freedom exceeds once in
	// 10⁶ times, from a table.
	for n, limit := range map[int]float64{2: 23.93, 3: 27.63, 7: 38.26, 10: 44.81} {
		r := sim.NewRandom(uint64(n), 0)
		counts := make([]int, n)
		for range draws / 10 {
			i := r.IntN(n)
			if i < 0 || i >= n {
				t.Fatalf("IntN(%d) = %d", n, i)
			}
			counts[i]++
		}
		if got := chiSquare(counts); got > limit {
			t.Errorf("IntN(%d): chi-square %v of %v, want at most %v", n, got, counts, limit)
		}
	}
}

// With a bound n near 3·2⁶¹, 2⁶⁴ is about 2⅔ n: were the remainder simply taken,
// only a quarter of the draws would fall into the last third.
func TestIntNIsEvenForLargeBounds(t *testing.T) {
	const n = math.MaxInt / 4 * 3
	r := sim.NewRandom(5, 0)
	last := 0
	for range draws / 10 {
		i := r.IntN(n)
		if i < 0 || i >= n {
			t.Fatalf("IntN(%d) = %d", n, i)
		}
		if i >= n/3*2 {
			last++
		}
	}
	within(t, "share of the last third", float64(last)/(draws/10), 1./3, math.Sqrt(2./9), draws/10)
}

func TestIntNBounds(t *testing.T) {
	r := sim.NewRandom(6, 0)
	if got := r.IntN(1); got != 0 {
		t.Errorf("IntN(1) = %d, want 0", got)
	}
	if got := r.IntN(math.MaxInt); got < 0 {
		t.Errorf("IntN(%d) = %d", math.MaxInt, got)
	}
	for _, n := range []int{0, -1, math.MinInt} {
		if panics(func() { r.IntN(n) }) == "" {
			t.Errorf("IntN(%d) does not panic", n)
		}
	}
}

func TestShufflePermutes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SliceOf(rapid.Int()).Draw(t, "numbers")
		r := sim.NewRandom(rapid.Uint64().Draw(t, "seed"), 0)
		shuffled := slices.Clone(p)
		r.Shuffle(shuffled)
		slices.Sort(p)
		slices.Sort(shuffled)
		if !slices.Equal(p, shuffled) {
			t.Fatalf("%v has become %v", p, shuffled)
		}
	})
}

func TestShuffleIsEvenOverTheOrders(t *testing.T) {
	r := sim.NewRandom(8, 0)
	orders := map[[3]int]int{}
	for range 60_000 {
		p := [3]int{1, 2, 3}
		r.Shuffle(p[:])
		orders[p]++
	}
	counts := make([]int, 0, 6)
	for _, c := range orders {
		counts = append(counts, c)
	}
	const limit = 35.89 // chi-square with 5 degrees of freedom: once in 10⁶ times
	if got := chiSquare(counts); len(counts) != 6 || got > limit {
		t.Errorf("chi-square %v of the orders %v, want at most %v and all six", got, orders, limit)
	}
}

// A copy draws what the original would have drawn, and leaves it alone.
func TestRandomIsAValue(t *testing.T) {
	r := sim.NewRandom(9, 0)
	r.Norm()
	ahead := r
	want := make([]float64, 0, 30)
	for range 10 {
		want = append(want, ahead.Norm(), ahead.Float64(), float64(ahead.IntN(10)))
	}
	for i := 0; i < len(want); i += 3 {
		if a, b, c := r.Norm(), r.Float64(), float64(r.IntN(10)); a != want[i] || b != want[i+1] || c != want[i+2] {
			t.Fatalf("round %d draws %v, %v, %v and its copy drew %v", i/3, a, b, c, want[i:i+3])
		}
	}
}

func TestStreamsDiffer(t *testing.T) {
	a, b := sim.NewRandom(7, 0), sim.NewRandom(7, 1)
	var products float64
	for range draws / 10 {
		products += a.Norm() * b.Norm()
	}
	within(t, "correlation of two streams of a seed", products/(draws/10), 0, 1, draws/10)
}

func TestZeroRandomWorks(t *testing.T) {
	var r sim.Random
	first := r.Float64()
	for range 100 {
		if r.Float64() != first {
			return
		}
	}
	t.Errorf("the zero source draws %v again and again", first)
}

func TestRandomAllocatesNothing(t *testing.T) {
	r := sim.NewRandom(7, 0)
	p := []int{1, 2, 3, 4}
	if got := testing.AllocsPerRun(1000, func() { r.Norm(); r.Uniform(0, 1); r.Shuffle(p) }); got != 0 {
		t.Errorf("%v allocations, want 0", got)
	}
}

func BenchmarkNorm(b *testing.B) {
	r := sim.NewRandom(7, 0)
	b.ReportAllocs()
	for b.Loop() {
		_ = r.Norm()
	}
}

func BenchmarkIntN(b *testing.B) {
	r := sim.NewRandom(7, 0)
	b.ReportAllocs()
	for b.Loop() {
		_ = r.IntN(250)
	}
}
