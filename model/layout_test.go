package model

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// sketch draws rectangles as boxes of their own letter.
func sketch(w, h int, rects []Rect) string {
	rows := make([][]byte, h)
	for y := range rows {
		rows[y] = []byte(strings.Repeat(".", w))
	}
	for i, r := range rects {
		for y := r.Y; y < r.Y+r.H; y++ {
			for x := r.X; x < r.X+r.W; x++ {
				rows[y][x] = byte('a' + i)
			}
		}
	}
	lines := make([]string, h)
	for y, row := range rows {
		lines[y] = string(row)
	}
	return strings.Join(lines, "\n")
}

// dashboardPlaces are those of loss, gradients, landscape and panel.
func dashboardPlaces() []Place {
	return []Place{
		{Weight: 2, MinHeight: 3, Rank: 2},
		{Weight: 3, MinHeight: 3, Rank: 1},
		{Right: true, Weight: 5, MinHeight: 4},
		{Right: true, Weight: 3, MinHeight: 3, Rank: 9},
	}
}

func TestArrange(t *testing.T) {
	tests := []struct {
		name   string
		w, h   int
		focus  int
		zoomed bool
		want   string
	}{
		{
			name: "two columns", w: 72, h: 8, want: strings.Repeat(strings.Repeat("a", 36)+strings.Repeat("c", 36)+"\n", 3) +
				strings.Repeat(strings.Repeat("b", 36)+strings.Repeat("c", 36)+"\n", 1) +
				strings.Repeat(strings.Repeat("b", 36)+strings.Repeat("d", 36)+"\n", 4),
		},
		{
			name: "one column drops the panel first, then the loss", w: 6, h: 7, focus: 2,
			want: "bbbbbb\nbbbbbb\nbbbbbb\ncccccc\ncccccc\ncccccc\ncccccc",
		},
		{
			name: "the focused pane stays to the last", w: 6, h: 4, focus: 3,
			want: "dddddd\ndddddd\ndddddd\ndddddd",
		},
		{
			name: "no room for any still shows the focused one", w: 2, h: 1, focus: 0,
			want: "aa",
		},
		{
			name: "zoom", w: 5, h: 2, focus: 1, zoomed: true,
			want: "bbbbb\nbbbbb",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rects := arrange(tt.w, tt.h, dashboardPlaces(), tt.focus, tt.zoomed)
			if got, want := sketch(tt.w, tt.h, rects), strings.TrimSuffix(tt.want, "\n"); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// Whatever the size, the panes that are shown fill the area without overlap,
// and the focused one is among them.
func TestArrangeFillsTheArea(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(0, 300).Draw(t, "w"), rapid.IntRange(0, 100).Draw(t, "h")
		places := make([]Place, rapid.IntRange(1, 6).Draw(t, "panes"))
		for i := range places {
			places[i] = Place{
				Right: rapid.Bool().Draw(t, "right"), Weight: rapid.IntRange(0, 5).Draw(t, "weight"),
				MinHeight: rapid.IntRange(1, 12).Draw(t, "least"), Rank: rapid.IntRange(0, 9).Draw(t, "rank"),
			}
		}
		focus := rapid.IntRange(0, len(places)-1).Draw(t, "focus")
		rects := arrange(w, h, places, focus, rapid.Bool().Draw(t, "zoomed"))
		area := 0
		for i, r := range rects {
			if r.X < 0 || r.Y < 0 || r.X+r.W > w || r.Y+r.H > h {
				t.Fatalf("pane %d at %+v lies outside of %d×%d", i, r, w, h)
			}
			area += r.W * r.H
			for j := range i {
				if o := rects[j]; r.X < o.X+o.W && o.X < r.X+r.W && r.Y < o.Y+o.H && o.Y < r.Y+r.H {
					t.Fatalf("panes %d and %d overlap: %+v, %+v", j, i, o, r)
				}
			}
		}
		if area != w*h {
			t.Fatalf("panes take %d of %d cells", area, w*h)
		}
		if w*h > 0 && rects[focus].Empty() {
			t.Fatal("the focused pane is not shown")
		}
	})
}
