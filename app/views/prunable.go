package views

import (
	"errors"
	"slices"

	"etabli/app/domain/repair"
	"etabli/storage"
	"etabli/storage/journal"
)

// Prunable lists files that are closed, that are whole here and that nobody has
// touched since a time (Unix milliseconds), the oldest first.
func (v *Views) Prunable(r storage.Reader, sinceMS int64) (list []journal.Entity, err error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	positions, err := l.scan(l.g.list(newestFirst, scopeBytes[repair.Ended]), "", nil, 0)
	if err != nil {
		return nil, err
	}
	for _, at := range slices.Backward(positions) {
		id := idOf(at)
		file, err := l.raw(id)
		if err != nil {
			return nil, err
		}
		if file.Stub == "" && file.TouchedMS <= sinceMS {
			list = append(list, repairEntity(id))
		}
	}
	return list, nil
}

// Short is what is shown of a file instead of its history, and the position of its
// last entry; nil when it is not closed, when HQ has received something of it after
// sinceMS, or when people are asked about it.
func (v *Views) Short(r storage.Reader, e journal.Entity, sinceMS int64) (content []byte, last uint64, err error) {
	if !isRepair(e) {
		return nil, 0, nil
	}
	g, err := current(r)
	if errors.Is(err, ErrStale) {
		return nil, 0, nil // it is sent whole until the views are made anew
	}
	if err != nil {
		return nil, 0, err
	}
	value, err := r.Get(g.entity(e))
	if err != nil {
		return nil, 0, ignoreMissing(err)
	}
	var file row
	if err := parseLocal(e, value, &file); err != nil {
		return nil, 0, err
	}
	if file.Status.Scope() != repair.Ended || file.Items > 0 || file.Tentative || file.Stub != "" || file.AtHQMS > sinceMS {
		return nil, 0, nil
	}
	state, err := parseState(e, value)
	if err != nil {
		return nil, 0, err
	}
	extract := shortOf(e, state)
	extract.Words = file.Words
	content, err = journal.MarshalFacts(extract)
	return content, file.Position, err
}
