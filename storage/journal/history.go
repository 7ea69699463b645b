package journal

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"etabli/storage"
)

// Refs returns the entries of an entity in the order they came to this store.
func Refs(r storage.Reader, e Entity) ([]Ref, error) {
	row, err := entityIndex(r, e)
	if err != nil {
		return nil, err
	}
	return row.refs(r, e)
}

// History returns the entries of an entity in the order of the fold: those with
// a position first, by position, then the tentative tail by hybrid time, chain
// and sequence number. An unknown entity has none.
func History(r storage.Reader, e Entity) ([]Positioned, error) {
	return HistoryWith(r, e, nil)
}

// HistoryWith is History for who has read some of the entries from the same snapshot.
func HistoryWith(r storage.Reader, e Entity, read map[Ref]Positioned) ([]Positioned, error) {
	refs, err := Refs(r, e)
	if err != nil {
		return nil, err
	}
	history := make([]Positioned, len(refs))
	for i, ref := range refs {
		var has bool
		if history[i], has = read[ref]; has {
			continue
		}
		if history[i], err = Get(r, ref); err != nil {
			return nil, fmt.Errorf("journal: history of %s: %w", e.ID, err)
		}
	}
	slices.SortFunc(history, func(a, b Positioned) int { return CompareFold(&a, &b) })
	return history, nil
}

// CompareFold orders two entries as the fold takes them.
func CompareFold(a, b *Positioned) int {
	switch {
	case a.Position != 0 && b.Position != 0:
		return cmp.Compare(a.Position, b.Position)
	case a.Position != 0:
		return -1
	case b.Position != 0:
		return 1
	}
	return cmp.Or(
		cmp.Compare(a.Header.HLC, b.Header.HLC),
		bytes.Compare(a.Header.Chain[:], b.Header.Chain[:]),
		cmp.Compare(a.Header.Seq, b.Header.Seq),
	)
}
