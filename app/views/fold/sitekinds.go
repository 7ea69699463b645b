package fold

import (
	"etabli/app/domain/kind"
	"etabli/app/domain/site"
	"etabli/storage/journal"
)

// FieldLetterhead holds the letterhead of a shop.
const FieldLetterhead = "letterhead"

var siteKinds = kinds{kind.LetterheadSaved: {letterheadSaved}}

func letterheadSaved(a *act, e journal.Entity, x *effects) error {
	f, err := facts[site.LetterheadFacts](a)
	if err != nil || !is(e, kind.Site) {
		return err
	}
	return x.setFacts(FieldLetterhead, f)
}
