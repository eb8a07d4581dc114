package main

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"nabla/model"
	"nabla/model/labs"
	"nabla/screen"
	"nabla/sim"
	"nabla/sim/network"
	"nabla/sim/optimizer"
	"nabla/views/theme"
)

// sweep is a cost over a size.
type sweep struct {
	title, size string
	sizes       []float64
	power       float64 // cost ∝ size to the power, where sizes are large
	measure     func(size int) (func(), error)
}

func sweeps() []sweep {
	layer := func(layers, width, batch int) (func(), error) {
		return training(append([]int{2}, append(slices.Repeat([]int{width}, layers-1), 1)...), batch)
	}
	return []sweep{
		{
			"A step over layers: 2→16→…→1, 64 samples", "layers",
			[]float64{2, 4, 8, 16, 32, 64, 128},
			1,
			func(n int) (func(), error) { return layer(n, 16, 64) },
		},
		{
			"A step over width: 4 layers, 64 samples", "units",
			[]float64{4, 8, 16, 32, 64, 128, 256},
			2,
			func(n int) (func(), error) { return layer(4, n, 64) },
		},
		{
			"A step over samples: 2→16→16→16→1", "samples",
			[]float64{1, 4, 16, 64, 256, 1024},
			1,
			func(n int) (func(), error) { return layer(4, 16, n) },
		},
		{
			"A step and a frame of the dashboard over the cells of the screen", "cells",
			[]float64{2000, 4000, 8000, 16000, 32000},
			1, frame,
		},
	}
}

// training returns a step of a sigmoid network.
func training(sizes []int, batch int) (func(), error) {
	activation, err := network.ParseActivation("sigmoid")
	if err != nil {
		return nil, err
	}
	last := len(sizes) - 1
	rnd := sim.NewRandom(1, 0)
	n, err := network.New(network.Config{
		Inputs: sizes[0], Hidden: sizes[1:last], Outputs: sizes[last],
		Activation: activation, Output: network.SigmoidOutput, Loss: network.HalfMSE,
	}, &rnd)
	if err != nil {
		return nil, err
	}
	x, t := make([]float64, batch*sizes[0]), make([]float64, batch*sizes[last])
	for i := range x {
		x[i] = 2*rnd.Float64() - 1
	}
	p := network.NewPass(n, batch)
	p.Load(x, t)
	const rate = 0.1
	rule := optimizer.Spec{}.New(len(n.Params()), rate)
	return func() {
		p.Forward()
		p.Backward()
		rule.Begin()
		rule.Update(0, n.Params(), p.Grad())
	}, nil
}

// paper is a screen that is drawn on and sent nowhere.
type paper struct{}

func (paper) Present(*screen.Grid, screen.Cursor) {}
func (paper) Synchronize(bool)                    {}
func (paper) Resume()                             {}
func (paper) Write(b []byte) (int, error)         { return len(b), nil }
func (paper) Err() error                          { return nil }

// frame returns a step of the dashboard and its frame.
func frame(cells int) (func(), error) {
	const aspect = 3 // columns to a row
	height := 1
	for aspect*height*height < cells {
		height++
	}
	entries := labs.All()
	app, err := model.New(model.Options{
		Entries: entries, Moment: sim.Moment{Setup: sim.NewSetup(entries[0].Name, entries[0].Params)},
		Theme: theme.Options{Dark: true, Profile: theme.TrueColor}, Width: aspect * height, Height: height,
		Paused: true, Screen: paper{},
	})
	if err != nil {
		return nil, fmt.Errorf("a screen of %d cells: %w", cells, err)
	}
	return func() {
		app.Update(tea.KeyPressMsg{Code: tea.KeyRight})
		app.View()
	}, nil
}
