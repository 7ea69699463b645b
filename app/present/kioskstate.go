package present

// KioskPage is one page of the kiosk: it asks one thing.
type KioskPage string

// The pages of the kiosk.
const (
	KioskHome    KioskPage = "home"
	KioskPhone   KioskPage = "phone"
	KioskName    KioskPage = "name"
	KioskDevice  KioskPage = "device"
	KioskModel   KioskPage = "model"
	KioskFault   KioskPage = "fault"
	KioskConsent KioskPage = "consent"
	KioskTicket  KioskPage = "ticket"
	KioskFind    KioskPage = "find" // by the code on the receipt
	KioskFound   KioskPage = "found"
	KioskCalled  KioskPage = "called"
	KioskRate    KioskPage = "rate"
	KioskThanks  KioskPage = "thanks"
)

// KioskState is what a customer sees, words included: the language is theirs,
// not the shop's.
type KioskState struct {
	Page      KioskPage
	Shop      string
	Languages []Choice
	Language  string
	Larger    string // label of the button that makes text larger or smaller
	Step      string // "2 sur 5", empty where nothing is counted
	Title     string
	Text      string
	Doors     []KioskDoor
	Field     SheetField // asked for; no key for none
	Lines     []Line     // what the customer said so far, to be checked
	Ticket    string     // the waiting number, large
	Warning   string     // beside it
	File      KioskFile
	Notice    Notice

	Primary Action // goes on
	Other   Action // skips the question, or another way on
	Back    Action
	Call    Action
	Help    string // what Call says where there is less room
	Privacy string
	More    string // what does not fit is further down
	Top     string // back to where the page begins
	Busy    bool

	Idle KioskIdle
	Pin  PinState
}

// KioskDoor is a large button.
type KioskDoor struct {
	ID     string
	Icon   string
	Title  string
	Text   string
	Strong bool
}

// KioskFile is a repair as its customer may follow it, the same as on the page.
type KioskFile struct {
	Shown    bool
	Number   string
	Product  string
	Headline string
	Next     string
	Promise  string
	Late     bool
	News     string
	Steps    []KioskStep
}

// KioskStep is one step of the way.
type KioskStep struct {
	State  string // done, now or next
	Label  string
	Detail string
}

// KioskIdle asks whether somebody is still there, before it forgets.
type KioskIdle struct {
	Asking bool
	Title  string
	Text   string
	Stay   string
	Leave  string
}
