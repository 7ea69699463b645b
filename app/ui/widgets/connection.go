package widgets

import (
	"fyne.io/fyne/v2"

	"etabli/app/ui/theme"
	"etabli/app/ui/widgets/icon"
)

// ConnectionData is what the foot of the rail says about the network. Offline
// is normal: it is watched, never alarming.
type ConnectionData struct {
	Kind    Kind
	Icon    icon.Name
	Title   string // the state, in a word or two
	Waiting string // what waits to be sent
	Last    string // when it was last in touch
	Count   string // the figure alone, where there is no room for words
}

// Connection shows the state of the network at the foot of the rail.
type Connection struct {
	composite
	data             ConnectionData
	narrow           bool
	box              *Box
	icon             *Icon
	title, sub, last *Text
	wide, small      *fyne.Container
	smallIcon        *Icon
	count            *Text
}

// NewConnection returns the foot of a rail.
func NewConnection(data ConnectionData) *Connection {
	c := &Connection{
		box:       NewBox(theme.None, theme.None, theme.RadiusControl),
		icon:      NewTextIcon(data.Icon, theme.Caption, theme.Ink2),
		smallIcon: NewIcon(data.Icon, 18, theme.Ink2),
		title:     Short(), sub: Paragraph(), last: Paragraph(), count: Line().Centre(),
	}
	c.wide = Pad(13, 11, 13, 11, V(0, HW(5, []float32{0, 1}, c.icon, c.title), c.sub, c.last))
	c.small = Pad(0, 8, 0, 8, V(0, Centre(c.smallIcon), c.count))
	c.root = Z(c.box, c.wide, c.small)
	c.ExtendBaseWidget(c)
	c.Set(data)
	return c
}

// Set shows another state.
func (c *Connection) Set(data ConnectionData) {
	c.data = data
	ink := data.Kind.Ink()
	c.box.Set(data.Kind.Tint(), data.Kind.Border())
	c.icon.Set(data.Icon, ink)
	c.smallIcon.Set(data.Icon, ink)
	c.title.Set(Strong.In(ink).Of(data.Title))
	c.sub.Set(Caption.In(ink).Of(data.Waiting))
	c.last.Set(Caption.In(ink).Of(data.Last))
	c.count.Set(Label.In(ink).code().Of(brief(data.Count)))
	c.sub.Hidden, c.last.Hidden, c.count.Hidden = data.Waiting == "", data.Last == "", data.Count == ""
	c.SetNarrow(c.narrow)
}

// SetNarrow shows the icon and the figure only.
func (c *Connection) SetNarrow(narrow bool) {
	c.narrow = narrow
	c.wide.Hidden, c.small.Hidden = narrow, !narrow
	c.Refresh()
}

// Person shows who is signed in, at the foot of the rail.
type Person struct {
	composite
	avatar, small *Avatar
	name, sub     *Text
	wide, narrow  *fyne.Container
}

// NewPerson returns a person's initials, name and place.
func NewPerson(initials, name, place string) *Person {
	p := &Person{avatar: NewAvatar(initials), small: NewAvatar(initials), name: Short(), sub: Short()}
	p.wide = Pad(8, 0, 0, 0, HW(8, []float32{0, 1}, p.avatar, V(0, p.name, p.sub)))
	p.narrow = Centre(p.small)
	p.narrow.Hide()
	p.root = Pad(0, 0, 0, 6, Z(p.wide, p.narrow))
	p.ExtendBaseWidget(p)
	p.Set(initials, name, place)
	return p
}

// Set shows someone else.
func (p *Person) Set(initials, name, place string) {
	p.avatar.Set(initials)
	p.small.Set(initials)
	p.name.Set(Strong.Of(name))
	p.sub.Set(Caption.Of(place))
	p.sub.Hidden = place == ""
	p.Refresh()
}

// SetNarrow shows the initials only.
func (p *Person) SetNarrow(narrow bool) {
	p.wide.Hidden, p.narrow.Hidden = narrow, !narrow
	p.Refresh()
}
