package journal

import (
	"errors"
	"fmt"

	"etabli/storage"
)

// assembled is an entry on its way into the store.
type assembled struct {
	entry   *Entry
	encoded []byte
	keys    []KeyRow     // made for it
	indexes []*entityRow // of its entities, as read
}

// assemble turns what a command decided into the next entry of the chain:
// stamps, `seen`, seals. own says that the draft cannot be an entry; err ends
// the transaction.
func (l *Log) assemble(tx storage.Tx, head Head, chain ChainID, id CommandID, d *Draft) (a assembled, own, err error) {
	hlc, state := l.clock.Now()
	e := &Entry{
		Header: Header{
			Chain: chain, Seq: head.Seq + 1, HLC: max(hlc, head.HLC+1), Clock: state,
			Kind: d.Kind, Version: d.Version, OldestReader: d.OldestReader,
			Entities: d.Entities, Seen: make([][]Ref, len(d.Entities)), Moves: d.Moves,
			Command: id, Author: d.Author, Extensions: d.Extensions,
		},
		Facts: append([]byte{}, d.Facts...),
		Boxes: make([]Box, len(d.Boxes)),
	}
	if a.indexes, err = indexesOf(tx, d.Entities); err != nil {
		return a, nil, err
	}
	for i, index := range a.indexes {
		e.Header.Seen[i] = index.seen(chain)
	}
	if own := e.Check(); own != nil {
		return a, own, nil
	}
	for i, b := range d.Boxes {
		if b.Purpose == 0 {
			return a, fmt.Errorf("%w: a box without a purpose", ErrMalformed), nil
		}
		key, made, err := keyFor(tx, l.rand, b.Subject, b.Purpose)
		if errors.Is(err, ErrErased) {
			return a, err, nil
		}
		if err != nil {
			return a, nil, err
		}
		if made {
			a.keys = append(a.keys, KeyRow{b.Subject, b.Purpose, key})
		}
		if e.Boxes[i], err = Seal(l.rand, key, b.Subject, b.Purpose, b.Plain); err != nil {
			return a, nil, err
		}
	}
	a.entry, a.encoded = e, Encode(e)
	if len(a.encoded) > MaxEntryBytes {
		return a, fmt.Errorf("%w: %s has %d bytes", ErrTooLarge, e.Ref(), len(a.encoded)), nil
	}
	return a, nil, nil
}
