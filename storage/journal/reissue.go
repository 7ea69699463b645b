package journal

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"etabli/storage"
)

// ExtensionReissues is the number of the header extension that names the entry,
// chain and sequence number, which an entry records anew.
const ExtensionReissues uint64 = 1

// ExtensionFrom is the number of the header extension that names the site of whoever wrote
// the entry that HQ records anew on its own chain, which is of no site.
const ExtensionFrom uint64 = 3

// From returns the site of whoever wrote the entry that this one records anew, if it says
// so.
func (h *Header) From() (site string, said bool) {
	raw, said := h.Extensions[ExtensionFrom]
	return string(raw), said
}

// Reissues returns the entry that this one records anew, if it does.
func (h *Header) Reissues() (was Ref, anew bool) {
	raw := h.Extensions[ExtensionReissues]
	if len(raw) != len(was.Chain)+8 {
		return was, false
	}
	return Ref{Chain: ChainID(raw[:len(was.Chain)]), Seq: binary.BigEndian.Uint64(raw[len(was.Chain):])}, true
}

// forkError says that HQ has another entry in the place of an own one that it
// never had: two devices write one chain, or one was restored and went on.
type forkError struct{ at Ref }

func (e *forkError) Error() string { return fmt.Sprintf("%v at %s", ErrFork, e.at) }

func (e *forkError) Unwrap() error { return ErrFork }

// branch is a branch that HQ will never have under its numbers: an own one, or
// one that another device vouched for and has lost itself.
type branch struct {
	from Ref    // its first entry
	next uint64 // the first that is not moved yet
	to   ChainID
}

// leaveBranch gives up the own entries from a place on that HQ fills otherwise:
// a new chain begins, and what stood there is recorded on it in the same order,
// under the same commands. It is done in as few transactions as fit; one that
// was interrupted goes on when the log is opened.
func (l *Log) leaveBranch(ctx context.Context, from Ref) error {
	var b branch
	err := l.store.Update(ctx, func(tx storage.Tx) (err error) {
		b = branch{from: from, next: from.Seq}
		if b.to, err = beginEpoch(tx, l.rand, ChainID{}, Forked); err != nil {
			return err
		}
		return putRow(tx, metaKey(metaMoving), b.bytes())
	})
	if err != nil {
		return err
	}
	return l.moveBranch(ctx, b)
}

// Abandon gives up the own entries from a place on, because one that stands there
// is lost and HQ never had it: what follows is recorded anew on a new chain.
func (l *Log) Abandon(ctx context.Context, from Ref) error {
	l.writing.Lock()
	defer l.writing.Unlock()
	if err := l.usable(); err != nil {
		return err
	}
	return l.leaveBranch(ctx, from)
}

// goOnMoving ends what leaveBranch had begun.
func (l *Log) goOnMoving(ctx context.Context) error {
	var b branch
	var found bool
	err := l.store.View(ctx, func(r storage.Reader) error {
		value, err := getRow(r, metaKey(metaMoving))
		if errors.Is(err, storage.ErrNotFound) {
			return nil
		}
		found = err == nil
		if found && len(value) != 16+8+8 {
			return damagedRow(metaKey(metaMoving), "it is not a branch")
		}
		if found {
			b.from = Ref{Chain: ChainID(value[:8]), Seq: binary.BigEndian.Uint64(value[8:])}
			b.next, b.to = binary.BigEndian.Uint64(value[16:]), ChainID(value[24:])
		}
		return err
	})
	if err != nil || !found {
		return err
	}
	return l.moveBranch(ctx, b)
}

func (b *branch) bytes() []byte {
	value := append(make([]byte, 0, 16+8+8+sumBytes), b.from.Chain[:]...)
	value = binary.BigEndian.AppendUint64(value, b.from.Seq)
	value = binary.BigEndian.AppendUint64(value, b.next)
	return append(value, b.to[:]...)
}

func (l *Log) moveBranch(ctx context.Context, b branch) error {
	for size, done := GroupCommands, false; !done; {
		var m mover
		err := l.store.Update(ctx, func(tx storage.Tx) (err error) {
			m = mover{tx: tx, clock: l.clock, branch: b}
			if done, err = m.move(size); err != nil {
				return err
			}
			if m.entities, err = m.batch.Take(tx); err != nil {
				return err
			}
			return l.foldTouched(tx, m.entities)
		})
		if errors.Is(err, storage.ErrTooBig) && size > 1 {
			size, done = size/2, false
			continue
		}
		if err != nil {
			return fmt.Errorf("journal: leave the branch at %s: %w", b.from, err)
		}
		b = m.branch
		if err := l.saveMoved(ctx, b.to, m.firstSeq, m.head); err != nil {
			return l.stop(err)
		}
		for i := range m.entities {
			l.watchers.Notify([]Entity{m.entities[i].Entity})
		}
	}
	return nil
}

// saveMoved writes what a step recorded to the outbox as well.
func (l *Log) saveMoved(ctx context.Context, chain ChainID, from uint64, head Head) error {
	err := l.store.View(ctx, func(r storage.Reader) error {
		for from <= head.Seq {
			previous, err := LinkBefore(r, Ref{Chain: chain, Seq: from})
			if err != nil {
				return err
			}
			records, err := storedRecords(r, chain, from, head.Seq)
			if err != nil {
				return err
			}
			if err := l.outbox.write(chain, previous, records); err != nil {
				return err
			}
			from += uint64(len(records))
		}
		return nil
	})
	l.mu.Lock()
	defer l.mu.Unlock()
	if err == nil {
		l.chain, l.durable = chain, head.Seq
	}
	return err
}

// mover moves a part of a branch in one transaction.
type mover struct {
	tx       storage.Tx
	clock    Clock
	own      bool // the branch is this device's
	batch    Batch
	branch   branch
	firstSeq uint64 // of what this step records
	head     Head   // of the new chain
	entities []Touched
}

// move moves up to some entries and tells whether that was the rest.
func (m *mover) move(most int) (done bool, err error) {
	if m.head, err = HeadOf(m.tx, m.branch.to); err != nil {
		return false, err
	}
	m.firstSeq = m.head.Seq + 1
	epochs, err := Epochs(m.tx)
	if err != nil {
		return false, err
	}
	m.own = owns(epochs, m.branch.from.Chain)
	var entries []Positioned
	err = Scan(m.tx, m.branch.from.Chain, m.branch.next, func(p Positioned) error {
		if len(entries) > most {
			return storage.Stop
		}
		if p.Position != 0 && !m.own {
			return nil
		}
		entries = append(entries, p)
		return nil
	})
	if err != nil {
		return false, err
	}
	if done = len(entries) <= most; !done {
		entries = entries[:most]
	}
	for i := range entries {
		if err := m.one(&entries[i]); err != nil {
			return false, err
		}
	}
	if done && m.own {
		return true, m.end()
	}
	if done {
		return true, m.tx.Delete(metaKey(metaMoving))
	}
	return false, putRow(m.tx, metaKey(metaMoving), m.branch.bytes())
}

// one takes one entry off its place and records it anew, unless its command
// was done elsewhere.
func (m *mover) one(p *Positioned) error {
	m.branch.next = p.Header.Seq + 1
	if err := quarantine(m.tx, &p.Entry, ForkedByHQ); err != nil {
		return err
	}
	if err := m.tx.Delete(entryKey(p.Ref())); err != nil {
		return err
	}
	if err := errors.Join(m.tx.Delete(voidKey(p.Ref())), m.tx.Delete(vouchKey(p.Ref()))); err != nil {
		return err
	}
	if err := keepBooks(m.tx, &p.Header, -1); err != nil {
		return err
	}
	ref, known, err := OfCommand(m.tx, p.Header.Command)
	if err != nil {
		return err
	}
	if known && ref == p.Ref() {
		known = false
		if err := m.tx.Delete(commandKey(p.Header.Command)); err != nil {
			return err
		}
	}
	seen := make([][]Ref, len(p.Header.Entities))
	for i, e := range p.Header.Entities {
		m.batch.change(e)
		if seen[i], err = m.unlist(e, p, i); err != nil {
			return err
		}
	}
	if known {
		return nil
	}
	return m.reissue(p, seen)
}

// unlist takes an entry out of an entity's index, and returns what its author
// had seen of the entity, the own old chain included.
func (m *mover) unlist(e Entity, p *Positioned, at int) ([]Ref, error) {
	refs, err := unlist(m.tx, e, p.Ref())
	if err != nil {
		return nil, err
	}
	before := Ref{Chain: p.Header.Chain}
	for _, ref := range refs {
		if ref.Chain == before.Chain && ref.Seq < m.branch.from.Seq {
			before.Seq = max(before.Seq, ref.Seq)
		}
	}
	seen := slices.DeleteFunc(slices.Clone(p.Header.Seen[at]), func(s Ref) bool { return s.Chain == m.branch.to })
	if before.Seq > 0 {
		seen = append(seen, before)
	}
	slices.SortFunc(seen, func(a, b Ref) int { return slices.Compare(a.Chain[:], b.Chain[:]) })
	return seen, nil
}

// unlist takes an entry out of an entity's index and returns the others.
func unlist(tx storage.Tx, e Entity, gone Ref) ([]Ref, error) {
	row, err := entityIndex(tx, e)
	if err != nil {
		return nil, err
	}
	refs, err := row.refs(tx, e)
	if err != nil {
		return nil, err
	}
	for page := uint32(0); uint64(page+1)*pageItems < row.count; page++ {
		if err := tx.Delete(entityPageKey(e, page)); err != nil {
			return nil, err
		}
	}
	if err := tx.Delete(entityKey(e)); err != nil {
		return nil, err
	}
	refs = slices.DeleteFunc(refs, func(ref Ref) bool { return ref == gone })
	anew := &entityRow{}
	for _, ref := range refs {
		if err := anew.add(tx, e, ref); err != nil {
			return nil, err
		}
	}
	return refs, nil
}

func (m *mover) reissue(p *Positioned, seen [][]Ref) error {
	e := Entry{Header: p.Header, Facts: p.Facts, FactsDigest: p.FactsDigest, Boxes: p.Boxes}
	h := &e.Header
	was := append(slices.Clone(h.Chain[:]), binary.BigEndian.AppendUint64(nil, h.Seq)...)
	extensions := map[uint64][]byte{ExtensionReissues: was}
	for number, value := range h.Extensions {
		if number != ExtensionReissues {
			extensions[number] = value
		}
	}
	if m.own {
		h.HLC = max(h.HLC, m.head.HLC+1)
	} else {
		h.HLC = Restamp(m.clock, h.HLC, m.head.HLC)
	}
	h.Chain, h.Seq = m.branch.to, m.head.Seq+1
	h.Seen, h.Extensions = seen, extensions
	m.head = Head{Seq: h.Seq, Link: Link(m.head.Link, e.Digest()), HLC: h.HLC}
	return m.batch.Append(m.tx, &e)
}

// end lets the old chain end before the branch.
func (m *mover) end() error {
	chain := m.branch.from.Chain
	head, err := m.headBefore(m.branch.from)
	if err != nil {
		return err
	}
	if err := putHead(m.tx, chain, head); err != nil {
		return err
	}
	ack, err := ackOf(m.tx, chain)
	if err == nil && ack.acknowledged > head.Seq {
		err = putAck(m.tx, chain, ackState{head.Seq, min(ack.stable, head.Seq)})
	}
	if err != nil {
		return err
	}
	gap, err := GapOf(m.tx, chain)
	if err == nil && gap > head.Seq {
		err = m.tx.Delete(gapKey(chain))
	}
	if err != nil {
		return err
	}
	return m.tx.Delete(metaKey(metaMoving))
}

// headBefore is the head of a chain that ends before an entry, or before the
// first that is missing. Entries that came back from HQ have no link of their
// own; it follows from those before.
func (m *mover) headBefore(end Ref) (Head, error) {
	var head Head
	err := Scan(m.tx, end.Chain, 1, func(p Positioned) error {
		if p.Header.Seq != head.Seq+1 || p.Header.Seq >= end.Seq {
			return storage.Stop
		}
		link, err := LinkAt(m.tx, p.Ref())
		if errors.Is(err, ErrGap) {
			link, err = Link(head.Link, p.Digest()), nil
		}
		head = Head{Seq: p.Header.Seq, Link: link, HLC: max(head.HLC, p.Header.HLC)}
		return err
	})
	return head, err
}
