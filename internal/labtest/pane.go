package labtest

import (
	"strings"

	"nabla/locale"
	"nabla/screen"
)

// Rect is the inside of a pane's frame, in cells of the screen.
type Rect struct{ X, Y, W, H int }

// Pane finds a pane on the screen by its title.
func (s *Session) Pane(name string) Rect {
	s.Helper()
	g, title := s.Grid(), locale.For(s.Language).T("pane."+name)
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
			if titled(g, Rect{x, y, right - x, 1}, title) {
				return Rect{x + 1, y + 1, right - x - 1, bottom - y - 1}
			}
		}
	}
	s.Fatalf("the pane %s is not on the screen:\n%s", title, g.Text())
	return Rect{}
}

// titled reports whether the upper line of a frame has the title of a pane that is
// seen: of the titles of a stack, the one that stands out.
func titled(g *screen.Grid, line Rect, title string) bool {
	want := " " + title + " "
	for x := 1; x < line.W && !strings.ContainsRune("│┃╭┏", g.At(line.X+x, line.Y).Rune()); x++ {
		part := Line(g, Rect{line.X + x, line.Y, line.W - x, 1}, 0)
		if strings.HasPrefix(part, want) && g.At(line.X+x+1, line.Y).Style.Attr&screen.Bold != 0 {
			return true
		}
	}
	return false
}

// Line is a row of a part of the screen.
func Line(g *screen.Grid, r Rect, y int) string {
	var b strings.Builder
	for x := range r.W {
		b.WriteString(g.At(r.X+x, r.Y+y).String())
	}
	return b.String()
}

// Lines are the rows of a pane.
func (s *Session) Lines(name string) []string {
	s.Helper()
	r, g := s.Pane(name), s.Grid()
	rows := make([]string, r.H)
	for y := range rows {
		rows[y] = Line(g, r, y)
	}
	return rows
}
