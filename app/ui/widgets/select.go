package widgets

import (
	"slices"

	"fyne.io/fyne/v2"

	"etabli/app/ui/theme"
	"etabli/app/ui/widgets/icon"
)

// Select is a box that opens a menu to choose one of several. Enter, Space and
// Down open it; a letter chooses the next option that begins with it.
type Select struct {
	Tap
	options []Option
	chosen  string
	label   *Text

	// OnChosen is called when a person chooses, also the same again.
	OnChosen func(id string)
}

// NewSelect returns a box without options.
func NewSelect(onChosen func(id string)) *Select {
	s := &Select{label: Short(), OnChosen: onChosen}
	s.look = Look{
		Fill: theme.Surface, Hover: theme.Raised, Line: theme.Line,
		Radius: theme.RadiusControl, PadX: boxPadding, Stretch: true,
		Height: func() float32 { return theme.Current().Control() },
	}
	s.content = HW(4, []float32{1}, s.label, NewIcon(icon.ChevronDown, 16, theme.Ink2))
	s.OnTap = s.open
	s.extend(s)
	return s
}

// Set shows the options and which of them is chosen.
func (s *Select) Set(options []Option, chosen string) {
	s.options, s.chosen = slices.Clone(options), chosen
	s.showLabel()
}

// Chosen returns the identifier of what is chosen.
func (s *Select) Chosen() string { return s.chosen }

func (s *Select) showLabel() {
	label := ""
	if i := s.index(); i >= 0 {
		label = s.options[i].Label
	}
	s.label.Set(Body.Of(label))
}

func (s *Select) index() int {
	return slices.IndexFunc(s.options, func(o Option) bool { return o.ID == s.chosen })
}

// choose is what a person does.
func (s *Select) choose(index int) {
	if index < 0 || index >= len(s.options) {
		return
	}
	s.chosen = s.options[index].ID
	s.showLabel()
	if s.OnChosen != nil {
		s.OnChosen(s.chosen)
	}
}

// TypedKey implements fyne.Focusable.
func (s *Select) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyDown && !s.disabled {
		s.open()
		return
	}
	s.Tap.TypedKey(e)
}

// TypedRune implements fyne.Focusable.
func (s *Select) TypedRune(c rune) {
	s.Tap.TypedRune(c)
	if i := nextByLetter(s.options, s.index(), c); i >= 0 && !s.disabled {
		s.choose(i)
	}
}

func (s *Select) open() {
	c := fyne.CurrentApp().Driver().CanvasForObject(s)
	if c == nil || len(s.options) == 0 {
		return
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(s)
	openMenu(c, fyne.NewPos(at.X, at.Y), s.Size(), s.options, s.index(), s.choose)
}
