package replica

import (
	"etabli/storage/journal"
	"etabli/sync/wire"
)

// Input is something that happened.
type Input interface{ input() }

// The inputs of a Machine.
type (
	// Begin starts the machine, and tells it to try at once when it rests.
	Begin struct{}
	// Prepared answers DoPrepare.
	Prepared struct {
		Chains   []wire.ChainHead // own chains, the one in work first
		Progress wire.Progress
		Voids    int // entries with a position that HQ has lost
		Cleared  uint64
		Scoped   uint64
		Short    bool // nothing of others is here yet
	}
	// Dialled answers DoDial: frames can be sent.
	Dialled struct{}
	// NoConnection answers DoDial too, and says that a session broke.
	NoConnection struct {
		Code    string
		Refused wire.Code // when HQ itself said no
	}
	// FrameIn is a frame from HQ.
	FrameIn struct{ Frame wire.Frame }
	// Local says that something may have been recorded here.
	Local struct{}
	// Verified answers DoVerify.
	Verified struct {
		Chain journal.ChainID
		Good  bool
	}
	// TailLoaded answers DoLoadTail; no entries means that there are none yet.
	TailLoaded struct {
		Chain  journal.ChainID
		From   uint64
		Before journal.Digest // link before the first entry, if it is known
		// Previous is the digest of the entry before the first, if it was asked for.
		Previous journal.Digest
		Entries  [][]byte
		Keys     []wire.KeyRow
	}
	// PageApplied answers DoApply.
	PageApplied struct {
		Progress wire.Progress
		NewChain bool // the chain in work is another now
		Unusable int  // entries that could not be read or contradict what is here
		Wanted   bool // histories are to be asked for
	}
	// Rewound answers DoRewind.
	Rewound struct{ Voided int }
	// VoidsLoaded answers DoLoadVoids; nil when there are no more.
	VoidsLoaded struct {
		HandBack *wire.HandBack
		Last     *journal.Voided // of them
	}
	// LentLoaded answers DoLoadLent; nil when there is nothing to hand in.
	LentLoaded struct{ Run *wire.Push }
	// WantsLoaded answers DoLoadWants.
	WantsLoaded struct {
		Wants []wire.Want
		All   int // how many histories are to be asked for, with these
	}
	// PlacesTaken answers DoPlace.
	PlacesTaken struct{}
	// HistoriesTaken answers DoTakeHistories.
	HistoriesTaken struct{ NewChain bool }
	// Acknowledged answers DoAcknowledge.
	Acknowledged struct{}
	// Counted answers DoCount.
	Counted struct {
		Waiting  int
		OldestMS int64
		Voids    int
	}
	// SentOut answers DoSend.
	SentOut struct{}
	// StoreFailed says that the journal could not answer a question.
	StoreFailed struct{ Question Output }
	// Tick says that time has passed.
	Tick struct{}
)

func (Begin) input()        {}
func (Prepared) input()     {}
func (Dialled) input()      {}
func (NoConnection) input() {}
func (FrameIn) input()      {}
func (Local) input()        {}
func (Verified) input()     {}
func (TailLoaded) input()   {}
func (PageApplied) input()  {}
func (Acknowledged) input() {}
func (Rewound) input()      {}
func (VoidsLoaded) input()  {}
func (PlacesTaken) input()  {}
func (LentLoaded) input()   {}
func (WantsLoaded) input()  {}

func (HistoriesTaken) input() {}

func (Counted) input()     {}
func (SentOut) input()     {}
func (StoreFailed) input() {}
func (Tick) input()        {}

// Output is something to do.
type Output interface{ output() }

// The outputs of a Machine.
type (
	// DoPrepare asks for the own chains and the progress.
	DoPrepare struct{}
	// DoDial asks for a connection.
	DoDial struct{}
	// DoSend asks for frames to be sent together.
	DoSend struct{ Frames []wire.Frame }
	// DoVerify asks whether the entries after a link lead to the head.
	DoVerify struct {
		Chain journal.ChainID
		After uint64
		Link  journal.Digest
		Head  wire.ChainHead
	}
	// DoLoadTail asks for own entries and the keys of their boxes.
	DoLoadTail struct {
		Chain    journal.ChainID
		After    uint64
		MaxBytes int
		Previous bool // whether the digest of the entry before is wanted
	}
	// DoApply asks to take in a page with the progress after it. Scoped says that
	// it tells what is of this site.
	DoApply struct {
		Page     *wire.Page
		Progress wire.Progress
		Scoped   bool
	}
	// DoRewind asks to take what HQ has lost off its positions.
	DoRewind struct {
		Progress wire.Progress // after it
		Lineage  wire.Lineage  // of what is lost
		Has      map[journal.ChainID]uint64
	}
	// DoLoadVoids asks for entries with void positions, after one of them.
	DoLoadVoids struct {
		After    *journal.Voided
		MaxBytes int
	}
	// DoLoadLent asks for entries that another device vouched for and HQ has not
	// placed, beyond those that were sent.
	DoLoadLent struct{ Sent map[journal.ChainID]uint64 }
	// DoLoadWants asks for histories that are to be asked for.
	DoLoadWants struct{}
	// DoPlace asks to note where HQ has what it was given back.
	DoPlace struct {
		Items  []wire.Item
		Scopes []wire.ScopeChange
	}
	// DoTakeHistories asks to take in histories, or parts of them, that were asked for
	// up to a position.
	DoTakeHistories struct {
		Parts []*wire.History
		UpTo  uint64
	}
	// DoAcknowledge asks to note what HQ has.
	DoAcknowledge struct{ Acks []wire.Ack }
	// DoCount asks how much waits.
	DoCount struct{}
	// DoCompare tells HQ's time, asked at SentMS and known at ReceivedMS.
	DoCompare struct{ HQMS, SentMS, ReceivedMS int64 }
	// DoClose asks to close the connection; nothing of it must come any more.
	DoClose struct{}
)

func (DoPrepare) output()     {}
func (DoDial) output()        {}
func (DoSend) output()        {}
func (DoVerify) output()      {}
func (DoLoadTail) output()    {}
func (DoApply) output()       {}
func (DoAcknowledge) output() {}
func (DoRewind) output()      {}
func (DoLoadVoids) output()   {}
func (DoLoadLent) output()    {}
func (DoLoadWants) output()   {}

func (DoTakeHistories) output() {}
func (DoPlace) output()         {}

func (DoCount) output()   {}
func (DoCompare) output() {}
func (DoClose) output()   {}
