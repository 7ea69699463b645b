package views

import (
	"etabli/app/domain/site"
	"etabli/app/views/fold"
	"etabli/storage"
)

// Letterhead answers what the papers of a shop carry; nothing where nobody said.
func (v *Views) Letterhead(r storage.Reader, code string) (site.LetterheadFacts, error) {
	return siteFacts[site.LetterheadFacts](r, code, fold.FieldLetterhead)
}
