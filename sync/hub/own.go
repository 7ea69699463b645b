package hub

import (
	"errors"
	"fmt"
	"io"

	"etabli/storage"
	"etabli/storage/journal"
)

// Plan decides what a command of HQ records, on the state it finds. A nil draft
// means that there is nothing to do.
type Plan = func(r storage.Reader) (*journal.Draft, error)

// ownCommand is a command of HQ itself.
type ownCommand struct {
	id   journal.CommandID
	plan Plan
}

// author stamps and seals HQ's own entries, on a chain of its own: a new one for
// each process that opens HQ, and whenever the store has lost a part of it. So
// what HQ writes after a loss never takes the place of what it wrote before.
type author struct {
	clock  journal.Clock
	random io.Reader

	chain   journal.ChainID
	written uint64 // what it knows to be on disk of the chain
}

func (w *author) drawChain() error {
	w.written = 0
	if _, err := io.ReadFull(w.random, w.chain[:]); err != nil {
		return fmt.Errorf("hub: draw a chain: %w", err)
	}
	return nil
}

// command runs one of HQ's own commands. fault is the command's own error, after
// which the transaction goes on without it.
func (o *ordering) command(w *author, c ownCommand) (receipt journal.Receipt, fault, err error) {
	if err := o.fold(); err != nil {
		return receipt, nil, err
	}
	ref, known, err := journal.OfCommand(o.tx, c.id)
	if err != nil {
		return receipt, nil, err
	}
	if known && !c.id.IsZero() {
		receipt, err = repeated(o.tx, ref)
		return receipt, nil, err
	}
	draft, fault := c.plan(readOnly{o.tx})
	if fault != nil || draft == nil {
		return receipt, fault, nil
	}
	row, last, err := o.ownChain(w)
	if err != nil {
		return receipt, nil, err
	}
	e, fault, err := w.write(o.tx, w.chain, last, c.id, draft)
	if fault != nil || err != nil {
		return receipt, fault, err
	}
	if size := len(journal.Encode(e)); size > journal.MaxEntryBytes {
		return receipt, fmt.Errorf("%w: %d bytes", journal.ErrTooLarge, size), nil
	}
	if err := o.accept(arrival{row: row, ref: e.Ref()}, e, &Verdict{}, 0); err != nil {
		return receipt, nil, err
	}
	return journal.Receipt{Ref: e.Ref(), HLC: e.Header.HLC, Entities: e.Header.Entities}, nil, o.fold()
}

// ownChain returns the chain that HQ writes and its end.
func (o *ordering) ownChain(w *author) (*Chain, journal.Head, error) {
	last, err := journal.HeadOf(o.tx, w.chain)
	if err == nil && last.Seq < w.written {
		last, err = journal.Head{}, w.drawChain()
	}
	if err != nil {
		return nil, last, err
	}
	row, err := o.chains.get(w.chain)
	if err == nil && row == nil {
		row = o.chains.add(w.chain, Chain{})
	}
	return row, last, err
}

func repeated(r storage.Reader, ref journal.Ref) (journal.Receipt, error) {
	e, err := journal.Get(r, ref)
	return journal.Receipt{Ref: ref, HLC: e.Header.HLC, Entities: e.Header.Entities, Repeated: true}, err
}

// readOnly hides that a plan reads inside a transaction.
type readOnly struct{ storage.Reader }

// write makes the entry of a draft. fault says that the draft cannot be an entry.
func (w *author) write(tx storage.Tx, chain journal.ChainID, last journal.Head, id journal.CommandID, d *journal.Draft) (e *journal.Entry, fault, err error) {
	stamp, state := w.clock.Now()
	e = &journal.Entry{
		Header: journal.Header{
			Chain: chain, Seq: last.Seq + 1, HLC: max(stamp, last.HLC+1), Clock: state,
			Kind: d.Kind, Version: d.Version, OldestReader: d.OldestReader,
			Entities: d.Entities, Seen: make([][]journal.Ref, len(d.Entities)), Moves: d.Moves,
			Command: id, Author: d.Author, Extensions: d.Extensions,
		},
		Facts: append([]byte{}, d.Facts...),
		Boxes: make([]journal.Box, len(d.Boxes)),
	}
	for i, entity := range d.Entities {
		if e.Header.Seen[i], err = journal.Known(tx, entity, chain); err != nil {
			return nil, nil, err
		}
	}
	for i, b := range d.Boxes {
		if b.Purpose == 0 {
			return nil, fmt.Errorf("%w: a box without a purpose", journal.ErrMalformed), nil
		}
		e.Boxes[i] = journal.Box{Subject: b.Subject, Purpose: b.Purpose}
	}
	if fault := e.Check(); fault != nil {
		return nil, fault, nil
	}
	for i, b := range d.Boxes {
		key, err := w.keyFor(tx, b.Subject, b.Purpose)
		if errors.Is(err, journal.ErrErased) {
			return nil, err, nil
		}
		if err != nil {
			return nil, nil, err
		}
		if e.Boxes[i], err = journal.Seal(w.random, key, b.Subject, b.Purpose, b.Plain); err != nil {
			return nil, nil, err
		}
	}
	return e, nil, nil
}

// keyFor returns the key for new boxes and makes it on first use.
func (w *author) keyFor(tx storage.Tx, subject journal.EntityID, purpose journal.Purpose) (journal.Key, error) {
	key, err := journal.KeyOf(tx, subject, purpose)
	if !errors.Is(err, journal.ErrNoKey) || errors.Is(err, journal.ErrErased) {
		return key, err
	}
	if _, err := io.ReadFull(w.random, key[:]); err != nil {
		return key, fmt.Errorf("hub: make a key: %w", err)
	}
	return key, journal.PutKey(tx, subject, purpose, key)
}
