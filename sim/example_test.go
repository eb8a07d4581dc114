package sim_test

import (
	"fmt"

	"nabla/sim"
)

func ExampleParam_Parse() {
	rate := sim.Param{Name: "rate", Kind: sim.Number, Min: 1e-6, Max: 100, Log: true}
	v, err := rate.Parse(" 5e-2 ")
	fmt.Println(v, err)
	_, err = rate.Parse("1000")
	fmt.Println(err)
	_, err = rate.Parse("fast")
	fmt.Println(err)
	// Output:
	// 0.05 <nil>
	// rate: "1000": 1000 is out of range; give a number from 1e-6 to 100
	// rate: "fast": "fast" is not a number; give one from 1e-6 to 100
}

func ExampleParam_Nudge() {
	rate := sim.Param{Name: "rate", Kind: sim.Number, Min: 1e-6, Max: 100, Log: true}
	v, err := rate.Parse("0.037")
	if err != nil {
		fmt.Println(err)
		return
	}
	for range 5 {
		v = rate.Nudge(v, +1)
		fmt.Print(v, " ")
	}
	// Output: 0.04 0.05 0.06 0.08 0.1
}

func ExampleParseMoment() {
	open := func(lab string) (sim.Setup, error) {
		return sim.NewSetup(lab, []sim.Param{
			{Name: "f", Kind: sim.Formula, Default: "w-shape"},
			{Name: "rates", Kind: sim.Numbers, Default: "0.02", Min: 1e-6, Max: 100, Log: true, Live: true},
		}), nil
	}
	m, err := sim.ParseMoment(`descent f="w^4 - 3w^2 + w" 40:rates=.1 @120`, open)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(m.Setup.Value("f"), "from seed", m.Setup.Seed)
	fmt.Println("edits:", m.Edits)
	fmt.Println("step:", m.Step)
	fmt.Println(m)
	// Output:
	// w^4 - 3w^2 + w from seed 7
	// edits: [40:rates=0.1]
	// step: 120
	// descent f="w^4 - 3w^2 + w" 40:rates=0.1 @120
}

func ExampleRandom() {
	r := sim.NewRandom(7, 0)
	r.Uint64()
	ahead := r // a copy draws what the original would have drawn
	fmt.Println(ahead.IntN(100), ahead.IntN(100), ahead.IntN(100))
	fmt.Println(r.IntN(100), r.IntN(100), r.IntN(100))
	// Output:
	// 28 13 81
	// 28 13 81
}

func ExampleHistory() {
	var losses sim.History
	for step := range 10_000 {
		if losses.Wants() {
			losses.Add(1 / float64(1+step))
		} else {
			losses.Skip()
		}
	}
	last := losses.Len() - 1
	fmt.Println(losses.Len(), "samples, the last one of step", losses.Step(last))
	// Output: 1250 samples, the last one of step 9992
}
