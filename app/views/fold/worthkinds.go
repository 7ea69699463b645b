package fold

import (
	"etabli/app/domain/customer"
	"etabli/app/domain/kind"
	"etabli/storage/journal"
)

// FieldWorth says that managers of a shop see what its customers are worth.
const FieldWorth = "worth"

var worthKinds = kinds{kind.WorthSaid: {worthSaid}}

func worthSaid(a *act, e journal.Entity, x *effects) error {
	f, err := facts[customer.WorthFacts](a)
	if err == nil && is(e, kind.Site) {
		x.set(FieldWorth, flag(f.On))
	}
	return err
}
