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
				parts = append(parts, "min "+digits(m.F)+" (w = "+digits(m.W)+")")
			}
		}
		return strings.Join(parts, "; ")
	}
	return ""
}

// aboutRacer is [aboutOptimizer] where the step size is an option too.
func aboutRacer(name string) string {
	return strings.TrimSuffix("lr (0 ≤ lr), "+aboutOptimizer(name), ", ")
}

// aboutSurface gives a named surface's formula and its lowest points.
func aboutSurface(name string) string {
	for _, s := range landscape.Surfaces() {
		if s.Name != name {
			continue
		}
		parts := []string{s.Formula}
		for _, m := range s.Minima {
			if m.Global {
				parts = append(parts, "min "+digits(m.F)+" ("+digits(m.X)+", "+digits(m.Y)+")")
			}
		}
		return strings.Join(parts, "; ")
	}
	return ""
}

// digits writes six digits of a number, with a sign that no line breaks at.
func digits(x float64) string { return strings.ReplaceAll(fmt.Sprintf("%.6g", x), "-", "−") }
