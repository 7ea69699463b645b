package widgets

import (
	"fyne.io/fyne/v2"

	"etabli/app/ui/theme"
	"etabli/app/ui/widgets/icon"
)

// InputBox draws the box of an entry: border, focus ring, and what stands in
// it before and after the text. Fyne's own border smears and is left out.
type InputBox struct {
	composite
	entry       *Entry
	box, ring   *Box
	lead        *Icon
	verdict     *Text
	verdictIcon *Icon
	aside       *fyne.Container
}

// boxPadding is the space between the box and an icon or verdict in it.
const boxPadding float32 = 12

// NewInputBox returns the box around an entry. The lead icon may be icon.None;
// aside, which may be nil, stands at the right.
func NewInputBox(e *Entry, lead icon.Name, aside fyne.CanvasObject) *InputBox {
	b := &InputBox{
		entry:       e,
		box:         NewBox(theme.Surface, theme.Line, theme.RadiusControl),
		ring:        newRing(theme.RadiusControl),
		lead:        NewTextIcon(lead, theme.Lead, theme.Ink2),
		verdict:     Line(),
		verdictIcon: NewTextIcon(icon.None, theme.Caption, theme.Ink2),
	}
	b.lead.Hidden = lead == icon.None
	b.aside = Pad(0, 0, boxPadding, 0, H(4, b.verdictIcon, b.verdict))
	if aside != nil {
		b.aside = Pad(0, 0, boxPadding, 0, H(6, b.verdictIcon, b.verdict, aside))
	}
	b.aside.Hidden = aside == nil
	b.verdictIcon.Hide()
	b.verdict.Hide()
	b.root = Z(b.box, contain(&inputLayout{b}, b.lead, e, b.aside), b.ring)
	e.watchFocus = b.showFocus
	b.ExtendBaseWidget(b)
	return b
}

// Entry returns the entry in the box.
func (b *InputBox) Entry() *Entry { return b.entry }

// Tapped implements fyne.Tappable: a press beside the text leads into it.
func (b *InputBox) Tapped(*fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(b); c != nil {
		c.Focus(b.entry)
	}
}

func (b *InputBox) showFocus(focused bool) {
	b.ring.Hidden = !focused
	b.ring.Refresh()
}

// SetVerdict shows at the right what is known about the text, such as a check
// mark and "IMEI". An empty text shows nothing.
func (b *InputBox) SetVerdict(kind Kind, name icon.Name, text string) {
	b.verdict.Set(Body.In(kind.Ink()).Of(text))
	b.verdictIcon.Set(name, kind.Ink())
	b.verdict.Hidden = text == ""
	b.verdictIcon.Hidden = text == "" || name == icon.None
	if content, ok := b.aside.Objects[0].(*fyne.Container); ok && len(content.Objects) == 2 {
		b.aside.Hidden = text == ""
	}
	b.Refresh()
}

// SetWrong marks the box when what it holds cannot be kept.
func (b *InputBox) SetWrong(wrong bool) {
	if wrong {
		b.box.Set(theme.Surface, theme.Late)
	} else {
		b.box.Set(theme.Surface, theme.Line)
	}
}

// inputLayout places icon, entry and aside in a box as high as a control.
type inputLayout struct{ of *InputBox }

func (l *inputLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	width := o[1].MinSize().Width
	if o[0].Visible() {
		width += boxPadding + o[0].MinSize().Width
	}
	if o[2].Visible() {
		width += o[2].MinSize().Width
	}
	return fyne.NewSize(width, max(theme.Current().Control(), o[1].MinSize().Height))
}

func (l *inputLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left, right := float32(0), size.Width
	if o[0].Visible() {
		side := o[0].MinSize().Width
		// The entry's own padding follows, so the icon stands closer to it.
		place(o[0], boxPadding-2, (size.Height-side)/2, side, side)
		left = boxPadding - 4 + side
	}
	if o[2].Visible() {
		width := o[2].MinSize().Width
		right -= width
		place(o[2], right, 0, width, size.Height)
	}
	place(o[1], left, 0, right-left, size.Height)
}
