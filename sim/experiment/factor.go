package experiment

import (
	"math"

	"nabla/sim/optimizer"
)

// factorOf returns what an update rule, in the long run, multiplies the distance to
// the bottom by at each step along an eigenvector of the Hessian with this
// eigenvalue, below 0 if it goes over to the other side each time. It is not ok
// for the rules of which this cannot be said.
//
// Momentum and Nesterov's are recurrences of two terms, dₖ₊₁ = s·dₖ − p·dₖ₋₁, in
// the distance d, so that it is the larger root of z² − s·z + p.
func factorOf(spec optimizer.Spec, rule optimizer.Optimizer, eigenvalue float64) (factor float64, ok bool) {
	keep := 1 - float64(rule.Rate()*eigenvalue)
	beta, _ := spec.Value("momentum")
	switch spec.Name() {
	case "sgd":
		return keep, true
	case "momentum":
		return largerRoot(beta+keep, beta), true
	case "nesterov":
		return largerRoot(float64((1+beta)*keep), float64(beta*keep)), true
	}
	return 0, false
}

// largerRoot returns that root of z² − sum·z + product which is farther from 0,
// or its distance where the roots are complex.
func largerRoot(sum, product float64) float64 {
	half := float64(sum / 2)
	square := float64(half*half) - product
	if square < 0 {
		return math.Sqrt(product)
	}
	return half + math.Copysign(math.Sqrt(square), half)
}
