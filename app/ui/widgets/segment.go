package widgets

import (
	"slices"

	"fyne.io/fyne/v2"

	"etabli/app/ui/theme"
	"etabli/app/ui/widgets/icon"
)

// Option is one of the things to choose from.
type Option struct {
	ID    string
	Label string
}

// Segment shows a few things to choose from as chips: one of them, or as many
// as one likes. It is one stop of Tab with arrows inside.
type Segment struct {
	roving
	options  []Option
	chosen   []string
	many     bool
	row      *fyne.Container
	onChosen func(id string)
}

// NewSegment returns chips of which one is chosen; arrows choose at once.
func NewSegment(onChosen func(id string)) *Segment {
	s := newSegment(false, onChosen)
	s.moved = func(to int) { s.tapped(s.options[to].ID) }
	return s
}

// NewChoices returns chips that are each chosen or not. OnChosen is called
// with the one that a person pressed.
func NewChoices(onChosen func(id string)) *Segment { return newSegment(true, onChosen) }

func newSegment(many bool, onChosen func(id string)) *Segment {
	s := &Segment{many: many, row: Flow(theme.Grid), onChosen: onChosen}
	s.root = s.row
	s.start = s.first
	s.extend(s, fyne.KeyLeft, fyne.KeyRight)
	return s
}

// first is the chosen chip, where the focus begins.
func (s *Segment) first() int {
	return max(0, slices.IndexFunc(s.options, func(o Option) bool { return slices.Contains(s.chosen, o.ID) }))
}

// Set shows the options and which of them are chosen.
func (s *Segment) Set(options []Option, chosen ...string) {
	if slices.Equal(s.options, options) && slices.Equal(s.chosen, chosen) {
		return
	}
	s.options, s.chosen = slices.Clone(options), slices.Clone(chosen)
	if !s.many { // the ring is round what is chosen, also where the focus came first
		s.cursor = s.first()
	}
	s.build()
}

// Chosen returns the identifiers of what is chosen.
func (s *Segment) Chosen() []string { return slices.Clone(s.chosen) }

func (s *Segment) build() {
	s.parts, s.row.Objects = nil, nil
	for _, o := range s.options {
		chip := s.chip(o, slices.Contains(s.chosen, o.ID))
		s.parts = append(s.parts, chip)
		s.row.Objects = append(s.row.Objects, chip)
	}
	s.cursor = min(s.cursor, max(0, len(s.parts)-1))
	s.ring()
	s.Refresh()
}

func (s *Segment) chip(o Option, chosen bool) *pressable {
	kind := KindNeutral
	if chosen {
		kind = KindWork
	}
	name := icon.None
	if chosen && s.many {
		name = icon.Check
	}
	p := newPill(kind, name, o.Label)
	p.OnTap = func() { s.tapped(o.ID) }
	p.extend(p)
	return p
}

// tapped is what a person does.
func (s *Segment) tapped(id string) {
	at := slices.Index(s.chosen, id)
	switch {
	case !s.many:
		s.chosen = []string{id}
	case at >= 0:
		s.chosen = slices.Delete(s.chosen, at, at+1)
	default:
		s.chosen = append(s.chosen, id)
	}
	s.build()
	if s.onChosen != nil {
		s.onChosen(id)
	}
}

// newPill is a chip that can be pressed; on touch screens it is a box as high
// as a control.
func newPill(kind Kind, name icon.Name, text string) *pressable {
	style, look := Label, Look{
		Fill: kind.Tint(), Hover: theme.WorkTint, Line: kind.Border(),
		Radius: theme.Current().ChipHeight() / 2, PadX: chipPadding,
		Height: func() float32 { return theme.Current().ChipHeight() },
	}
	if theme.Current().Options().Density != theme.Counter {
		style, look.Radius, look.PadX = Strong, theme.RadiusControl, buttonPadding
		look.Height = func() float32 { return theme.Current().Control() }
		if kind == KindWork {
			look.Line = theme.Work
		}
	}
	mark := NewTextIcon(name, style.Step, kind.Ink())
	mark.Hidden = name == icon.None
	label := Line(style.In(kind.Ink()).Of(text))
	label.Hidden = text == ""
	content := H(4, mark, label)
	if theme.Current().Options().Density != theme.Counter { // a figure alone is narrower than a finger
		look.PadX = max(look.PadX, (theme.TouchTarget-content.MinSize().Width)/2)
	}
	return &pressable{content: content, look: look}
}

// PillButton is a Tap that looks like a chip, for adding to a row of them.
func PillButton(name icon.Name, text string, onTap func()) *Tap {
	t := &Tap{}
	pill := newPill(KindNeutral, name, text)
	t.look, t.content, t.OnTap = pill.look, pill.content, onTap
	t.extend(t)
	return t
}
