package meet

import (
	"etabli/storage/journal"
	"etabli/sync/wire"
)

// TalkInput is something that happened.
type TalkInput interface{ talkInput() }

// The inputs of a Talk.
type (
	// Heard is a frame of the other side.
	Heard struct{ Frame wire.Frame }
	// Recorded says that something may have been recorded or received here.
	Recorded struct{}
	// Gathered answers DoGather.
	Gathered struct {
		Frames []wire.Frame
		Cursor wire.Cursor // how far this side has read HQ's log
	}
	// Took answers DoTake.
	Took struct {
		Code   wire.Code // why nothing was taken
		Has    []wire.ChainSeq
		Cursor wire.Cursor
	}
	// Sent answers DoSend.
	Sent struct{}
	// Ticked says that time has passed.
	Ticked struct{}
	// Failed says that this side cannot go on.
	Failed struct{ Code wire.Code }
)

func (Heard) talkInput()    {}
func (Recorded) talkInput() {}
func (Gathered) talkInput() {}
func (Took) talkInput()     {}
func (Sent) talkInput()     {}
func (Ticked) talkInput()   {}
func (Failed) talkInput()   {}

// TalkOutput is something to do.
type TalkOutput interface{ talkOutput() }

// The outputs of a Talk.
type (
	// DoSend asks for frames to be sent together.
	DoSend struct{ Frames []wire.Frame }
	// DoGather asks what the other side lacks.
	DoGather struct {
		Above   uint64 // of HQ's log, in a lineage
		Lineage wire.Lineage
		Has     map[journal.ChainID]uint64
		All     bool            // also what nobody vouches for
		Heads   []wire.ChainSeq // as the other side said at first, with All
		Told    bool            // the other side takes what HQ said of what it placed
	}
	// DoTake asks to take in a round.
	DoTake struct {
		Meet   *wire.Meet // theirs
		Frames []wire.Frame
	}
	// DoEnd asks to close the connection; nothing of it may come any more.
	DoEnd struct{}
)

func (DoSend) talkOutput()   {}
func (DoGather) talkOutput() {}
func (DoTake) talkOutput()   {}
func (DoEnd) talkOutput()    {}
