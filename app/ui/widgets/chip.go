package widgets

import (
	"fyne.io/fyne/v2"

	"etabli/app/ui/theme"
	"etabli/app/ui/widgets/icon"
)

// chipPadding is the space at the ends of a chip.
const chipPadding float32 = 10

// Chip is a short state: an icon, a word and a colour.
type Chip struct {
	composite
	box  *Box
	icon *Icon
	text *Text
	kind Kind
}

// NewChip returns a chip; icon.None leaves the icon out.
func NewChip(kind Kind, name icon.Name, text string) *Chip {
	c := &Chip{
		box:  NewBox(theme.None, theme.None, 0),
		icon: NewTextIcon(name, theme.Caption, kind.Ink()),
		text: Line(),
	}
	c.root = Z(c.box, contain(chipLayout{c.box}, Pad(chipPadding, 0, chipPadding, 0, H(4, c.icon, c.text))))
	c.ExtendBaseWidget(c)
	c.Set(kind, name, text)
	return c
}

// Set shows another state.
func (c *Chip) Set(kind Kind, name icon.Name, text string) {
	if c.box.fill != theme.None && c.kind == kind && c.icon.Name() == name && c.text.String() == text {
		return
	}
	c.kind = kind
	c.icon.Hidden = name == icon.None
	c.icon.Set(name, kind.Ink())
	c.text.Set(Label.In(kind.Ink()).Of(text))
	c.box.Set(kind.Tint(), kind.Border())
	c.Refresh()
}

// Kind returns what the chip's colour means.
func (c *Chip) Kind() Kind { return c.kind }

// Text returns the chip's word.
func (c *Chip) Text() string { return c.text.String() }

// chipLayout gives its child the height of a chip and the box round ends.
type chipLayout struct{ box *Box }

func (chipLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width, theme.Current().ChipHeight())
}

func (l chipLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.box.SetRadius(size.Height / 2)
	place(o[0], 0, 0, size.Width, size.Height)
}

// KeyHint shows the key that does the same as a button.
func KeyHint(key string) fyne.CanvasObject {
	return keyHint(key, theme.Ink2, theme.Raised, theme.Line)
}

func keyHint(key string, ink, fill, line theme.Token) fyne.CanvasObject {
	return contain(hintLayout{}, NewBox(fill, line, 4),
		Pad(6, 0, 6, 0, Line(CodeStrong.At(11).In(ink).Of(key))))
}

// hintLayout is pile at the height of a key hint.
type hintLayout struct{ pile }

func (hintLayout) heightFor([]fyne.CanvasObject, float32) float32 {
	return theme.Current().Scaled(18)
}

func (l hintLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.pile.MinSize(o).Width, l.heightFor(o, 0))
}
