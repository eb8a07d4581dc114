package cli

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"nabla/sim"
)

// A setup line is the first line of a run in JSON, and all it takes to repeat
// the run:
//
//	{"type":"setup","lab":"descent","seed":7,"params":{"rates":[0.4],…},"edits":[{"step":4,"name":"rates","value":[0.6]}],"steps":15,"every":1}
//
// Values have the JSON type of their parameter's kind; edits are there only
// when some were made.

// maxSetupLine is the length in bytes beyond which a setup line is not read on:
// enough for a file of parameters all as long as they may be.
const maxSetupLine = 1 << 20

// appendSetupLine appends the setup line of a run, without a line break.
func appendSetupLine(dst []byte, r *request) []byte {
	m := &r.moment
	dst = append(dst, `{"type":"setup","lab":`...)
	dst = appendString(dst, m.Setup.Lab)
	dst = append(dst, `,"seed":`...)
	dst = strconv.AppendUint(dst, m.Setup.Seed, 10)
	dst = append(dst, `,"params":{`...)
	for i, p := range m.Setup.Params() {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(appendString(dst, p.Name), ':')
		dst = appendJSON(dst, m.Setup.Value(p.Name))
	}
	dst = append(dst, '}')
	for i, e := range m.Edits {
		if i == 0 {
			dst = append(dst, `,"edits":[`...)
		} else {
			dst = append(dst, ',')
		}
		dst = appendInt(append(dst, `{"step":`...), e.Step)
		dst = appendString(append(dst, `,"name":`...), e.Name)
		dst = append(appendJSON(append(dst, `,"value":`...), e.Value), '}')
		if i == len(m.Edits)-1 {
			dst = append(dst, ']')
		}
	}
	dst = appendInt(append(dst, `,"steps":`...), m.Step)
	return append(appendInt(append(dst, `,"every":`...), r.every), '}')
}

// appendJSON appends a parameter's value. The text form of numbers is one that
// JSON has too.
func appendJSON(dst []byte, v sim.Value) []byte {
	switch v.Kind() {
	case sim.Number, sim.Whole:
		return append(dst, v.String()...)
	case sim.Numbers, sim.Wholes:
		return append(append(append(dst, '['), v.String()...), ']')
	case sim.YesNo:
		return strconv.AppendBool(dst, v.Yes())
	case sim.Choices, sim.Texts:
		dst = append(dst, '[')
		for i, word := range v.Words() {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = appendString(dst, word)
		}
		return append(dst, ']')
	case sim.Choice, sim.Formula, sim.File, sim.Text:
	}
	return appendString(dst, v.String())
}

// readSetup takes the setup line that the file begins with, "-" for standard
// input, and returns the run it stands for. What the line leaves out is as in r.
func (a *app) readSetup(name string, r request) (request, error) {
	input := a.Stdin
	if name != "-" {
		f, err := a.Open(name)
		if err != nil {
			return r, setupFileError{File: name, Err: err}
		}
		defer f.Close() //nolint:errcheck // nothing was written
		input = f
	}
	line, err := firstLine(input)
	if err == nil {
		err = a.parseSetup(line, &r)
	}
	if err != nil {
		return r, setupFileError{File: name, Err: sim.Guess(err)}
	}
	return r, nil
}

// firstLine returns the bytes up to the first line break.
func firstLine(r io.Reader) ([]byte, error) {
	line, err := bufio.NewReader(io.LimitReader(r, maxSetupLine+1)).ReadBytes('\n')
	switch {
	case len(line) > maxSetupLine:
		return nil, sim.TooLongError{Limit: maxSetupLine}
	case err != nil && !errors.Is(err, io.EOF):
		return nil, openError{Err: err}
	}
	return line, nil
}

// parseSetup reads a setup line into r.
func (a *app) parseSetup(line []byte, r *request) error {
	fields, err := record(line, "type", "lab", "seed", "params", "edits", "steps", "every")
	if err != nil {
		return err
	}
	if kind, ok := fields["type"]; ok && string(kind) != `"setup"` {
		return notSetupLineError{}
	}
	if err := a.takeLab(&r.moment.Setup, fields["lab"]); err != nil {
		return err
	}
	if raw, ok := fields["seed"]; ok {
		if r.moment.Setup.Seed, err = sim.ParseSeed(string(raw)); err != nil {
			return err
		}
	}
	if err := takeParams(&r.moment.Setup, fields["params"]); err != nil {
		return err
	}
	if r.moment.Edits, err = takeEdits(&r.moment.Setup, fields["edits"]); err != nil {
		return err
	}
	if r.moment.Step, err = takeWhole(stepsParam(), "steps", fields["steps"], r.moment.Step); err != nil {
		return err
	}
	r.every, err = takeWhole(everyParam(), "every", fields["every"], r.every)
	return err
}

// takeLab sets out from the defaults of the lab that the line names; where it
// names none, the command has to have done so.
func (a *app) takeLab(s *sim.Setup, raw json.RawMessage) error {
	if raw == nil && s.Lab != "" {
		return nil
	}
	var lab string
	if json.Unmarshal(raw, &lab) != nil {
		return notSetupLineError{}
	}
	var err error
	*s, err = a.setup(lab)
	return err
}

func takeParams(s *sim.Setup, raw json.RawMessage) error {
	if raw == nil {
		return nil
	}
	values, err := object(raw)
	if err != nil {
		return err
	}
	for _, name := range s.LeadersFirst(slices.Sorted(maps.Keys(values))) {
		text, err := textOf(name, values[name])
		if err != nil {
			return err
		}
		if *s, err = s.With(name, text); err != nil {
			return err
		}
	}
	return nil
}

func takeEdits(s *sim.Setup, raw json.RawMessage) ([]sim.Edit, error) {
	if raw == nil {
		return nil, nil
	}
	var entries []json.RawMessage
	if json.Unmarshal(raw, &entries) != nil {
		return nil, notSetupLineError{}
	}
	edits := make([]sim.Edit, 0, len(entries))
	for _, entry := range entries {
		e, err := takeEdit(s, entry)
		if err != nil {
			return nil, err
		}
		edits = append(edits, e)
	}
	return checkEdits(s, edits)
}

func takeEdit(s *sim.Setup, raw json.RawMessage) (sim.Edit, error) {
	fields, err := record(raw, "step", "name", "value")
	if err != nil {
		return sim.Edit{}, err
	}
	step, err := takeWhole(stepsParam(), "step", fields["step"], 0)
	if err != nil {
		return sim.Edit{}, err
	}
	name, err := textOf("name", fields["name"])
	if err != nil {
		return sim.Edit{}, err
	}
	p, err := s.Param(name)
	if err != nil {
		return sim.Edit{}, err
	}
	text, err := textOf(name, fields["value"])
	if err != nil {
		return sim.Edit{}, err
	}
	v, err := p.Parse(text)
	return sim.Edit{Step: step, Name: name, Value: v}, err
}

// takeWhole reads a whole number that the parameter accepts, or returns the
// default where there is none.
func takeWhole(p sim.Param, name string, raw json.RawMessage, standard int) (int, error) {
	if raw == nil {
		return standard, nil
	}
	p.Name = name
	v, err := p.Parse(string(raw))
	if err != nil {
		return standard, err
	}
	return v.Whole(), nil
}

// object reads a JSON object.
func object(raw []byte) (map[string]json.RawMessage, error) {
	var members map[string]json.RawMessage
	if json.Unmarshal(raw, &members) != nil || members == nil {
		return nil, notSetupLineError{}
	}
	return members, nil
}

// record reads a JSON object whose members have no other names than those.
func record(raw []byte, names ...string) (map[string]json.RawMessage, error) {
	members, err := object(raw)
	for _, name := range slices.Sorted(maps.Keys(members)) {
		if !slices.Contains(names, name) {
			return nil, unknownFieldError{Name: name, Known: names}
		}
	}
	return members, err
}

// textOf returns the text form of a JSON value, which the parameter then judges.
func textOf(name string, raw json.RawMessage) (string, error) {
	raw = bytes.TrimSpace(raw)
	refused := &sim.ParamError{Name: name, Text: string(raw), Err: jsonValueError{}}
	if len(raw) == 0 {
		return "", refused
	}
	switch raw[0] {
	case '"':
		var text string
		if json.Unmarshal(raw, &text) != nil {
			return "", refused
		}
		return text, nil
	case '[':
		var entries []json.RawMessage
		if json.Unmarshal(raw, &entries) != nil {
			return "", refused
		}
		texts := make([]string, len(entries))
		for i, entry := range entries {
			if entry[0] == '[' {
				return "", refused
			}
			var err error
			if texts[i], err = textOf(name, entry); err != nil {
				return "", err
			}
		}
		return strings.Join(texts, ","), nil
	case 't':
		return "yes", nil
	case 'f':
		return "no", nil
	case '{', 'n':
		return "", refused
	}
	return string(raw), nil
}
