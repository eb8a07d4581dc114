package keymap

import (
	"strconv"
	"strings"
)

// Action is what a key press means. Its value is a name fit for logs.
type Action string

// Playback.
const (
	PlayPause     Action = "play-pause"
	StepBack      Action = "step-back"
	StepForward   Action = "step-forward"
	StepBack10    Action = "step-back-10"
	StepForward10 Action = "step-forward-10"
	Slower        Action = "slower"
	Faster        Action = "faster"
	First         Action = "first"
	Last          Action = "last"
	Restart       Action = "restart"
	NewSeed       Action = "new-seed"
)

// Parameters.
const (
	ParamUp       Action = "param-up"
	ParamDown     Action = "param-down"
	ParamDecrease Action = "param-decrease"
	ParamIncrease Action = "param-increase"
	ParamEdit     Action = "param-edit"
)

// View.
const (
	NextPane  Action = "next-pane"
	PrevPane  Action = "previous-pane"
	Zoom      Action = "zoom"
	NextView  Action = "next-view"
	NextBall  Action = "next-ball"
	AxisScale Action = "axis-scale"
	Arrows    Action = "arrows"
	Detail    Action = "detail"
	NextNode  Action = "next-node"
	PrevNode  Action = "previous-node"
	Fold      Action = "fold"
	NextPath  Action = "next-path"
	Walk      Action = "walk"
	NextPair  Action = "next-pair"
	Order     Action = "order"
	Basins    Action = "basins"
	TurnLeft  Action = "turn-left"
	TurnRight Action = "turn-right"
	TiltUp    Action = "tilt-up"
	TiltDown  Action = "tilt-down"
	Theme     Action = "theme"
	Language  Action = "language"
)

// Labs and the program. [Action.Lab] gives the number of a lab's action.
const (
	Lab1      Action = "lab-1"
	Lab2      Action = "lab-2"
	Lab3      Action = "lab-3"
	Lab4      Action = "lab-4"
	Lab5      Action = "lab-5"
	Lab6      Action = "lab-6"
	Lab7      Action = "lab-7"
	Lab8      Action = "lab-8"
	Lab9      Action = "lab-9"
	Lab10     Action = "lab-10"
	Menu      Action = "menu"
	Command   Action = "command"
	ShareLine Action = "share-line"
	Help      Action = "help"
	Quit      Action = "quit"
	Suspend   Action = "suspend"
)

// A class over the network. The first three work on the dashboard, the others on
// the sheet that ClassSheet opens.
const (
	Follow     Action = "follow"
	ClassSheet Action = "class-sheet"
	TakeBack   Action = "take-back"
	Hand       Action = "hand"
	Ask        Action = "ask"
	Reveal     Action = "reveal"
	CallBack   Action = "call-back"
	Pin        Action = "pin"
	Lock       Action = "lock"
	PointOut   Action = "point-out"
	GivePen    Action = "give-pen"
	EndSession Action = "end-session"
)

// Text fields and overlays. Cancel also leaves a zoomed pane.
const (
	Up       Action = "up"
	Down     Action = "down"
	PageUp   Action = "page-up"
	PageDown Action = "page-down"
	Accept   Action = "accept"
	Cancel   Action = "cancel"
)

// Lab returns n for [Lab1] to [Lab10], and whether a is one of them.
func (a Action) Lab() (n int, ok bool) {
	digits, ok := strings.CutPrefix(string(a), "lab-")
	if !ok {
		return 0, false
	}
	n, err := strconv.Atoi(digits)
	return n, err == nil
}
