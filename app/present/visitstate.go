package present

// VisitState is one visit: what somebody at a customer's door has to know, and
// what they note there.
type VisitState struct {
	ID      ID
	Open    bool
	Loading bool
	Head    string // when: "09:00 – 10:00"
	Number  string
	Title   string
	Who     string
	Where   string
	Chips   []Chip

	Working           bool // somebody is at the customer's
	CanCall, CanRoute bool
	Access            AccessCard
	Right             Verdict
	Bring             []Line      // to take along
	Van               []Action    // what can be taken from the van
	VanName           string      //
	Used              []UsedRow   // what was built in
	Points            []PointRow  // what to look at
	Photos            []string    // their names
	CanAttach         bool        // somebody is on site
	Report            []Line      // what was written
	Charged           ChargedCard //
	History           []TimelineRow

	Primary Action
	Actions []Action
	Busy    bool
	Notice  Notice
	Empty   Empty
	Sheet   Sheet
}

// AccessCard is how to get in. Codes are shown when somebody asks.
type AccessCard struct {
	Shown  bool
	Lines  []Line
	Codes  string
	Reveal string // label of what shows the codes; empty when there are none
}

// UsedRow is a part that was built in.
type UsedRow struct {
	Ref   string
	Label string
	N     string
	Left  string // in the van, once these are out
	Chip  Chip   // the books have fewer
}

// PointRow is one point of the checklist.
type PointRow struct {
	Code  string
	Label string
	State string // "", ok, not_ok, not_applicable
	Said  string // the same in words
}

// ChargedRow is one line of what is charged.
type ChargedRow struct {
	Label     string
	Sum       string
	Necessary bool
}

// ChargedCard is what is charged, the three questions, and what follows.
type ChargedCard struct {
	Shown   bool
	Rows    []ChargedRow
	Total   string
	Free    string // why nothing is charged: a guarantee or a contract owes the visit
	Editing bool   // lines and answers can be changed
	Asks    bool   // the questions are put: something is charged

	Places               []Choice
	Made                 string
	Answers              []Choice
	Asked, Urgent, Start string
	AsksStart            bool   // something of it may be withdrawn from
	Risk                 string // what is not owed then, because nobody asked to begin
	Necessary            string // heading of the third question, over the lines
	Now, Later, LaterDue string
	Wording              []string
}
