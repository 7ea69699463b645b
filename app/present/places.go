package present

import (
	"slices"

	"etabli/app/domain/staff"
	"etabli/app/views"
)

// needs is the right without which a place is not shown.
var needs = map[Screen]staff.Right{ManagerScreen: staff.Manage, FiguresScreen: staff.Figures, ReportingScreen: staff.Manage, TeamScreen: staff.Manage, HoursScreen: staff.Manage, NormsScreen: staff.Manage, PrivacyScreen: staff.Manage, DevicesScreen: staff.Manage}

// nav is the places that the rail leads to, in the order of a day's work. Tasks have
// a place while something is due, visits where somebody travels; Ctrl+T and every file lead to them at any time. A phone's
// bar has room for five; its last is the way to all of them.
func (s *Shell) nav(c Connection) []NavItem {
	w := s.Words
	items := []NavItem{
		s.managers(),
		{Screen: CounterScreen, Label: w.T("nav.counter"), Icon: "wrench", Count: s.figure(s.counts.Open), Phone: true},
		{Screen: IntakeScreen, Label: w.T("nav.intake"), Icon: "plus", Phone: true},
		{Screen: MessagesScreen, Label: w.T("nav.messages"), Icon: "messages-square", Count: s.figure(s.unread), Tone: Watch, Phone: true},
		{Screen: LoansScreen, Label: w.T("nav.loans"), Icon: "handshake"},
		{Screen: StockScreen, Label: w.T("nav.stock"), Icon: "boxes"},
		{Screen: TillScreen, Label: w.T("nav.till"), Icon: "banknote"},
		{Screen: ClaimsScreen, Label: w.T("nav.claims"), Icon: "scale"},
		{Screen: ParcelsScreen, Label: w.T("nav.parcels"), Icon: "package"},
		{Screen: WeekScreen, Label: w.T("nav.visits"), Icon: "calendar-days"},
		{Screen: ContractsScreen, Label: w.T("nav.deals"), Icon: "file-text"},
		{Screen: TasksScreen, Label: w.T("nav.tasks"), Icon: "list-checks", Count: s.figure(s.due), Tone: Watch},
		{Screen: ReviewScreen, Label: w.T("nav.review"), Icon: "triangle-alert", Count: s.figure(s.counts.Review), Tone: Late, Apart: true, Phone: true},
		{Screen: OutboxScreen, Label: w.T("nav.outbox"), Icon: "cloud-upload", Count: s.figure(c.Waiting), Tone: Watch},
		{Screen: PrintersScreen, Label: w.T("nav.printers"), Icon: "printer", Count: s.figure(s.printsAsk()), Tone: Late},
		{Screen: SettingsScreen, Label: w.T("nav.settings"), Icon: "settings"},
		{Screen: MoreScreen, Label: w.T("nav.more"), Icon: "ellipsis", Phone: true},
	}
	if s.Field {
		items = s.fieldPlaces(items)
	}
	items = slices.DeleteFunc(items, func(i NavItem) bool {
		idle := i.Screen == TasksScreen && s.due == 0 || i.Screen == WeekScreen && !s.Field && !s.travels()
		return idle && i.Screen != s.route.Screen || !s.opens(i.Screen)
	})
	for i := range items {
		at := items[i].Screen
		items[i].Selected = at == s.route.Screen || (at == RoundScreen || at == WeekScreen && !s.Field) && s.route.Screen == VisitScreen || sameSubject(at, s.route.Screen)
	}
	return items
}

// travels tells whether somebody of this shop goes to customers' homes.
func (s *Shell) travels() bool {
	return slices.ContainsFunc(s.staff, func(p views.Staff) bool { return !p.Gone && p.Role == staff.Technician })
}

// managers leads to the pages of whoever runs the shop; somebody who only reads
// figures begins with them.
func (s *Shell) managers() NavItem {
	if !s.opens(ManagerScreen) {
		return NavItem{Screen: FiguresScreen, Label: s.Words.T("nav.figures"), Icon: "chart-line"}
	}
	return NavItem{Screen: ManagerScreen, Label: s.Words.T("nav.manager"), Icon: "chart-line"}
}

// opens tells whether a place opens to who works here.
func (e Env) opens(at Screen) bool {
	right, asked := needs[at]
	return !asked || slices.Contains(e.Desk.May, right)
}

// closed says what stands where a place does not open.
func (s *Shell) closed(at Screen) Empty {
	if s.opens(at) {
		return Empty{}
	}
	return Empty{Title: s.Words.T("nav.closed"), Text: s.Words.T("nav.closed.text"), Action: s.Words.T("shell.staff")}
}
