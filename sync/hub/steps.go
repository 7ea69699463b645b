package hub

import (
	"etabli/storage/journal"
	"etabli/sync/wire"
)

// SessionInput is something that happened.
type SessionInput interface{ sessionInput() }

// The inputs of a session.
type (
	// FrameIn is a frame from the device.
	FrameIn struct{ Frame wire.Frame }
	// Checked answers DoCheck.
	Checked struct {
		Head     Head
		Resume   wire.Cursor
		Accepted []wire.Accepted
		Holds    map[journal.ChainID]uint64 // how much of its own chains the device has for certain
		Refused  wire.Code
		// Recovering says that HQ only takes back what it has lost.
		Recovering bool
	}
	// BackTaken answers DoTakeBack; Code is set when HQ itself failed.
	BackTaken struct {
		Code   wire.Code
		Placed Placed
	}
	// Ordered answers DoOrder; Code is set when HQ itself failed.
	Ordered struct {
		Chain   journal.ChainID
		Verdict Verdict
		Code    wire.Code
		// Late says that it was not asked for: held entries went on.
		Late bool
		// Vouched says that the device handed in for another one.
		Vouched bool
	}
	// Loaded answers DoLoad.
	Loaded struct{ Page *wire.Page }
	// Fetched answers DoFetch, in the order of what was wanted.
	Fetched struct{ Parts []*wire.History }
	// Moved says that the feed has something new.
	Moved struct{}
	// SentOut answers DoSend.
	SentOut struct{}
	// Tick says that time has passed; once a second is enough.
	Tick struct{}
	// End ends the session with a reason.
	End struct{ Code wire.Code }
)

func (FrameIn) sessionInput()   {}
func (Checked) sessionInput()   {}
func (Ordered) sessionInput()   {}
func (BackTaken) sessionInput() {}
func (Loaded) sessionInput()    {}
func (Fetched) sessionInput()   {}
func (Moved) sessionInput()     {}
func (SentOut) sessionInput()   {}
func (Tick) sessionInput()      {}
func (End) sessionInput()       {}

// SessionOutput is something to do.
type SessionOutput interface{ sessionOutput() }

// The outputs of a session.
type (
	// DoCheck asks for Core.Check.
	DoCheck struct{ Hello *wire.Hello }
	// DoOrder asks for the hand-in to be settled.
	DoOrder struct{ HandIn HandIn }
	// DoTakeBack asks for what is given back to be kept.
	DoTakeBack struct{ In BackIn }
	// DoLoad asks for Core.Page.
	DoLoad struct{ Reading Reading }
	// DoFetch asks for Core.Histories.
	DoFetch struct{ Fetching Fetching }
	// DoSend asks for frames to be sent together.
	DoSend struct{ Frames []wire.Frame }
	// DoSight asks to note what the device told of itself.
	DoSight struct{ seen sighting }
	// DoStop asks to close the connection.
	DoStop struct{}
)

func (DoCheck) sessionOutput()    {}
func (DoOrder) sessionOutput()    {}
func (DoLoad) sessionOutput()     {}
func (DoFetch) sessionOutput()    {}
func (DoTakeBack) sessionOutput() {}
func (DoSend) sessionOutput()     {}
func (DoSight) sessionOutput()    {}
func (DoStop) sessionOutput()     {}
