package views

import (
	"errors"

	"etabli/app/domain/kind"
	"etabli/app/domain/site"
	"etabli/app/views/fold"
	"etabli/storage"
)

// Letterhead answers what the papers of a shop carry; nothing where nobody said.
func (v *Views) Letterhead(r storage.Reader, code string) (f site.LetterheadFacts, err error) {
	l, err := newLook(r)
	if err != nil {
		return f, err
	}
	s, err := l.state(kind.Site, SiteID(code))
	if errors.Is(err, storage.ErrNotFound) {
		return f, nil
	}
	if err != nil || s.Value(fold.FieldLetterhead) == "" {
		return f, err
	}
	return f, inField(s, fold.FieldLetterhead, &f)
}
