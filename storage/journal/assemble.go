package journal

import (
	"fmt"

	"etabli/storage"
)

// assemble turns what a command decided into the next entry of the chain:
// stamps, `seen`, seals. keys are those made for it. own says that the draft
// cannot be an entry; err ends the transaction.
func (l *Log) assemble(tx storage.Tx, head Head, chain ChainID, id CommandID, d *Draft) (e *Entry, keys []KeyRow, own, err error) {
	hlc, state := l.clock.Now()
	e = &Entry{
		Header: Header{
			Chain: chain, Seq: head.Seq + 1, HLC: max(hlc, head.HLC+1), Clock: state,
			Kind: d.Kind, Version: d.Version, OldestReader: d.OldestReader,
			Entities: d.Entities, Seen: make([][]Ref, len(d.Entities)), Moves: d.Moves,
			Command: id, Author: d.Author, Extensions: d.Extensions,
		},
		Facts: append([]byte{}, d.Facts...),
		Boxes: make([]Box, len(d.Boxes)),
	}
	for i, entity := range d.Entities {
		if e.Header.Seen[i], err = Known(tx, entity, chain); err != nil {
			return nil, nil, nil, err
		}
	}
	for i, b := range d.Boxes {
		if b.Purpose == 0 {
			return nil, nil, fmt.Errorf("%w: a box without a purpose", ErrMalformed), nil
		}
		e.Boxes[i] = Box{Subject: b.Subject, Purpose: b.Purpose}
	}
	if own := e.Check(); own != nil {
		return nil, nil, own, nil
	}
	for i, b := range d.Boxes {
		key, made, err := keyFor(tx, l.rand, b.Subject, b.Purpose)
		if err != nil {
			return nil, nil, nil, err
		}
		if made {
			keys = append(keys, KeyRow{b.Subject, b.Purpose, key})
		}
		if e.Boxes[i], err = Seal(l.rand, key, b.Subject, b.Purpose, b.Plain); err != nil {
			return nil, nil, nil, err
		}
	}
	return e, keys, nil, nil
}
