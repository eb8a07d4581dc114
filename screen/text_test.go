package screen

import (
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestText(t *testing.T) {
	for _, c := range []struct {
		name string
		x    int
		text string
		want string
		used int
	}{
		{"plain", 1, "abc", "[ abc    ]", 3},
		{"Hangul", 0, "기울기", "[기울기  ]", 6},
		{"composed first", 0, norm.NFD.String("기울기"), "[기울기  ]", 6},
		{"cut", 5, "abcdef", "[     abc]", 3},
		{"cut in a wide cell", 3, "기울기", "[   기울 ]", 5},
		{"from the left", -2, "abcd", "[cd      ]", 2},
		{"from the left in a wide cell", -1, "기울", "[ 울     ]", 3},
		{"far left", -9, "abcd", "[        ]", 0},
		{"far right", 9, "abcd", "[        ]", 0},
		{"marks", 0, "x\u0302y", "[x\u0302y      ]", 2},
		{"controls", 0, "a\x1b[1m\tb\nc", "[a[1m b c]", 8},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := New(10, 1)
			g.Box().Text(0, 0, "[        ]", Style{})
			used := g.Box().Inset(1, 0).Text(c.x, 0, c.text, Style{})
			verify(t, g)
			if got := plain(g); got != c.want || used != c.used {
				t.Errorf("row %q, %d used; want %q, %d", got, used, c.want, c.used)
			}
		})
	}
}

func TestTextRowsOutside(t *testing.T) {
	g := New(4, 2)
	for _, y := range []int{-1, 2} {
		if used := g.Box().Text(0, y, "abcd", Style{}); used != 0 {
			t.Errorf("row %d: %d columns used", y, used)
		}
	}
	if got := g.Text(); got != "\n" {
		t.Errorf("text %q, want none", got)
	}
}

func TestTextFit(t *testing.T) {
	type result struct {
		row  string
		used int
	}
	for _, c := range []struct {
		name string
		draw func(Box) int
		want result
	}{
		{"fits", func(b Box) int { return b.TextFit(0, 0, 5, "abcde", Style{}) }, result{"abcde   ", 5}},
		{"cut", func(b Box) int { return b.TextFit(0, 0, 4, "abcde", Style{}) }, result{"abc…    ", 4}},
		{"cut by the box", func(b Box) int { return b.TextFit(5, 0, 9, "abcde", Style{}) }, result{"     ab…", 3}},
		{"Hangul", func(b Box) int { return b.TextFit(0, 0, 5, "기울기", Style{}) }, result{"기울…   ", 5}},
		{"Hangul, odd", func(b Box) int { return b.TextFit(0, 0, 4, "기울기", Style{}) }, result{"기…     ", 3}},
		{"only the sign", func(b Box) int { return b.TextFit(2, 0, 1, "기울기", Style{}) }, result{"  …     ", 1}},
		{"no room", func(b Box) int { return b.TextFit(2, 0, 0, "기울기", Style{}) }, result{"        ", 0}},
		{"right", func(b Box) int { return b.TextRight(0, "손실", Style{}) }, result{"    손실", 4}},
		{"right, cut", func(b Box) int { return b.TextRight(0, "손실 함수 값", Style{}) }, result{"손실 함…", 8}},
		{"center", func(b Box) int { return b.TextCenter(0, "abc", Style{}) }, result{"  abc   ", 3}},
		{"center, cut", func(b Box) int { return b.TextCenter(0, "abcdefghi", Style{}) }, result{"abcdefg…", 8}},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := New(8, 1)
			got := result{used: c.draw(g.Box())}
			verify(t, g)
			if got.row = plain(g); got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestEllipsis(t *testing.T) {
	g := New(4, 1)
	g.Ellipsis = '~'
	g.Box().TextFit(0, 0, 4, "abcdef", Style{})
	if got, want := g.Text(), "abc~"; got != want {
		t.Errorf("row %q, want %q", got, want)
	}
}

func TestTextAllocates(t *testing.T) {
	g := New(80, 3)
	b := g.Box().Inset(1, 0)
	buf := []byte("0.6931")
	allocs := testing.AllocsPerRun(100, func() {
		b.Text(0, 0, "µ = 0.02  ∇f(w) ⠉⠒⠤⣀ ████▌ plain", Style{})
		b.Text(0, 1, "경사 하강법: 손실 함수의 기울기", Style{})
		b.TextFit(0, 2, 10, "경사 하강법: 손실", Style{})
		b.TextRight(2, string(buf), Style{}) // a short string made for the call stays on the stack
		b.SetRune(3, 2, '●', Style{})
		b.Fill('·', Style{})
	})
	if allocs != 0 {
		t.Errorf("drawing plain text allocates %v times, want 0", allocs)
	}
}
