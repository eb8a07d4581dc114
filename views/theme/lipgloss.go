package theme

import (
	"image/color"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"nabla/screen"
)

// Lipgloss is a role as a lipgloss style, for what lipgloss lays out: frames,
// help, dialogs. Its colours are the theme's and need no conversion.
func (t *Theme) Lipgloss(r Role) lipgloss.Style { return toLipgloss(t.roles[r]) }

// Border is the frame's lines for lipgloss: rounded, or heavy where focused.
func (t *Theme) Border(focused bool) lipgloss.Border {
	if focused {
		return t.glyphs.focused
	}
	return t.glyphs.border
}

func toLipgloss(s screen.Style) lipgloss.Style {
	style := lipgloss.NewStyle()
	if c := toColor(s.Fg); c != nil {
		style = style.Foreground(c)
	}
	if c := toColor(s.Bg); c != nil {
		style = style.Background(c)
	}
	return style.
		Bold(s.Attr&screen.Bold != 0).
		Faint(s.Attr&screen.Faint != 0).
		Italic(s.Attr&screen.Italic != 0).
		Underline(s.Attr&screen.Underline != 0).
		Reverse(s.Attr&screen.Reverse != 0).
		Strikethrough(s.Attr&screen.Strike != 0)
}

func toColor(c screen.Color) color.Color {
	if r, g, b, ok := c.RGB(); ok {
		return color.RGBA{r, g, b, 0xff}
	}
	if n, ok := c.Index(); ok {
		return ansi.IndexedColor(n)
	}
	return nil
}
