package shell

import (
	"slices"

	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/parts"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// seat is what belongs to who works here: the switch, the PIN, the lock.
type seat struct {
	pin   *parts.Pin
	sheet *parts.Sheet
	lock  *widgets.Cover
	state present.LockState
}

func (s *Shell) makeSeat() {
	s.seat.pin = parts.NewPin(s.host.Canvas, s.shell)
	s.seat.sheet = parts.NewSheet(s.host, s.shell)
}

// showSeat shows who is asked for their PIN, and the lock over everything.
func (s *Shell) showSeat(state present.ShellState) {
	if s.host.Canvas() == nil {
		return
	}
	seat := &s.seat
	again := seat.lock != nil && !slices.Equal(seat.state.People, state.Lock.People)
	if seat.lock != nil && (!state.Lock.Locked || again) {
		seat.lock.Close()
		seat.lock = nil
	}
	seat.state = state.Lock
	if state.Lock.Locked && seat.lock == nil {
		seat.lock = widgets.NewCover(s.lockPage(state.Lock))
		seat.lock.Open(s.host.Canvas(), nil)
	}
	seat.pin.Show(state.Pin)
	seat.sheet.Show(state.Sheet)
}

// lockPage shows who may take over, and nothing of the shop's work.
func (s *Shell) lockPage(l present.LockState) fyne.CanvasObject {
	head := widgets.V(4, widgets.Paragraph(widgets.Figure.Of(l.Title)), widgets.Paragraph(widgets.Lead.In(theme.Ink2).Of(l.Text)))
	return widgets.VScroll(parts.Slim(widgets.V(20, widgets.H(0, widgets.Mark(44)), head, s.people(l.People, s.shell.StaffChosen))))
}

// people is a list of staff to choose from.
func (s *Shell) people(people []present.StaffChoice, chosen func(present.ID)) fyne.CanvasObject {
	column := widgets.V(8)
	for _, p := range people {
		look := widgets.Look{
			Fill: theme.Surface, Line: theme.Line, Hover: theme.WorkTint, Radius: theme.RadiusControl, PadX: 12, Stretch: true,
			Height: func() float32 { return theme.TouchTarget },
		}
		column.Add(widgets.NewTap(look, widgets.Pad(0, 6, 0, 6, widgets.HW(10, []float32{0, 1},
			widgets.NewAvatar(p.Initials), widgets.Short(widgets.Strong.Of(p.Name)))), func() { chosen(p.ID) }))
	}
	return column
}

// chooseStaff asks who works here now.
func (s *Shell) chooseStaff(people []present.StaffChoice) {
	var dialog *widgets.Dialog
	release := func() {}
	then := func(act func()) func() {
		return func() {
			release()
			dialog.Close()
			act()
		}
	}
	list := s.people(people, func(id present.ID) { then(func() { s.shell.StaffChosen(id) })() })
	w := s.host.Words
	own := widgets.Secondary(w.T("pin.own"), widgets.ButtonOptions{Icon: icon.KeyRound}, then(s.shell.OwnPinPressed))
	own.Hidden = s.state.Staff.Name == w.T("shell.nobody")
	lock := widgets.Secondary(w.T("shell.lock"), widgets.ButtonOptions{Icon: icon.Lock, Key: "Ctrl L"}, then(s.shell.LockPressed))
	dialog = widgets.NewDialog(w.T("shell.staff"), widgets.V(12, list, widgets.Flow(8, own, lock)), widgets.DialogOptions{Width: 400, OnCancel: func() { release() }},
		widgets.Secondary(w.T("sheet.cancel"), widgets.ButtonOptions{}, func() { dialog.Cancel() }))
	dialog.Open(s.host.Canvas())
	release = s.arrows()
}

// arrows lets the arrows go through what is asked, like Tab, until it is answered.
func (s *Shell) arrows() (release func()) {
	if s.router == nil {
		return func() {}
	}
	return s.router.Bind(parts.Arrows(s.host))
}

// showCall says over every screen that somebody waits at the kiosk.
func (s *Shell) showCall(b present.CallBanner) {
	s.call.Set(widgets.NoticeData{Kind: widgets.KindWork, Title: b.Title, Text: b.Text, Action: b.Action})
	if s.callRow.Hidden == b.Shown {
		s.callRow.Hidden = !b.Shown
		s.frame.Refresh()
	}
}
