package widgets

import (
	"fyne.io/fyne/v2"

	"etabli/app/ui/theme"
	"etabli/app/ui/widgets/icon"
)

// NoticeData is something that is said to a person: what happened, what it
// means, and what can be done.
type NoticeData struct {
	Kind   Kind
	Title  string
	Text   string
	Action string // label of a link; "" shows none
}

// Icon returns the icon that says the same as the kind.
func (k Kind) Icon() icon.Name {
	switch k {
	case KindGood:
		return icon.CircleCheck
	case KindWatch:
		return icon.TriangleAlert
	case KindLate:
		return icon.CircleAlert
	}
	return icon.Info
}

// Notice is a band that says something at the place it is about. With
// OnDismiss it has a cross.
type Notice struct {
	composite
	box         *Box
	icon        *Icon
	title, text *Text
	action      *Button
	cross       *Button

	// OnAction is what the link does.
	OnAction func()
	// OnDismiss is what the cross does; the shell may also call it after a while.
	OnDismiss func()
}

// NewNotice returns a band; dismissable adds the cross.
func NewNotice(data NoticeData, dismissable bool) *Notice {
	n := &Notice{
		box:   NewBox(theme.None, theme.None, theme.RadiusCard),
		icon:  NewIcon(icon.Info, 18, theme.Ink2),
		title: Paragraph(), text: Paragraph(),
	}
	n.action = Link("", func() { call(n.OnAction) })
	n.cross = IconButton(icon.X, func() { call(n.OnDismiss) })
	n.cross.Hidden = !dismissable
	words := V(2, n.title, n.text)
	n.root = Z(n.box, Pad(14, 8, 8, 8, HW(10, []float32{0, 1, 0, 0}, n.icon, words, n.action, n.cross)))
	n.ExtendBaseWidget(n)
	n.Set(data)
	return n
}

func call(f func()) {
	if f != nil {
		f()
	}
}

// Set says something else; an empty title and text hide the band.
func (n *Notice) Set(data NoticeData) {
	ink := data.Kind.Ink()
	n.box.Set(data.Kind.Tint(), data.Kind.Border())
	n.icon.Set(data.Kind.Icon(), ink)
	n.title.Set(Strong.Of(data.Title))
	n.text.Set(Muted.Of(data.Text))
	n.title.Hidden, n.text.Hidden = data.Title == "", data.Text == ""
	n.action.SetLabel(data.Action)
	n.action.Hidden = data.Action == ""
	n.Hidden = data.Title == "" && data.Text == ""
	n.Refresh()
}

// toastWidth is the width of floating notices.
const toastWidth float32 = 380

// Toasts is the corner of a screen where notices float; put it on top of the
// page with Z. It lets presses through where it shows nothing.
type Toasts struct {
	composite
	column *fyne.Container
}

// NewToasts returns an empty corner.
func NewToasts() *Toasts {
	t := &Toasts{column: V(theme.Grid)}
	t.root = contain(corner{}, t.column)
	t.ExtendBaseWidget(t)
	return t
}

// Add floats a notice until it is dismissed.
func (t *Toasts) Add(data NoticeData) *Notice {
	n := NewNotice(data, true)
	n.box.shadow = true
	n.OnDismiss = func() { t.remove(n) }
	t.column.Add(n)
	t.Refresh()
	return n
}

func (t *Toasts) remove(n *Notice) {
	t.column.Remove(n)
	t.Refresh()
}

// corner places its child at the bottom right.
type corner struct{}

func (corner) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (corner) Layout(o []fyne.CanvasObject, size fyne.Size) {
	const margin = 2 * theme.Grid
	width := min(size.Width-2*margin, theme.Current().Scaled(toastWidth))
	height := HeightOf(o[0], width)
	place(o[0], size.Width-width-margin, size.Height-height-margin, width, height)
}
