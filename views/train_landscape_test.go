package views

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"nabla/locale"
	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/theme"
)

// landscapeOf is the landscape of a run at a step.
func landscapeOf(t *testing.T, step int, plane experiment.LandscapePlane, changes ...string) LossLandscapeData {
	t.Helper()
	l := experiment.LandscapeOf{Start: trained(t, 0, "", changes...), Step: step, Plane: plane}.Begin()
	l.Work(context.Background(), math.MaxInt)
	return LossLandscapeData{
		Landscape: l, ID: "of a test", Train: trained(t, step, "", changes...), Step: step, OfPath: plane == experiment.PathPlane,
	}
}

// drawLandscapes draws the map and the surface.
func drawLandscapes(box screen.Box, look Look, d LossLandscapeData) {
	left, right := box.Sub(0, 0, box.Width(), box.Height()/2), box.Sub(0, box.Height()/2, box.Width(), box.Height()-box.Height()/2)
	new(LossLandscapeMap).Draw(left, look, d)
	new(LossLandscapeRelief).Draw(right, look, d, Turning{})
}

// What there is to know is said, and why there is nothing.
func TestLossLandscapeTells(t *testing.T) {
	t.Parallel()
	small := []string{"samples", "40", "hidden", "3"}
	path := landscapeOf(t, 12, experiment.PathPlane, small...)
	gone := landscapeOf(t, 12, experiment.PathPlane, small...)
	gone.Train, gone.Step = trained(t, 15, "", small...), 15
	tests := []struct {
		name string
		d    LossLandscapeData
		want []string
	}{
		{"path", path, []string{"step 12: L(0, 0) = ", "lowest", "all 40 training points", "principal axes", "c: a random plane"}},
		{"moved on", gone, []string{"step 15 is above (", "away"}},
		{"straight", landscapeOf(t, 1, experiment.PathPlane, small...), []string{"which is straight", "100 %"}},
		{"random", landscapeOf(t, 12, experiment.RandomPlane, small...), []string{"filter-normalised", "c: the plane of the path"}},
		{"no path", landscapeOf(t, 0, experiment.PathPlane, small...), []string{"No path yet: press →", "filter-normalised"}},
		{"in the making", LossLandscapeData{Share: 0.25}, []string{"looking at the loss", "25 %"}},
		{"failed", LossLandscapeData{Err: errors.New("no such luck")}, []string{"no such luck"}},
		{"not finite", landscapeOf(t, 40, experiment.PathPlane, slices.Concat(small, []string{"data", "plane", "activation", "relu", "rate", "90"})...), []string{"no longer finite"}},
	}
	for _, tt := range tests {
		g := screen.New(130, 70)
		drawLandscapes(g.Box(), english(theme.Options{Dark: true}), tt.d)
		for _, part := range tt.want {
			if !strings.Contains(g.Text(), part) {
				t.Errorf("%s: no %q in\n%s", tt.name, part, g.Text())
			}
		}
	}
}

// From one cell to a large screen, in both languages, and the frame stays whole.
func TestLossLandscapeAnyBox(t *testing.T) {
	t.Parallel()
	data := []LossLandscapeData{
		landscapeOf(t, 12, experiment.PathPlane, "samples", "40", "hidden", "3"),
		landscapeOf(t, 0, experiment.PathPlane, "samples", "40", "hidden", "3"),
	}
	for _, language := range []locale.Language{locale.English, locale.Korean} {
		look := Look{Theme: theme.New(theme.Options{Dark: true}), Words: locale.For(language)}
		for _, d := range data {
			for _, w := range []int{1, 2, 5, 17, 40, 79, 104, 110, 200} {
				for _, h := range []int{1, 2, 3, 7, 10, 15, 30, 60} {
					g := screen.New(w+2, 2*h+2)
					g.Box().Fill('#', screen.Style{})
					drawLandscapes(g.Box().Inset(1, 1), look, d)
					for y := range 2*h + 2 {
						if g.At(0, y).Rune() != '#' || g.At(w+1, y).Rune() != '#' {
							t.Fatalf("%d×%d: row %d is drawn beyond the box", w, h, y)
						}
					}
					for x := range w + 2 {
						if g.At(x, 0).Rune() != '#' || g.At(x, 2*h+1).Rune() != '#' {
							t.Fatalf("%d×%d: column %d is drawn beyond the box", w, h, x)
						}
					}
				}
			}
		}
	}
}

// 2/κ is worked out from κ as it is written.
func TestOvershoot(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		kappa       float64
		text, limit string
	}{
		{1.79279, "1.7928", "1.116"},
		{0.02745449, "0.027454", "72.85"},
		{-0.06186, "-0.06186", none},
		{0, "0", none},
		{math.NaN(), none, none},
	} {
		c := experiment.Curvature{Value: tt.kappa}
		if kappa(c) != tt.text || overshoot(c) != tt.limit {
			t.Errorf("%v: κ = %s, 2/κ = %s, want %s, %s", tt.kappa, kappa(c), overshoot(c), tt.text, tt.limit)
		}
	}
	if got := strings.Join(evenly(0.25, 0.125, 3, math.NaN()), " "); got != "0.250 0.125 3 –" {
		t.Errorf("evenly: %s", got)
	}
}
