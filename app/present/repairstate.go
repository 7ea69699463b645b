package present

// RepairState is one file, ready to be shown.
type RepairState struct {
	ID      ID
	Open    bool // a file is chosen
	Loading bool
	Busy    bool // an act is under way
	Notice  Notice
	Empty   Empty

	Number  string
	Former  string // "anciennement LIL2-…", empty when it was never renumbered
	Chips   []Chip
	Product string
	Serial  string
	Who     string

	Clocks   []ClockCard
	Verdict  Verdict
	Law      []DetailCard // what the verdict rests on, and what follows
	Review   []ReviewCard
	Primary  Action
	Actions  []Action // the other moves and acts, for the menu
	Facts    []Fact
	Quote    QuoteCard
	Cards    []DetailCard // what else belongs to the file, such as its loaner
	Timeline []TimelineRow
	Sheet    Sheet
}

// Action is something that can be done now.
type Action struct {
	ID    string
	Label string
	Icon  string
}

// ClockCard is one of the three clocks.
type ClockCard struct {
	Label string
	Value string
	Sub   string
	Tone  Tone
	Share float32 // of the time that has gone, 0 to 1; below 0 for no bar
}

// Verdict says what is true about who pays, and no more.
type Verdict struct {
	Chip Chip
	Lead string
	Text string
}

// Fact is something that is known about the file; its ID edits it.
type Fact struct {
	ID    string
	Label string
	Value string
}

// QuoteCard is the latest quote.
type QuoteCard struct {
	Shown bool
	Title string
	Total string
	Work  string
	Until string
	Chip  Chip
}

// TimelineRow is one thing that happened.
type TimelineRow struct {
	When  string
	Title string
	Text  string
	By    string
	Chips []Chip
}

// ReviewCard is one question of "À vérifier".
type ReviewCard struct {
	ID     string
	Repair ID
	Number string
	Title  string
	Sides  []ReviewSide
	Busy   bool
}

// ReviewSide is one of the answers; its index chooses it.
type ReviewSide struct {
	Value string
	By    string
	Shown bool // it is what screens show meanwhile
}
