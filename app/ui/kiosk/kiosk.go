package kiosk

import (
	"reflect"

	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/parts"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// Events is what customers do, and staff with their code.
type Events interface {
	parts.PinEvents
	DoorPressed(id string)
	Typed(text string)
	PrimaryPressed()
	OtherPressed()
	BackPressed()
	CallPressed()
	LanguageChosen(tag string)
	LargerPressed()
	ExitPressed()
	StayPressed()
	LeavePressed()
}

// Kiosk draws the kiosk.
type Kiosk struct {
	canvas func() fyne.Canvas
	events Events
	state  present.KioskState
	drawn  bool

	languages         *widgets.Segment
	larger            *widgets.Button
	shop              *widgets.Text
	entry             *widgets.Entry
	field             *widgets.Field
	notice            *widgets.Notice
	back, call, other *widgets.Button
	primary           *widgets.Button
	keys              *keyboard
	foot, head        *fyne.Container
	body              *room
	page              *parts.Fitted
	idle              *widgets.Dialog
	pin               *parts.Pin
	class             widgets.Class
}

// New returns the kiosk; dialogs open on the canvas.
func New(canvas func() fyne.Canvas, events Events) *Kiosk {
	k := &Kiosk{canvas: canvas, events: events, shop: widgets.Short()}
	k.languages = widgets.NewSegment(events.LanguageChosen)
	k.larger = widgets.Secondary("", widgets.ButtonOptions{}, events.LargerPressed)
	k.notice = widgets.NewNotice(widgets.NoticeData{}, false)
	k.back = widgets.Secondary("", widgets.ButtonOptions{Icon: icon.ArrowLeft}, events.BackPressed)
	k.call = widgets.Secondary("", widgets.ButtonOptions{Icon: icon.Phone}, events.CallPressed)
	k.other = widgets.Secondary("", widgets.ButtonOptions{}, events.OtherPressed)
	k.primary = widgets.Primary("", widgets.ButtonOptions{IconRight: icon.ArrowRight, Large: true}, events.PrimaryPressed)
	k.keys = newKeyboard(func() string { return k.state.Field.Value }, func(text string) {
		events.Typed(text)
		k.entry.ToEnd()
		k.focus() // a keyboard of the shop's goes on there
	})
	k.body, k.foot, k.head = newRoom(), widgets.Z(), widgets.Z()
	k.pin = parts.NewPin(canvas, events)
	k.page = parts.NewFitted(k.arrange)
	k.newField(present.SheetField{})
	return k
}

// Content is what the window shows.
func (k *Kiosk) Content() fyne.CanvasObject { return k.page }

// Show draws a state.
func (k *Kiosk) Show(s present.KioskState) {
	was := k.state
	k.state = s
	k.languages.Set(parts.Options(s.Languages), s.Language)
	k.larger.SetLabel(s.Larger)
	k.shop.Set(widgets.LeadStrong.Of(s.Shop))
	k.notice.Set(parts.NoticeData(s.Notice))
	turned := !k.drawn || was.Page != s.Page || was.Language != s.Language || was.Larger != s.Larger
	if turned {
		k.newField(s.Field)
	}
	k.entry.Put(s.Field.Value)
	k.field.SetError(s.Field.Error)
	k.showButtons(s)
	if turned || contents(was) != contents(s) || !reflect.DeepEqual(was.Doors, s.Doors) || !reflect.DeepEqual(was.File, s.File) {
		k.build()
	}
	k.drawn = true
	k.showIdle(was.Idle, s.Idle)
	k.pin.Show(s.Pin)
	k.page.Refresh()
	if turned {
		k.focus()
	}
}

// contents is what a page says, to see whether it has to be built anew.
func contents(s present.KioskState) [7]string {
	return [7]string{string(s.Page), s.Title, s.Text, s.Ticket, s.Warning, s.Notice.Text, s.Field.Error}
}

func (k *Kiosk) newField(f present.SheetField) {
	o := widgets.EntryOptions{Placeholder: f.Hint, Mono: f.Kind == present.MoneyInput}
	k.entry = widgets.NewEntry(o)
	k.entry.Put(f.Value)
	k.entry.OnChanged = k.events.Typed
	k.entry.OnSubmitted = func(string) { k.events.PrimaryPressed() }
	k.field = widgets.NewField("", k.entry) // the page itself asks
}

func (k *Kiosk) showButtons(s present.KioskState) {
	label := func(b *widgets.Button, a present.Action) {
		b.SetLabel(a.Label)
		b.Hidden = a.ID == ""
	}
	label(k.back, s.Back)
	k.call.Hidden = s.Call.ID == ""
	label(k.other, s.Other)
	label(k.primary, s.Primary)
	k.other.SetIcon(icon.Name(s.Other.Icon))
	k.primary.SetEnabled(!s.Busy)
}

// showIdle asks whether somebody is still there.
func (k *Kiosk) showIdle(was, now present.KioskIdle) {
	switch {
	case now.Asking && k.idle == nil:
		stay := widgets.Primary(now.Stay, widgets.ButtonOptions{}, k.events.StayPressed)
		k.idle = widgets.NewDialog(now.Title, widgets.Paragraph(widgets.Muted.Of(now.Text)), widgets.DialogOptions{Width: 680, Focus: stay},
			widgets.Secondary(now.Leave, widgets.ButtonOptions{}, k.events.LeavePressed), stay)
		k.idle.Open(k.canvas())
	case !now.Asking && k.idle != nil:
		k.idle.Close()
		k.idle = nil
	}
}

// focus puts the keyboard where the page asks for something.
func (k *Kiosk) focus() {
	c := k.canvas()
	switch {
	case c == nil || k.state.Pin.Open:
	case k.state.Field.Key != "":
		c.Focus(k.entry)
	default:
		c.Unfocus()
	}
}

// The margins of the page.
const (
	marginX    float32 = 64
	marginY    float32 = 32
	smallSpace float32 = 20
)

// arrange places head, body and foot for a width class.
func (k *Kiosk) arrange(class widgets.Class) fyne.CanvasObject {
	k.class = class
	k.build()
	x, y := marginX, marginY
	switch class {
	case widgets.Medium:
		y = smallSpace
	case widgets.Narrow:
		x, y = smallSpace, smallSpace
	}
	return widgets.VGrow(0, 1, widgets.Pad(x, y, x, 12, k.head),
		widgets.Pad(x, 12, x, 0, k.body), widgets.Pad(x, 12, x, y, k.foot))
}

// build fills head, body and foot anew.
func (k *Kiosk) build() {
	mark := widgets.NewTap(widgets.Look{Radius: theme.RadiusControl, Height: func() float32 { return theme.Current().Control() }},
		widgets.Pad(10, 0, 10, 0, widgets.Mark(44)), k.events.ExitPressed)
	step := widgets.Line(widgets.Muted.Of(k.state.Step))
	step.Hidden = k.state.Step == ""
	if k.class == widgets.Narrow {
		k.head.Objects = []fyne.CanvasObject{widgets.V(12, widgets.HW(12, []float32{0, 1, 0}, mark, k.shop, step), widgets.HW(12, []float32{1, 0}, k.languages, k.larger))}
	} else {
		k.head.Objects = []fyne.CanvasObject{widgets.HW(12, []float32{0, 1, 0, 0, 0}, widgets.Pad(-10, 0, 0, 0, mark), k.shop, step, k.larger, k.languages)}
	}
	k.body.set([2]string{k.state.More, k.state.Top}, k.pageOf(k.state))
	k.foot.Objects = []fyne.CanvasObject{k.footOf()}
}

func (k *Kiosk) footOf() fyne.CanvasObject {
	if k.class == widgets.Wide {
		k.call.SetLabel(k.state.Call.Label)
	} else {
		k.call.SetLabel(k.state.Help)
	}
	switch {
	case k.class == widgets.Narrow:
		return widgets.V(12, k.primary, k.other, widgets.HFill(12, []float32{1, 1}, k.back, k.call))
	case k.state.Page == present.KioskHome && k.class == widgets.Medium:
		return widgets.HW(16, []float32{1, 0, 0}, widgets.Spacer(), k.other, k.call)
	case k.state.Page == present.KioskHome:
		return widgets.HW(16, []float32{1, 0, 0}, widgets.Paragraph(widgets.Caption.Of(k.state.Privacy)), k.other, k.call)
	}
	return widgets.HW(16, []float32{0, 0, 1, 0, 0}, k.back, k.call, widgets.Spacer(), k.other, k.primary)
}
