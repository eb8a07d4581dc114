package chart_test

import (
	"strings"
	"testing"

	"nabla/screen"
	"nabla/views/chart"
	"nabla/views/theme"
)

// quarters are four parts, each with a letter of its own: C D over A B.
func quarters() *chart.CellsData {
	return &chart.CellsData{
		X: chart.Range{Min: 0, Max: 2}, Y: chart.Range{Min: 0, Max: 2}, Columns: 2, Rows: 2,
		Cell: func(column, row int) (rune, screen.Style) {
			return rune('A' + column + 2*row), screen.Style{}
		},
		XLabel: "x", YLabel: "y",
	}
}

func TestCells(t *testing.T) {
	t.Parallel()
	g := screen.New(8, 3)
	var c chart.Cells
	d := quarters()
	d.Rows, d.Y = 3, chart.Range{Min: 0, Max: 3}
	c.Draw(g.Box(), theme.New(theme.Options{}), d)
	if got, want := g.Text(), "EEEEFFFF\nCCCCDDDD\nAAAABBBB"; strings.TrimRight(got, "\n") != want {
		t.Errorf("the plane is\n%s\nwant\n%s", got, want)
	}
}

// The part that the mouse finds in a cell is the one that is drawn there.
func TestCellsFindTheirParts(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{1, 1}, {3, 2}, {17, 6}, {40, 12}, {111, 33}} {
		g := screen.New(size[0], size[1])
		var c chart.Cells
		d := quarters()
		d.Columns, d.Rows = 5, 7
		c.Draw(g.Box(), theme.New(theme.Options{}), d)
		found := 0
		for y := range size[1] {
			for x := range size[0] {
				column, row, ok := c.PartAt(x, y)
				if ok != c.Plot().Contains(x, y) {
					t.Errorf("%v: the cell %d, %d has a part: %t", size, x, y, ok)
				}
				if !ok {
					continue
				}
				found++
				if want := rune('A' + column + 2*row); g.At(x, y).Rune() != want {
					t.Errorf("%v: %c is drawn at %d, %d, and part %d, %d found", size, g.At(x, y).Rune(), x, y, column, row)
				}
			}
		}
		if found == 0 {
			t.Errorf("%v: no part is found", size)
		}
	}
}

func TestCellsMarks(t *testing.T) {
	t.Parallel()
	g := screen.New(40, 12)
	var c chart.Cells
	d := quarters()
	d.Marks = []chart.Mark{{X: 1.9, Y: 0.1, Name: "a", Focused: true}, {X: 5, Y: 5, Name: "b"}}
	c.Draw(g.Box(), theme.New(theme.Options{}), d)
	if text := g.Text(); !strings.Contains(text, "●a") || strings.Contains(text, "b") {
		t.Errorf("the marks are not those in range:\n%s", text)
	}
}

func TestCellsWithoutRange(t *testing.T) {
	t.Parallel()
	g := screen.New(20, 3)
	var c chart.Cells
	c.Draw(g.Box(), theme.New(theme.Options{}), &chart.CellsData{Empty: "nothing"})
	if _, _, ok := c.PartAt(1, 1); ok || !strings.Contains(g.Text(), "nothing") {
		t.Errorf("a plane without a range is\n%s", g.Text())
	}
}
