package kernel

import "testing"

func BenchmarkSigmoid(b *testing.B) { benchmarkLanes(b, SigmoidLanes) }
func BenchmarkTanh(b *testing.B)    { benchmarkLanes(b, TanhLanes) }
func BenchmarkReLU(b *testing.B)    { benchmarkLanes(b, ReLULanes) }
func BenchmarkLeaky(b *testing.B) {
	benchmarkLanes(b, func(a, s, z []Lanes) { LeakyReLULanes(a, s, z, 0.01) })
}

func BenchmarkSmooth(b *testing.B) {
	for name, f := range map[string]func(float64) (float64, float64){
		"elu": ELU, "selu": SELU, "gelu": GELU, "silu": SiLU, "softplus": Softplus, "softsign": Softsign,
	} {
		b.Run(name, func(b *testing.B) {
			benchmarkLanes(b, func(a, s, z []Lanes) { Each(a, s, z, f) })
		})
	}
}

func benchmarkLanes(b *testing.B, f func(a, slope, z []Lanes)) {
	const n = 64
	var a, s, z [n]Lanes
	for i := range z {
		for j := range z[i] {
			z[i][j] = float64((i*7+j*13)%31-15) / 4
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		f(a[:], s[:], z[:])
	}
	b.ReportMetric(float64(b.N)*n*Width/b.Elapsed().Seconds()/1e6, "M/s")
}

func BenchmarkDense16(b *testing.B) {
	const in, out, strips = 16, 16, 16
	w, bias, gw, gb := make([]float64, in*out), make([]float64, out), make([]float64, in*out), make([]float64, out)
	x, z, dx, sl := make([]Lanes, strips*in), make([]Lanes, strips*out), make([]Lanes, strips*in), make([]Lanes, strips*in)
	macs := float64(in * out * strips * Width)
	b.Run("forward", func(b *testing.B) {
		for b.Loop() {
			Dense(z, x, w, bias)
		}
		b.ReportMetric(macs*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
	})
	b.Run("back", func(b *testing.B) {
		for b.Loop() {
			DenseBack(dx, sl, z, w, out)
		}
		b.ReportMetric(macs*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
	})
	b.Run("gradient", func(b *testing.B) {
		for b.Loop() {
			DenseGradient(gw, gb, z, x)
		}
		b.ReportMetric(macs*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
	})
}
