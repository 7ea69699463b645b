package sim

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"slices"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/storage/memstore"
	"etabli/sync/hub"
	"etabli/sync/wire"
)

// ledger is the checker's own copy of HQ's log. What it once read must stay.
type ledger struct {
	lineage  wire.Lineage
	entries  []journal.Positioned // position 1 first
	records  []hub.Record
	hashes   []wire.Hash
	at       map[journal.Ref]uint64
	heads    map[journal.ChainID]*journal.Header
	commands map[journal.CommandID][]uint64
	of       map[journal.Entity][]uint64
	homes    map[journal.EntityID][]string
	stays    map[journal.EntityID][]stay // where entities lived, and from when on
	books    map[journal.EntityID]*rightsOf
}

func newLedger() ledger {
	return ledger{
		at: map[journal.Ref]uint64{}, heads: map[journal.ChainID]*journal.Header{}, commands: map[journal.CommandID][]uint64{},
		of: map[journal.Entity][]uint64{}, homes: map[journal.EntityID][]string{},
		stays: map[journal.EntityID][]stay{},
		books: map[journal.EntityID]*rightsOf{},
	}
}

// read takes in what HQ has ordered since, and checks that it may stand there.
// With again everything read before is compared too.
func (w *World) read(again bool) {
	l := &w.model.ledger
	w.inspect(w.hq.disk, func(r storage.Reader) error {
		head, err := hub.HeadOf(r)
		if err != nil {
			return err
		}
		if l.lineage == (wire.Lineage{}) || w.model.burnt && head.Lineage.Counter > l.lineage.Counter {
			l.lineage = head.Lineage // raised over what it lost; its positions stay
		}
		if head.Lineage != l.lineage || head.Position < uint64(len(l.entries)) {
			w.fail("I5 log", "HQ's log went back from position %d to %d", len(l.entries), head.Position)
			return nil
		}
		if again {
			l.compare(w, r)
		}
		for p := uint64(len(l.entries)) + 1; p <= head.Position && w.failure == nil; p++ {
			if err := l.take(w, r, p); err != nil {
				return err
			}
		}
		if n := len(l.hashes); n > 0 && l.hashes[n-1] != head.Hash {
			w.fail("I5 log", "the head's hash is not that of position %d", n)
		}
		return nil
	})
}

// compare looks at what was read before.
func (l *ledger) compare(w *World, r storage.Reader) {
	for i, was := range l.records {
		now, _, err := hub.RecordAt(r, uint64(i)+1)
		if err != nil || now != was {
			w.fail("I5 log", "position %d was %s and is %s: %v", i+1, was.Ref, now.Ref, err)
			return
		}
	}
}

func (l *ledger) take(w *World, r storage.Reader, position uint64) error {
	record, hash, err := hub.RecordAt(r, position)
	if err != nil {
		w.fail("I5 log", "position %d: %v", position, err)
		return nil
	}
	e, err := journal.Get(r, record.Ref)
	if err != nil {
		w.fail("I5 log", "position %d: %s: %v", position, record.Ref, err)
		return nil
	}
	l.order(w, record, hash, &e)
	l.records, l.hashes, l.entries = append(l.records, record), append(l.hashes, hash), append(l.entries, e)
	l.at[record.Ref] = position
	h := &l.entries[position-1].Header
	if was := l.heads[h.Chain]; was == nil || was.Seq < h.Seq {
		l.heads[h.Chain] = h
	}
	l.rights(w, position, h)
	l.commands[h.Command] = append(l.commands[h.Command], position)
	for _, about := range h.Entities {
		l.of[about] = append(l.of[about], position)
	}
	author := w.model.chains[h.Chain]
	if was, anew := h.Reissues(); anew && author == "" {
		author = w.model.chains[was.Chain] // HQ recorded it anew for its author
	}
	l.route(author, h.Entities)
	l.rehome(&l.entries[position-1])
	return nil
}

// chained checks that an entry comes right after the last one of its chain.
func (l *ledger) chained(h *journal.Header, bad func(what string)) {
	last := l.heads[h.Chain]
	switch {
	case last == nil && h.Seq != 1 || last != nil && h.Seq != last.Seq+1:
		bad("its predecessor has no position")
	case last != nil && h.HLC <= last.HLC:
		bad("it is stamped before its predecessor")
	}
}

// order checks one more position.
func (l *ledger) order(w *World, record hub.Record, hash wire.Hash, e *journal.Positioned) {
	bad := func(what string) { w.fail("I5 log", "position %d, %s: %s", record.Position, record.Ref, what) }
	var before wire.Hash
	if n := len(l.hashes); n > 0 {
		before = l.hashes[n-1]
		if record.ReceivedMS < l.records[n-1].ReceivedMS {
			bad("it was received before its predecessor")
		}
	}
	switch {
	case record.Flags&^(causeLost|behindHole) != 0, record.Flags != 0 && !w.model.mayLose():
		bad("HQ could not read it, or placed it without its causes")
	case hash != linkRecord(before, record):
		bad("the log hash does not continue")
	case e.Digest() != record.Digest || e.Position != record.Position || e.ReceivedMS != record.ReceivedMS:
		bad("the entry kept is not the one placed")
	case l.at[record.Ref] != 0:
		bad("it has a position already")
	case record.Flags&behindHole == 0:
		l.chained(&e.Header, bad)
	}
	if record.Flags&causeLost != 0 {
		return
	}
	for _, seen := range e.Header.Seen {
		for _, cause := range seen {
			if l.at[cause] == 0 {
				bad("it saw " + cause.String() + ", which has no position yet")
			}
		}
	}
}

// The flags of a record that a person, or the loss of HQ, may have brought about.
const (
	causeLost  = 2
	behindHole = 4
)

// linkRecord is the log hash after a record, from its written definition.
func linkRecord(before wire.Hash, r hub.Record) wire.Hash {
	b := slices.Clone(before[:])
	b = binary.BigEndian.AppendUint64(b, r.Position)
	b = append(b, r.Ref.Chain[:]...)
	b = binary.BigEndian.AppendUint64(b, r.Ref.Seq)
	b = append(b, r.Digest[:]...)
	b = binary.BigEndian.AppendUint64(b, uint64(r.ReceivedMS))
	return sha256.Sum256(append(b, r.Flags))
}

// route decides, as HQ must, where new entities are at home.
func (l *ledger) route(author string, entities []journal.Entity) {
	homes := []string{author}
	if author == "" {
		homes = nil
		for _, e := range entities {
			homes = append(homes, l.homes[e.ID]...)
		}
		if len(homes) == 0 || slices.Contains(homes, everySite) {
			homes = []string{everySite}
		}
	}
	for _, e := range entities {
		if l.homes[e.ID] == nil {
			l.homes[e.ID] = slices.Clone(homes)
			l.stays[e.ID] = []stay{{from: 0, sites: l.homes[e.ID]}}
		}
	}
}

// upTo are the entries of an entity up to a position.
func (l *ledger) upTo(e journal.Entity, position uint64) []journal.Positioned {
	var out []journal.Positioned
	for _, p := range l.of[e] {
		if p <= position {
			out = append(out, l.entries[p-1])
		}
	}
	return out
}

// verifyHQ lets the product's own checks look at HQ.
func (w *World) verifyHQ() {
	ctx := context.Background()
	store, err := w.copyOf(w.hq.disk).open(memstore.DefaultLimits)
	if err != nil {
		w.fail("verify", "HQ: %v", err)
		return
	}
	defer func() { _ = store.Close() }()
	report, err := hub.Verify(ctx, store)
	if err != nil || report.Found > 0 {
		w.fail("verify", "HQ: %v %v", report.Problems, err)
	}
	rows, err := journal.Verify(ctx, store, "", outboxKey)
	if err != nil || len(rows.Faults) > 0 {
		w.fail("verify", "HQ: %v %v", rows.Faults, err)
	}
}
