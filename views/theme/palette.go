package theme

import "nabla/screen"

// Role is a meaning that has a look.
type Role uint8

// The roles.
const (
	Text     Role = iota // what is read
	Muted                // what is read second: labels, units, hints
	Faint                // lines: frames, axes
	Focused              // the frame that has the focus
	Accent               // what is live or can be acted on: the playhead, a key
	Title                // a pane's name
	Good                 // converged, correct
	Warn                 // zigzagging, about to
	Bad                  // diverged, wrong
	Selected             // the row or tab that is chosen
	Track                // what a bar runs in: a background where there are colours
	Positive             // a value above zero
	Negative             // a value below zero
	roles
)

// hex is a colour as red, green and blue, eight bits each.
type hex uint32

func (h hex) color() screen.Color {
	return screen.RGB(uint8(h>>16), uint8(h>>8), uint8(h))
}

// look is a role with 24-bit colours. 0 is the terminal's own colour: black
// itself is not needed.
type look struct {
	fg, bg hex
	attr   screen.Attr
}

// pal is a role with colours of a palette; own is the terminal's own colour.
type pal struct {
	fg, bg int16
	attr   screen.Attr
}

const own = -1

func (l look) style() screen.Style {
	s := screen.Style{Attr: l.attr}
	if l.fg != 0 {
		s.Fg = l.fg.color()
	}
	if l.bg != 0 {
		s.Bg = l.bg.color()
	}
	return s
}

func (p pal) style() screen.Style {
	s := screen.Style{Attr: p.attr}
	if p.fg != own {
		s.Fg = screen.Indexed(uint8(p.fg))
	}
	if p.bg != own {
		s.Bg = screen.Indexed(uint8(p.bg))
	}
	return s
}

// What is read keeps the terminal's own colour: its owner chose it to be read.
var dark24 = [roles]look{
	Text:     {},
	Muted:    {fg: 0x9aa5b1},
	Faint:    {fg: 0x6b7683},
	Focused:  {fg: 0x5fb3ff},
	Accent:   {fg: 0x5fb3ff, attr: screen.Bold},
	Title:    {attr: screen.Bold},
	Good:     {fg: 0x4ec99b},
	Warn:     {fg: 0xe5b84b},
	Bad:      {fg: 0xff7b6b},
	Selected: {fg: 0xffffff, bg: 0x2d4f76},
	Track:    {fg: 0x6b7683, bg: 0x262b31},
	Positive: {fg: 0xe69f00},
	Negative: {fg: 0x5bc8f5},
}

var light24 = [roles]look{
	Text:     {},
	Muted:    {fg: 0x57606a},
	Faint:    {fg: 0x878f98},
	Focused:  {fg: 0x0a66c2},
	Accent:   {fg: 0x0a66c2, attr: screen.Bold},
	Title:    {attr: screen.Bold},
	Good:     {fg: 0x0b7a55},
	Warn:     {fg: 0x8f6400},
	Bad:      {fg: 0xc2410c},
	Selected: {fg: 0x0b2239, bg: 0xcfe3fa},
	Track:    {fg: 0x878f98, bg: 0xe9edf1},
	Positive: {fg: 0xbf6900},
	Negative: {fg: 0x0a58a8},
}

var dark256 = [roles]pal{
	Text:     {own, own, 0},
	Muted:    {248, own, 0},
	Faint:    {243, own, 0},
	Focused:  {75, own, 0},
	Accent:   {75, own, screen.Bold},
	Title:    {own, own, screen.Bold},
	Good:     {79, own, 0},
	Warn:     {179, own, 0},
	Bad:      {210, own, 0},
	Selected: {231, 24, 0},
	Track:    {243, 235, 0},
	Positive: {214, own, 0},
	Negative: {81, own, 0},
}

var light256 = [roles]pal{
	Text:     {own, own, 0},
	Muted:    {241, own, 0},
	Faint:    {245, own, 0},
	Focused:  {25, own, 0},
	Accent:   {25, own, screen.Bold},
	Title:    {own, own, screen.Bold},
	Good:     {29, own, 0},
	Warn:     {94, own, 0},
	Bad:      {160, own, 0},
	Selected: {17, 153, 0},
	Track:    {245, 254, 0},
	Positive: {166, own, 0},
	Negative: {19, own, 0},
}

// Of the 16, owners change the bright greys most; what must be seen avoids
// them, and second rank is the faint attribute.
var dark16 = [roles]pal{
	Text:     {own, own, 0},
	Muted:    {own, own, screen.Faint},
	Faint:    {own, own, screen.Faint},
	Focused:  {6, own, 0},
	Accent:   {6, own, screen.Bold},
	Title:    {own, own, screen.Bold},
	Good:     {2, own, 0},
	Warn:     {3, own, 0},
	Bad:      {1, own, screen.Bold},
	Selected: {own, own, screen.Reverse},
	Track:    {own, own, screen.Faint},
	Positive: {3, own, 0},
	Negative: {6, own, 0},
}

var light16 = [roles]pal{
	Text:     {own, own, 0},
	Muted:    {own, own, screen.Faint},
	Faint:    {own, own, screen.Faint},
	Focused:  {4, own, 0},
	Accent:   {4, own, screen.Bold},
	Title:    {own, own, screen.Bold},
	Good:     {4, own, 0},
	Warn:     {5, own, 0},
	Bad:      {1, own, screen.Bold},
	Selected: {own, own, screen.Reverse},
	Track:    {own, own, screen.Faint},
	Positive: {1, own, 0},
	Negative: {4, own, 0},
}

// Without colour only what must stand out is marked.
var plain = [roles]pal{
	Text:     {own, own, 0},
	Muted:    {own, own, 0},
	Faint:    {own, own, 0},
	Focused:  {own, own, screen.Bold},
	Accent:   {own, own, screen.Bold},
	Title:    {own, own, screen.Bold},
	Good:     {own, own, 0},
	Warn:     {own, own, screen.Underline},
	Bad:      {own, own, screen.Bold | screen.Underline},
	Selected: {own, own, screen.Reverse},
	Track:    {own, own, 0},
	Positive: {own, own, 0},
	Negative: {own, own, 0},
}

func rolesOf(o Options) (styles [roles]screen.Style) {
	for r := range styles {
		switch {
		case o.Profile == TrueColor && o.Dark:
			styles[r] = dark24[r].style()
		case o.Profile == TrueColor:
			styles[r] = light24[r].style()
		case o.Profile == ANSI256 && o.Dark:
			styles[r] = dark256[r].style()
		case o.Profile == ANSI256:
			styles[r] = light256[r].style()
		case o.Profile == ANSI16 && o.Dark:
			styles[r] = dark16[r].style()
		case o.Profile == ANSI16:
			styles[r] = light16[r].style()
		default:
			styles[r] = plain[r].style()
		}
	}
	return styles
}
