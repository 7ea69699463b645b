package present

// ListTab is one of the choices over a list.
type ListTab struct {
	Scope    Scope
	Label    string
	Count    string // empty while it is not known
	Selected bool
}

// ListState is a list beside what is open of it. The lines themselves are asked
// for one by one, because there may be a hundred thousand.
type ListState struct {
	Tabs     []ListTab
	Total    int
	Selected int // index of the line that is selected, -1 for none
	Opened   ID  // what is open beside the list
	Foot     string
	Loading  bool
	Empty    Empty
	Notice   Notice
	Revision int    // changes with the lines
	Query    string // words that the list was searched for, where it can be
}
