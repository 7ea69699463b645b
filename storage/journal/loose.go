package journal

import (
	"cmp"
	"encoding/binary"
	"slices"

	"etabli/storage"
)

// PlacedRef is an entry with what HQ said about it.
type PlacedRef struct {
	Ref
	Place
}

// Placed lists the entries that a store holds and HQ placed above a position, in
// HQ's order, and those that HQ has not placed, by chain.
func Placed(r storage.Reader, above uint64) (placed []PlacedRef, loose []Ref, err error) {
	err = r.Scan(storage.Prefix([]byte{prefixEntry}), func(key, value []byte) error {
		value, err := checkRow(key, value)
		if err != nil {
			return err
		}
		row, err := splitEntry(key, value)
		ref := Ref{ChainID(key[1:9]), binary.BigEndian.Uint64(key[9:])}
		switch {
		case err != nil:
			return err
		case row.place.Position == 0:
			loose = append(loose, ref)
		case row.place.Position > above:
			placed = append(placed, PlacedRef{ref, row.place})
		}
		return nil
	})
	slices.SortFunc(placed, func(a, b PlacedRef) int { return cmp.Compare(a.Position, b.Position) })
	return placed, loose, err
}

// AllStable tells whether HQ can lose nothing of what a store holds, and of what this
// device wrote. An own entry that HQ has acknowledged and no page has brought yet has no
// position here: HQ may still lose it.
func AllStable(r storage.Reader) (bool, error) {
	stable, err := StableOf(r)
	if err != nil {
		return false, err
	}
	epochs, err := Epochs(r)
	if err != nil {
		return false, err
	}
	above, loose, err := Placed(r, stable)
	own := slices.ContainsFunc(loose, func(ref Ref) bool { return owns(epochs, ref.Chain) })
	return err == nil && len(above) == 0 && !own, err
}
