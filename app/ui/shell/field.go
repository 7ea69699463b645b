package shell

import (
	"context"

	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/field"
	"etabli/app/ui/parts"
	"etabli/app/ui/widgets"
)

// fieldBackend is what a technician's screens work with beside those of the counter.
type fieldBackend interface {
	present.Visits
	present.Delays
	present.Replanning
	present.VanStocks
	present.Owed
	present.VisitActs
	present.VisitPapers
	present.Worksheets
	present.Opening
}

// fieldRooms are the screens of a device in the hand.
func (s *Shell) fieldRooms(o Options) {
	s.rooms[present.RoundScreen] = s.roundRoom(o.Backend)
	s.rooms[present.VanScreen] = s.vanRoom(o.Backend)
}

func (s *Shell) roundRoom(b Backend) *room {
	var view *field.Round
	p := present.NewRound(s.env, present.RoundPorts{Visits: b, Delays: b, Links: b}, func(state present.RoundState) { view.Show(state) })
	view = field.NewRound(s.host, p, s.onPerson)
	s.events.Round = p
	return &room{view: view.Content, enter: entered(p), leave: p.Leave, primary: p.NextPressed, seated: p.Seated}
}

func (s *Shell) weekRoom(b Backend) *room {
	var view *field.Week
	p := present.NewWeek(s.env, b, b, func(state present.WeekState) { view.Show(state) })
	view = field.NewWeek(s.host, p)
	s.events.Week = p
	return &room{view: view.Content, enter: entered(p), leave: p.Leave, show: p.Show}
}

func (s *Shell) vanRoom(b Backend) *room {
	var view *field.Van
	p := present.NewVan(s.env, b, b, b, func(state present.VanState) { view.Show(state) })
	view = field.NewVan(s.host, p)
	return &room{view: view.Content, enter: entered(p), leave: p.Leave, primary: p.LoadPressed}
}

func (s *Shell) visitRoom(o Options) *room {
	var view *field.Visit
	b := o.Backend
	p := present.NewVisit(s.env, present.VisitPorts{Visits: b, Owed: b, Acts: b, Sheets: b, Pictures: b, Papers: b, Links: b},
		func(text string, signed func(png []byte)) { parts.Sign(s.host, text, signed) },
		func(state present.VisitState) {
			s.bar.title.Set(widgets.LeadStrong.Of(state.Head))
			view.Show(state)
		})
	view = field.NewVisit(s.host, p, o.Pictures)
	s.events.Visit = p
	return &room{
		view: view.Content, enter: func(ctx context.Context, _ present.Route) { p.Enter(ctx) }, leave: p.Leave,
		show:    func(at present.Route) { p.Show(at.Open) },
		back:    func(present.Route) bool { return false },
		focus:   func() fyne.Focusable { return view.Focus() },
		primary: p.PrimaryPressed, photo: p.PhotoChosen, scanned: p.Scanned,
	}
}
