package spool

// Input is something that happened. What answers an output about a printer
// names its try, so that late news about an earlier one is known as such.
type Input interface{ input() }

// The inputs of a Machine.
type (
	// Loaded gives the unfinished jobs of the store and the printers; it comes
	// first, and again when the store could not be written.
	Loaded struct {
		Jobs  []Job
		Setup Setup
	}
	// Begin lets jobs go out; before it the machine only keeps them.
	Begin struct{}
	// Rest ends that again; what is under way comes to its end.
	Rest struct{}
	// Added is a new job that is on disk.
	Added struct{ Job Job }
	// SetUp says that the printers are others now.
	SetUp struct{ Setup Setup }
	// Claimed answers DoClaim.
	Claimed struct {
		ID     ID
		Try    int
		Remote string
	}
	// Troubled answers DoClaim, DoAsk and DoCancel: the printer said no, or nothing.
	Troubled struct {
		ID     ID
		Try    int
		Reason Reason
	}
	// Noted says what keeps a document while it is being sent.
	Noted struct {
		ID     ID
		Try    int
		Reason Reason
	}
	// Told answers DoSend, DoAsk and DoCancel.
	Told struct {
		ID       ID
		Try      int
		Progress Progress
	}
	// Made answers DoMake.
	Made struct {
		ID       ID
		Document Stored
	}
	// NotMade answers DoMake.
	NotMade struct{ ID ID }
	// Spoiled says that a document that was to be sent cannot be read any more.
	Spoiled struct {
		ID  ID
		Try int
	}
	// Person is what a person does with a job; see Job.Can.
	Person struct {
		ID      ID
		Act     Act
		Yes     bool   // of ActCameOut
		Printer string // of ActMove
		By      string
	}
	// Forget erases the documents about an entity, whoever waits for them.
	Forget struct{ Entity string }
	// Tick says that time has passed.
	Tick struct{}
)

// Stored is a document that lies sealed on disk.
type Stored struct {
	Payload string
	Bytes   int64
	Type    string
	Paper   string
}

func (Loaded) input()   {}
func (Begin) input()    {}
func (Rest) input()     {}
func (Added) input()    {}
func (SetUp) input()    {}
func (Claimed) input()  {}
func (Troubled) input() {}
func (Noted) input()    {}
func (Told) input()     {}
func (Made) input()     {}
func (NotMade) input()  {}
func (Spoiled) input()  {}
func (Person) input()   {}
func (Forget) input()   {}
func (Tick) input()     {}

// Output is something to do. Whoever runs a machine carries the outputs of a
// step out in order; one whose DoSave fails must do none that follow.
type Output interface{ output() }

// The outputs of a Machine.
type (
	// DoSave asks for a job to be on disk as it is.
	DoSave struct{ Job Job }
	// DoErase asks for a document to be deleted.
	DoErase struct{ Payload string }
	// DoClaim asks a printer to be ready for a job.
	DoClaim struct {
		Job Job
		Try int
	}
	// DoSend asks for a job's document to be handed over.
	DoSend struct {
		Job Job
		Try int
	}
	// DoAsk asks the printer how a job stands.
	DoAsk struct {
		Job Job
		Try int
	}
	// DoCancel asks for a job to be called back, and for its sending to end.
	DoCancel struct {
		Job Job
		Try int
	}
	// DoMake asks for a job's document to be made for its printer.
	DoMake struct{ Job Job }
)

func (DoSave) output()   {}
func (DoErase) output()  {}
func (DoClaim) output()  {}
func (DoSend) output()   {}
func (DoAsk) output()    {}
func (DoCancel) output() {}
func (DoMake) output()   {}
