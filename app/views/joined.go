package views

import (
	"errors"
	"slices"

	"etabli/app/domain/kind"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// joined are a file and those that were joined with it, directly or not: what was
// noted on them is its own.
func (l *look) joined(file journal.EntityID) ([]journal.EntityID, error) {
	out := []journal.EntityID{file}
	for i := 0; i < len(out); i++ {
		s, err := l.state(kind.Repair, out[i])
		if errors.Is(err, storage.ErrNotFound) {
			continue // nothing is known of it here, so nothing was joined
		}
		if err != nil {
			return nil, err
		}
		for _, id := range linksOf(s).Merged {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out, nil
}

// ofFile answers what a list by file holds of a file and of those that were joined
// with it.
func ofFile[T any](r storage.Reader, file journal.EntityID, of func(journal.EntityID) ([]T, error)) ([]T, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	files, err := l.joined(file)
	if err != nil {
		return nil, err
	}
	out := []T{}
	for _, id := range files {
		some, err := of(id)
		if err != nil {
			return nil, err
		}
		out = append(out, some...)
	}
	return out, nil
}

// GoesOnAs is the file that one goes on as: the one that it was joined with, else
// itself; storage.ErrNotFound when nothing is known of it here.
func (v *Views) GoesOnAs(r storage.Reader, file journal.EntityID) (journal.EntityID, error) {
	l, err := newLook(r)
	if err != nil {
		return file, err
	}
	return l.goesOn(file)
}

// maxJoins bounds how far a file that was joined is followed.
const maxJoins = 8

func (l *look) goesOn(file journal.EntityID) (journal.EntityID, error) {
	for range maxJoins {
		s, err := l.state(kind.Repair, file)
		if err != nil || s.ID(fold.FieldInto).IsZero() {
			return file, err
		}
		file = s.ID(fold.FieldInto)
	}
	return file, nil
}

// nowAbout is the file that something is about today; what is about a file of which
// nothing is known here stays so.
func (l *look) nowAbout(noted journal.EntityID) (journal.EntityID, error) {
	if noted.IsZero() {
		return noted, nil
	}
	file, err := l.goesOn(noted)
	if errors.Is(err, storage.ErrNotFound) {
		return file, nil
	}
	return file, err
}
