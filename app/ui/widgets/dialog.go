package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"etabli/app/ui/theme"
)

// DialogOptions are what a dialog may have besides its title and body.
type DialogOptions struct {
	Width    float32 // in units before the text factor; 0 is dialogWidth
	OnCancel func()  // Escape; nil makes an answer compulsory
	Focus    fyne.Focusable
	Keys     Keys // further keys that work while it is open
}

// dialogWidth is the width of a dialog that asks for none, dialogMargin the
// least space around it.
const (
	dialogWidth  float32 = 440
	dialogMargin float32 = 24
)

// Dialog is a question over the page. It keeps the focus and the keys until it
// is answered.
type Dialog struct {
	overlay *overlay
	options DialogOptions
}

// NewDialog returns a dialog; the actions stand at its foot, the strong one
// last. The body scrolls when it is higher than the window.
func NewDialog(title string, body fyne.CanvasObject, o DialogOptions, actions ...fyne.CanvasObject) *Dialog {
	d := &Dialog{options: o}
	if d.options.Width == 0 {
		d.options.Width = dialogWidth
	}
	sheet := VScroll(PadAll(ringReach, body))
	card := raisedCard(Pad(24, 20, 24, 20, contain(dialogLayout{body},
		Paragraph(Title.Of(title)), sheet, NewBox(theme.Surface, theme.None, 0), contain(answers{}, actions...))))
	d.overlay = newOverlay(card, theme.Scrim)
	d.overlay.arrange = d.arrange
	d.overlay.reveal = func(focused fyne.Focusable) {
		at, known := focused.(fyne.CanvasObject)
		if scroll, scrolls := sheet.Objects[0].(*container.Scroll); scrolls && known && !slices.Contains(actions, at) {
			revealIn(scroll, at)
		}
	}
	return d
}

func (d *Dialog) arrange(size fyne.Size) (fyne.Position, fyne.Size) {
	width := min(theme.Current().Scaled(d.options.Width), size.Width-2*dialogMargin)
	height := min(HeightOf(d.overlay.content, width), size.Height-2*dialogMargin)
	// A little above the middle looks like the middle.
	y := max(dialogMargin, (size.Height-height)*0.42)
	return fyne.NewPos(floor((size.Width-width)/2), floor(y)), fyne.NewSize(width, height)
}

// Open shows the dialog over a canvas.
func (d *Dialog) Open(c fyne.Canvas) {
	keys := Keys{Key(fyne.KeyEscape): d.Cancel}
	for chord, act := range d.options.Keys {
		keys[chord] = act
	}
	d.overlay.open(c, keys)
	if d.options.Focus != nil {
		c.Focus(d.options.Focus)
	} else {
		c.FocusNext()
	}
}

// Cancel closes the dialog as Escape does, where that is allowed.
func (d *Dialog) Cancel() {
	if d.options.OnCancel != nil && d.overlay.close() {
		d.options.OnCancel()
	}
}

// Close takes the dialog away.
func (d *Dialog) Close() { d.overlay.close() }

// IsOpen reports whether the dialog is shown.
func (d *Dialog) IsOpen() bool { return d.overlay.canvas != nil }

// Refresh draws the dialog again after its body changed its height.
func (d *Dialog) Refresh() { d.overlay.Refresh() }

// dialogLayout stacks title, scrolled body and foot. The foot has a ground of its own:
// a field that is scrolled away clips its text by itself, and not every painter joins
// its clip with that of the body. The body
// itself is asked for its height, because the scroll around it has none.
type dialogLayout struct{ body fyne.CanvasObject }

const dialogGap float32 = 12

// dialogFoot is how far the ground of the foot reaches into the space below it.
const dialogFoot float32 = 18

// rest is what a dialog takes besides its body.
func (dialogLayout) rest(o []fyne.CanvasObject, width float32) (title, foot float32) {
	return HeightOf(o[0], width), HeightOf(o[3], width)
}

func (l dialogLayout) heightFor(o []fyne.CanvasObject, width float32) float32 {
	title, foot := l.rest(o, width)
	return title + HeightOf(l.body, width) + foot + 3*dialogGap
}

func (dialogLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[3].MinSize().Width, 0)
}

// Layout lets the scroll reach out by the width of a focus ring, which it
// would cut off otherwise.
func (l dialogLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	title, foot := l.rest(o, size.Width)
	place(o[0], 0, 0, size.Width, title)
	place(o[1], -ringReach, title+dialogGap-ringReach,
		size.Width+2*ringReach, size.Height-title-foot-3*dialogGap+2*ringReach)
	place(o[2], -ringReach, size.Height-foot-dialogGap+ringReach, size.Width+2*ringReach, foot+dialogGap-ringReach+dialogFoot)
	place(o[3], 0, size.Height-foot, size.Width, foot)
}
