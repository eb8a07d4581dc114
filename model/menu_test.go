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

// Below the chosen lab stand its presets; to go on leads through them.
func TestMenuOpensPresets(t *testing.T) {
	for _, tt := range []struct {
		keys      string
		lab, rate string
		menu      string
	}{
		{keys: "m down", lab: "train", rate: "1", menu: "XOR without a hidden layer"},
		{keys: "m down enter", lab: "train", rate: "3"},
		{keys: "m down down enter", lab: "train", rate: "5"},
		{keys: "m down down down enter", lab: "descent", rate: "1"},
		{keys: "m down down down up enter", lab: "train", rate: "5"},
		{keys: "m down up enter", lab: "train", rate: "1"},
		{keys: "m end up up up enter", lab: "train", rate: "1"},
	} {
		x := newTester(t)
		x.entries[0].Presets = []Preset{{"xor-line", "rate=3"}, {"xor", "rate=5"}}
		x.keys(tt.keys)
		if tt.menu != "" {
			x.shows(tt.menu)
			continue
		}
		if got := x.setup.Value("rate").String(); x.setup.Lab != tt.lab || got != tt.rate || x.over != nil {
			t.Errorf("after %q the lab is %s with rate=%s, want %s with %s", tt.keys, x.setup.Lab, got, tt.lab, tt.rate)
		}
	}
}

// A preset that cannot be opened says why, and what was open stays.
func TestMenuPresetThatFails(t *testing.T) {
	x := newTester(t)
	x.entries[0].Presets = []Preset{{"xor", "rate=none"}}
	x.keys("m down enter")
	x.shows("none")
	if x.setup.Value("rate").String() != "1" {
		t.Error("what was open is gone")
	}
}
