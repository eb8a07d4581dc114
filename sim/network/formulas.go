package network

// ActivationFormula returns what an activation computes, in signs, and the
// range of its option; "" for a name that none has.
func ActivationFormula(name string) string {
	switch name {
	case "identity":
		return "z"
	case "sigmoid":
		return "1/(1+e⁻ᶻ)"
	case "tanh":
		return "(eᶻ−e⁻ᶻ)/(eᶻ+e⁻ᶻ)"
	case "relu":
		return "max(0, z)"
	case "leaky-relu":
		return "leaky-relu(α): z > 0: z; z ≤ 0: α·z; α=0.01 (0 ≤ α ≤ 1)"
	case "elu":
		return "z > 0: z; z ≤ 0: eᶻ−1"
	case "selu":
		return "z > 0: λz; z ≤ 0: λα(eᶻ−1); λ = 1.0507, α = 1.6733"
	case "gelu":
		return "z·Φ(z)"
	case "silu":
		return "z/(1+e⁻ᶻ)"
	case "softplus":
		return "ln(1+eᶻ)"
	case "softsign":
		return "z/(1+|z|)"
	}
	return ""
}

// InitFormula returns how an initialiser draws a weight of a layer with in
// inputs and out outputs, as [ActivationFormula] does: U is uniform between two
// ends, N normal with a deviation.
func InitFormula(name string) string {
	switch name {
	case "xavier", "xavier-uniform":
		return "U(±√(6/(in+out)))"
	case "xavier-normal":
		return "N(√(2/(in+out)))"
	case "he", "he-normal":
		return "N(√(2/in))"
	case "he-uniform":
		return "U(±√(6/in))"
	case "lecun", "lecun-normal":
		return "N(√(1/in))"
	case "lecun-uniform":
		return "U(±√(3/in))"
	case "orthogonal":
		return "orthogonal(g): WWᵀ = g²·1 (WᵀW, in < out); g=1 (0 ≤ g ≤ 1000)"
	case "normal":
		return "normal(σ): N(σ); σ=0.05 (0 ≤ σ ≤ 1000)"
	case "uniform":
		return "uniform(a): U(±a); a=0.05 (0 ≤ a ≤ 1000)"
	case "zeros":
		return "0"
	case "nielsen":
		return "N(√(1/in)), b: N(1)"
	}
	return ""
}

// LossFormula returns what a loss takes the mean of, as [ActivationFormula]
// does: y is an output, t its target, z the output before its function.
func LossFormula(name string) string {
	switch name {
	case "mse":
		return "(y−t)²"
	case "half-mse":
		return "½(y−t)²"
	case "mae":
		return "|y−t|"
	case "huber":
		return "|y−t| ≤ 1: ½(y−t)²; else |y−t|−½"
	case "bce":
		return "−t·ln y − (1−t)·ln(1−y), y = 1/(1+e⁻ᶻ)"
	case "cross-entropy":
		return "−Σ t·ln y, y = softmax(z)"
	}
	return ""
}
