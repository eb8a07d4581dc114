package model

import "testing"

func TestMenuOpensLabs(t *testing.T) {
	for _, tt := range []struct {
		keys string
		lab  string
		open bool // the menu, at the end
	}{
		{"m", "train", true},
		{"m down", "train", true},
		{"m down enter", "descent", false},
		{"m down down down enter", "descent", false},
		{"m down up enter", "train", false},
		{"m end enter", "descent", false},
		{"m end g enter", "train", false},
		{"m 2", "descent", false},
		{"m 9", "train", true},
		{"m down esc", "train", false},
		{"m m", "train", false},
		{"m q", "train", false},
	} {
		x := newTester(t)
		x.keys(tt.keys)
		if x.setup.Lab != tt.lab || (x.over != nil) != tt.open {
			t.Errorf("after %q the lab is %s, the menu open: %v; want %s, %v", tt.keys, x.setup.Lab, x.over != nil, tt.lab, tt.open)
		}
	}
}

func TestMenuShowsTheLabs(t *testing.T) {
	x := newTester(t)
	x.keys("m down")
	x.shows("1   train")
	x.shows("2   descent")
	x.shows("Balls on a curve")
}
