package journal

import (
	"encoding/binary"
	"errors"
	"fmt"

	"etabli/storage"
)

// A store that was built anew can lack entries of its own chain that the outbox
// no longer holds either, because HQ had acknowledged them. The first of them
// is noted, so that the device can tell HQ to send them back.

func gapKey(c ChainID) []byte { return metaKey(metaGap + string(c[:])) }

// GapOf returns the sequence number of the first entry of an own chain that was
// lost here, though later ones are held; 0 when none is missing.
func GapOf(r storage.Reader, c ChainID) (uint64, error) {
	key := gapKey(c)
	value, err := getRow(r, key)
	if errors.Is(err, storage.ErrNotFound) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("journal: gap of %s: %w", c, err)
	}
	if len(value) != 8 {
		return 0, damagedRow(key, "it is not a sequence number")
	}
	return binary.BigEndian.Uint64(value), nil
}

// noteGap notes that entries from seq on are missing.
func noteGap(tx storage.Tx, c ChainID, seq uint64) error {
	if was, err := GapOf(tx, c); err != nil || was > 0 && was < seq {
		return err
	}
	return putRow(tx, gapKey(c), binary.BigEndian.AppendUint64(make([]byte, 0, 8+sumBytes), seq))
}

// narrowGap moves the note behind what has come back, and drops it when nothing
// is missing any more.
func narrowGap(tx storage.Tx, c ChainID) error {
	gap, err := GapOf(tx, c)
	if err != nil || gap == 0 {
		return err
	}
	head, err := HeadOf(tx, c)
	if err != nil {
		return err
	}
	next := gap
	err = tx.Scan(storage.Range{Start: entryKey(Ref{Chain: c, Seq: gap}), End: entryKey(Ref{Chain: c, Seq: head.Seq + 1}), KeysOnly: true},
		func(key, _ []byte) error {
			if binary.BigEndian.Uint64(key[len(key)-8:]) != next {
				return storage.Stop
			}
			next++
			return nil
		})
	switch {
	case err != nil || next == gap:
		return err
	case next > head.Seq:
		return tx.Delete(gapKey(c))
	}
	return putRow(tx, gapKey(c), binary.BigEndian.AppendUint64(make([]byte, 0, 8+sumBytes), next))
}

func beforeKey(first Ref) []byte { return metaKey(metaBefore + string(entryKey(first)[1:])) }

// noteBefore keeps the link before the first own entry after lost ones, which a
// segment of the outbox proves: without it nobody can vouch for what follows.
func noteBefore(tx storage.Tx, first Ref, link Digest) error {
	return putRow(tx, beforeKey(first), append(make([]byte, 0, len(link)+sumBytes), link[:]...))
}

// LinkBefore returns the link of a chain before one of its entries, also where
// that entry follows lost ones: otherwise as LinkAt of its predecessor.
func LinkBefore(r storage.Reader, ref Ref) (link Digest, err error) {
	key := beforeKey(ref)
	value, err := getRow(r, key)
	switch {
	case errors.Is(err, storage.ErrNotFound):
		return LinkAt(r, Ref{Chain: ref.Chain, Seq: ref.Seq - 1})
	case err != nil:
		return link, fmt.Errorf("journal: link before %s: %w", ref, err)
	case len(value) != len(link):
		return link, damagedRow(key, "it is not a link")
	}
	return Digest(value), nil
}
