package present

// Detail is what is open beside a list: a loan, a unit, a part, an order.
type Detail struct {
	ID      ID
	Open    bool // something is chosen
	Loading bool
	Busy    bool // an act is under way
	Notice  Notice
	Empty   Empty

	Code    string // its number, in mono
	Chips   []Chip
	Title   string
	Serial  string // after the title, in mono
	Sub     string
	Clocks  []ClockCard
	Primary Action
	Actions []Action // the other acts, for the menu
	Forms   []Action // what can be printed
	Cards   []DetailCard
	Story   string // title of the timeline; empty for none
	Events  []TimelineRow
	First   bool // the timeline stands before the cards: somebody asked for it
	Sheet   Sheet
}

// DetailCard is a group of what is known.
type DetailCard struct {
	Title string
	Chip  Chip
	Lines []DetailLine
	Text  string
	// Photos are small pictures; nil stands for one that has not come here yet.
	Photos [][]byte
	Page   []byte   // a picture of a page, as wide as the card
	Acts   []Action // links at its foot
}

// DetailLine is one thing that is known.
type DetailLine struct {
	Label string
	Value string
	Tone  Tone   // of the value
	Open  string // the action that pressing it runs; empty for none
}

// IsZero tells whether a card says nothing.
func (c DetailCard) IsZero() bool { return len(c.Lines) == 0 && c.Text == "" && len(c.Acts) == 0 }
