package shell

import (
	"context"
	"io"

	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/widgets"
)

// room is one screen of the shell: its presenter with its view. Rooms live as
// long as the shell, so that going back to one shows it as it was. What a screen
// has no use for is nil.
type room struct {
	view  func() fyne.CanvasObject
	enter func(ctx context.Context, at present.Route)
	leave func()

	show    func(at present.Route)                      // opens what a route names within the screen
	fit     func(class widgets.Class, at present.Route) // chooses the panes that there is room for
	back    func(at present.Route) bool                 // closes what is open within the screen, on a phone
	focus   func() fyne.Focusable                       // where the keyboard begins
	reveal  func(focused fyne.Focusable)                // brings what has the focus into sight
	primary func()                                      // F4: the right next thing
	save    func()                                      // F9
	again   func()                                      // F2, when the screen is the intake
	photo   func(name string, content io.ReadCloser)    // takes a picture that was dropped on the window
	scanned func(code string) bool                      // takes a code before the search does
	seated  func()                                      // somebody else works here now
	keys    widgets.Keys                                // of this screen alone
}

// makeRooms makes every screen. A presenter shows states only after enter, when its
// view is there.
func (s *Shell) makeRooms(o Options) {
	s.rooms = map[present.Screen]*room{
		present.ManagerScreen:   s.managerRoom(o.Backend),
		present.FiguresScreen:   s.figuresRoom(o.Backend),
		present.ReportingScreen: s.reportingRoom(o.Backend),
		present.TeamScreen:      s.teamRoom(o.Backend),
		present.HoursScreen:     s.hoursRoom(o.Backend),
		present.CounterScreen:   s.counterRoom(o.Backend),
		present.IntakeScreen:    s.intakeRoom(o),
		present.QuoteScreen:     s.quoteRoom(o.Backend),
		present.ReviewScreen:    s.reviewRoom(o.Backend),
		present.OutboxScreen:    s.outboxRoom(o.Backend),
		present.SettingsScreen:  s.settingsRoom(o.Backend),
		present.MessagesScreen:  s.messagesRoom(o.Backend),
		present.LoansScreen:     s.loansRoom(o.Backend),
		present.StockScreen:     s.stockRoom(o.Backend),
		present.TillScreen:      s.tillRoom(o.Backend),
		present.ClaimsScreen:    s.claimsRoom(o.Backend),
		present.ParcelsScreen:   s.parcelsRoom(o.Backend),
		present.PrintersScreen:  s.printersRoom(o.Backend),
		present.TasksScreen:     s.tasksRoom(o.Backend),
		present.NormsScreen:     s.normsRoom(o.Backend),
		present.CustodyScreen:   s.custodyRoom(o.Backend),
		present.ContractsScreen: s.contractsRoom(o.Backend),
		present.AccountsScreen:  s.accountsRoom(o.Backend),
		present.ThirdsScreen:    s.thirdsRoom(o.Backend),
		present.CatalogueScreen: s.catalogueRoom(o.Backend),
		present.PreordersScreen: s.preordersRoom(o.Backend),
		present.CareScreen:      s.careRoom(o.Backend),
		present.PrivacyScreen:   s.privacyRoom(o.Backend),
		present.DevicesScreen:   s.devicesRoom(o.Backend),
		present.WeekScreen:      s.weekRoom(o.Backend),
		present.VisitScreen:     s.visitRoom(o),
		present.MoreScreen:      s.moreRoom(),
	}
	if s.env.Field {
		s.fieldRooms(o)
	}
}

// room returns the screen of a route; one that is not known leads to where one begins.
func (s *Shell) room(r present.Route) *room {
	if in, ok := s.rooms[r.Screen]; ok {
		return in
	}
	return s.rooms[s.env.Home()]
}

// inside is the room that is shown; behind a door that does not open there is
// nothing to do.
func (s *Shell) inside() *room {
	if !s.state.Closed.IsZero() {
		return &room{}
	}
	return s.room(present.Route{Screen: s.shown})
}
