package cli

import (
	"math"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"
)

// reporter writes the structs that experiments report by their json tags, in
// order of declaration. It knows what reports are made of: structs, slices,
// pointers, numbers, strings and yes or no; it panics for anything else, which
// is a mistake in the report's type. The zero value is ready to use.
//
// encoding/json cannot do this: it has no way to write NaN and infinities.
type reporter struct {
	plans map[reflect.Type][]field
}

// field is one field of a report.
type field struct {
	name      string
	index     int
	omitEmpty bool
}

// plan returns the fields of a struct type.
func (r *reporter) plan(t reflect.Type) []field {
	if fields, ok := r.plans[t]; ok {
		return fields
	}
	var fields []field
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.IsExported() || name == "-" {
			continue
		}
		if name == "" {
			name = f.Name
		}
		fields = append(fields, field{name: name, index: i, omitEmpty: options == "omitempty"})
	}
	if r.plans == nil {
		r.plans = map[reflect.Type][]field{}
	}
	r.plans[t] = fields
	return fields
}

// appendFields appends the fields of a report as members of a JSON object that
// has members already.
func (r *reporter) appendFields(dst []byte, report any) []byte {
	return r.appendMembers(dst, reflect.Indirect(reflect.ValueOf(report)))
}

func (r *reporter) appendMembers(dst []byte, v reflect.Value) []byte {
	for _, f := range r.plan(v.Type()) {
		value := v.Field(f.index)
		if f.omitEmpty && empty(value) {
			continue
		}
		if dst[len(dst)-1] != '{' {
			dst = append(dst, ',')
		}
		dst = append(appendString(dst, f.name), ':')
		dst = r.appendValue(dst, value)
	}
	return dst
}

func (r *reporter) appendValue(dst []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return append(dst, "null"...)
		}
		return r.appendValue(dst, v.Elem())
	case reflect.Struct:
		return append(r.appendMembers(append(dst, '{'), v), '}')
	case reflect.Slice:
		dst = append(dst, '[')
		for i := range v.Len() {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = r.appendValue(dst, v.Index(i))
		}
		return append(dst, ']')
	case reflect.String:
		return appendString(dst, v.String())
	case reflect.Float32, reflect.Float64:
		return appendFloat(dst, v.Float(), v.Type().Bits())
	default:
		return appendText(dst, v, -1)
	}
}

// appendText appends a single value as plain text, numbers with so many
// significant digits or, for -1, with as many as read back to the same bits.
func appendText(dst []byte, v reflect.Value, digits int) []byte {
	switch v.Kind() {
	case reflect.String:
		return append(dst, v.String()...)
	case reflect.Bool:
		return strconv.AppendBool(dst, v.Bool())
	case reflect.Float32, reflect.Float64:
		return strconv.AppendFloat(dst, v.Float(), 'g', digits, v.Type().Bits())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return appendInt(dst, int(v.Int()))
	default:
		panic("cli: a report holds a value of type " + v.Type().String())
	}
}

func appendInt(dst []byte, n int) []byte { return strconv.AppendInt(dst, int64(n), 10) }

// appendFloat appends a number with the fewest digits that read back to the same
// bits. What JSON has no number for is the string "NaN", "+Inf" or "-Inf".
func appendFloat(dst []byte, x float64, bits int) []byte {
	switch {
	case math.IsNaN(x):
		return append(dst, `"NaN"`...)
	case math.IsInf(x, 1):
		return append(dst, `"+Inf"`...)
	case math.IsInf(x, -1):
		return append(dst, `"-Inf"`...)
	case x == 0 && math.Signbit(x):
		// Many readers take "-0" for a whole number, which has no sign.
		return append(dst, "-0.0"...)
	}
	return strconv.AppendFloat(dst, x, 'g', -1, bits)
}

// appendString appends a JSON string. Invalid UTF-8 becomes U+FFFD.
func appendString(dst []byte, s string) []byte {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			dst = append(dst, '\\', byte(r))
		case r < ' ' || r == 0x7f:
			dst = append(dst, '\\', 'u', '0', '0', hex[r>>4], hex[r&15])
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return append(dst, '"')
}

// empty reports what omitempty leaves out.
func empty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Slice, reflect.String:
		return v.Len() == 0
	default:
		return v.IsZero()
	}
}

// leaves calls visit for every single value of a report, with the names and the
// indices that lead to it: "runs.0.w". What omitempty would leave out is there,
// so that one type always has the same leaves; of a nil pointer the leaves are
// those of what it points to, with invalid values. A list behind a pointer, which
// may not be there, is one leaf.
func (r *reporter) leaves(report any, visit func(path []byte, v reflect.Value)) {
	r.walk(nil, reflect.Indirect(reflect.ValueOf(report)), true, visit)
}

func (r *reporter) walk(path []byte, v reflect.Value, there bool, visit func([]byte, reflect.Value)) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.Type().Elem().Kind() == reflect.Slice {
			visit(path, v.Elem())
			return
		}
		if v.IsNil() {
			r.walk(path, reflect.Zero(v.Type().Elem()), false, visit)
			return
		}
		r.walk(path, v.Elem(), there, visit)
	case reflect.Struct:
		for _, f := range r.plan(v.Type()) {
			r.walk(join(path, f.name), v.Field(f.index), there, visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			r.walk(strconv.AppendInt(join(path, ""), int64(i), 10), v.Index(i), there, visit)
		}
	default:
		if !there {
			v = reflect.Value{}
		}
		visit(path, v)
	}
}

// join appends a name to a path, a dot between.
func join(path []byte, name string) []byte {
	if len(path) > 0 {
		path = append(path, '.')
	}
	return append(path, name...)
}
