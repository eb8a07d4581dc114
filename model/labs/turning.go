package labs

import (
	"nabla/keymap"
	"nabla/model"
	"nabla/views"
)

// turning is a surface in space that keys and the mouse turn.
type turning struct{ at views.Turning }

// notch is by how many degrees a key turns the picture.
const notch = 6

// Actions lists the ways to turn.
func (t *turning) Actions() []model.Action {
	return []model.Action{keymap.TurnLeft, keymap.TurnRight, keymap.TiltUp, keymap.TiltDown}
}

// Act turns the picture by a notch.
func (t *turning) Act(action model.Action) bool {
	switch action {
	case keymap.TurnLeft:
		t.at.Turn(-notch, 0)
	case keymap.TurnRight:
		t.at.Turn(notch, 0)
	case keymap.TiltUp:
		t.at.Turn(0, notch)
	case keymap.TiltDown:
		t.at.Turn(0, -notch)
	default:
		return false
	}
	return true
}

// Turn turns the picture so that its near side follows the mouse.
func (t *turning) Turn(dx, dy int) { t.at.Turn(float64(-3*dx), float64(4*dy)) }

// Closer brings the surface nearer.
func (t *turning) Closer(by int) {
	const times = 1.1
	if by < 0 {
		t.at.Zoom(1 / times)
		return
	}
	t.at.Zoom(times)
}
