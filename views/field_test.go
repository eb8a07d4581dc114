package views_test

import (
	"strings"
	"testing"

	"nabla/screen"
	"nabla/views"
)

func TestFieldShowsTheCursor(t *testing.T) {
	tests := []struct {
		text   string
		cursor int
		want   string
		column int
	}{
		{"", 0, "", 0},
		{"abc", 3, "abc", 3},
		{"abc", 1, "abc", 1},
		{"abcdef", 0, "abcdef", 0},
		{"abcdefgh", 0, "abcdefgh", 0},
		{"abcdefghij", 0, "abcdefgh", 0},
		{"abcdefghij", 10, "defghij", 7},
		{"abcdefghij", 9, "cdefghij", 7},
		{"가나다라마", 5, "다라마", 6},
		{"가나다라마", 4, "나다라마", 6},
		{"a가나다라", 5, "나다라", 6},
		{"abc", 99, "abc", 3},
		{strings.Repeat("가", 4000) + "끝", 4001, "가가끝", 6},
	}
	for _, tt := range tests {
		g := screen.New(8, 1)
		column := views.Field{Text: tt.text, Cursor: tt.cursor}.Draw(g.Box(), screen.Style{})
		if got := g.Text(); got != tt.want || column != tt.column {
			t.Errorf("%.20q with the cursor at %d shows %q with the cursor in column %d, want %q in %d",
				tt.text, tt.cursor, got, column, tt.want, tt.column)
		}
	}
	for w := range 4 {
		column := views.Field{Text: "가나다", Cursor: 3}.Draw(screen.New(w, 1).Box(), screen.Style{})
		if column < 0 || column > max(0, w-1) {
			t.Errorf("in %d columns the cursor stands in column %d", w, column)
		}
	}
}
