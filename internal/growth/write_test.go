package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestWrite(t *testing.T) {
	var text bytes.Buffer
	write(&text, sweep{title: "A step", size: "layers", sizes: []float64{10, 100, 1000}, power: 1}, []float64{2, 20, 200})
	for _, want := range []string{
		"## A step\n", "∝ layers", "| layers | 10 | 100 | 1000 |\n| --- | --- | --- | --- |\n| µs | 2 | 20 | 200 |\n",
	} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("%q is missing in\n%s", want, text.String())
		}
	}
}

// Every sweep has something to measure at its smallest size.
func TestSweepsCanBeMeasured(t *testing.T) {
	for _, s := range sweeps() {
		work, err := s.measure(int(s.sizes[0]))
		if err != nil {
			t.Fatalf("%s: %v", s.title, err)
		}
		if allocated := testing.AllocsPerRun(1, work); s.size != "cells" && allocated != 0 {
			t.Errorf("%s: a step allocates %v times", s.title, allocated)
		}
	}
}
