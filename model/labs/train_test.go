package labs_test

import (
	"bytes"
	"encoding/binary"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"nabla/internal/labtest"
	"nabla/locale"
	"nabla/model"
	"nabla/model/labs"
	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/views/theme"
)

func trainScenes() []scene {
	iris := []string{"data", "iris", "hidden", "8", "batch", "0", "optimizer", "adam", "rate", "0.02", "split", "0.7"}
	return []scene{
		{lab: "train", name: "iris", changes: iris},
		{lab: "train", name: "units", changes: iris, keys: "h b b tab tab h"},
		{lab: "train", name: "numbers", changes: []string{"data", "multi-gauss", "optimizer", "adam", "rate", "0.02", "split", "0.7"}},
	}
}

// The counts and shares on the screen are those of the report, in both languages.
func TestTrainNumbersOnScreen(t *testing.T) {
	t.Parallel()
	e := labtest.Entry(t, "train")
	changes := []string{"data", "iris", "hidden", "8", "batch", "0", "optimizer", "adam", "rate", "0.02", "split", "0.7"}
	m := labtest.Moment(t, e, 40, changes...)
	run, err := experiment.NewTrain(m.Setup, nil)
	if err != nil {
		t.Fatal(err)
	}
	for range 40 {
		run.Step()
	}
	r, _ := run.Report().(experiment.TrainReport)
	train, test, _ := run.Points()
	want := []string{
		share(*r.Accuracy, train), share(*r.TestAccuracy, test),
		significant(r.Loss), significant(*r.TestLoss),
		"PC1", "PC2", "95.8 %", // the share of scikit-learn's PCA of the standardised flowers: .7296 + .2285
	}
	counts, _ := run.Confusion()
	for _, language := range labtest.Languages {
		s := labtest.Open(t, m, labtest.Size{W: 140, H: 46}, language)
		text := s.Text()
		for _, part := range want {
			if !strings.Contains(text, part) {
				t.Errorf("%s: the screen does not show %q:\n%s", language, part, text)
			}
		}
		for i, class := range run.Classes() {
			for line := range strings.Lines(text) {
				if _, after, ok := strings.Cut(line, class+" "); ok && strings.Contains(after, " %") {
					row := strings.Fields(after)
					for j := range 3 {
						if row[j] != strconv.Itoa(counts[3*i+j]) {
							t.Errorf("%s: %s taken for class %d: %s on the screen, %d in the run", language, class, j, row[j], counts[3*i+j])
						}
					}
					break
				}
			}
		}
	}
}

// share writes a share as "right/all = percent %".
func share(accuracy float64, n int) string {
	right := int(math.Round(accuracy * float64(n)))
	percent := strconv.FormatFloat(math.Round(1000*accuracy)/10, 'f', -1, 64)
	return strconv.Itoa(right) + "/" + strconv.Itoa(n) + " = " + percent + " %"
}

func significant(x float64) string { return strconv.FormatFloat(x, 'f', 4, 64) }

// The weights of the chosen layer stand in the pane as they are.
func TestTrainWeightsOnScreen(t *testing.T) {
	t.Parallel()
	e := labtest.Entry(t, "train")
	m := labtest.Moment(t, e, 25, "hidden", "3")
	run, err := experiment.NewTrain(m.Setup, nil)
	if err != nil {
		t.Fatal(err)
	}
	for range 25 {
		run.Step()
	}
	s := labtest.Open(t, m, labtest.Size{W: 140, H: 46}, locale.English)
	s.Keys("tab tab h")
	text := strings.ReplaceAll(s.Text(), "−", "-")
	layer := run.Network().Layer(0)
	for _, w := range append(append([]float64{}, layer.Weights...), layer.Bias...) {
		if want := strconv.FormatFloat(w, 'f', 3, 64); !strings.Contains(text, want) {
			t.Errorf("the screen does not show the weight %s:\n%s", want, text)
		}
	}
	if !strings.Contains(text, "x1") || !strings.Contains(text, "1·3") {
		t.Errorf("the weights have no heads:\n%s", text)
	}
}

// Every preset opens from the menu, says what there is to see, and plays.
func TestPresetsOpenFromTheMenu(t *testing.T) {
	t.Parallel()
	e := labtest.Entry(t, "train")
	if len(e.Presets) == 0 {
		t.Fatal("train has no presets")
	}
	for i, p := range e.Presets {
		for _, language := range labtest.Languages {
			s := labtest.Open(t, labtest.Small(t, e, 0), labtest.Usual, language)
			s.Keys("m" + strings.Repeat(" down", i+1))
			words := locale.For(language)
			if title := words.T("preset.train-" + p.Name); !strings.Contains(s.Text(), title) {
				t.Errorf("the menu does not show %q", title)
			}
			s.Keys("enter")
			want, err := sim.ParseMoment("train "+p.Line, func(string) (sim.Setup, error) { return sim.NewSetup(e.Name, e.Params), nil })
			if err != nil {
				t.Fatalf("%s: %v", p.Name, err)
			}
			if got := (sim.Moment{Setup: s.App.Moment().Setup}).String(); got != want.String() {
				t.Errorf("%s opens %s, want %s", p.Name, got, want)
			}
		}
	}
}

// Weights that were saved from the prompt are those of the playhead.
func TestTrainSavesFromThePrompt(t *testing.T) {
	t.Parallel()
	e := labtest.Entry(t, "train")
	m := labtest.Small(t, e, 9)
	written := map[string]string{}
	app, err := model.New(model.Options{
		Entries: labs.All(), Moment: m, Theme: theme.Options{Dark: true}, Width: 80, Height: 24, Paused: true,
		Save: func(name string, write func(io.Writer) error) error {
			var b bytes.Buffer
			err := write(&b)
			written[name] = b.String()
			return err
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	press := func(keys ...tea.KeyPressMsg) (cmd tea.Cmd) {
		for _, k := range keys {
			_, cmd = app.Update(k)
		}
		return cmd
	}
	typed := func(text string) tea.Cmd {
		press(tea.KeyPressMsg{Code: ':', Text: ":"})
		for _, r := range text {
			press(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
		return press(tea.KeyPressMsg{Code: tea.KeyEnter})
	}
	cmd := typed("save w.json")
	if len(written) != 0 {
		t.Error("Update has written a file")
	}
	carryOut(app, cmd)
	run, err := experiment.NewTrain(m.Setup, nil)
	if err != nil {
		t.Fatal(err)
	}
	for range 9 {
		run.Step()
	}
	var want bytes.Buffer
	if err := run.SaveWeights(&want); err != nil {
		t.Fatal(err)
	}
	if written["w.json"] != want.String() {
		t.Errorf("saved %q, want %q", written["w.json"], want.String())
	}
	if !strings.Contains(app.View().Content, "w.json") {
		t.Error("the screen does not say that it was saved")
	}
}

// carryOut does what a command does, and hands the result back.
func carryOut(app *model.App, cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	msg := cmd()
	if batch, ok := msg.(tea.BatchMsg); ok {
		for _, c := range batch {
			carryOut(app, c)
		}
		return
	}
	app.Update(msg)
}

// digits writes n made-up pictures of 28×28 with their labels as IDX files, and
// returns the name of the pictures'.
func digits(tb testing.TB, n int) string {
	tb.Helper()
	folder := tb.TempDir()
	rnd := sim.NewRandom(3, 3)
	images := binary.BigEndian.AppendUint32(nil, 0x803)
	labels := binary.BigEndian.AppendUint32(nil, 0x801)
	for _, size := range []int{n, 28, 28} {
		images = binary.BigEndian.AppendUint32(images, uint32(size))
	}
	labels = binary.BigEndian.AppendUint32(labels, uint32(n))
	for i := range n {
		labels = append(labels, byte(i%10))
		for pixel := range 784 {
			ink := 0
			if pixel >= 28 && pixel%(i%10+3) == 0 { // the first row is blank: constant columns
				ink = 100 + rnd.IntN(150)
			}
			images = append(images, byte(ink))
		}
	}
	name := filepath.Join(folder, "train-images-idx3-ubyte")
	for file, content := range map[string][]byte{name: images, filepath.Join(folder, "train-labels-idx1-ubyte"): labels} {
		if err := os.WriteFile(file, content, 0o600); err != nil {
			tb.Fatal(err)
		}
	}
	return name
}

func openFile(name string) (io.ReadCloser, error) { return os.Open(name) }

// BenchmarkDigits is one beat of a network of 784, 128 and 10 units on 1 000
// pictures: a step, the drawing of the whole screen, and its text.
func BenchmarkDigits(b *testing.B) {
	e := labtest.Entry(b, "train")
	m := labtest.Moment(b, e, 0, "data", digits(b, 1000), "hidden", "128", "batch", "32", "rate", "0.01", "split", "0.9")
	app, err := model.New(model.Options{
		Entries: labs.All(), Moment: m, Files: openFile, Theme: theme.Options{Dark: true},
		Width: 120, Height: 40, Paused: true,
	})
	if err != nil {
		b.Fatal(err)
	}
	right := tea.KeyPressMsg{Code: tea.KeyRight}
	b.ReportAllocs()
	for b.Loop() {
		app.Update(right)
		if app.View().Content == "" {
			b.Fatal("no frame")
		}
	}
}
