package experiment

import (
	"fmt"
	"strings"

	"nabla/sim"
	"nabla/sim/landscape"
	"nabla/sim/minimizer"
	"nabla/sim/optimizer"
)

// aboutOptimizer gives the formula of an update rule and its options but for the
// step size, with their defaults and ranges.
func aboutOptimizer(name string) string {
	for _, rule := range optimizer.Rules() {
		if rule.Name == name {
			return rule.Formula + options(rule.Options[1:])
		}
	}
	return ""
}

// aboutRacer is [aboutOptimizer] where the step size is an option too, and the
// classical methods are among the choices.
func aboutRacer(name string) string {
	for _, rule := range optimizer.Rules() {
		if rule.Name == name {
			return rule.Formula + "; " + rule.Options[0].Range() + options(rule.Options[1:])
		}
	}
	for _, rule := range minimizer.Rules() {
		if rule.Name == name {
			return rule.Formula + options(rule.Options)
		}
	}
	return ""
}

// options lists options behind what else is said.
func options(all []optimizer.Option) string {
	var b strings.Builder
	for _, o := range all {
		b.WriteString("; " + o.Name + "=" + sim.FormatNumber(o.Default) + " (" + o.Range() + ")")
	}
	return b.String()
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
