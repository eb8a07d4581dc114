package main

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"time"

	"nabla/screen"
	"nabla/views/chart"
	"nabla/views/theme"
)

func run(w io.Writer) error {
	var text bytes.Buffer
	text.WriteString("# How costs grow\n\n" +
		"Time over size, each axis logarithmic, medians of one run; the line is the power that large sizes come to.\n" +
		"Made by `go run ./internal/growth > docs/growth.md`.\n")
	for _, s := range sweeps() {
		costs := make([]float64, len(s.sizes))
		for i, size := range s.sizes {
			work, err := s.measure(int(size))
			if err != nil {
				return fmt.Errorf("%s: %w", s.title, err)
			}
			costs[i] = cost(work)
		}
		write(&text, s, costs)
	}
	if _, err := text.WriteTo(w); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}

// cost returns the median time of the work in microseconds.
func cost(work func()) float64 {
	const rounds, turn = 9, 20 * time.Millisecond
	took := make([]float64, 0, rounds)
	for range rounds {
		n := 0
		start := time.Now()
		for time.Since(start) < turn {
			work()
			n++
		}
		took = append(took, time.Since(start).Seconds()*1e6/float64(n))
	}
	slices.Sort(took)
	return took[rounds/2]
}

// write appends a heading, the chart and a table of a sweep.
func write(text *bytes.Buffer, s sweep, costs []float64) {
	const width, height = 72, 16
	g := screen.New(width, height)
	last := len(costs) - 1
	new(chart.LogLog).Draw(g.Box(), theme.New(theme.Options{}), chart.LogLogData{
		X: s.sizes, Clouds: []chart.Cloud{{Name: "µs", Y: costs}}, Shown: len(costs), XLabel: s.size,
		Guides: []chart.Guide{{
			X: s.sizes[last], Y: costs[last], Power: s.power, From: s.sizes[0], To: s.sizes[last],
			Name: "∝ " + s.size + power(s.power),
		}},
	})
	head, line, row := "| "+s.size+" |", "| --- |", "| µs |"
	for i, size := range s.sizes {
		head += fmt.Sprintf(" %.0f |", size)
		line += " --- |"
		row += fmt.Sprintf(" %.4g |", costs[i])
	}
	fmt.Fprintf(text, "\n## %s\n\n```\n%s\n```\n\n%s\n%s\n%s\n", s.title, g.Text(), head, line, row)
}

func power(p float64) string {
	if p == 1 {
		return ""
	}
	return "²"
}
