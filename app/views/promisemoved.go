package views

import (
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/views/fold"
	"etabli/storage/journal"
)

// PromiseMoved is the last time that a promised day became another.
type PromiseMoved struct {
	Ref  journal.Ref `json:"-"`
	AtMS int64       `json:"at_ms"`
	From string      `json:"from"`
	To   string      `json:"to"`
	Why  repair.Why  `json:"why,omitempty"`
}

// Later tells whether the customer waits longer by it.
func (m *PromiseMoved) Later() bool { return m != nil && m.To > m.From }

// promiseMoved finds it in the history of a file; nil when the day never moved or none
// is promised any more.
func promiseMoved(s *fold.State, history []journal.Positioned) *PromiseMoved {
	now, last := "", (*PromiseMoved)(nil)
	for i := range history {
		e := &history[i]
		var fields map[string]string
		switch kind.Kind(e.Header.Kind) {
		case kind.RepairReceived:
			fields = map[string]string{repair.FieldPromisedOn: read[repair.ReceivedFacts](e).PromisedOn}
		case kind.RepairEdited:
			fields = read[repair.EditedFacts](e).Fields
		}
		to, says := fields[repair.FieldPromisedOn]
		if !says || to == now || has(s.Repeats, e.Ref()) {
			continue
		}
		last = nil
		if now != "" && to != "" {
			last = &PromiseMoved{Ref: e.Ref(), AtMS: fold.AtMS(e), From: now, To: to, Why: repair.Why(fields[repair.FieldPromisedWhy])}
		}
		now = to
	}
	if last != nil && last.To != s.Value(repair.FieldPromisedOn) {
		return nil // another day holds
	}
	return last
}
