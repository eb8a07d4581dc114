package experiment

import (
	"fmt"
	"strings"

	"nabla/sim"
	"nabla/sim/landscape"
	"nabla/sim/optimizer"
)

// aboutOptimizer lists the options of an update rule but for the step size,
// with their defaults and ranges.
func aboutOptimizer(name string) string {
	var parts []string
	for _, rule := range optimizer.Rules() {
		if rule.Name != name {
			continue
		}
		for _, option := range rule.Options[1:] {
			parts = append(parts, option.Name+"="+sim.FormatNumber(option.Default)+" ("+option.Range()+")")
		}
	}
	return strings.Join(parts, ", ")
}

// aboutCurve gives a named curve's formula and its lowest points.
func aboutCurve(name string) string {
	for _, c := range landscape.Curves() {
		if c.Name != name {
			continue
		}
		parts := []string{c.Formula}
		for _, m := range c.Minima {
			if m.Global {
				parts = append(parts, fmt.Sprintf("min %.6g (w = %.6g)", m.F, m.W))
			}
		}
		return strings.Join(parts, "; ")
	}
	return ""
}
