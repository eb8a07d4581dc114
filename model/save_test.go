package model

import (
	"errors"
	"io"
	"strings"
	"testing"

	"nabla/sim"
	"nabla/views/theme"
)

// keeper is a lab that has something to save.
type keeper struct {
	*fakeLab
	err error
}

func (k *keeper) Save(w io.Writer) error {
	if k.err != nil {
		return k.err
	}
	_, err := io.WriteString(w, "weights")
	return err
}

var _ Saver = (*keeper)(nil)

func TestSave(t *testing.T) {
	full := errors.New("no room")
	for _, tt := range []struct {
		name, typed string
		lab         func(*fakeLab) Lab
		saving      Saving
		want        string // on the screen
	}{
		{"it is written", "save w.json", func(l *fakeLab) Lab { return &keeper{fakeLab: l} }, keep(nil), "saved to w.json"},
		{"blanks around", "  save   w.json ", func(l *fakeLab) Lab { return &keeper{fakeLab: l} }, keep(nil), "saved to w.json"},
		{"no room", "save w.json", func(l *fakeLab) Lab { return &keeper{fakeLab: l} }, keep(full), "no room"},
		{"nothing to save", "save w.json", func(l *fakeLab) Lab { return l }, keep(nil), "has no weights to save"},
		{"no name", "save", func(l *fakeLab) Lab { return &keeper{fakeLab: l} }, keep(nil), "ends in .json"},
		{"another kind of file", "save iris.csv", func(l *fakeLab) Lab { return &keeper{fakeLab: l} }, keep(nil), "ends in .json"},
		{"nowhere to save", "save w.json", func(l *fakeLab) Lab { return &keeper{fakeLab: l} }, nil, "files cannot be written here"},
		{"the lab fails", "save w.json", func(l *fakeLab) Lab { return &keeper{l, full} }, keep(nil), "no room"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			app, err := New(Options{
				Entries: []Entry{{Name: "train", Params: fakeParams(), New: func() Lab { return tt.lab(&fakeLab{pane: &fakePane{}}) }}},
				Moment:  sim.Moment{Setup: sim.NewSetup("train", fakeParams())},
				Theme:   theme.Options{Dark: true}, Width: 100, Height: 24, Paused: true, Save: tt.saving,
			})
			if err != nil {
				t.Fatal(err)
			}
			x := &tester{T: t, App: app, pane: &fakePane{}}
			x.keys(":")
			x.typed(tt.typed)
			if _, cmd := x.Update(keyPress("enter")); cmd != nil {
				if msg, ok := cmd().(savedMsg); ok {
					x.Update(msg)
				}
			}
			x.shows(tt.want)
		})
	}
}

// keep is a place to write to that fails so.
func keep(err error) Saving {
	return func(_ string, write func(io.Writer) error) error {
		var b strings.Builder
		if failed := write(&b); failed != nil {
			return failed
		}
		if b.String() != "weights" {
			return errors.New("something else was written: " + b.String())
		}
		return err
	}
}

// The prompt tells of saving only where it can be done.
func TestPromptTellsOfSaving(t *testing.T) {
	x := newTester(t)
	x.keys(":")
	x.hides("save NAME.json")
}
