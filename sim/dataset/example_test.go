package dataset_test

import (
	"fmt"
	"io"
	"strings"

	"nabla/sim"
	"nabla/sim/dataset"
)

func ExampleRead() {
	file := "width, height, kind\n1.5, 2, oak\n3, 0.25, elm\n"
	s, err := dataset.Read("trees.csv", strings.NewReader(file), dataset.Options{})
	fmt.Println(s.Features, s.Classes, s.Input(1), s.Classes[s.Class(1)], err)

	_, err = dataset.Read("trees.csv", strings.NewReader(strings.Replace(file, "2", "tall", 1)), dataset.Options{})
	fmt.Println(err)
	// Output:
	// [width height] [elm oak] [3 0.25] elm <nil>
	// trees.csv line 2, column "height": "tall" is not a number; write one such as 0.5 or -1.2e3
}

// MNIST's format: a picture of 1 × 2 pixels of one byte each, twice, and its
// labels in a file of their own.
func ExampleRead_idx() {
	images := "\x00\x00\x08\x03" + "\x00\x00\x00\x02" + "\x00\x00\x00\x01" + "\x00\x00\x00\x02" + "\x00\xff\x80\x01"
	labels := "\x00\x00\x08\x01" + "\x00\x00\x00\x02" + "\x07\x03"
	open := func(name string) (io.ReadCloser, error) {
		fmt.Println("opening", name)
		return io.NopCloser(strings.NewReader(labels)), nil
	}
	s, err := dataset.Read("train-images-idx3-ubyte", strings.NewReader(images), dataset.Options{Open: open})
	fmt.Println(s.Features, s.Classes, s.Input(1), s.Classes[s.Class(1)], err)
	// Output:
	// opening train-labels-idx1-ubyte
	// [r1c1 r1c2] [3 7] [128 1] 3 <nil>
}

func ExampleGenerate() {
	rnd := sim.NewRandom(7, 0)
	s, err := dataset.Generate("xor", 4, 0, &rnd)
	if err != nil {
		fmt.Println(err)
		return
	}
	targets, _ := s.Targets(dataset.PlusMinus)
	for i, t := range targets {
		fmt.Println(s.Input(i), t)
	}
	// Output:
	// [0 0] -1
	// [0 1] 1
	// [1 0] 1
	// [1 1] -1
}

func ExampleFit() {
	iris := dataset.Iris()
	rnd := sim.NewRandom(7, 0)
	train, test := dataset.Split(iris.Len(), 0.8, &rnd)
	scaler := dataset.Fit(dataset.MinMax, iris, train)
	scaled := scaler.Apply(iris)
	fmt.Println(len(train), len(test))
	fmt.Printf("%s: %.1f is now %.2f\n", iris.Features[2], iris.Input(0)[2], scaled.Input(0)[2])
	// Output:
	// 120 30
	// petal length: 1.4 is now 0.07
}

func ExampleDerive() {
	rnd := sim.NewRandom(7, 0)
	s, err := dataset.Generate("xor", 4, 0, &rnd)
	if err != nil {
		fmt.Println(err)
		return
	}
	d, err := dataset.Derive(s, []string{"x1", "x1*x2"})
	fmt.Println(d.Features, d.Inputs, err)
	// Output:
	// [x1 x1*x2] [0 0 0 0 1 0 1 1] <nil>
}

func ExampleBatches() {
	b := dataset.NewBatches(5, 2, false, sim.Random{})
	for range 4 {
		fmt.Println(b.Next(), b.Epoch())
	}
	// Output:
	// [0 1] 0.4
	// [2 3] 0.8
	// [4] 1
	// [0 1] 1.4
}
