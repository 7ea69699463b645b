package widgets

import (
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
	words := contain(besideOrBelow{side: theme.Grid}, V(2, n.title, n.text), n.action)
	end := boxPadding
	if dismissable {
		end = 4 // the cross has space of its own
	}
	n.root = Z(n.box, Pad(14, 8, end, 8, HW(10, []float32{0, 1, 0}, n.icon, words, n.cross)))
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
