package calculus

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// SyntaxError is what is wrong with the text of a formula, and where. Where one or
// two ways to write it are clearly what is meant, its text offers them.
type SyntaxError struct {
	Column int // of the character, counted from 1

	fault fault
	args  map[string]any
	name  string   // that is unknown, as it was typed
	known []string // what would be known in its place
}

// fault is the id of a message.
type fault string

const (
	faultEmpty       fault = "formula.empty"
	faultTooLong     fault = "formula.too-long"
	faultNodes       fault = "formula.too-many-nodes"
	faultDepth       fault = "formula.too-deep"
	faultVariables   fault = "formula.too-many-variables"
	faultCharacter   fault = "formula.character"
	faultNumber      fault = "formula.number"
	faultMalformed   fault = "formula.malformed-number"
	faultUnexpected  fault = "formula.unexpected"
	faultEnd         fault = "formula.ends-early"
	faultUnclosed    fault = "formula.unclosed"
	faultEquals      fault = "formula.equals"
	faultFunction    fault = "formula.unknown-function"
	faultName        fault = "formula.unknown-name"
	faultNames       fault = "formula.unknown-name-of-several"
	faultParentheses fault = "formula.parentheses"
	faultOneArg      fault = "formula.one-argument"
	faultTwoArgs     fault = "formula.two-arguments"
	faultManyArgs    fault = "formula.more-arguments"
	faultOperator    fault = "formula.operator-missing"
	faultSplit       fault = "formula.ambiguous-name"
	faultDenominator fault = "formula.ambiguous-denominator"
	faultExponent    fault = "formula.ambiguous-exponent"
	faultTower       fault = "formula.two-exponents"
	faultLeft        fault = "formula.left-side"
	faultEquation    fault = "formula.equation"
	faultArgument    fault = "formula.ambiguous-argument"
	faultInverse     fault = "formula.inverse"
	faultRaised      fault = "formula.function-exponent"
)

// english returns the template of the fault's message. Its arguments stand in
// it as they do in the files of package locale.
func (f fault) english() string {
	switch f {
	case faultEmpty:
		return `the formula is empty; type one such as w^2`
	case faultTooLong:
		return `the formula goes on beyond {{.Limit}} bytes; write a shorter one`
	case faultNodes:
		return `the formula has more than {{.Limit}} numbers, names and operations; write a shorter one`
	case faultDepth:
		return `nested more than {{.Limit}} deep; write it flatter`
	case faultVariables:
		return `the formula has more than {{.Limit}} variables; write it in {{.Limit}} at most`
	case faultCharacter:
		return `{{.Text}} means nothing in a formula; write numbers, names, + - * / ^ | and parentheses`
	case faultNumber:
		return `{{.Text}} is no number a float64 can hold; write one up to 1.79e308, such as 0.02`
	case faultMalformed:
		return `{{.Text}} is no number; write digits with one point at most, such as 0.02`
	case faultUnexpected:
		return `expected a number, a name or "(" but found "{{.Text}}"`
	case faultEnd:
		return `the formula ends too early; a number, a name or "(" is missing`
	case faultUnclosed:
		return `"{{.Text}}" is never closed`
	case faultEquals:
		return `write only what stands to the right of "="`
	case faultFunction:
		return `unknown function "{{.Name}}"; there are {{.Known}}`
	case faultName:
		return `unknown name "{{.Name}}"; the variable is {{.Variables}}`
	case faultNames:
		return `unknown name "{{.Name}}"; the variables are {{.Variables}}`
	case faultOneArg:
		return `{{.Name}} takes one argument, not {{.Count}}`
	case faultTwoArgs:
		return `{{.Name}} takes two arguments, not {{.Count}}`
	case faultManyArgs:
		return `{{.Name}} takes two arguments or more, not {{.Count}}`
	case faultOperator:
		return `an operator is missing before "{{.Text}}"`
	case faultSplit:
		return `"{{.Name}}" can be read in more than one way; write * between the factors`
	case faultDenominator:
		return `it is unclear whether to divide or to multiply by "{{.Text}}"; write * before it, or parentheses`
	case faultExponent:
		return `it is unclear whether "{{.Text}}" belongs to the exponent; write * before it, or parentheses`
	case faultTower:
		return `two exponents in a row; write parentheses`
	case faultUndefined:
		return `{{.Part}} has no value here`
	case faultInfinite:
		return `{{.Part}} is infinite here`
	case faultKink:
		return `{{.Part}} has no derivative here`
	default:
		return f.suggestion()
	}
}

func (e *SyntaxError) Error() string {
	return english(e.Column, e.fault.english(), e.args)
}

// english fills in a template, and puts the place before it.
func english(column int, text string, args map[string]any) string {
	for name, value := range args {
		text = strings.ReplaceAll(text, "{{."+name+"}}", fmt.Sprint(value))
	}
	return "column " + strconv.Itoa(column) + ": " + text
}

// Message returns the id and the arguments of the translated text.
func (e *SyntaxError) Message() (string, map[string]any) {
	return string(e.fault), placed(e.Column, e.args)
}

// Unknown returns, if the error is about a function or a name that is not known,
// what was typed and what would be accepted there; else nothing.
func (e *SyntaxError) Unknown() (name string, known []string) {
	return e.name, slices.Clone(e.known)
}

// placed returns the arguments together with the column.
func placed(column int, args map[string]any) map[string]any {
	all := map[string]any{"Column": column}
	maps.Copy(all, args)
	return all
}

// unknownFunction returns the error about a name that is called and is none of
// the functions there are.
func unknownFunction(column int, name string) *SyntaxError {
	e := named(faultFunction, column, name)
	names := functionNames()
	e.name, e.known = name, slices.Concat(names, longNames())
	e.args["Known"] = strings.Join(names, ", ")
	return e
}

// unknownName returns the error about a name that stands where only variables
// and constants do.
func unknownName(column int, name string, variables []string) *SyntaxError {
	f := faultNames
	if len(variables) == 1 {
		f = faultName
	}
	e := named(f, column, name)
	e.args["Variables"] = strings.Join(variables, ", ")
	// A function whose parentheses are missing too may be what is meant.
	e.name, e.known = name, slices.Concat(variables, []string{"pi", "e"}, functionNames(), longNames())
	return e
}

// mistake returns an error without arguments.
func mistake(f fault, column int) *SyntaxError { return &SyntaxError{Column: column, fault: f} }

// limit returns the error of a bound that is passed.
func limit(f fault, column, limit int) *SyntaxError {
	return &SyntaxError{Column: column, fault: f, args: map[string]any{"Limit": limit}}
}

// about returns the error that quotes a piece of the text.
func about(f fault, column int, text string) *SyntaxError {
	return &SyntaxError{Column: column, fault: f, args: map[string]any{"Text": clip(text)}}
}

// named returns the error about a name.
func named(f fault, column int, name string) *SyntaxError {
	return &SyntaxError{Column: column, fault: f, args: map[string]any{"Name": clip(name)}}
}

// clip keeps an error to one readable line.
func clip(text string) string {
	const most = 40
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
