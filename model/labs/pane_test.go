package labs_test

import (
	"strings"

	"nabla/locale"
	"nabla/screen"
)

// rect is the inside of a pane's frame, in cells of the screen.
type rect struct{ x, y, w, h int }

// pane finds a pane on the screen by its title.
func (s *session) pane(name string) rect {
	s.Helper()
	g, title := s.grid(), locale.For(s.language).T("pane."+name)
	for y := range g.Height() {
		for x := range g.Width() {
			if corner := g.At(x, y).Rune(); corner != '╭' && corner != '┏' {
				continue
			}
			right, bottom := x+1, y+1
			for right < g.Width() && !strings.ContainsRune("╮┓", g.At(right, y).Rune()) {
				right++
			}
			for bottom < g.Height() && !strings.ContainsRune("╰┗", g.At(x, bottom).Rune()) {
				bottom++
			}
			if head := line(g, rect{x, y, right - x, 1}, 0); strings.HasPrefix(head[len("╭─"):], " "+title+" ") {
				return rect{x + 1, y + 1, right - x - 1, bottom - y - 1}
			}
		}
	}
	s.Fatalf("the pane %s is not on the screen:\n%s", title, g.Text())
	return rect{}
}

// line is a row of a part of the screen.
func line(g *screen.Grid, r rect, y int) string {
	var b strings.Builder
	for x := range r.w {
		b.WriteString(g.At(r.x+x, r.y+y).String())
	}
	return b.String()
}

// lines are the rows of a pane.
func (s *session) lines(name string) []string {
	s.Helper()
	r, g := s.pane(name), s.grid()
	rows := make([]string, r.h)
	for y := range rows {
		rows[y] = line(g, r, y)
	}
	return rows
}
