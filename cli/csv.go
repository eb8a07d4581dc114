package cli

import (
	"reflect"
	"strings"

	"nabla/sim"
)

// csvFormat writes the steps only, one a line, below a header that names the
// values of the first: "step,runs.0.w,…". Whether the text of a value is quoted
// follows RFC 4180.
type csvFormat struct {
	reporter reporter
	columns  int // 0 before the first step
}

func (*csvFormat) begin(dst []byte, _ *request) []byte { return dst }

func (f *csvFormat) step(dst []byte, step int, report any) ([]byte, error) {
	if f.columns == 0 {
		dst = append(dst, "step"...)
		f.reporter.leaves(report, func(path []byte, _ reflect.Value) {
			f.columns++
			dst = append(append(dst, ','), path...)
		})
		dst = append(dst, '\n')
	}
	columns := 0
	dst = appendInt(dst, step)
	f.reporter.leaves(report, func(_ []byte, v reflect.Value) {
		columns++
		dst = f.appendCell(append(dst, ','), v)
	})
	if columns != f.columns {
		return dst, columnsError{Step: step}
	}
	return append(dst, '\n'), nil
}

func (*csvFormat) end(dst []byte, _ int, _ sim.Status) []byte { return dst }

// appendCell appends one value as CSV; nothing for one that is not there. A list is
// written as in JSON.
func (f *csvFormat) appendCell(dst []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.Invalid:
		return dst
	case reflect.Slice:
		return appendQuoted(dst, string(f.reporter.appendValue(nil, v)))
	case reflect.String:
		return appendQuoted(dst, v.String())
	default:
		return appendText(dst, v, -1)
	}
}

func appendQuoted(dst []byte, s string) []byte {
	if !strings.ContainsAny(s, ",\"\r\n") {
		return append(dst, s...)
	}
	return append(append(append(dst, '"'), strings.ReplaceAll(s, `"`, `""`)...), '"')
}
