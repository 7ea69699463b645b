package sendout

// Stage is where a device of a batch stands.
type Stage string

// The stages.
const (
	Packed    Stage = "packed"
	Away      Stage = "away"
	Asked     Stage = "asked"    // they want more than they may take by themselves, or cannot repair it
	GoingOn   Stage = "going_on" // we said yes, or did not have to be asked
	ComesBack Stage = "comes_back"
	Back      Stage = "back"
	Gone      Stage = "missing"
)

// Device is what is known of one device of a batch.
type Device struct {
	Left    bool
	Quoted  *QuotedFacts
	Decided *DecidedFacts
	Came    Came
}

// Stage is where a device stands; cap is up to what they go on by themselves.
func (d Device) Stage(capCents int64) Stage {
	switch {
	case d.Came == Missing:
		return Gone
	case d.Came != "":
		return Back
	case !d.Left:
		return Packed
	case d.Decided != nil && d.Decided.GoOn:
		return GoingOn
	case d.Decided != nil:
		return ComesBack
	case d.Quoted == nil:
		return Away
	case d.Quoted.Cannot || d.Quoted.Cents > capCents:
		return Asked
	}
	return GoingOn
}

// Over tells whether nothing more is awaited of a device.
func (s Stage) Over() bool { return s == Back || s == Gone }

// Word is the name of a stage among the statuses of every subject.
func (s Stage) Word() string { return "sendout_" + string(s) }

// Agreed is up to what they may charge for a device: what we said yes to, what
// they go on with by themselves, and nothing for one that they did not repair.
func (d Device) Agreed(capCents int64) int64 {
	switch {
	case d.Came == Missing:
		return 0
	case d.Decided != nil && d.Decided.GoOn:
		return d.Decided.Cents
	case d.Decided != nil || d.Came == Unrepaired:
		return 0
	}
	return capCents
}

// Price is what the customer pays for their work: their price and our share, with
// tax, both in thousandths; rounded half up.
func Price(cents int64, share, rate int) int64 {
	with := (cents*int64(1000+share) + 500) / 1000
	return (with*int64(1000+rate) + 500) / 1000
}

// Status is where a batch stands.
type Status string

// The statuses.
const (
	Open    Status = "open"
	OnTheGo Status = "away"
	Closed  Status = "over" // every device is back or given up as missing
)

// CanMove tells whether a batch may go from one status to another; that it is
// over follows from its devices.
func CanMove(from, to Status) bool {
	return from == "" && to == Open || from == Open && (to == OnTheGo || to == Open)
}

// Word is the name of a status among those of every subject.
func (s Status) Word() string { return "batch_" + string(s) }
