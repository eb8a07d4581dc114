package model

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"nabla/sim"
)

// frameInterval is the time between two drawings while something moves.
const frameInterval = time.Second / 30

// seekBudget is how long one message may step the run: the interface answers
// the next key within that time whatever a step costs. What a drawing's time
// is worth is stepped in several beats, only the last of which is
// followed by a drawing.
const (
	seekBudget  = 4 * time.Millisecond
	beatsAFrame = 3
)

// fastest stands for as many steps as the budget allows.
const fastest = 0

// speeds are the steps a second to choose from. From 30 on each is a whole
// number of steps a frame.
func speeds() []int { return []int{1, 2, 5, 10, 30, 60, 150, 300, 900, 3000, fastest} }

// tickMsg is one beat of the playback's clock. The generation tells the chain
// of ticks it belongs to; those of an older chain are let pass.
type tickMsg struct{ generation int }

// playback moves the playhead: it plays at a speed, or travels to a target.
// Whatever starts or stops a movement bumps the generation, so that one chain
// of ticks lives at a time.
type playback struct {
	playing    bool
	speed      int // index into speeds()
	target     int // where a seek is travelling to
	seeking    bool
	generation int
	beats      int // since the last drawing
	now        func() time.Time
}

func newPlayback(now func() time.Time) playback {
	return playback{speed: slices.Index(speeds(), usualPace), now: now}
}

// usualPace is the speed of a lab that does not ask for another.
const usualPace = 30

// pace takes the speed that a lab asks for.
func (p *playback) pace(rate int) {
	p.speed = slices.Index(speeds(), usualPace)
	if i := slices.Index(speeds(), rate); i >= 0 && rate > 0 {
		p.speed = i
	}
}

// rate returns the steps a second, or fastest.
func (p *playback) rate() int { return speeds()[p.speed] }

// moving reports whether ticks are needed.
func (p *playback) moving() bool { return p.playing || p.seeking }

// tick returns the command that brings the next beat, nil when nothing moves.
func (p *playback) tick() tea.Cmd {
	p.generation++
	if !p.moving() {
		return nil
	}
	generation := p.generation
	// In step with the clock: what a beat takes does not add to the interval.
	return tea.Every(p.interval(), func(time.Time) tea.Msg { return tickMsg{generation} })
}

// interval is the time to the next beat: a frame, or longer at speeds of less
// than a step a frame.
func (p *playback) interval() time.Duration {
	switch rate := p.rate(); {
	case p.sliced():
		return frameInterval / beatsAFrame
	case rate < 30:
		return time.Second / time.Duration(rate)
	}
	return frameInterval
}

// sliced reports whether the run goes as far as the time allows.
func (p *playback) sliced() bool { return p.seeking || p.rate() == fastest }

// seen counts a beat and reports whether it is worth a drawing.
func (p *playback) seen() bool {
	p.beats++
	if p.moving() && p.sliced() && p.beats < beatsAFrame {
		return false
	}
	p.beats = 0
	return true
}

// faster changes the speed by so many places and reports whether it did.
func (p *playback) faster(by int) bool {
	next := min(max(p.speed+by, 0), len(speeds())-1)
	changed := next != p.speed
	p.speed = next
	return changed
}

// play starts or stops playing; a seek that was under way is given up.
func (p *playback) play(on bool) {
	p.playing, p.seeking = on, false
}

// seek sets out for step n.
func (p *playback) seek(n int) {
	p.playing, p.seeking, p.target = false, true, max(n, 0)
}

// advance moves the run by what one beat is worth, or as much of it as the
// budget allows.
func (p *playback) advance(run Timeline) {
	switch {
	case p.seeking:
		p.seeking = !p.approach(run, p.target)
	case p.playing && p.rate() == fastest:
		p.approach(run, sim.MaxStep)
	case p.playing:
		p.approach(run, run.Step()+max(1, p.rate()/30))
	}
}

// approach moves the run towards step n until it is there or the budget is
// spent, asking the clock seldom enough to not matter.
func (p *playback) approach(run Timeline, n int) bool {
	start := p.now()
	for limit := 1; !run.Approach(n, limit); {
		spent := p.now().Sub(start)
		if spent >= seekBudget {
			return false
		}
		// Twice as many steps next time take about twice as long as all so far.
		if spent < seekBudget/4 {
			limit *= 2
		}
	}
	return true
}
