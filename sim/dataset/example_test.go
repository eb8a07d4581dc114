package dataset_test

import (
	"fmt"
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
	// trees.csv line 2, column "height": "tall" is not a number
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
