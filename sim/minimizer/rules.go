package minimizer

import (
	"math"
	"slices"

	"nabla/sim/optimizer"
)

// The names of the methods.
const (
	newtonName     = "newton"
	dampedName     = "damped-newton"
	bfgsName       = "bfgs"
	lbfgsName      = "lbfgs"
	cgName         = "cg"
	nelderMeadName = "nelder-mead"
)

// smallest is the least of what must be above 0.
const smallest = 1e-9

// Rules returns the declarations of the methods, in the order in which they are
// taught. The defaults of gonum's are gonum's.
func Rules() []optimizer.Rule {
	curvature := func(standard float64) optimizer.Option {
		return optimizer.Option{Name: "curvature", Default: standard, Min: smallest, Below: 1}
	}
	return []optimizer.Rule{
		{Name: newtonName, Formula: "w ← w − µ·H⁻¹·g", Options: []optimizer.Option{
			{Name: "lr", Default: 1, Below: math.Inf(1)},
		}},
		{Name: dampedName, Formula: "w ← w − α·|H|⁻¹·g", Options: []optimizer.Option{
			{Name: "decrease", Default: 1e-4, Below: 1},
			{Name: "shrink", Default: 0.5, Min: smallest, Below: 1},
		}},
		{Name: bfgsName, Formula: "w ← w − α·B·g; B ≈ H⁻¹", Options: []optimizer.Option{curvature(0.9)}},
		{Name: lbfgsName, Formula: "w ← w − α·B·g; B ≈ H⁻¹(s₁, y₁, …)", Options: []optimizer.Option{
			{Name: "memory", Default: 15, Min: 1, Below: 1001},
			curvature(0.9),
		}},
		{Name: cgName, Formula: "d ← β·d − g; w ← w + α·d", Options: []optimizer.Option{curvature(0.1)}},
		{Name: nelderMeadName, Formula: "c = (w₁ + w₂)/2; w₃ ← c + ρ·(c − w₃)", Options: []optimizer.Option{
			{Name: "size", Default: 0.05, Min: smallest, Below: 1e6},
			{Name: "reflection", Default: 1, Min: smallest, Below: 1e3},
			{Name: "expansion", Default: 2, Min: 1, Below: 1e3},
			{Name: "contraction", Default: 0.5, Min: smallest, Below: 1},
			{Name: "shrink", Default: 0.5, Min: smallest, Below: 1},
		}},
	}
}

// Known reports whether a method has the name.
func Known(name string) bool {
	return slices.ContainsFunc(Rules(), func(r optimizer.Rule) bool { return r.Name == name })
}
