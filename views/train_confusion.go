package views

import (
	"strconv"

	"nabla/screen"
	"nabla/sim/experiment"
	"nabla/views/chart"
	"nabla/views/theme"
)

// Confusion draws how many points of each class are taken for each class, for the
// training and the test set; where numbers are learnt, the predictions over the
// targets. It keeps the memory it draws with.
type Confusion struct {
	scatter chart.Scatter
	data    chart.ScatterData
}

// Draw fills the box.
func (v *Confusion) Draw(box screen.Box, look Look, t *experiment.Train) {
	classes := t.Classes()
	if classes == nil {
		v.drawAnswers(box, look, t)
		return
	}
	train, test := t.Confusion()
	box = box.Sub(1, 0, box.Width()-1, box.Height())
	m := confusion{look: look, classes: classes}
	half, rows := box.Width()/2, len(classes)+2
	switch {
	case test == nil:
		m.draw(box, look.Words.T("series.train"), train)
	case m.width(train)+matrixShare <= half-1, m.width(train) <= half-1 && box.Height() < 2*rows:
		m.draw(box.Sub(0, 0, half-1, box.Height()), look.Words.T("series.train"), train)
		m.draw(box.Sub(half, 0, box.Width()-half, box.Height()), look.Words.T("series.test"), test)
	case box.Height() >= 2*rows:
		upper := box.Height() / 2
		m.draw(box.Sub(0, 0, box.Width(), upper), look.Words.T("series.train"), train)
		m.draw(box.Sub(0, upper, box.Width(), box.Height()-upper), look.Words.T("series.test"), test)
	default:
		m.draw(box, look.Words.T("train.test-only"), test)
	}
}

// drawAnswers draws the predictions over the targets: with a perfect fit all points
// lie on the line ŷ = y, and the rods are the errors.
func (v *Confusion) drawAnswers(box screen.Box, look Look, t *experiment.Train) {
	targets, outputs := t.Answers(false)
	if most := fewPoints(box); len(targets) > most {
		targets, outputs = targets[:most], outputs[:most]
	}
	v.data = chart.ScatterData{
		Xs: targets, Ys: outputs, Chosen: -1, F: func(y float64) float64 { return y },
		XLabel: "y", YLabel: "ŷ", Empty: look.Words.T("train.no-answers"),
	}
	v.scatter.Draw(box, look.Theme, &v.data)
}

// confusion draws one confusion matrix: a row a class, a column what it is taken for.
type confusion struct {
	look    Look
	classes []string
}

// What its parts take.
const (
	matrixName = 14 // columns of a class's name at the most
	matrixCell = 3  // and of a number at the least
)

func (m confusion) cell(counts []int) int {
	width := matrixCell
	for _, n := range counts {
		width = max(width, len(strconv.Itoa(n))+1)
	}
	return width
}

func (m confusion) names() int {
	width := matrixCell
	for _, name := range m.classes {
		width = max(width, min(screen.Width(name)+3, matrixName))
	}
	return width
}

// share is the columns of a row's share of right answers: "100 %".
const matrixShare = 7

func (m confusion) width(counts []int) int {
	return m.names() + len(m.classes)*m.cell(counts)
}

// draw draws the matrix under a heading. A cell that is right is good, one that is
// not and not empty is bad; how much of its row lies in a cell is its background.
func (m confusion) draw(box screen.Box, heading string, counts []int) {
	k := len(m.classes)
	right, all := 0, 0
	for i, n := range counts {
		all += n
		if i/k == i%k {
			right += n
		}
	}
	look := m.look
	muted := look.style(theme.Muted)
	x := box.TextFit(0, 0, box.Width(), heading, look.style(theme.Title)) + 1
	ratio := strconv.Itoa(right) + "/" + strconv.Itoa(all)
	share := percent(float64(right)/float64(max(all, 1))) + " %"
	score := fitting([]string{ratio + " = " + share, share}, box.Width()-x)
	box.TextFit(x, 0, box.Width()-x, score, muted)
	names, cell := m.names(), m.cell(counts)
	if text := look.Words.T("train.actual"); screen.Width(text) < names {
		box.Text(0, 1, text, muted)
	}
	for j := range k {
		glyph, style := classSign(look, j, k, false)
		box.SetRune(names+(j+1)*cell-1, 1, glyph, style)
	}
	for i, name := range m.classes {
		if i+3 == box.Height() && i+1 < k {
			box.TextFit(0, i+2, box.Width(), look.Words.T("train.more-classes", "Count", k-i), muted)
			return
		}
		glyph, style := classSign(look, i, k, false)
		box.SetRune(0, i+2, glyph, style)
		box.TextFit(2, i+2, names-3, name, look.style(theme.Text))
		m.row(box.Sub(names, i+2, box.Width()-names, 1), counts[i*k:(i+1)*k], i, cell)
	}
}

// row draws the counts of one class, and the share of them that is right.
func (m confusion) row(row screen.Box, counts []int, class, cell int) {
	total := 0
	for _, n := range counts {
		total += n
	}
	for j, n := range counts {
		style := m.look.style(theme.Faint)
		switch {
		case n == 0:
		case j == class:
			style = m.look.style(theme.Good).With(screen.Bold)
		default:
			style = m.look.style(theme.Bad).With(screen.Bold)
		}
		text := strconv.Itoa(n)
		row.Text((j+1)*cell-len(text), 0, text, style)
	}
	if total > 0 && row.Width() >= len(counts)*cell+matrixShare {
		text := percent(float64(counts[class])/float64(total)) + " %"
		row.Text(len(counts)*cell+matrixShare-screen.Width(text), 0, text, m.look.style(theme.Muted))
	}
}
