package present

import (
	"time"

	"etabli/app/domain/staff"
	"etabli/app/lang"
	"etabli/storage/journal"
)

// ID names a repair, a customer or a member of staff on screens.
type ID = journal.EntityID

// Clock tells the time and wakes presenters up later.
type Clock interface {
	Now() time.Time
	// After calls fn once when d has passed, on any goroutine, unless stop is
	// called before.
	After(d time.Duration, fn func()) (stop func())
}

// Env is what every presenter works with.
type Env struct {
	Words *lang.Catalogue // the language of the screen
	Zone  *time.Location  // of the shop
	Clock Clock
	Post  func(func()) // runs a function on the goroutine that owns the presenters
	Run   func(func()) // runs work beside that goroutine
	Go    func(Route)  // shows another screen
	Tell  func(Notice) // says something whatever screen is shown
	Desk  *Desk        // who works here
	Field bool         // a device in the hand of a technician
}

// Desk is who is signed in at this device. It belongs to the presenters'
// goroutine.
type Desk struct {
	Staff    ID // zero while nobody is
	Name     string
	Initials string
	May      []staff.Right // what they may do
	Alone    bool          // there is no HQ, so nothing waits to be sent
}

// Screen names a screen.
type Screen string

// The screens.
const (
	CounterScreen   Screen = "counter"
	IntakeScreen    Screen = "intake"
	QuoteScreen     Screen = "quote" // of the file that Repair names
	ReviewScreen    Screen = "review"
	OutboxScreen    Screen = "outbox"
	SettingsScreen  Screen = "settings"
	StockScreen     Screen = "stock"
	MessagesScreen  Screen = "messages"
	LoansScreen     Screen = "loans"
	TillScreen      Screen = "till"
	ClaimsScreen    Screen = "claims"
	ParcelsScreen   Screen = "parcels"
	PrintersScreen  Screen = "printers"
	NormsScreen     Screen = "norms"   // what the shop goes by
	CustodyScreen   Screen = "custody" // the count of the customers' devices
	ContractsScreen Screen = "contracts"
	AccountsScreen  Screen = "accounts"
	ThirdsScreen    Screen = "thirds"
	TasksScreen     Screen = "tasks"
	CatalogueScreen Screen = "catalogue"
	PreordersScreen Screen = "preorders" // what customers ordered without a repair
	CareScreen      Screen = "care"      // incidents, recalls, reviews
	PrivacyScreen   Screen = "privacy"   // what people ask about their data
	DevicesScreen   Screen = "devices"   // of the business, by HQ
	MoreScreen      Screen = "more"      // every place, on a phone
	ManagerScreen   Screen = "manager"
	FiguresScreen   Screen = "figures"
	ReportingScreen Screen = "reporting" // what is told to the tax office
	TeamScreen      Screen = "team"
	HoursScreen     Screen = "hours"
	RoundScreen     Screen = "round" // a technician's day
	WeekScreen      Screen = "week"
	VanScreen       Screen = "van"
	VisitScreen     Screen = "visit" // Open names it
)

// Route says where somebody is. Routes are compared, so that going to where
// one is does nothing.
type Route struct {
	Screen Screen
	Repair ID     // the file to open beside the counter's list
	Draft  string // the parked intake to go on with
	Open   ID     // what another screen opens: a loan, a part, a thread, a claim
}

// Home is where somebody begins.
func (e Env) Home() Screen {
	if e.Field {
		return RoundScreen
	}
	return CounterScreen
}

func (e Env) nowMS() int64 { return e.Clock.Now().UnixMilli() }

func (e Env) today() string { return e.Clock.Now().In(e.Zone).Format(isoDate) }
