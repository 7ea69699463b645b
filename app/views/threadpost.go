package views

import (
	"etabli/app/domain/kind"
	"etabli/app/domain/message"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// threadsOutgoing is the list of threads with a message that has to go out, or
// whose carrier has not answered yet.
const threadsOutgoing = "outgoing"

// Carried is what became of a message on its way out.
type Carried struct {
	State      message.Carriage `json:"state"`
	AtMS       int64            `json:"at_ms"`
	Try        int              `json:"try,omitempty"`
	Reason     message.Reason   `json:"reason,omitempty"`
	Code       int              `json:"code,omitempty"` // of the carrier's answer
	NextMS     int64            `json:"next_ms,omitempty"`
	CostMicros int64            `json:"cost_micros,omitempty"` // millionths of the currency
	Currency   string           `json:"currency,omitempty"`
	Name       string           `json:"name,omitempty"` // the carrier's own
}

func carriedOf(f *message.CarriedFacts) *Carried {
	if f == nil {
		return nil
	}
	return &Carried{f.State, f.AtMS, f.Try, f.Reason, f.Code, f.NextMS, f.CostMicros, f.Currency, f.Name}
}

// onTheirWay is when the last message of a thread was said that is not out yet,
// and since when one waits for a person to decide; 0 for none.
func onTheirWay(s *fold.State) (goesMS, stuckMS int64) {
	for _, said := range s.Talk {
		if !said.Goes {
			continue
		}
		switch state := said.Carriage(); {
		case state.Goes() || state == message.Trying:
			goesMS = max(goesMS, said.AtMS)
		case state.Stuck() && (stuckMS == 0 || said.AtMS < stuckMS):
			stuckMS = said.AtMS
		}
	}
	return goesMS, stuckMS
}

// Outgoing is a message of ours that is not out yet.
type Outgoing struct {
	Thread    journal.EntityID
	Ref       journal.Ref
	Channel   message.Channel
	AtMS      int64
	Automatic bool
	Event     message.Event // what nobody wrote tells of; empty when somebody wrote it
	ByMS      int64         // until when it is of use; 0 for always
	Owed      message.Owed  // by law, also to whom has stopped messages
	Carried   Carried
}

// Outgoing answers the messages by a channel, said since a moment, that are not
// out yet.
func (v *Views) Outgoing(r storage.Reader, c message.Channel, sinceMS int64) ([]Outgoing, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	members, err := l.placedBetween(kind.Thread, threadsOutgoing, nil, latest(sinceMS-1), 0)
	if err != nil {
		return nil, err
	}
	var out []Outgoing
	for _, m := range members {
		s, err := l.state(kind.Thread, m.ID)
		if err != nil {
			return nil, err
		}
		for _, said := range s.Talk {
			state := said.Carriage()
			if !said.Goes || said.Channel != c || said.AtMS < sinceMS || !state.Goes() && state != message.Trying {
				continue
			}
			o := Outgoing{Thread: m.ID, Ref: said.Ref, Channel: said.Channel, AtMS: said.AtMS, Automatic: said.Receipt || said.Told}
			if !said.Receipt {
				e, err := journal.Get(r, said.Ref)
				if err != nil {
					return nil, err
				}
				f := read[message.SentFacts](&e)
				o.Event, o.ByMS, o.Owed = f.Event, f.ByMS, f.Owed
			}
			if said.Carried != nil {
				o.Carried = *carriedOf(said.Carried)
			}
			out = append(out, o)
		}
	}
	return out, nil
}
