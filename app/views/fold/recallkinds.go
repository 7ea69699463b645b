package fold

import (
	"etabli/app/domain/kind"
	"etabli/app/domain/recall"
	"etabli/storage/journal"
)

// The fields of lists of devices that somebody looks for.
const (
	FieldListed  = "listed"  // facts
	GroupHolders = "holder/" // what became of a holder, by file
)

var recallKinds = kinds{
	kind.RecallListed:   {recallListed},
	kind.RecallAnswered: {recallAnswered},
}

func recallListed(a *act, e journal.Entity, x *effects) error {
	f, err := facts[recall.ListedFacts](a)
	if err != nil || !is(e, kind.Recall) {
		return err
	}
	return x.setFacts(FieldListed, f)
}

func recallAnswered(a *act, e journal.Entity, x *effects) error {
	f, err := facts[recall.AnsweredFacts](a)
	if err != nil || !is(e, kind.Recall) {
		return err
	}
	for _, other := range a.entry.Header.Entities {
		if is(other, kind.Repair) {
			x.set(GroupHolders+other.ID.String(), f.Answer)
		}
	}
	return nil
}
