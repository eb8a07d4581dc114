//go:build !amd64

package kernel

func fastDense(_, _ []Lanes, _, _ []float64) bool { return false }

func fastDenseBack(_, _, _ []Lanes, _ []float64, _ int) bool { return false }

func fastDenseGradient(_, _ []float64, _, _ []Lanes) bool { return false }

func fastReLU(_, _, _ []Lanes) bool { return false }

func nearSigmoid(a, slope, z []Lanes) int { return sigmoidGo(a, slope, z) }

func nearTanh(a, slope, z []Lanes) int { return tanhGo(a, slope, z) }
