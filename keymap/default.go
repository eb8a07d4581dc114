package keymap

import "slices"

// Default returns the keys of the program.
func Default() *Map {
	return New(slices.Concat(playback(), parameters(), view(), lab(), labs(), class(), program(), dialogs()))
}

func playback() []Binding {
	return []Binding{
		{
			Keys: []Key{{"space", PlayPause}}, In: Panes, Group: Playback,
			Help: "key.play-pause", Short: "short.play-pause", Footer: 1,
		},
		{
			Keys: []Key{{"left", StepBack}, {"right", StepForward}}, In: Panes, Group: Playback,
			Help: "key.step", Short: "short.step", Footer: 2,
		},
		{
			Keys: []Key{{"shift+left", StepBack10}, {"shift+right", StepForward10}, {",", StepBack10}, {".", StepForward10}},
			In:   Panes, Group: Playback, Help: "key.step-ten",
		},
		{
			Keys: []Key{{"[", Slower}, {"]", Faster}}, In: Panes, Group: Playback,
			Help: "key.speed", Short: "short.speed", Footer: 10,
		},
		{
			Keys: []Key{{"home", First}, {"end", Last}, {"g", First}, {"G", Last}}, In: Panes, Group: Playback,
			Help: "key.ends",
		},
		{
			Keys: []Key{{"r", Restart}}, In: Panes, Group: Playback,
			Help: "key.restart", Short: "short.restart", Footer: 11,
		},
		{
			Keys: []Key{{"n", NewSeed}}, In: Panes, Group: Playback,
			Help: "key.new-seed", Short: "short.new-seed", Footer: 12,
		},
	}
}

func parameters() []Binding {
	return []Binding{
		{
			Keys: []Key{{"up", ParamUp}, {"down", ParamDown}}, In: Panes, Group: Parameters,
			Help: "key.choose-parameter", Short: "short.choose-parameter", Footer: 6,
		},
		{
			// The same two keys without or with shift, so that nobody has to look.
			Keys: []Key{{"-", ParamDecrease}, {"+", ParamIncrease}},
			Also: []Key{{"_", ParamDecrease}, {"=", ParamIncrease}}, In: Panes, Group: Parameters,
			Help: "key.change-parameter", Short: "short.change-parameter", Footer: 7,
		},
		{
			Keys: []Key{{"enter", ParamEdit}}, In: Panes, Group: Parameters,
			Help: "key.edit-parameter", Short: "short.edit-parameter", Footer: 8,
		},
	}
}

func view() []Binding {
	return []Binding{
		{
			Keys: []Key{{"tab", NextPane}, {"shift+tab", PrevPane}}, In: Panes, Group: View,
			Help: "key.pane", Short: "short.pane", Footer: 13,
		},
		{
			Keys: []Key{{"z", Zoom}}, Also: []Key{{"esc", Cancel}}, In: Panes, Group: View,
			Help: "key.zoom", Short: "short.zoom", Footer: 14,
		},
		// Small letters, so that the keys work with a Hangul input method on.
		{Keys: []Key{{"t", Theme}}, In: Panes | Overlay | Class, Group: View, Help: "key.theme"},
		{Keys: []Key{{"l", Language}}, In: Panes | Overlay | Class, Group: View, Help: "key.language"},
	}
}

// lab are the keys that only some labs have, as their panes say.
func lab() []Binding {
	return []Binding{
		{Keys: []Key{{"h", NextView}}, In: Panes, Group: Lab, Help: "key.next-view", Short: "short.next-view", Footer: 8},
		{Keys: []Key{{"b", NextBall}}, In: Panes, Group: Lab, Help: "key.next-ball", Short: "short.next-ball", Footer: 9},
		{Keys: []Key{{"y", AxisScale}}, In: Panes, Group: Lab, Help: "key.axis-scale", Short: "short.axis-scale", Footer: 9},
		{Keys: []Key{{"a", Arrows}}, In: Panes, Group: Lab, Help: "key.arrows", Short: "short.arrows", Footer: 9},
		{Keys: []Key{{"d", Detail}}, In: Panes, Group: Lab, Help: "key.detail", Short: "short.detail", Footer: 9},
		{Keys: []Key{{"i", PrevNode}, {"o", NextNode}}, In: Panes, Group: Lab, Help: "key.node", Short: "short.node", Footer: 9},
		{Keys: []Key{{"f", Fold}}, In: Panes, Group: Lab, Help: "key.fold", Short: "short.fold", Footer: 9},
		{Keys: []Key{{"c", NextPath}}, In: Panes, Group: Lab, Help: "key.path", Short: "short.path", Footer: 9},
		{Keys: []Key{{"x", Order}}, In: Panes, Group: Lab, Help: "key.order", Short: "short.order", Footer: 9},
		{Keys: []Key{{"e", Basins}}, In: Panes, Group: Lab, Help: "key.basins", Short: "short.basins", Footer: 9},
		{
			Keys: []Key{{"j", TurnLeft}, {"k", TurnRight}, {"u", TiltUp}, {"v", TiltDown}}, In: Panes, Group: Lab,
			Help: "key.turn", Short: "short.turn", Footer: 9,
		},
		{Keys: []Key{{"w", Walk}, {"p", NextPair}}, In: Panes, Group: Lab, Help: "key.walk", Short: "short.walk", Footer: 9},
	}
}

func labs() []Binding {
	return []Binding{
		{
			Keys: []Key{
				{"1", Lab1},
				{"2", Lab2},
				{"3", Lab3},
				{"4", Lab4},
				{"5", Lab5},
				{"6", Lab6},
				{"7", Lab7},
				{"8", Lab8},
				{"9", Lab9},
				{"0", Lab10},
			},
			In: Panes, Group: Labs, Sign: "1-9 0", Help: "key.lab",
		},
		{Keys: []Key{{"m", Menu}}, In: Panes, Group: Labs, Help: "key.menu", Short: "short.menu", Footer: 5},
		{Keys: []Key{{":", Command}}, In: Panes, Group: Labs, Help: "key.command"},
		{Keys: []Key{{"s", ShareLine}}, In: Panes, Group: Labs, Help: "key.share-line"},
	}
}

// class are the keys that only a class over the network has. Those of its sheet
// are letters, as nothing else is typed there.
func class() []Binding {
	sheet := func(key string, does Action, help, short string, place int) Binding {
		return Binding{Keys: []Key{{key, does}}, In: Class, Group: Lesson, Help: help, Short: short, Footer: place}
	}
	return []Binding{
		{
			Keys: []Key{{"ctrl+f", Follow}}, In: Panes | Class, Group: Lesson,
			Help: "key.follow", Short: "short.follow", Footer: 20,
		},
		{
			Keys: []Key{{"ctrl+o", ClassSheet}}, In: Panes | Class, Group: Lesson,
			Help: "key.class-sheet", Short: "short.class-sheet", Footer: 21,
		},
		{Keys: []Key{{"ctrl+u", TakeBack}}, In: Panes | Class, Group: Lesson, Help: "key.take-back"},
		sheet("h", Hand, "key.hand", "short.hand", 22),
		sheet("a", Ask, "key.ask", "short.ask", 23),
		sheet("v", Reveal, "key.reveal", "short.reveal", 24),
		sheet("c", CallBack, "key.call-back", "short.call-back", 25),
		sheet("p", Pin, "key.pin", "short.pin", 26),
		sheet("k", Lock, "key.lock", "short.lock", 27),
		sheet("o", PointOut, "key.point-out", "short.point-out", 28),
		sheet("w", GivePen, "key.give-pen", "short.give-pen", 29),
		sheet("x", EndSession, "key.end-session", "short.end-session", 30),
	}
}

func program() []Binding {
	return []Binding{
		{
			Keys: []Key{{"?", Help}}, In: Panes | Overlay, Group: Program,
			Help: "key.help", Short: "short.help", Footer: 3,
		},
		{
			Keys: []Key{{"q", Quit}}, In: Panes, Group: Program,
			Help: "key.quit", Short: "short.quit", Footer: 4,
		},
		{Keys: []Key{{"ctrl+c", Quit}}, In: Everywhere, Group: Program, Help: "key.quit-anywhere"},
		{Keys: []Key{{"ctrl+z", Suspend}}, In: Everywhere, Group: Program, Help: "key.suspend"},
	}
}

func dialogs() []Binding {
	return []Binding{
		{
			Keys: []Key{{"enter", Accept}}, In: Typing | Overlay | Class, Group: Dialogs,
			Help: "key.accept", Short: "short.accept", Footer: 2,
		},
		{
			Keys: []Key{{"esc", Cancel}}, In: Typing | Overlay | Class, Group: Dialogs,
			Help: "key.cancel", Short: "short.cancel", Footer: 1,
		},
		// A reader used to pagers presses q to leave the help, not the program.
		{Keys: []Key{{"q", Cancel}}, In: Overlay | Class, Group: Dialogs, Help: "key.close"},
		{
			Keys: []Key{{"up", Up}, {"down", Down}}, In: Typing | Overlay | Class, Group: Dialogs,
			Help: "key.move", Short: "short.move", Footer: 4,
		},
		{
			Keys: []Key{{"pgup", PageUp}, {"pgdown", PageDown}, {"home", First}, {"end", Last}},
			Also: []Key{{"g", First}, {"G", Last}}, In: Overlay, Group: Dialogs,
			Help: "key.page",
		},
	}
}
