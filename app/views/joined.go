package views

import (
	"errors"
	"slices"

	"etabli/app/domain/kind"
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
