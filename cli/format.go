package cli

import (
	"nabla/locale"
	"nabla/sim"
)

// format writes a run in one of the ways that --format names. Each method
// appends whole lines to dst.
type format interface {
	begin(dst []byte, r *request) []byte
	step(dst []byte, step int, report any) ([]byte, error)
	end(dst []byte, step int, status sim.Status) []byte
}

// formats are the names that --format takes, the default first.
func formats() []string { return []string{"jsonl", "csv", "table"} }

// newFormat returns the format of the name, one of formats.
func newFormat(name string, l *locale.Localizer) format {
	switch name {
	case "csv":
		return &csvFormat{}
	case "table":
		return &tableFormat{text: l}
	}
	return &jsonFormat{}
}

// jsonFormat writes one JSON object a line: the setup, the steps, the end.
type jsonFormat struct{ reporter reporter }

func (*jsonFormat) begin(dst []byte, r *request) []byte {
	return append(appendSetupLine(dst, r), '\n')
}

func (f *jsonFormat) step(dst []byte, step int, report any) ([]byte, error) {
	dst = append(dst, `{"type":"step","step":`...)
	dst = appendInt(dst, step)
	dst = f.reporter.appendFields(dst, report)
	return append(dst, "}\n"...), nil
}

func (*jsonFormat) end(dst []byte, step int, status sim.Status) []byte {
	dst = append(dst, `{"type":"end","step":`...)
	dst = appendInt(dst, step)
	dst = append(dst, `,"status":`...)
	dst = appendString(dst, outcome(status))
	dst = append(dst, `,"reason":`...)
	dst = appendString(dst, status.Text())
	return append(dst, "}\n"...)
}

// outcome returns the word for how a whole run ended. Zigzagging is a way to be
// on one's way.
func outcome(s sim.Status) string {
	if s.Outcome == sim.Zigzagging {
		return sim.Running.String()
	}
	return s.Outcome.String()
}
