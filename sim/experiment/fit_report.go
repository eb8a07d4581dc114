package experiment

import (
	"math"
	"slices"
)

// FitReport is what one step of a fit reports. Params and Gradient are in the
// order of Names. Kappa, RateLimit (2/λmax) and the two eigenvalues are of the
// Hessian of the loss at the present parameters, null where they say nothing;
// LeastSquares is the closed form, empty where there is none.
type FitReport struct {
	Update           int            `json:"update"`
	Station          string         `json:"station"`
	Names            []string       `json:"names"`
	Params           []float64      `json:"params"`
	Loss             float64        `json:"loss"`
	Gradient         []float64      `json:"gradient"`
	GradientNorm     float64        `json:"gradient_norm"`
	Kappa            *float64       `json:"kappa"`
	LambdaMin        *float64       `json:"lambda_min"`
	LambdaMax        *float64       `json:"lambda_max"`
	RateLimit        *float64       `json:"rate_limit"`
	LeastSquares     []float64      `json:"least_squares"`
	LeastSquaresLoss *float64       `json:"least_squares_loss"` // L there
	Best             []float64      `json:"best"`               // the least L, where it is known
	BestLoss         *float64       `json:"best_loss"`
	Point            FitPointReport `json:"point"`
	Offset           float64        `json:"offset"` // the curve gets (x − offset)/divisor
	Divisor          float64        `json:"divisor"`
}

// FitPointReport is what a fit reports of the chosen point.
type FitPointReport struct {
	Number     int       `json:"number"` // counted from 1
	X          float64   `json:"x"`
	Input      float64   `json:"input"` // x, scaled
	Target     float64   `json:"target"`
	Prediction float64   `json:"prediction"`
	Residual   float64   `json:"residual"`
	Loss       float64   `json:"loss"`
	Gradient   []float64 `json:"gradient"`
}

// Report returns a [FitReport].
func (f *Fit) Report() any { return f.report() }

func (f *Fit) report() FitReport {
	p, n := f.Point(f.theta, f.Chosen()), f.task.size()
	offset, divisor := f.Scaler()
	r := FitReport{
		Update: f.updates, Station: f.station.String(), Names: slices.Clone(f.Names()),
		Params: slices.Clone(f.theta[:n]), Loss: f.loss,
		Gradient: slices.Clone(f.gradient[:n]), GradientNorm: norm(&f.gradient),
		LeastSquares: []float64{}, Best: []float64{},
		Point: FitPointReport{
			Number: f.Chosen() + 1, X: p.X, Input: p.Input, Target: p.Target, Prediction: p.Output,
			Residual: p.Residual, Loss: p.Loss, Gradient: slices.Clone(p.Gradient[:n]),
		},
		Offset: offset, Divisor: divisor,
	}
	if lowest, highest, kappa := f.Curvature(); !math.IsNaN(lowest) {
		r.LambdaMin, r.LambdaMax = &lowest, &highest
		if highest > 0 {
			r.RateLimit = new(2 / highest)
		}
		if !math.IsNaN(kappa) {
			r.Kappa = &kappa
		}
	}
	if f.best != nil && f.task.curve.linear() {
		r.LeastSquares, r.LeastSquaresLoss = slices.Clone(f.best.Theta[:n]), new(f.best.Loss)
	}
	if f.best != nil && f.best.Least {
		r.Best, r.BestLoss = slices.Clone(f.best.Theta[:n]), new(f.best.Loss)
	}
	return r
}
