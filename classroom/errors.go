package classroom

// PinnedError is an exploration that the teacher does not allow at present.
type PinnedError struct{}

func (PinnedError) Error() string { return "The teacher has everybody follow for now." }

// Message returns the id and the arguments of the translated text.
func (PinnedError) Message() (string, map[string]any) { return "class.refused-pinned", nil }

// StudentError is a wish that only a teacher may have.
type StudentError struct{}

func (StudentError) Error() string { return "Only the teacher can do that." }

// Message returns the id and the arguments of the translated text.
func (StudentError) Message() (string, map[string]any) { return "class.refused-student", nil }

// GoneError is a wish about somebody who is not in the class any more.
type GoneError struct{}

func (GoneError) Error() string { return "That person has left." }

// Message returns the id and the arguments of the translated text.
func (GoneError) Message() (string, map[string]any) { return "class.refused-gone", nil }

// ClosedError is an answer to a question that takes none.
type ClosedError struct{}

func (ClosedError) Error() string { return "The question is closed." }

// Message returns the id and the arguments of the translated text.
func (ClosedError) Message() (string, map[string]any) { return "class.refused-closed", nil }
