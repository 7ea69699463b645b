package journal

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"

	"etabli/storage"
)

// outbox checks every segment for itself and against the store.
func (v *verifier) outbox(dir string, key Key) error {
	segments, err := listSegments(dir, key)
	if err != nil {
		return err
	}
	follows := map[ChainID]uint64{} // what the outbox holds of each chain, plus one
	for i, s := range segments {
		if err := v.ctx.Err(); err != nil {
			return err
		}
		v.report.Segments++
		last := i == len(segments)-1
		content, err := s.read(key)
		if err != nil {
			v.unreadable(s, 0, err, last)
			continue
		}
		if content.broken != nil {
			v.unreadable(s, content.end, content.broken, last)
		}
		if err := v.segment(s, &content, segments[i+1:], follows); err != nil {
			return err
		}
	}
	return v.unsent(follows)
}

func (v *verifier) unreadable(s segmentFile, at int, err error, last bool) {
	place := placeInSegment(s, at)
	if errors.Is(err, errShort) {
		// Entries that should be here and are not are found against the store.
		v.report.Notes = append(v.report.Notes, place+": an unfinished write")
		return
	}
	v.fault(place, "%v", err)
}

func placeInSegment(s segmentFile, at int) string {
	return fmt.Sprintf("outbox %s at byte %d", filepath.Base(s.path), at)
}

// segment compares the entries of a segment with those of the store.
func (v *verifier) segment(s segmentFile, content *segmentContent, later []segmentFile, follows map[ChainID]uint64) error {
	chain := content.chain
	if epochs, err := Epochs(v.r); err == nil && !owns(epochs, chain) {
		v.fault(placeInSegment(s, 0), "the store does not know chain %s as its own", chain)
	}
	for _, next := range later {
		if next.damaged == nil && next.chain == chain {
			content.endBefore(next.first)
		}
	}
	if was, ok := follows[chain]; ok && content.first > was {
		v.fault(placeInSegment(s, 0), "entries %d to %d of chain %s before it are missing", was, content.first-1, chain)
	}
	link, err := LinkAt(v.r, Ref{Chain: chain, Seq: content.first - 1})
	if err == nil && link != content.previous && !v.forked(chain) {
		v.fault(placeInSegment(s, 0), "the store's chain %s does not lead to it", chain)
	}
	for _, rec := range content.records {
		if err := v.record(s, chain, rec); err != nil {
			return err
		}
	}
	follows[chain] = content.follows()
	return nil
}

func (v *verifier) record(s segmentFile, chain ChainID, rec record) error {
	place := placeInSegment(s, rec.offset)
	e, err := Decode(rec.encoded)
	if err != nil {
		v.fault(place, "%v", err)
		return nil
	}
	if want := (Ref{Chain: chain, Seq: rec.seq}); e.Ref() != want {
		v.fault(place, "it holds %s instead of %s", e.Ref(), want)
		return nil
	}
	row, err := getEntryRow(v.r, e.Ref())
	switch {
	case errors.Is(err, storage.ErrNotFound):
		if !v.setAside(e) {
			v.fault(place, "the store has no entry %s; the next start brings it back", e.Ref())
		}
	case errors.Is(err, ErrDamaged):
		// Reported with its row.
	case err != nil:
		return err
	case !bytes.Equal(row.encoded, rec.encoded):
		held, err := Decode(row.encoded)
		if err == nil && held.Digest() != e.Digest() && !v.setAside(e) {
			v.fault(place, "the store has another entry %s", e.Ref())
		}
	}
	return nil
}

// forked tells whether a chain was left because store and outbox contradicted
// each other.
func (v *verifier) forked(chain ChainID) bool {
	epochs, err := Epochs(v.r)
	for i := range epochs {
		if epochs[i].Chain == chain {
			return err == nil && i+1 < len(epochs) && epochs[i+1].Reason == Forked
		}
	}
	return false
}

// setAside tells whether an entry was quarantined.
func (v *verifier) setAside(e *Entry) bool {
	held, err := exists(v.r, quarantineKey(e.Ref(), e.Digest()))
	return err == nil && held
}

// unsent checks that the outbox holds every own entry that HQ has not
// acknowledged.
func (v *verifier) unsent(follows map[ChainID]uint64) error {
	err := eachUnsent(v.r, func(chain ChainID, first, last uint64) error {
		if from := max(first, follows[chain]); from <= last {
			v.fault("outbox", "entries %d to %d of chain %s are missing", from, last, chain)
		}
		return nil
	})
	if errors.Is(err, ErrDamaged) {
		return nil // reported with its row
	}
	return err
}
