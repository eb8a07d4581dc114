package views

import (
	"math"
	"strings"

	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/theme"
)

// Verdict says how a test for convexity stands, what broke it, and what the
// answer means and does not mean.
type Verdict struct{ Test *experiment.Convexity }

// Draw fills the box.
func (v Verdict) Draw(box screen.Box, look Look) {
	box.Clear()
	texts := v.texts(look)
	width := box.Width() - 2
	if width <= 0 {
		return
	}
	var memory [16]string // the rows of most texts, on the stack
	rows := 0
	for _, t := range texts {
		rows += len(appendWrapped(memory[:0], t.text, width))
	}
	apart := rows+len(texts)-1 <= box.Height() // room for blank rows
	y := 0
	for _, t := range texts {
		lines := appendWrapped(memory[:0], t.text, width)
		if y > 0 && y+len(lines) > box.Height() {
			continue // half a sentence says nothing, or the wrong thing
		}
		for _, line := range lines {
			box.TextFit(1, y, width, line, t.style)
			y++
		}
		if apart {
			y++
		}
	}
}

func (v Verdict) texts(look Look) []cell {
	if convex, other := v.Test.Released(); convex != nil {
		return v.released(look, convex, other)
	}
	const most = 8
	texts := append(make([]cell, 0, most), v.headline(look), v.counts(look))
	if v.Test.Disagree() {
		texts = append(texts, cell{look.Words.T("convexity.disagree-why"), look.style(theme.Text)})
	}
	if w, found := v.Test.Witness(); found {
		texts = append(texts, v.witness(look, &w))
	}
	return v.appendMeaning(append(texts, v.second(look)), look)
}

// headline is green only once every chord was tested, none was below the curve
// and the second derivative agrees.
func (v Verdict) headline(look Look) cell {
	words, concave := look.Words, ""
	if v.Test.Subject().Flipped {
		concave = "-concave"
	}
	switch {
	case !v.Test.Convex():
		return cell{words.T("convexity.not" + concave), look.style(theme.Bad).With(screen.Bold)}
	case v.Test.Tested() < v.Test.Chords():
		return cell{words.T("convexity.undecided"), look.style(theme.Warn).With(screen.Bold)}
	case v.Test.Compared() == 0:
		return cell{words.T("convexity.no-chords"), look.style(theme.Warn).With(screen.Bold)}
	case v.Test.Disagree():
		return cell{words.T("convexity.disagree" + concave), look.style(theme.Bad).With(screen.Bold)}
	}
	return cell{words.T("convexity.holds-all" + concave), look.style(theme.Good).With(screen.Bold)}
}

func (v Verdict) counts(look Look) cell {
	if v.Test.Tested() == 0 {
		return cell{look.Words.T("convexity.counts-first", "Chords", v.Test.Chords()), look.style(theme.Text)}
	}
	id := "convexity.counts"
	if v.Test.Compared() < v.Test.Tested() {
		id = "convexity.counts-compared"
	}
	return cell{look.Words.T(
		id, "Tested", v.Test.Tested(), "Chords", v.Test.Chords(), "Cut", v.Test.Cut(), "Compared", v.Test.Compared(),
	), look.style(theme.Text)}
}

func (v Verdict) witness(look Look, w *experiment.Witness) cell {
	places := min(max(1-int(math.Floor(math.Log10(w.Gap))), 4), 12)
	return cell{look.Words.T(
		"convexity.witness", "F", v.Test.Subject().Symbol,
		"A", axisPlace(look, w.A), "B", axisPlace(look, w.B), "T", look.rounded(w.T, 2), "X", axisPlace(look, w.Point),
		"Curve", look.rounded(w.Curve, places), "Chord", look.rounded(w.Chord, places),
	), look.style(theme.Text)}
}

// many is how many parts may bend down before some may be too narrow to be seen.
const many = 16

// second says what the second derivative says of the whole axis.
func (v Verdict) second(look Look) cell {
	s := v.Test.Subject()
	name := s.Symbol
	for _, k := range v.Test.Kinks() {
		switch {
		case k.Torn:
			return cell{look.Words.T("convexity.torn", "F", name, "Variable", s.Variable, "X", axisPlace(look, k.X)), look.style(theme.Bad)}
		case k.Down:
			return cell{look.Words.T("convexity.kink-down", "F", name, "Variable", s.Variable, "X", axisPlace(look, k.X)), look.style(theme.Bad)}
		}
	}
	var first *experiment.Stretch
	down, nowhere := 0, 0
	for i := range v.Test.Stretches() {
		switch stretch := &v.Test.Stretches()[i]; stretch.Bends {
		case experiment.Down:
			if down++; first == nil {
				first = stretch
			}
		case experiment.Nowhere:
			nowhere++
		case experiment.Up, experiment.Straight:
		}
	}
	switch {
	case nowhere == len(v.Test.Stretches()):
		return cell{look.Words.T("convexity.bends-nowhere", "F", name), look.style(theme.Warn)}
	case down == 0 && !v.Test.Convex():
		return cell{look.Words.T("convexity.bends-unseen", "F", name), look.style(theme.Warn)}
	case down == 0 && len(v.Test.Kinks()) > 0:
		return cell{look.Words.T("convexity.bends-up-kink", "F", name, "Variable", s.Variable, "X", axisPlace(look, v.Test.Kinks()[0].X)), look.style(theme.Good)}
	case down == 0:
		return cell{look.Words.T("convexity.bends-up", "F", name), look.style(theme.Good)}
	case down == 1:
		return cell{look.Words.T(
			"convexity.bends-down", "F", name, "Variable", s.Variable, "Lo", look.significant(first.Lo, 4), "Hi", look.significant(first.Hi, 4),
		), look.style(theme.Bad)}
	}
	id := "convexity.bends-down-places"
	if down > many {
		id = "convexity.bends-down-many"
	}
	return cell{look.Words.T(id, "F", name, "Places", down), look.style(theme.Bad)}
}

// appendMeaning appends what the answer means and what it does not.
func (v Verdict) appendMeaning(texts []cell, look Look) []cell {
	words, muted := look.Words, look.style(theme.Muted)
	means, not := words.T("convexity.means"), words.T("convexity.means-not")
	concave := v.Test.Subject().Flipped
	if v.Test.Mode() == experiment.ModeLoss {
		return append(texts, v.losses(look), cell{words.T("convexity.loss-not"), muted}, cell{means, muted})
	}
	if broken := !v.Test.Convex() || v.Test.Disagree(); broken && concave {
		texts = append(texts, cell{words.T("convexity.peaks"), look.style(theme.Text)})
	} else if broken {
		texts = append(texts, cell{words.T("convexity.valleys"), look.style(theme.Text)})
	}
	switch v.Test.Mode() {
	case experiment.ModeNetwork:
		means = words.T("convexity.network-means")
		ends := v.Test.Subject().Ends
		about := words.T(
			"convexity.ends",
			"From", ends[0].Seed, "FromLoss", look.significant(ends[0].Loss, 3), "FromRight", percent(ends[0].Accuracy),
			"To", ends[1].Seed, "ToLoss", look.significant(ends[1].Loss, 3), "ToRight", percent(ends[1].Accuracy),
		)
		return append(texts, cell{means, muted}, cell{not, muted}, cell{about, look.style(theme.Text)})
	case experiment.ModeChord:
		if concave {
			means = words.T("convexity.means-max")
		}
	case experiment.ModeLoss:
	}
	return append(texts, cell{means, muted}, cell{not, muted})
}

// losses says of every loss over the prediction whether it is convex in it.
func (v Verdict) losses(look Look) cell {
	marks := make([]string, 0, len(v.Test.Subject().Losses))
	style := look.style(theme.Good)
	for _, l := range v.Test.Subject().Losses {
		mark := "✓"
		if !l.Convex {
			mark, style = "✗", look.style(theme.Bad)
		}
		marks = append(marks, mark+l.Loss)
	}
	return cell{look.Words.T("convexity.losses", "Losses", strings.Join(marks, " ")), style}
}

func (v Verdict) released(look Look, convex, other *experiment.Descent) []cell {
	words, muted := look.Words, look.style(theme.Muted)
	u, w := v.Test.Places()
	role := theme.Good
	if w > 1 {
		role = theme.Warn
	}
	args := []any{"F", convex.Curve().Formula().String(), "Rest", resting(convex), "Balls", len(convex.Balls()), "Places", u}
	first, means := words.T("convexity.places-convex", args...), words.T("convexity.means")
	if convex.Climbs() {
		first, means = words.T("convexity.places-concave", args...), words.T("convexity.means-max")
	}
	second := words.T(
		"convexity.places-other",
		"F", other.Curve().Formula().String(), "Rest", resting(other), "Balls", len(other.Balls()), "Places", w,
	)
	return []cell{
		{first, look.style(theme.Good)},
		{second, look.style(role)},
		{means, muted},
		{words.T("convexity.means-not"), muted},
	}
}

// resting counts the balls that have converged.
func resting(d *experiment.Descent) int {
	n := 0
	for i := range d.Balls() {
		if _, ok := d.Balls()[i].Status().Reason.(experiment.AtExtremum); ok {
			n++
		}
	}
	return n
}
