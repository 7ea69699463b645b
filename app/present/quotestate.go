package present

// QuoteField is a field of the line of a quote that is typed.
type QuoteField string

// The fields of the line that is typed.
const (
	QuoteLabel    QuoteField = "label"
	QuoteQuantity QuoteField = "quantity"
	QuotePrice    QuoteField = "unit_cents"
)

// QuoteState is a quote that is being made, ready to be shown.
type QuoteState struct {
	Open    bool
	Loading bool
	Busy    bool
	Notice  Notice
	Empty   Empty

	Number string
	Title  string // which version this will be
	About  string // the device and its customer
	Warn   Notice // what has to be known before a line is typed

	Kinds  []Choice
	Kind   string
	Text   map[QuoteField]string
	Errors map[QuoteField]string
	Rates  []Choice
	Rate   string
	Parts  []QuotePart // offered while a part is typed
	Chosen int         // of Parts, -1 for none

	Lines   []SaleLine
	NoLines Empty
	Form    []SheetField

	Total    string
	Sums     []Line // net and tax of each rate
	Margin   Chip   // for those who may know
	Fee      string // what is due when it is refused
	Beyond   Notice // other ways are to be proposed
	Versions []DetailLine
	Ready    bool
	Submit   string
	Kept     string // what was typed is kept

	Done  QuoteDone
	At    QuoteField
	Turn  int
	Sheet Sheet
}

// QuotePart is a part that is offered, with what may be told of it here and how
// old that is.
type QuotePart struct {
	Title  string
	Ref    string
	Age    string
	Chip   Chip
	Amount string
}

// QuoteDone is the version that was made, and what comes next.
type QuoteDone struct {
	Shown   bool
	Title   string
	Text    string
	Actions []Action // the first is the usual one
}
