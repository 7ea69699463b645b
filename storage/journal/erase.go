package journal

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"etabli/storage"
)

// Erase forgets for good what is private of an entity under some purposes: the
// keys, and the bytes of its boxes in every entry about it. Digests stay, so
// chains and states are what they were. Keys and boxes that come later are
// dropped as they come, and new ones are refused with ErrErased. Fiscal data is
// never erased. It tells which purposes it did not know to be erased.
func Erase(tx storage.Tx, e Entity, purposes ...Purpose) (fresh []Purpose, err error) {
	for _, p := range purposes {
		_, err := KeysOf(tx, e.ID, p)
		switch {
		case p == Fiscal || errors.Is(err, ErrErased):
			continue
		case err != nil && !errors.Is(err, ErrNoKey):
			return nil, err
		}
		if err := putRow(tx, keyKey(e.ID, p), nil); err != nil {
			return nil, err
		}
		fresh = append(fresh, p)
	}
	if len(fresh) == 0 {
		return nil, nil
	}
	refs, err := Refs(tx, e)
	if err != nil {
		return nil, err
	}
	for _, ref := range refs {
		if err := emptyHeld(tx, ref); err != nil {
			return nil, err
		}
	}
	return fresh, countErasure(tx)
}

// emptyHeld drops what was erased of an entry that the store holds.
func emptyHeld(tx storage.Tx, ref Ref) error {
	row, err := getEntryRow(tx, ref)
	if err != nil {
		return err
	}
	e, err := Decode(row.encoded)
	if err != nil {
		return damagedRow(entryKey(ref), err.Error())
	}
	dropped, err := dropErased(tx, e)
	if err != nil || !dropped {
		return err
	}
	row.encoded = Encode(e)
	return putEntry(tx, ref, &row)
}

// dropErased leaves only the digests of the boxes whose keys were erased.
func dropErased(r storage.Reader, e *Entry) (dropped bool, err error) {
	for i := range e.Boxes {
		b := &e.Boxes[i]
		if b.Sealed == nil || b.Purpose == Fiscal {
			continue
		}
		gone, err := IsErased(r, b.Subject, b.Purpose)
		if err != nil {
			return false, err
		}
		if gone && !dropped {
			e.Boxes, dropped = slices.Clone(e.Boxes), true // they may be somebody else's too
		}
		if gone {
			e.DropBox(i)
		}
	}
	return dropped, nil
}

// IsErased tells whether a subject and purpose were erased.
func IsErased(r storage.Reader, subject EntityID, purpose Purpose) (bool, error) {
	_, err := KeysOf(r, subject, purpose)
	switch {
	case errors.Is(err, ErrErased):
		return true, nil
	case errors.Is(err, ErrNoKey):
		return false, nil
	}
	return false, err
}

// Erasures counts what this store was told to erase. Whoever clears away what
// is left of it elsewhere remembers up to which number that was done.
func Erasures(r storage.Reader) (n uint64, err error) {
	value, err := getRow(r, metaKey(metaErased))
	if errors.Is(err, storage.ErrNotFound) {
		return 0, nil
	}
	if err == nil && len(value) != 8 {
		err = damagedRow(metaKey(metaErased), "it is not a number")
	}
	if err != nil {
		return 0, err
	}
	return binary.BigEndian.Uint64(value), nil
}

func countErasure(tx storage.Tx) error {
	n, err := Erasures(tx)
	if err != nil {
		return err
	}
	return putRow(tx, metaKey(metaErased), binary.BigEndian.AppendUint64(nil, n+1))
}

func erased(subject EntityID, purpose Purpose) error {
	return fmt.Errorf("%w: %w: %s, purpose %d", ErrNoKey, ErrErased, subject, purpose)
}

// Whole tells whether an entry has all its parts but those that were erased for
// good: it can be handed on.
func Whole(r storage.Reader, e *Entry) (bool, error) {
	if e.factsAbsent() {
		return false, nil
	}
	for i := range e.Boxes {
		b := &e.Boxes[i]
		if b.Sealed != nil {
			continue
		}
		if gone, err := IsErased(r, b.Subject, b.Purpose); err != nil || !gone {
			return false, err
		}
	}
	return true, nil
}
