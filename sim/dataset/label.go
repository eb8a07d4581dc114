package dataset

import (
	"errors"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"nabla/sim"
)

// number returns a value as a number, or what is wrong with it.
func number(value string) (float64, problem) {
	value = strings.TrimSpace(value)
	v, err := sim.ParseDecimal(value)
	switch {
	case value == "":
		return 0, problemMissing
	case math.IsNaN(v), math.IsInf(v, 0) && err == nil:
		return 0, problemNotFinite
	case math.Abs(v) > maxValue, errors.Is(err, strconv.ErrRange):
		return 0, problemTooLarge
	case err != nil && !isText(value):
		return 0, problemNotText
	case err != nil && hasComma(value):
		return 0, problemComma
	case err != nil:
		return 0, problemNotNumber
	}
	return v, ""
}

// hasComma reports whether the value is a number but for its commas: a decimal
// comma, or marks between thousands.
func hasComma(value string) bool {
	plain := strings.ReplaceAll(value, ",", "")
	if plain == value {
		return false
	}
	_, err := sim.ParseDecimal(plain)
	return err == nil
}

// labels gathers the target's column: all numbers or all names, as the first
// value is.
type labels struct {
	asClasses bool
	named     bool
	first     string
	values    []float64            // the numbers, or the names' places in names
	names     map[string]int       // in the order they came up
	numbers   map[float64]struct{} // the different ones, but not many more than maxClasses
}

// add takes the next row's value, or says what is wrong with it.
func (l *labels) add(value string) problem {
	v, p := number(value)
	if p != "" && p != problemNotNumber {
		return p
	}
	named := p == problemNotNumber
	if len(l.values) == 0 {
		l.start(named, strings.Clone(strings.TrimSpace(value)))
	}
	switch {
	case named != l.named:
		return problemMixed
	case named:
		return l.addName(tidy(value))
	default:
		return l.addNumber(v)
	}
}

// take is add for a value that comes as a number.
func (l *labels) take(v float64) problem {
	if len(l.values) == 0 {
		l.start(false, strconv.FormatFloat(v, 'g', -1, 64))
	}
	switch p := l.addNumber(v); p {
	case problemNotWhole:
		return problemIDXNotWhole
	case problemManyClasses:
		return problemIDXManyClasses
	default:
		return p
	}
}

func (l *labels) start(named bool, first string) {
	l.named, l.first = named, first
	l.names = map[string]int{}
	l.numbers = map[float64]struct{}{}
}

func (l *labels) addName(name string) problem {
	place, known := l.names[name]
	if !known {
		if name == "" {
			return problemMissing
		}
		if len(l.names) == maxClasses {
			return problemManyClasses
		}
		place = len(l.names)
		l.names[strings.Clone(name)] = place // the row it is cut from can go
	}
	l.values = append(l.values, float64(place))
	return ""
}

func (l *labels) addNumber(v float64) problem {
	if len(l.numbers) <= maxClasses {
		l.numbers[v] = struct{}{}
	}
	if l.asClasses {
		if v != math.Trunc(v) {
			return problemNotWhole
		}
		if len(l.numbers) > maxClasses {
			return problemManyClasses
		}
	}
	l.values = append(l.values, v)
	return ""
}

// fill gives the set its targets. It returns false if all are of one class, or
// the one value of what could be two.
func (l *labels) fill(s *Set) bool {
	if l.named {
		return l.fillNames(s)
	}
	return l.fillNumbers(s)
}

// uniform is the problem of targets that are all the same.
func (l *labels) uniform() problem {
	if l.named || l.asClasses {
		return problemOneClass
	}
	return problemOneValue
}

func (l *labels) fillNames(s *Set) bool {
	s.Classes = slices.Sorted(maps.Keys(l.names))
	rank := make([]int, len(l.names))
	for class, name := range s.Classes {
		rank[l.names[name]] = class
	}
	s.values, s.classes = l.values, make([]int, len(l.values))
	for i, place := range l.values {
		class := rank[int(place)]
		s.values[i], s.classes[i] = float64(class), class
	}
	return len(s.Classes) > 1
}

func (l *labels) fillNumbers(s *Set) bool {
	s.values = l.values
	different := slices.Sorted(maps.Keys(l.numbers))
	if len(different) == 1 {
		pair := pairOf(different[0])
		if len(l.values) > 1 && pair != nil || pair == nil && l.asClasses {
			return false
		}
		if pair != nil { // one sample, to be worked by hand
			different = pair
		}
	}
	s.numeric = len(different) == 2 && slices.Equal(different, pairOf(different[0]))
	if !s.numeric && !l.asClasses {
		return true
	}
	for _, v := range different {
		v += 0 // no class is called -0
		s.Classes = append(s.Classes, strconv.FormatFloat(v, 'g', -1, 64))
	}
	s.classes = make([]int, len(l.values))
	for i, v := range l.values {
		s.classes[i], _ = slices.BinarySearch(different, v)
	}
	return true
}

// pairOf returns the two numbers that tell two classes apart and of which v is
// one, nil if it is neither.
func pairOf(v float64) []float64 {
	switch v {
	case 0, 1:
		return []float64{0, 1}
	case -1:
		return []float64{-1, 1}
	default:
		return nil
	}
}
