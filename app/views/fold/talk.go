package fold

import (
	"cmp"
	"slices"

	"etabli/app/domain/kind"
	"etabli/app/domain/message"
	"etabli/storage/journal"
)

// Said is one thing that was said in a thread, with what became of it. A line
// is handled by an act of somebody who had seen it, and by no other.
type Said struct {
	Ref        journal.Ref     `cbor:"1,keyasint"`
	Inbound    bool            `cbor:"2,keyasint,omitempty"`
	Channel    message.Channel `cbor:"3,keyasint,omitempty"`
	AtMS       int64           `cbor:"4,keyasint,omitempty"` // received, or sent
	Weight     message.Weight  `cbor:"5,keyasint,omitempty"`
	Missed     bool            `cbor:"6,keyasint,omitempty"`
	WaitedS    int             `cbor:"7,keyasint,omitempty"`
	Answer     bool            `cbor:"8,keyasint,omitempty"` // a person's
	Receipt    bool            `cbor:"9,keyasint,omitempty"` // the automatic acknowledgement
	HandledMS  int64           `cbor:"10,keyasint,omitempty"`
	AnsweredMS int64           `cbor:"11,keyasint,omitempty"`
	Shelved    bool            `cbor:"12,keyasint,omitempty"` // it reached nobody
	Source     string          `cbor:"13,keyasint,omitempty"`
	Part       int             `cbor:"14,keyasint,omitempty"` // of an entry with several lines, from 1
	Goes       bool            `cbor:"15,keyasint,omitempty"` // headquarters carries it
	Told       bool            `cbor:"17,keyasint,omitempty"` // by the shop itself, of an event
	Pictures   int             `cbor:"18,keyasint,omitempty"` // that came with it
	Wish       message.Wish    `cbor:"19,keyasint,omitempty"` // what it asks for
	WishFor    string          `cbor:"20,keyasint,omitempty"`
	// Carried is what became of it last.
	Carried *message.CarriedFacts `cbor:"16,keyasint,omitempty"`
}

// Carriage is where a line stands that headquarters carries.
func (s Said) Carriage() message.Carriage {
	if s.Carried == nil {
		return message.InPost
	}
	return s.Carried.State
}

// Field is the field that holds the words of a line.
func (s Said) Field() string { return GroupSaid + s.Ref.String() }

// utterance is what an entry says in a thread.
type utterance struct {
	said       Said
	listed     bool // it is a line of its own
	settles    bool
	promisedMS int64
	keeps      bool // it keeps the promises that its author knew
	carried    *message.CarriedFacts
}

// remark is an utterance with its author.
type remark struct {
	act *act
	utterance
}

// talk is the lines of a thread at work, in the order of the fold.
type talk []remark

func (t *talk) take(a *act, u utterance) { *t = append(*t, remark{act: a, utterance: u}) }

// into writes the thread into the state. What handles a line is found by what
// its author had seen, so a message that came meanwhile stays unread.
func (t talk) into(s *State) {
	if len(t) == 0 {
		return
	}
	var promised []int64
	closed := false
	for _, r := range t {
		switch {
		case r.settles:
			closed = true
		case r.said.Answer, r.said.Inbound && r.said.Weight == message.Counts:
			closed = false
		}
		if r.promisedMS != 0 && !t.kept(&r) {
			promised = append(promised, r.promisedMS)
		}
		if r.listed {
			r.said.HandledMS, r.said.AnsweredMS = t.handled(&r)
			s.Talk = append(s.Talk, r.said)
		}
	}
	slices.SortStableFunc(s.Talk, func(a, b Said) int {
		return cmp.Or(cmp.Compare(a.AtMS, b.AtMS), compareRefs(a.Ref, b.Ref), cmp.Compare(a.Part, b.Part))
	})
	t.carry(s.Talk)
	if len(promised) > 0 {
		s.PromisedMS = slices.Min(promised)
	}
	s.Closed = closed
	s.Status = string(s.Thread().Status())
}

// carry gives each line what was said last of its way out.
func (t talk) carry(lines []Said) {
	for _, r := range t {
		if r.carried == nil || len(r.carried.Chain) != len(journal.ChainID{}) {
			continue
		}
		ref := journal.Ref{Chain: journal.ChainID(r.carried.Chain), Seq: r.carried.Seq}
		for i := range lines {
			if lines[i].Goes && lines[i].Ref == ref {
				lines[i].Carried = r.carried
			}
		}
	}
}

// handled is when a line was first handled, and first answered, by somebody who
// had seen it.
func (t talk) handled(line *remark) (handledMS, answeredMS int64) {
	if !line.said.Inbound {
		return 0, 0
	}
	for _, r := range t {
		if !r.settles && !r.said.Answer || !r.act.saw(line.act.ref) {
			continue
		}
		handledMS = earliest(handledMS, r.act.atMS())
		if r.said.Answer {
			answeredMS = earliest(answeredMS, r.said.AtMS)
		}
	}
	return handledMS, answeredMS
}

func (t talk) kept(promise *remark) bool {
	return slices.ContainsFunc(t, func(r remark) bool { return r.keeps && r.act.saw(promise.act.ref) })
}

func earliest(a, b int64) int64 {
	if a == 0 || b < a {
		return b
	}
	return a
}

// Thread is what the clocks and guards of messages need of the state.
func (s *State) Thread() message.Thread {
	t := message.Thread{Assigned: s.Value(FieldAssigned) != "", Closed: s.Closed, PromisedMS: s.PromisedMS}
	for _, said := range s.Talk {
		t.Lines = append(t.Lines, message.Line{
			Inbound: said.Inbound, Channel: said.Channel, AtMS: said.AtMS, Weight: said.Weight, Missed: said.Missed,
			Answer: said.Answer, Receipt: said.Receipt,
			Handled: said.HandledMS != 0, HandledMS: said.HandledMS, AnsweredMS: said.AnsweredMS,
		})
	}
	return t
}

func isThread(e journal.Entity) bool { return is(e, kind.Thread) }
