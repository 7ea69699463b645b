package present

import "context"

// PrintJob is a document on its way to paper, or one that came out.
type PrintJob struct {
	ID       uint64
	Number   string // of what it is about; empty for a test page
	Form     string // name of the form
	Copy     int    // which duplicate it is; 0 for the original
	About    ID     // the file it is about; zero for other things
	Printer  string
	State    string
	Reason   string
	Attempts int
	AddedMS  int64
	SinceMS  int64
	RetryMS  int64
	Acts     []string // that make sense now
	Events   []PrintEvent
}

// PrintEvent is one thing that happened to a job.
type PrintEvent struct {
	AtMS    int64
	State   string
	Reason  string
	Printer string
	Act     string // when a person did it
	By      string
}

// The states of a job that screens treat apart.
const (
	printWaiting   = "waiting"
	printDoubt     = "doubt"
	printHeld      = "held"
	printDone      = "done"
	printCancelled = "cancelled"
)

// The acts on a job; the queue knows them by these names.
const (
	PrintRetry   = "retry"
	PrintMove    = "move"
	PrintCancel  = "cancel"
	PrintHold    = "hold"
	PrintCameOut = "came_out"
)

// TestPage is the form that shows whether a printer is set up rightly.
const TestPage = "test-page"

// Printer is a printer of this device, and how it is.
type Printer struct {
	Name    string
	Way     string // ipp, raw, device, folder, windows
	Address string
	Kind    string // what it prints; see PrinterKind
	Answers string // what it says when it is asked how it is
	Roll    bool   // its kind has a profile that the shop may know better
	Own     RollProfile

	First    []string // roles whose first choice it is
	Fallback []string // roles in which it helps out
	Jobs     int
	Reason   string // why it takes nothing
	SinceMS  int64
	Folder   bool // it stands where a shop has no printer
}

// RollProfile is what a shop may know better about a receipt printer.
type RollProfile struct {
	WidthDots int
	CodePage  int
	Cutter    string // none, partial or full
	DrawerPin int    // 0, 2 or 5
}

// PrinterKind is what a printer can be set up to print.
type PrinterKind struct {
	ID   string
	Name string // of a profile; empty for sheets
	Role string
}

// FoundPrinter is a printer that can be set up.
type FoundPrinter struct {
	Name    string
	Way     string
	Address string
	Model   string
	Kind    string // what it seems to print
	Reason  string
}

// PrintQueue is how the print queue stands.
type PrintQueue struct {
	Jobs     []PrintJob // not finished, the oldest first
	Printers []Printer
}

// Asks counts the jobs that wait for a person, and those that wait for a printer
// that takes nothing.
func (q PrintQueue) Asks() (people, printers int) {
	for _, j := range q.Jobs {
		switch {
		case j.State == printDoubt || j.State == printHeld:
			people++
		case j.State == printWaiting && j.Reason != "":
			printers++
		}
	}
	return people, printers
}

// PrintAct is what somebody does with a job.
type PrintAct struct {
	Job     uint64
	Act     string
	Yes     bool   // whether it came out
	Printer string // to move it to
	By      ID
}

// Printing is the print queue of this device. What it answers may wait for the
// disk, so it is asked beside the screen.
type Printing interface {
	PrintQueue(ctx context.Context) (PrintQueue, error)
	// WatchPrints calls fn after changes, on any goroutine, until stop is called.
	WatchPrints(fn func()) (stop func())
}

// Printers looks after the queue and the printers.
type Printers interface {
	Calls
	Printing
	PastPrints(ctx context.Context, limit int) ([]PrintJob, error)
	ActOnPrint(ctx context.Context, act PrintAct) error
	// Duplicate prints a job's document once more, marked as what it is.
	Duplicate(ctx context.Context, job uint64, printer string, by ID) error
	// PrintPicture is a picture of a job's paper.
	PrintPicture(ctx context.Context, job uint64) ([]byte, error)
	// FindPrinters looks for printers of this computer and around it.
	FindPrinters(ctx context.Context) ([]FoundPrinter, error)
	PrinterKinds() []PrinterKind
	SavePrinter(ctx context.Context, p Printer) error
	RemovePrinter(ctx context.Context, name string) error
	// AssignPrinter says what a printer is for: the first choice of roles, or a
	// help in them.
	AssignPrinter(ctx context.Context, name string, first, fallback []string) error
	TestPrinter(ctx context.Context, name string, by ID) error
}
