package fold

import (
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/storage/journal"
)

// FieldWipe is what a customer agreed to about what their device holds.
const FieldWipe = "wipe"

var wipeKinds = kinds{kind.WipeAgreed: {wipeAgreed}}

func wipeAgreed(a *act, e journal.Entity, x *effects) error {
	f, err := facts[repair.WipeFacts](a)
	if err != nil || !is(e, kind.Repair) {
		return err
	}
	return x.setFacts(FieldWipe, f)
}
