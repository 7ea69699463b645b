package journal

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"

	"etabli/storage"
)

// When HQ has lost the end of its log, what it had said about the entries there
// is void: they are tail again. What it had said is kept, because with it HQ
// trusts whoever hands an entry back.

// Rewinding says how far HQ's log still is the one this device knows.
type Rewinding struct {
	To      uint64             // positions above it are void
	Lineage []byte             // of the void positions; opaque to this package
	Has     map[ChainID]uint64 // how much HQ has of own chains
	Cursor  []byte             // what Cursor returns afterwards
}

// Voided is an entry whose position is void, with the place it had.
type Voided struct {
	Positioned
	Lineage []byte
	// Site is where its chain belongs; SiteKnown tells whether HQ ever said.
	Site      string
	SiteKnown bool

	displaced bool // another entry has its place here
}

// rewindStep is how many entries one transaction takes off their places.
const rewindStep = 128

// Rewind voids what HQ has lost and returns how many entries that are. One that
// was interrupted is repeated: the cursor changes last.
func (l *Log) Rewind(ctx context.Context, to Rewinding) (voided int, err error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	if err := l.usable(); err != nil {
		return 0, err
	}
	refs, err := l.placedAbove(ctx, to.To)
	if err != nil {
		return 0, fmt.Errorf("journal: rewind to %d: %w", to.To, err)
	}
	l.voids.Store(l.voids.Load() || len(refs) > 0)
	for step, rest := rewindStep, refs; len(rest) > 0; {
		part := rest[:min(step, len(rest))]
		err := l.voidSome(ctx, part, to.Lineage)
		if errors.Is(err, storage.ErrTooBig) && step > 1 {
			step /= 2
			continue
		}
		if err != nil {
			return 0, fmt.Errorf("journal: rewind to %d: %w", to.To, err)
		}
		rest = rest[len(part):]
	}
	if err := l.unleave(ctx, to.To); err != nil {
		return 0, fmt.Errorf("journal: rewind to %d: %w", to.To, err)
	}
	return len(refs), l.store.Update(ctx, func(tx storage.Tx) error {
		for _, chain := range slices.SortedFunc(maps.Keys(to.Has), compareChains) {
			if err := lowerAck(tx, chain, to.Has[chain]); err != nil {
				return err
			}
		}
		if err := notePast(tx, to.Lineage); err != nil {
			return err
		}
		return putRow(tx, metaKey(metaCursor), to.Cursor)
	})
}

// notePast remembers a lineage under which HQ gave receipts.
func notePast(tx storage.Tx, lineage []byte) error {
	past, err := PastLineages(tx)
	if err != nil || slices.ContainsFunc(past, func(l []byte) bool { return bytes.Equal(l, lineage) }) {
		return err
	}
	return putRow(tx, metaKey(metaPast), append(slices.Concat(past...), lineage...))
}

// PastLineages are those that HQ's history had before it lost its end, the oldest
// first.
func PastLineages(r storage.Reader) (past [][]byte, err error) {
	value, err := getRow(r, metaKey(metaPast))
	if errors.Is(err, storage.ErrNotFound) {
		return nil, nil
	}
	if err == nil && len(value)%lineageBytes != 0 {
		err = damagedRow(metaKey(metaPast), "it is not a list of lineages")
	}
	if err != nil {
		return nil, err
	}
	return slices.Collect(slices.Chunk(value, lineageBytes)), nil
}

// placedAbove lists the entries with a position above one, in HQ's order.
func (l *Log) placedAbove(ctx context.Context, position uint64) ([]Ref, error) {
	var placed []PlacedRef
	err := l.store.View(ctx, func(r storage.Reader) (err error) {
		placed, _, err = Placed(r, position)
		return err
	})
	refs := make([]Ref, len(placed))
	for i := range placed {
		refs[i] = placed[i].Ref
	}
	return refs, err
}

// voidSome takes entries off their places in one transaction.
func (l *Log) voidSome(ctx context.Context, refs []Ref, lineage []byte) error {
	var entities []Touched
	err := l.store.Update(ctx, func(tx storage.Tx) error {
		var b Batch
		for _, ref := range refs {
			row, err := getEntryRow(tx, ref)
			if err != nil {
				return err
			}
			if err := putRow(tx, voidKey(ref), voidBytes(row.place, lineage)); err != nil {
				return err
			}
			row.place = Place{}
			if err := putEntry(tx, ref, &row); err != nil {
				return err
			}
			e, err := Decode(row.encoded)
			if err != nil {
				return err
			}
			for _, about := range e.Header.Entities {
				b.change(about)
			}
		}
		touched, err := b.Take(tx)
		if err != nil {
			return err
		}
		entities = touched
		return l.foldTouched(tx, entities)
	})
	if err != nil {
		return err
	}
	changed := make([]Entity, len(entities))
	for i := range entities {
		changed[i] = entities[i].Entity
	}
	l.watchers.Notify(changed)
	return nil
}

func compareChains(a, b ChainID) int { return slices.Compare(a[:], b[:]) }

// lowerAck lets an own chain be acknowledged no further than HQ has it.
func lowerAck(tx storage.Tx, c ChainID, seq uint64) error {
	was, err := ackOf(tx, c)
	if err != nil || was.acknowledged <= seq {
		return err
	}
	return putAck(tx, c, ackState{seq, min(was.stable, seq)})
}

func voidKey(ref Ref) []byte {
	key := entryKey(ref)
	key[0] = prefixVoid
	return key
}

func voidBytes(p Place, lineage []byte) []byte {
	value := binary.BigEndian.AppendUint64(make([]byte, 0, placeBytes+len(lineage)+sumBytes), p.Position)
	value = binary.BigEndian.AppendUint64(value, uint64(p.ReceivedMS))
	value = append(value, p.Receipt[:]...)
	return append(value, lineage...)
}

// lineageBytes is the length of a lineage, whatever it means.
const lineageBytes = 24

// displacedKeyBytes is the length of the key of an entry whose place another one
// has taken.
const displacedKeyBytes = 1 + 8 + 8 + 8

// bytes are what keys have of a digest.
func (d Digest) bytes() []byte { return d[:8] }

// parseVoid reads a void place, with the entry itself when another one has its
// place.
func parseVoid(key, value []byte) (v Voided, err error) {
	displaced := len(key) == displacedKeyBytes
	if !displaced && len(key) != 1+8+8 || len(value) < placeBytes+lineageBytes {
		return v, damagedRow(key, "it is not a void place")
	}
	var e Entry
	if displaced {
		read, err := Decode(slices.Clone(value[placeBytes+lineageBytes:]))
		if err != nil {
			return v, damagedRow(key, err.Error())
		}
		e = *read
	}
	p := Place{Position: binary.BigEndian.Uint64(value), ReceivedMS: int64(binary.BigEndian.Uint64(value[8:]))}
	copy(p.Receipt[:], value[16:])
	v = Voided{Positioned: positioned(&e, p), Lineage: slices.Clone(value[placeBytes : placeBytes+lineageBytes]), displaced: displaced}
	v.Header.Chain, v.Header.Seq = ChainID(key[1:9]), binary.BigEndian.Uint64(key[9:17])
	return v, nil
}

// withoutDone leaves out what was displaced here and has come back on another
// chain.
func withoutDone(r storage.Reader, all []Voided) ([]Voided, error) {
	var failed error
	return slices.DeleteFunc(all, func(v Voided) bool {
		if !v.displaced {
			return false
		}
		ref, known, err := OfCommand(r, v.Header.Command)
		if err != nil || !known {
			failed = errors.Join(failed, err)
			return false
		}
		row, err := getEntryRow(r, ref)
		failed = errors.Join(failed, err)
		return err == nil && row.place.Position != 0
	}), failed
}

func (l *Log) lookForVoids(ctx context.Context) error {
	return l.store.View(ctx, func(r storage.Reader) error {
		n, err := Voids(r)
		l.voids.Store(n > 0)
		return err
	})
}

// Voids counts the entries with a void position.
func Voids(r storage.Reader) (n int, err error) {
	rng := storage.Prefix([]byte{prefixVoid})
	rng.KeysOnly = true
	err = r.Scan(rng, func(_, _ []byte) error {
		n++
		return nil
	})
	return n, err
}

// compare orders voided entries by lineage, old position and reference.
func (v *Voided) compare(o *Voided) int {
	return cmp.Or(
		slices.Compare(v.Lineage, o.Lineage), cmp.Compare(v.Position, o.Position),
		compareChains(v.Header.Chain, o.Header.Chain), cmp.Compare(v.Header.Seq, o.Header.Seq),
	)
}

// VoidedAfter lists entries with void positions, by lineage and old position,
// after one of them or from the first, up to a size.
func VoidedAfter(r storage.Reader, after *Voided, maxBytes int) ([]Voided, error) {
	var all []Voided
	err := r.Scan(storage.Prefix([]byte{prefixVoid}), func(key, value []byte) error {
		value, err := checkRow(key, value)
		if err != nil {
			return err
		}
		v, err := parseVoid(key, value)
		if err == nil && (after == nil || v.compare(after) > 0) {
			all = append(all, v)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	if all, err = withoutDone(r, all); err != nil {
		return nil, err
	}
	slices.SortFunc(all, func(a, b Voided) int { return a.compare(&b) })
	size := 0
	for i := range all {
		e := &all[i].Entry
		if !all[i].displaced {
			held, err := Get(r, all[i].Ref())
			if err != nil {
				return nil, err
			}
			*e = held.Entry
		}
		if size += len(Encode(e)); size > maxBytes && i > 0 {
			return all[:i], nil
		}
		if all[i].Site, all[i].SiteKnown, err = SiteOf(r, e.Header.Chain); err != nil {
			return nil, err
		}
	}
	return all, nil
}
