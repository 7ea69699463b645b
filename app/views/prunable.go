package views

import (
	"etabli/app/domain/repair"
	"etabli/storage"
	"etabli/storage/journal"
)

// Prunable lists files that are closed, that are whole here and that nobody has
// touched since a time (Unix milliseconds), up to limit.
func (v *Views) Prunable(r storage.Reader, sinceMS int64, limit int) (list []journal.Entity, err error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	positions, err := l.scan(l.g.list(newestFirst, scopeBytes[repair.Ended]), "", nil, 0)
	if err != nil {
		return nil, err
	}
	for i := len(positions) - 1; i >= 0 && len(list) < limit; i-- { // the oldest come first
		id := idOf(positions[i])
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
