package labs_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nabla/internal/labtest"
	"nabla/model/labs"
)

// goldenStep is the step that frames stand at unless their scene says otherwise.
const goldenStep = 60

// TestGoldenFrames holds what the program looks like to what somebody has looked
// at: every lab, small, usual and large, in both languages. After a change that
// is meant, run with -update and read what git shows.
func TestGoldenFrames(t *testing.T) {
	t.Parallel()
	want := 0
	for _, scene := range scenes() {
		e := labtest.Entry(t, scene.lab)
		open := labtest.Moment
		if scene.little {
			open = labtest.Small
		}
		step := goldenStep
		if scene.step != 0 {
			step = scene.step
		}
		for _, language := range labtest.Languages {
			s := labtest.Open(t, open(t, e, step, scene.changes...), labtest.Usual, language)
			s.Keys(scene.keys)
			for _, at := range scene.sizes {
				s.Resize(at)
				labtest.Golden(t, strings.TrimSuffix(scene.lab+"-"+scene.name, "-"), s)
				want++
			}
		}
	}
	files, err := os.ReadDir(filepath.Join("testdata", "golden"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != want {
		t.Errorf("there are %d frames and %d are read: some are left from what is gone", len(files), want)
	}
}

// scene is what a person may come to.
type scene struct {
	lab     string
	name    string   // what makes it another one of the lab, if anything does
	changes []string // of parameters: name, text, name, text …
	little  bool     // with little to compute
	step    int      // 0 means goldenStep
	keys    string
	sizes   []labtest.Size
}

// scenes are every lab as it begins, in three sizes, and what else there is.
func scenes() []scene {
	three := []labtest.Size{{W: 40, H: 12}, {W: 80, H: 24}, {W: 120, H: 40}}
	entries := labs.All()
	all := make([]scene, 0, len(entries)+len(dialogScenes())+len(modeScenes()))
	for _, e := range entries {
		all = append(all, scene{lab: e.Name, sizes: three})
	}
	for _, s := range dialogScenes() {
		s.lab, s.little, s.sizes = "train", true, []labtest.Size{labtest.Usual}
		all = append(all, s)
	}
	for _, s := range modeScenes() {
		s.sizes = three
		all = append(all, s)
	}
	return all
}

// dialogScenes are what the program shows over and beside a lab.
func dialogScenes() []scene {
	return []scene{
		{name: "help", keys: "?"},
		{name: "menu", keys: "m down"},
		{name: "prompt", keys: ": d e s c e n t s enter"},
		{name: "share", keys: "down + right right s"},
		{name: "typing", keys: "enter ctrl+u 8 , 9"},
		{name: "refused", keys: "enter ctrl+u a b c enter"},
		{name: "past", keys: "left left left left : r a t e = 1 enter"},
		{name: "zoomed", keys: "z"},
		{name: "log-axis", keys: "y"},
		{name: "panel", keys: "shift+tab z"},
	}
}

// modeScenes are the labs in other modes than the one they begin in.
func modeScenes() []scene {
	return slices.Concat(derivativeScenes(), rulesScenes(), chainScenes(), backpropScenes(), gradientScenes(), convexityScenes(), descentScenes(), fitScenes(), raceScenes(), trainScenes(), vanishingScenes())
}
