package views

import (
	"errors"

	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// settle brings an entity up to date of which entries only got their places, in the
// order in which they were folded: fewer of them wait for HQ, and nothing else is
// different. It answers false, and has done nothing, where that is not certain.
func settle(tx storage.Tx, targets []generation, t *journal.Touched) (bool, error) {
	if t.Stub != nil || !fold.Settles(t.Placed) {
		return false, nil
	}
	values := make([][]byte, len(targets))
	for i, g := range targets {
		var err error
		if values[i], err = settled(tx, g, t); values[i] == nil || err != nil {
			return false, err
		}
	}
	for i, g := range targets {
		if err := tx.Put(g.entity(t.Entity), values[i]); err != nil {
			return false, err
		}
	}
	return true, nil
}

// settled is the value of an entity's row when entries of it wait no more; nil when it
// must be folded.
func settled(r storage.Reader, g generation, t *journal.Touched) ([]byte, error) {
	value, err := r.Get(g.entity(t.Entity))
	if errors.Is(err, storage.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	state, err := parseState(t.Entity, value)
	if err != nil || !state.Settle(len(t.Placed)) {
		return nil, err
	}
	raw, err := state.Bytes()
	if err != nil {
		return nil, err
	}
	if isRepair(t.Entity) {
		var row row
		if err := parseLocal(t.Entity, value, &row); err != nil {
			return nil, err
		}
		row.Tentative = state.Waiting > 0
		row.place(t.Placed)
		return entityValue(raw, &row)
	}
	_, local, err := cutEntity(value)
	return joinEntity(raw, local), err
}
