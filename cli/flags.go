package cli

import (
	"errors"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"nabla/sim"
)

// paramFlag is a flag that accepts what a declared parameter accepts, and
// refuses it in the same words. Its parameter is named as it is typed.
type paramFlag struct {
	param sim.Param
	value sim.Value
}

// newParamFlag panics when the default is not one the parameter accepts.
func newParamFlag(p sim.Param) *paramFlag {
	f := &paramFlag{param: p}
	if err := f.Set(p.Default); err != nil {
		panic("cli: default of " + err.Error())
	}
	return f
}

func (f *paramFlag) Set(text string) error {
	v, err := f.param.Parse(text)
	if err == nil {
		f.value = v
	}
	return err
}

func (f *paramFlag) String() string { return f.value.String() }

func (f *paramFlag) Type() string { return "value" }

// flagError says what is wrong with a flag in our words instead of pflag's.
func flagError(c *cobra.Command, err error) error {
	if e, ok := errors.AsType[*pflag.NotExistError](err); ok {
		flag := "--" + e.GetSpecifiedName()
		if e.GetSpecifiedShortnames() != "" {
			flag = "-" + e.GetSpecifiedName()
		}
		return sim.Guess(unknownFlagError{Flag: flag, Command: c.CommandPath(), Known: flagNames(c)})
	}
	if e, ok := errors.AsType[*pflag.InvalidSyntaxError](err); ok {
		return unknownFlagError{Flag: e.GetSpecifiedFlag(), Command: c.CommandPath(), Known: flagNames(c)}
	}
	if e, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		return noValueError{Flag: "--" + e.GetSpecifiedName()}
	}
	if e, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		if p, ok := errors.AsType[*sim.ParamError](err); ok {
			return sim.Guess(p)
		}
		// All that is left is a switch such as --help=maybe.
		return &sim.ParamError{
			Name: "--" + e.GetFlag().Name, Text: e.GetValue(),
			Err: sim.ChoiceError{Accepted: []string{"true", "false"}},
		}
	}
	return err
}

// flagNames returns the command's flags as they are typed.
func flagNames(c *cobra.Command) []string {
	var names []string
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			names = append(names, "--"+f.Name)
		}
	})
	return names
}

// atMostOne refuses more than one argument.
func atMostOne(c *cobra.Command, args []string) error { return atMost(1, c, args) }

func atMost(n int, c *cobra.Command, args []string) error {
	if len(args) > n {
		return extraArgumentError{Extra: args[n], Command: c.CommandPath()}
	}
	return nil
}
