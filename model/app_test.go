package model

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"nabla/locale"
	"nabla/sim"
	"nabla/views/theme"
)

func TestKeysMoveThePlayhead(t *testing.T) {
	tests := []struct {
		keys string
		step int
	}{
		{"right", 1},
		{"right right left", 1},
		{"left", 0},
		{"shift+right", 10},
		{". . ,", 10},
		{"shift+right shift+left right", 1},
		{"right right right home", 0},
		{"right right right g end", 3},
		{"right right right g G left", 2},
		{"ㅈ", 0},
	}
	for _, tt := range tests {
		x := newTester(t)
		x.keys(tt.keys)
		if got := x.lab.Timeline().Step(); got != tt.step {
			t.Errorf("after %q the playhead is at %d, want %d", tt.keys, got, tt.step)
		}
	}
}

func TestLeftThenRightIsTheSameScreen(t *testing.T) {
	x := newTester(t)
	x.keys("right right right")
	x.View()
	before := x.grid.String()
	x.keys("left right")
	x.View()
	if after := x.grid.String(); after != before {
		t.Errorf("the screen was\n%s\nand is\n%s", before, after)
	}
}

func TestPlayingSteps(t *testing.T) {
	x := newTester(t)
	x.keys("space")
	x.beats(5)
	x.at(5) // 30 steps a second are one a frame
	x.keys("] ]")
	x.beats(2)
	x.at(15) // 150 steps a second are five a frame
	x.keys("space")
	x.beats(3)
	x.at(15)
}

// A tick of a chain that play, pause, speed or a seek has ended does nothing.
func TestOneChainOfTicks(t *testing.T) {
	x := newTester(t)
	x.keys("space")
	old := tickMsg{x.playback.generation}
	x.keys("space space")
	if _, cmd := x.Update(old); cmd != nil {
		t.Error("a tick of an ended chain asks for another")
	}
	x.at(0)
	for _, key := range []string{"]", "[", "right", "space", "r", "2"} {
		before := x.playback.generation
		x.keys(key)
		if x.playback.generation == before {
			t.Errorf("%s does not end the chain of ticks", key)
		}
	}
}

// A slow run does not hold up the keys: a seek gives up when the budget is
// spent and goes on with the ticks.
func TestLongSeekIsSpreadOverTicks(t *testing.T) {
	x := newTester(t)
	x.clock.tick = seekBudget / 2
	for range 10 {
		x.keys("shift+right")
	}
	if !x.playback.seeking || x.playback.target != 100 {
		t.Fatalf("seeking %v to %d, want a seek to 100 still under way", x.playback.seeking, x.playback.target)
	}
	for n := 0; x.playback.seeking && n < 1000; n++ {
		x.beats(1)
	}
	x.at(100)
	if x.playback.tick() != nil {
		t.Error("ticks go on after the seek has arrived")
	}
}

// At full speed a beat takes as many steps as the budget allows, and no more.
func TestFullSpeedKeepsToTheBudget(t *testing.T) {
	x := newTester(t)
	x.clock.tick = seekBudget / 12
	x.keys("space ] ] ] ] ] ] ] ]")
	before := x.clock.now
	x.beats(1)
	if got := x.lab.Timeline().Step(); got < 12 {
		t.Errorf("a beat made %d steps, want at least 12", got)
	}
	if spent := x.clock.now.Sub(before); spent > seekBudget+2*x.clock.tick {
		t.Errorf("a beat took %v, want at most the budget of %v and a slice", spent, seekBudget)
	}
}

func TestLiveChangeIsAnEdit(t *testing.T) {
	x := newTester(t)
	x.keys("right right +")
	x.at(2)
	if got := len(x.lab.Timeline().Edits()); got != 1 {
		t.Fatalf("%d edits, want 1", got)
	}
	if got := x.value("rate"); got == "1" {
		t.Errorf("rate is still %s", got)
	}
	x.keys("left")
	if got := x.value("rate"); got != "1" {
		t.Errorf("before the edit rate is %s, want 1", got)
	}
}

func TestOtherChangesRestart(t *testing.T) {
	x := newTester(t)
	x.keys("right right down down +")
	x.at(0)
	if got := x.value("samples"); got != "11" {
		t.Errorf("samples is %s, want 11", got)
	}
}

// A restart begins with what the panel shows, edits included.
func TestRestartKeepsWhatHolds(t *testing.T) {
	x := newTester(t)
	x.keys("right + r")
	x.at(0)
	if got := x.value("rate"); got == "1" {
		t.Errorf("after a restart rate is back at %s", got)
	}
	if got := len(x.lab.Timeline().Edits()); got != 0 {
		t.Errorf("%d edits after a restart, want 0", got)
	}
}

func TestNewSeed(t *testing.T) {
	x := newTester(t)
	x.shows("n=7000")
	x.keys("right n")
	x.shows("n=8000")
	x.shows("seed 8")
}

// An edit in the past drops the future, and says so first.
func TestEditInThePastWarns(t *testing.T) {
	x := newTester(t)
	x.keys("right right right left left +")
	if got := x.value("rate"); got != "1" || x.lab.Timeline().End() != 3 {
		t.Fatalf("the first press changed rate to %s and the end to %d", got, x.lab.Timeline().End())
	}
	x.shows("drops steps 2 to 3")
	x.keys("+")
	if got := x.lab.Timeline().End(); got != 1 {
		t.Errorf("after the second press the run ends at %d, want 1", got)
	}
	if got := x.value("rate"); got == "1" {
		t.Error("the second press changed nothing")
	}
}

func TestAFailedOpenKeepsTheRun(t *testing.T) {
	x := newTester(t)
	x.keys("right right down +")
	x.at(2)
	x.shows("no such data")
	if got := x.value("data"); got != "xor" {
		t.Errorf("data is %s, want xor", got)
	}
}

func TestLabsByNumber(t *testing.T) {
	x := newTester(t)
	x.keys("2")
	if x.setup.Lab != "descent" || !x.playback.playing {
		t.Errorf("2 opens %s, playing %v, want descent, playing", x.setup.Lab, x.playback.playing)
	}
	x.keys("9")
	if x.setup.Lab != "descent" {
		t.Errorf("9 opens %s, want nothing", x.setup.Lab)
	}
}

func TestPromptGoesPlaces(t *testing.T) {
	tests := []struct {
		text string
		lab  string
		rate string
		step int
	}{
		{"descent", "descent", "1", 0},
		{"rate=5", "train", "5", 0},
		{"descent seed=3 rate=2 @12", "descent", "2", 12},
		{"train 3:rate=9 @5", "train", "9", 5},
	}
	for _, tt := range tests {
		x := newTester(t)
		x.keys(":")
		x.typed(tt.text)
		x.keys("enter")
		if x.over != nil {
			t.Errorf("%q leaves the prompt open: %v", tt.text, x.over.(*prompt).err)
			continue
		}
		if x.setup.Lab != tt.lab || x.value("rate") != tt.rate || x.lab.Timeline().Step() != tt.step {
			t.Errorf("%q leads to %s with rate %s at step %d, want %s, %s, %d", tt.text,
				x.setup.Lab, x.value("rate"), x.lab.Timeline().Step(), tt.lab, tt.rate, tt.step)
		}
	}
}

func TestPromptSaysWhatIsWrong(t *testing.T) {
	x := newTester(t)
	x.keys(":")
	x.typed("nowhere")
	x.keys("enter")
	x.shows(`no lab is called "nowhere"; there are train, descent`)
	x.keys("esc")
	x.hides("nowhere")
}

// What is shared brings back what is on screen.
func TestShareLineRoundTrip(t *testing.T) {
	x := newTester(t)
	x.keys("right + right right down down + right right up up + right")
	line := x.Moment().String()
	y := newTester(t)
	y.keys(":")
	y.typed(line)
	y.keys("enter")
	x.View()
	y.View()
	if x.grid.Text() != y.grid.Text() {
		t.Errorf("line %q leads to\n%s\nwant\n%s", line, y.grid.Text(), x.grid.Text())
	}
	x.keys("s")
	x.shows(line)
}

func TestPaneKeysReachThePane(t *testing.T) {
	x := newTester(t)
	x.keys("y ㅛ")
	if x.pane.tapped != 2 {
		t.Errorf("the pane was reached %d times, want 2", x.pane.tapped)
	}
}

func TestFocusAndZoom(t *testing.T) {
	x := newTester(t)
	x.shows("parameters")
	x.keys("z")
	x.hides("parameters")
	x.keys("esc")
	x.shows("parameters")
	x.keys("tab z")
	x.hides("n=7000")
	x.keys("shift+tab")
	x.shows("n=7000")
}

func TestHelpListsKeys(t *testing.T) {
	x := newTester(t)
	x.keys("?")
	x.shows("play or pause")
	x.keys("end")
	x.shows("quit, even from a text field")
	x.keys("q")
	if x.over != nil {
		t.Error("q does not close the help")
	}
}

func TestLanguageAndTheme(t *testing.T) {
	x := newTester(t)
	x.keys("l")
	x.shows("매개변수")
	if x.language != locale.Korean {
		t.Error("the language did not change")
	}
	x.keys("ㅅ")
	if x.options.Dark {
		t.Error("the theme did not change")
	}
	x.Update(tea.BackgroundColorMsg{})
	if x.options.Dark {
		t.Error("the terminal's background overrides what was chosen by hand")
	}
}

func TestQuit(t *testing.T) {
	for _, keys := range []string{"q", "ctrl+c", "enter ctrl+c", ": ctrl+c", "? ctrl+c"} {
		x := newTester(t)
		names := strings.Fields(keys)
		x.keys(strings.Join(names[:len(names)-1], " "))
		_, cmd := x.Update(keyPress(names[len(names)-1]))
		if cmd == nil {
			t.Errorf("%q does not quit", keys)
			continue
		}
		if _, ok := cmd().(tea.QuitMsg); !ok {
			t.Errorf("%q does not quit", keys)
		}
	}
}

func TestOpeningAMomentAtAStep(t *testing.T) {
	setup := sim.NewSetup("train", fakeParams())
	e, err := setup.ParseEdit("4:rate=10")
	if err != nil {
		t.Fatal(err)
	}
	x := newTester(t)
	app, err := New(Options{
		Entries: x.entries, Moment: sim.Moment{Setup: setup, Edits: []sim.Edit{e}, Step: 6},
		Theme: theme.Options{}, Width: 80, Height: 24, Now: x.clock.read,
	})
	if err != nil {
		t.Fatal(err)
	}
	x.App = app
	x.at(6)
	x.shows("n=7024")
	if x.playback.playing {
		t.Error("a moment at a step plays on")
	}
}

// No size, however small, and no mouse anywhere makes trouble.
func TestEverySize(t *testing.T) {
	x := newTester(t)
	for _, keys := range []string{"", "enter", "esc ?", "esc :", "esc l z"} {
		x.keys(keys)
		for w := 0; w <= 84; w += 12 {
			for h := 0; h <= 26; h += 2 {
				x.Update(tea.WindowSizeMsg{Width: w, Height: h})
				x.View()
				if x.grid.Width() != w || x.grid.Height() != h {
					t.Fatalf("the grid is %d×%d, want %d×%d", x.grid.Width(), x.grid.Height(), w, h)
				}
			}
		}
		for i := range 40 {
			x.Update(tea.MouseClickMsg{X: i * 7, Y: i * 3, Button: tea.MouseLeft})
			x.Update(tea.MouseMotionMsg{X: -i, Y: -i})
			x.Update(tea.MouseWheelMsg{X: i, Y: i, Button: tea.MouseWheelUp})
			x.Update(tea.MouseReleaseMsg{})
			x.View()
		}
	}
}

func TestNewWithoutLabs(t *testing.T) {
	if _, err := New(Options{}); err == nil {
		t.Error("an app without labs was made")
	}
}

// The warning holds where it was given: who walks away is warned again.
func TestWarningIsForgottenOnTheWay(t *testing.T) {
	x := newTester(t)
	x.keys("right right right left left + right left +")
	if got := x.value("rate"); got != "1" {
		t.Errorf("rate is %s, want 1 and a second warning", got)
	}
}

// On the way to a moment its line is that of the moment, and stopping says what
// is left out.
func TestShareLineOnTheWay(t *testing.T) {
	x := newTester(t)
	x.clock.tick = seekBudget / 2
	line := "train 300:rate=9 @900"
	x.keys(":")
	x.typed(line)
	x.keys("enter")
	if x.journey == nil {
		t.Fatal("the moment was reached at once; the clock does not hold it up")
	}
	if got := x.Moment().String(); got != line {
		t.Errorf("on the way the line is %q, want %q", got, line)
	}
	x.keys("space")
	x.shows("edits left out: 1")
}

// Where the panel has no room, the footer names what is chosen and its value.
func TestParametersAreNamedWithoutThePanel(t *testing.T) {
	x := newTester(t)
	x.Update(tea.WindowSizeMsg{Width: 50, Height: 9})
	x.View()
	x.keys("down down +")
	x.shows("samples  11")
}

func TestPromptTakesTheBeginningOfAName(t *testing.T) {
	x := newTester(t)
	x.keys(":")
	x.typed("des")
	x.keys("enter")
	if x.setup.Lab != "descent" {
		t.Errorf("des opens %s, want descent", x.setup.Lab)
	}
}

// The help and the footer name the keys of the panes that are there, and no
// other lab's.
func TestKeysOfTheLab(t *testing.T) {
	x := newTester(t)
	x.Update(tea.WindowSizeMsg{Width: 160, Height: 60})
	x.shows("y axis")
	x.hides("next ball")
	x.keys("?")
	x.shows("In this lab")
	x.shows("logarithmic or linear axis")
	x.hides("follow the next ball")
}

// A run that has come to its end stops to play, and to play on starts it again.
func TestPlayingStopsAtTheEnd(t *testing.T) {
	x := newTester(t)
	lab, _ := x.lab.(*fakeLab)
	lab.ends = 3
	x.keys("space")
	x.beats(9)
	x.at(3)
	if x.playback.playing {
		t.Error("it plays on after the end")
	}
	x.keys("space")
	x.beats(2)
	x.at(2)
	x.keys("shift+right right")
	x.at(3)
	x.View()
	if last := x.plan.scrub.Last; last != 3 {
		t.Errorf("the bar ends at %d, want 3", last)
	}
	x.keys(": r a t e = 2 enter enter") // a change of the past, confirmed
	x.at(3)
}

func TestLabsPlayAtTheirPace(t *testing.T) {
	x := newTester(t)
	x.entries[1].Pace = 5
	for _, tt := range []struct {
		key  string
		want int
	}{{"2", 5}, {"] ]", 30}, {"1", 30}, {"2", 5}} {
		x.keys(tt.key)
		if got := x.playback.rate(); got != tt.want {
			t.Errorf("after %s it plays %d steps a second, want %d", tt.key, got, tt.want)
		}
	}
}
