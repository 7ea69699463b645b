package meet

import (
	"maps"

	"etabli/storage/journal"
	"etabli/sync/wire"
)

// Times and limits of a talk.
const (
	againAfterMS = 200       // between two rounds
	stuckAfterMS = 600_000   // a round is not answered
	maxRound     = 256 << 20 // bytes of one round
)

// Talk is one side of the exchange of two devices over a connection, as a
// function of state, input and time. Both sides are alike: each says how far it
// is, gives in rounds what the other lacks, and takes what comes in rounds.
// Whoever runs it carries out the outputs in order and answers those that say so.
type Talk struct {
	theirs *wire.Meet
	cursor wire.Cursor // theirs
	has    map[journal.ChainID]uint64
	given  uint64      // what HQ placed was given up to here
	giving uint64      // and is being given up to here
	told   wire.Cursor // ours, as they know it

	round []wire.Frame // of theirs, as far as it came
	size  int

	due, gathering, waiting bool // something may be new; asked for; given and not answered
	taking, asked, sending  bool // a round is whole; and is being taken in
	first, answered, heard  bool // a round is to be given in any case; one was answered; one of theirs is in
	ended                   bool
	outbox                  []wire.Frame

	againMS                   int64
	heardMS, spokeMS, movedMS int64
	nowMS                     int64
	pings                     uint64
	why                       wire.Code
}

// NewTalk begins a talk with what this side says of itself.
func NewTalk(own *wire.Meet, nowMS int64) *Talk {
	return &Talk{
		has: map[journal.ChainID]uint64{}, first: true, outbox: []wire.Frame{own},
		told:    own.Cursor,
		heardMS: nowMS, spokeMS: nowMS, movedMS: nowMS, nowMS: nowMS,
	}
}

// Settled tells whether both sides have what the other had.
func (t *Talk) Settled() bool {
	return t.answered && t.heard && !t.due && !t.gathering && !t.waiting && !t.taking && len(t.round) == 0 && len(t.outbox) == 0 && !t.sending
}

// Ended tells whether the talk is over, and why when somebody refused something.
func (t *Talk) Ended() (bool, wire.Code) { return t.ended, t.why }

// Step takes one input and returns what to do.
func (t *Talk) Step(in TalkInput, nowMS int64) []TalkOutput {
	if t.ended {
		return nil
	}
	if back := t.nowMS - nowMS; back > 0 { // somebody set the clock back
		t.againMS, t.heardMS, t.spokeMS, t.movedMS = t.againMS-back, t.heardMS-back, t.spokeMS-back, t.movedMS-back
	}
	t.nowMS = nowMS
	switch in := in.(type) {
	case Heard:
		t.heardMS = nowMS
		t.frame(in.Frame)
	case Recorded:
		t.due = true
	case Gathered:
		t.gathered(in)
	case Took:
		t.took(in)
	case Sent:
		t.sending, t.spokeMS = false, nowMS
	case Ticked:
		t.tick()
	case Failed:
		t.end(in.Code)
	}
	return t.act()
}

// act adds what the state itself asks for.
func (t *Talk) act() (out []TalkOutput) {
	if t.theirs != nil && t.due && !t.gathering && !t.waiting && !t.sending && t.nowMS >= t.againMS && t.why == wire.CodeNone {
		t.gathering, t.due = true, false
		out = append(out, DoGather{Above: max(t.given, t.cursor.Position), Lineage: t.cursor.Lineage, Has: maps.Clone(t.has), All: t.first, Heads: t.theirs.Has, Told: t.theirs.Version >= wire.Receipts})
	}
	if t.taking && !t.asked {
		t.asked = true
		out = append(out, DoTake{Meet: t.theirs, Frames: t.round})
	}
	if !t.sending && len(t.outbox) > 0 {
		t.sending = true
		out = append(out, DoSend{t.outbox})
		t.outbox = nil
	}
	if t.why != wire.CodeNone && !t.sending && !t.ended {
		t.ended = true
		out = append(out, DoEnd{})
	}
	return out
}

func (t *Talk) frame(f wire.Frame) {
	meet, isMeet := f.(*wire.Meet)
	if refused, no := f.(*wire.Refused); no {
		t.why, t.outbox = refused.Code, nil
		return
	}
	if isMeet != (t.theirs == nil) {
		t.end(wire.CodeUnexpectedFrame)
		return
	}
	switch f := f.(type) {
	case *wire.Meet:
		t.theirs, t.cursor, t.due = meet, meet.Cursor, true
		t.learn(meet.Has)
	case *wire.Push, *wire.Carried:
		t.piece(f)
	case *wire.Given:
		t.whole()
	case *wire.Taken:
		t.taken(f)
	case *wire.Ping:
		t.outbox = append(t.outbox, &wire.Pong{N: f.N, MS: t.nowMS})
	case *wire.Pong:
	default:
		t.end(wire.CodeUnexpectedFrame)
	}
}

func (t *Talk) learn(has []wire.ChainSeq) {
	for _, c := range has {
		t.has[c.Chain] = max(t.has[c.Chain], c.Seq)
	}
}

// piece keeps a frame of a round until the round is whole.
func (t *Talk) piece(f wire.Frame) {
	entries := [][]byte(nil)
	switch f := f.(type) {
	case *wire.Push:
		entries = f.Entries
	case *wire.Carried:
		entries = f.Entries
	}
	for _, raw := range entries {
		t.size += len(raw)
	}
	if t.taking || t.size > maxRound {
		t.end(wire.CodeUnexpectedFrame)
		return
	}
	t.round = append(t.round, f)
}

// whole notes that all of a round is there.
func (t *Talk) whole() {
	if t.taking {
		t.end(wire.CodeUnexpectedFrame)
		return
	}
	t.taking, t.movedMS = true, t.nowMS
}

// taken learns how far the other side is.
func (t *Talk) taken(f *wire.Taken) {
	if f.Cursor.Lineage != t.cursor.Lineage {
		t.end(wire.CodeLineage) // HQ's history goes on otherwise: begin anew
		return
	}
	t.movedMS = t.nowMS
	t.learn(f.Has)
	if f.Cursor.Position > t.cursor.Position {
		t.cursor = f.Cursor
	}
	if f.Round && t.waiting {
		t.waiting, t.answered = false, true
		t.given = max(t.given, t.giving)
	}
}

// gathered gives what there was to give.
func (t *Talk) gathered(in Gathered) {
	t.gathering = false
	t.againMS = t.nowMS + againAfterMS
	if in.Cursor != t.told {
		t.told = in.Cursor
		t.outbox = append(t.outbox, &wire.Taken{Cursor: in.Cursor})
	}
	if len(in.Frames) == 0 && !t.first {
		return
	}
	t.first, t.waiting, t.giving, t.movedMS = false, true, in.Cursor.Position, t.nowMS
	t.outbox = append(append(t.outbox, in.Frames...), &wire.Given{})
}

// took answers a round of theirs.
func (t *Talk) took(in Took) {
	t.taking, t.asked = false, false
	if in.Code != wire.CodeNone {
		t.end(in.Code)
		return
	}
	for _, f := range t.round {
		if run, ok := f.(*wire.Push); ok {
			t.has[run.Chain] = max(t.has[run.Chain], run.Vouch.Seq)
		}
	}
	t.round, t.size, t.heard, t.movedMS, t.told = nil, 0, true, t.nowMS, in.Cursor
	t.outbox = append(t.outbox, &wire.Taken{Has: in.Has, Cursor: in.Cursor, Round: true})
}

func (t *Talk) end(code wire.Code) {
	if t.why == wire.CodeNone {
		t.outbox = append(t.outbox, &wire.Refused{Code: code})
		t.why = code
	}
}

// tick looks at the time.
func (t *Talk) tick() {
	if t.nowMS-t.heardMS > wire.IdleTimeout.Milliseconds() || t.waiting && t.nowMS-t.movedMS > stuckAfterMS {
		t.why, t.outbox, t.sending = wire.CodeBusy, nil, false
		return
	}
	if t.theirs != nil && t.nowMS-t.spokeMS >= wire.HeartbeatEvery.Milliseconds() && !t.sending && len(t.outbox) == 0 {
		t.pings++
		t.outbox = append(t.outbox, &wire.Ping{N: t.pings, MS: t.nowMS})
	}
}
