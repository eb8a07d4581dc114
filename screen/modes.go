package screen

import "github.com/charmbracelet/x/ansi"

// opening opens the alternate screen with the mouse and pasted text reported,
// and asks what decides how frames are sent and what they look like: whether
// updates can be synchronized, whether widths go by cluster, and the background.
// The whole frame that follows covers what a terminal prints that does not know
// a question. None of these hurts when it is set or taken back twice.
const opening = ansi.SetModeAltScreenSaveCursor +
	ansi.SetModeBracketedPaste + ansi.SetModeMouseButtonEvent + ansi.SetModeMouseExtSgr +
	ansi.RequestModeSynchronizedOutput + ansi.RequestModeUnicodeCore + ansi.RequestBackgroundColor

// closing takes all of it back.
const closing = ansi.ResetModeMouseExtSgr + ansi.ResetModeMouseButtonEvent + ansi.ResetModeBracketedPaste +
	ansi.SetModeTextCursorEnable + ansi.ResetModeAltScreenSaveCursor
