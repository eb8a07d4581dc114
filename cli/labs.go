package cli

import (
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"nabla/locale"
	"nabla/sim"
	"nabla/sim/experiment"
	"nabla/views"
)

// labsCommand returns the command that lists the labs and their parameters.
func (a *app) labsCommand() *cobra.Command {
	return &cobra.Command{
		Use:               "labs [LAB]",
		Short:             a.text.T("cli.labs.short"),
		Long:              a.text.T("cli.labs.long"),
		Args:              atMostOne,
		ValidArgsFunction: a.completeLabs,
		RunE: func(_ *cobra.Command, args []string) error {
			list := labList{text: a.text}
			if len(args) > 0 {
				spec, err := a.find(args[0])
				if err != nil {
					return err
				}
				list.whole = true
				list.add(&spec)
				list.b.WriteString("\n" + a.text.T("cli.labs.use", "Lab", spec.Name) + "\n")
			} else {
				for i := range a.Specs {
					list.add(&a.Specs[i])
				}
				list.b.WriteString("\n" + a.text.T("cli.labs.more") + "\n")
			}
			if _, err := io.WriteString(a.Stdout, list.b.String()); err != nil {
				return writeError{Err: bare(err)}
			}
			return nil
		},
	}
}

// The columns of a list of parameters, in cells. What a parameter accepts takes
// the room that is left.
const (
	listWidth    = 80
	nameWidth    = 11
	kindWidth    = 12
	defaultWidth = 12
	changeWidth  = 7
	acceptWidth  = listWidth - nameWidth - kindWidth - defaultWidth - changeWidth - 4*len(gap)
	gap          = "  "
)

// labList writes labs with their parameters, from the declarations.
type labList struct {
	b     strings.Builder
	text  *locale.Localizer
	whole bool // long cells go on in the next line; else they are cut off
}

// add writes one lab.
func (l *labList) add(spec *experiment.Spec) {
	if l.b.Len() > 0 {
		l.b.WriteString("\n")
	}
	l.b.WriteString(spec.Name + "\n")
	l.note("lab-idea." + spec.Name)
	l.row(l.text.T("cli.column.name"), l.text.T("cli.column.kind"), l.text.T("cli.column.accepts"),
		l.text.T("cli.column.default"), l.text.T("cli.column.change"))
	params := sim.NewSetup(spec.Name, spec.Params).Params()
	for i := range params {
		p := &params[i]
		change := l.text.T("cli.change.restart")
		if p.Live {
			change = l.text.T("cli.change.live")
		}
		standard := p.Default
		if standard == "" {
			standard = `""`
		}
		long := l.whole && ansi.StringWidth(standard) > 2*defaultWidth
		if long {
			l.row(p.Name, l.kind(p.Kind), l.accepts(p), "…", change)
			l.wrapped(l.text.T("cli.labs.default", "Value", standard))
		} else {
			l.row(p.Name, l.kind(p.Kind), l.accepts(p), standard, change)
		}
		if l.whole {
			l.note(views.ParamHelp(spec.Name, p)...)
			l.choices(p)
		}
	}
	l.presets(spec)
}

// presets writes the setups of a lab that are worth a look: as one would type them,
// and what there is to see.
func (l *labList) presets(spec *experiment.Spec) {
	if !l.whole || len(spec.Presets) == 0 {
		return
	}
	l.b.WriteString("\n")
	l.wrapped(l.text.T("cli.labs.presets"))
	for _, p := range spec.Presets {
		l.b.WriteString("\n  " + l.text.T("preset."+spec.Name+"-"+p.Name) + "\n")
		// In one piece, so that it can be copied.
		l.b.WriteString("  nabla '" + spec.Name + " " + p.Line + "'\n")
		l.wrapped(l.text.T("preset-idea." + spec.Name + "-" + p.Name))
	}
}

// choices writes what is known of each name that a parameter accepts.
func (l *labList) choices(p *sim.Param) {
	if p.About == nil {
		return
	}
	widest := 0
	for _, choice := range p.Choices {
		widest = max(widest, ansi.StringWidth(choice))
	}
	const indent = "    "
	room := listWidth - len(indent) - widest - len(gap)
	for _, choice := range p.Choices {
		about := p.About(choice)
		if about == "" {
			continue
		}
		name := choice + strings.Repeat(" ", widest-ansi.StringWidth(choice))
		for line := range strings.SplitSeq(ansi.Wordwrap(about, room, ""), "\n") {
			l.b.WriteString(indent + name + gap + strings.TrimRight(line, " ") + "\n")
			name = strings.Repeat(" ", widest)
		}
	}
}

// note writes what there is to say about a lab or a parameter, if anything is.
func (l *labList) note(ids ...string) {
	text := l.text.First(ids...)
	if text == ids[len(ids)-1] {
		return
	}
	l.wrapped(text)
}

// wrapped writes an indented text.
func (l *labList) wrapped(text string) {
	const indent = "  "
	for line := range strings.SplitSeq(ansi.Wordwrap(text, listWidth-len(indent), ","), "\n") {
		l.b.WriteString(indent + strings.TrimRight(line, " ") + "\n")
	}
}

// row writes one row, or as many lines as its longest cell asks for.
func (l *labList) row(cells ...string) {
	widths := []int{nameWidth, kindWidth, acceptWidth, defaultWidth, changeWidth}
	columns := make([][]string, len(cells))
	height := 1
	for i, text := range cells {
		if !l.whole {
			text = ansi.Truncate(text, widths[i], "…")
		}
		columns[i] = strings.Split(ansi.Wrap(text, widths[i], ","), "\n")
		height = max(height, len(columns[i]))
	}
	for y := range height {
		var line strings.Builder
		for i, lines := range columns {
			cell := ""
			if y < len(lines) {
				cell = strings.TrimRight(lines[y], " ")
			}
			line.WriteString(cell + strings.Repeat(" ", max(0, widths[i]-ansi.StringWidth(cell))) + gap)
		}
		l.b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
}

// kind names a kind of parameter.
func (l *labList) kind(k sim.Kind) string {
	switch k {
	case sim.Number:
		return l.text.T("cli.kind.number")
	case sim.Whole:
		return l.text.T("cli.kind.whole")
	case sim.Choice:
		return l.text.T("cli.kind.choice")
	case sim.YesNo:
		return l.text.T("cli.kind.yes-no")
	case sim.Numbers:
		return l.text.T("cli.kind.numbers")
	case sim.Wholes:
		return l.text.T("cli.kind.wholes")
	case sim.Choices:
		return l.text.T("cli.kind.choices")
	case sim.Texts:
		return l.text.T("cli.kind.texts")
	case sim.Formula:
		return l.text.T("cli.kind.formula")
	case sim.File:
		return l.text.T("cli.kind.file")
	case sim.Text:
	}
	return l.text.T("cli.kind.text")
}

// accepts says what a parameter takes.
func (l *labList) accepts(p *sim.Param) string {
	names := strings.Join(p.Choices, ", ")
	switch p.Kind {
	case sim.Number, sim.Whole, sim.Numbers, sim.Wholes:
		text := sim.FormatNumber(p.Min) + " … " + sim.FormatNumber(p.Max)
		if p.Unit != "" {
			text += " " + p.Unit
		}
		if p.Log {
			text += ", " + l.text.T("cli.accepts.log")
		}
		return text
	case sim.YesNo:
		return "yes, no"
	case sim.Choice, sim.Choices:
		return names
	case sim.Formula, sim.File, sim.Text, sim.Texts:
	}
	return l.free(p.Kind, names)
}

// free says what a parameter takes beside names.
func (l *labList) free(k sim.Kind, names string) string {
	what := l.text.T("cli.accepts.text")
	switch k {
	case sim.Formula:
		what = l.text.T("cli.accepts.formula")
	case sim.File:
		what = l.text.T("cli.accepts.file")
	default:
	}
	if names == "" {
		return what
	}
	if k == sim.Text || k == sim.Texts {
		what = l.text.T("cli.accepts.below")
	}
	return l.text.T("cli.accepts.or", "Names", names, "What", what)
}
