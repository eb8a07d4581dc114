package experiment

import (
	"fmt"
	"strings"

	"nabla/sim"
)

// ColumnError is a name that no column of the data has.
type ColumnError struct{ Known []string }

func (e ColumnError) known() string {
	const most = 12
	if len(e.Known) > most {
		return joined(e.Known[:most]) + ", …"
	}
	return joined(e.Known)
}

func (e ColumnError) Error() string { return "no such column; there are " + e.known() }

// Message returns the id and the arguments of the translated text.
func (e ColumnError) Message() (string, map[string]any) {
	return "error.column", map[string]any{"Known": e.known()}
}

// Unknown returns no name, for it is the whole value, and the columns there are.
func (e ColumnError) Unknown() (name string, known []string) { return "", e.Known }

// ManyClassesError is a column of more names than can be 0 and 1.
type ManyClassesError struct {
	Target string
	Count  int
}

func (e ManyClassesError) Error() string {
	return fmt.Sprintf("%q names %d classes; give a column of numbers or of two classes", e.Target, e.Count)
}

// Message returns the id and the arguments of the translated text.
func (e ManyClassesError) Message() (string, map[string]any) {
	return "error.many-classes", map[string]any{"Target": e.Target, "Count": e.Count}
}

// ManyPointsError is data of more points than are looked at in each step.
type ManyPointsError struct{ Count int }

func (e ManyPointsError) Error() string {
	return fmt.Sprintf("%d points; give %d at most", e.Count, maxFitPoints)
}

// Message returns the id and the arguments of the translated text.
func (e ManyPointsError) Message() (string, map[string]any) {
	return "error.many-points", map[string]any{"Count": e.Count, "Limit": maxFitPoints}
}

// NeedsLogisticError is the cross-entropy with a curve that is no probability.
type NeedsLogisticError struct{ Curve string }

func (e NeedsLogisticError) Error() string {
	return fmt.Sprintf("bce is for probabilities, and the curve is %s; give curve logistic, or loss mse", e.Curve)
}

// Message returns the id and the arguments of the translated text.
func (e NeedsLogisticError) Message() (string, map[string]any) {
	return "error.needs-logistic", map[string]any{"Curve": e.Curve}
}

// NeedsZeroOneError is the cross-entropy with a target that is neither 0 nor 1.
type NeedsZeroOneError struct {
	Point int // counted from 1
	Value float64
}

func (e NeedsZeroOneError) Error() string {
	return fmt.Sprintf("bce needs targets of 0 or 1, and that of point %d is %s; give data such as logistic, or loss mse", e.Point, sim.FormatNumber(e.Value))
}

// Message returns the id and the arguments of the translated text.
func (e NeedsZeroOneError) Message() (string, map[string]any) {
	return "error.needs-zero-one", map[string]any{"Point": e.Point, "Value": sim.FormatNumber(e.Value)}
}

// farTheta is how far from 0 a parameter may start.
const farTheta = 1e6

// ThetaError is a text that is no start of a curve's parameters.
type ThetaError struct{ Names []string }

func (e ThetaError) args() map[string]any {
	return map[string]any{
		"Count": len(e.Names), "Names": joined(e.Names),
		"Min": sim.FormatNumber(-farTheta), "Max": sim.FormatNumber(farTheta),
	}
}

func (e ThetaError) Error() string {
	a := e.args()
	return fmt.Sprintf("give auto, zeros or numbers from %s to %s for %s; %d at most", a["Min"], a["Max"], a["Names"], a["Count"])
}

// Message returns the id and the arguments of the translated text.
func (e ThetaError) Message() (string, map[string]any) { return "error.theta", e.args() }

// checkTheta refuses what is no start of any curve; how many parameters there are
// depends on the curve.
func checkTheta(text string) error {
	widest := findFitCurve(curveCubic)
	_, err := widest.parse(text)
	return err
}

// parse reads where the parameters start: auto, zeros, or numbers; those that are left
// out are as with auto.
func (c *fitCurve) parse(text string) (Theta, error) {
	theta := c.start
	switch text {
	case auto:
		return theta, nil
	case zeros:
		return Theta{}, nil
	}
	parts := strings.Split(text, ",")
	if len(parts) > len(c.names) {
		return theta, ThetaError{Names: c.names}
	}
	for i, part := range parts {
		v, ok := numberWithin(part, farTheta)
		if !ok {
			return theta, ThetaError{Names: c.names}
		}
		theta[i] = v + 0
	}
	return theta, nil
}
