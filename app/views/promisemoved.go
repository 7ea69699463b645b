package views

import (
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Postponed is the last time a promised day moved to a later one.
type Postponed struct {
	Ref  journal.Ref
	AtMS int64
	From string
	To   string
}

// Postponed answers when the promised day of a file last moved to a later one,
// false when it never did or was brought forward again since.
func (v *Views) Postponed(r storage.Reader, file journal.EntityID) (Postponed, bool, error) {
	history, err := journal.History(r, repairEntity(file))
	if err != nil {
		return Postponed{}, false, err
	}
	now, last, found := "", Postponed{}, false
	for i := range history {
		e := &history[i]
		to, says := "", false
		switch kind.Kind(e.Header.Kind) {
		case kind.RepairReceived:
			to = read[repair.ReceivedFacts](e).PromisedOn
			says = to != ""
		case kind.RepairEdited:
			to, says = read[repair.EditedFacts](e).Fields[repair.FieldPromisedOn]
		}
		if !says || to == now {
			continue
		}
		if found = now != "" && to > now; found {
			last = Postponed{Ref: e.Ref(), AtMS: fold.AtMS(e), From: now, To: to}
		}
		now = to
	}
	return last, found, nil
}
