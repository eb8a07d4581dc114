//go:build !amd64

package kernel

func fastDense(_, _ []Lanes, _, _ []float64) bool { return false }

func fastDenseBack(_, _, _ []Lanes, _ []float64, _ int) bool { return false }

func fastDenseGradient(_, _ []float64, _, _ []Lanes) bool { return false }

func fastSigmoid(_, _, _ []Lanes) int { return 0 }

func fastTanh(_, _, _ []Lanes) int { return 0 }

func fastReLU(_, _, _ []Lanes) int { return 0 }
