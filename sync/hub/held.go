package hub

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/enrol"
	"etabli/sync/wire"
)

// MaxHeld is how many entries of one chain may wait for causes.
const MaxHeld = 10_000

// ErrNotHeld says that an entry does not wait for a cause.
var ErrNotHeld = errors.New("hub: entry is not held")

// Held is an entry that waits for a cause nobody has supplied.
type Held struct {
	Ref     journal.Ref    `cbor:"1,keyasint"`
	Device  enrol.DeviceID `cbor:"2,keyasint"`
	Bytes   []byte         `cbor:"3,keyasint"`
	Missing []journal.Ref  `cbor:"4,keyasint"` // empty: it waits for its predecessor
	SinceMS int64          `cbor:"5,keyasint"`
	// Released says that a person gave the cause up as lost.
	Released bool `cbor:"6,keyasint"`
}

// HeldEntries lists what is held, by chain and sequence number.
func HeldEntries(r storage.Reader) ([]Held, error) {
	return heldIn(r, storage.Prefix([]byte{prefix, 'w'}), 1<<62)
}

func heldIn(r storage.Reader, rng storage.Range, maxBytes int) ([]Held, error) {
	var list []Held
	size := 0
	err := r.Scan(rng, func(key, value []byte) error {
		if size += len(value); size > maxBytes && len(list) > 0 {
			return storage.Stop
		}
		var h Held
		err := parseRow(key, append([]byte{}, value...), &h)
		list = append(list, h)
		return err
	})
	return list, err
}

// heldChains lists the chains of which something is held.
func (c *Core) heldChains(ctx context.Context) (list []journal.ChainID, err error) {
	rng := storage.Prefix([]byte{prefix, 'w'})
	rng.KeysOnly = true
	err = c.store.View(ctx, func(r storage.Reader) error {
		list = nil
		return r.Scan(rng, func(key, _ []byte) error {
			if chain := parseRef(key[2:]).Chain; !slices.Contains(list, chain) {
				list = append(list, chain)
			}
			return nil
		})
	})
	return list, err
}

// hold keeps an entry until its causes come.
func hold(tx storage.Tx, h Held) error {
	for _, cause := range h.Missing {
		if err := tx.Put(waitKey(cause, h.Ref), nil); err != nil {
			return err
		}
	}
	return putRow(tx, heldKey(h.Ref), h)
}

// letGo deletes the rows of an entry that is held no more.
func letGo(tx storage.Tx, ref journal.Ref) (was Held, err error) {
	found, err := getRow(tx, heldKey(ref), &was)
	if err != nil || !found {
		return was, err
	}
	for _, cause := range was.Missing {
		if err := tx.Delete(waitKey(cause, ref)); err != nil {
			return was, err
		}
	}
	return was, tx.Delete(heldKey(ref))
}

// release marks a held entry so that its missing causes no longer matter.
func release(tx storage.Tx, ref journal.Ref) error {
	var h Held
	found, err := getRow(tx, heldKey(ref), &h)
	if err != nil {
		return err
	}
	if !found || len(h.Missing) == 0 {
		return fmt.Errorf("%w: %s", ErrNotHeld, ref)
	}
	h.Released = true
	return putRow(tx, heldKey(ref), h)
}

// unblocked returns the chains of which an entry waited for something that is
// now placed.
func unblocked(r storage.Reader, advanced map[journal.ChainID]uint64) ([]journal.ChainID, error) {
	var ready []journal.ChainID
	seen := map[journal.ChainID]bool{}
	for _, chain := range inOrder(advanced) {
		seq := advanced[chain]
		rng := waitsUpTo(chain, seq)
		rng.KeysOnly = true
		err := r.Scan(rng, func(key, _ []byte) error {
			if c := parseRef(key[18:]).Chain; !seen[c] {
				seen[c] = true
				ready = append(ready, c)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return ready, nil
}

// needs turns missing causes into questions to the pusher.
func needs(missing map[journal.ChainID]wire.Need) []wire.Need {
	out := make([]wire.Need, 0, len(missing))
	for _, chain := range inOrder(missing) {
		out = append(out, missing[chain])
	}
	return out
}

// inOrder returns chains in an order that is always the same.
func inOrder[V any](of map[journal.ChainID]V) []journal.ChainID {
	return slices.SortedFunc(maps.Keys(of), func(a, b journal.ChainID) int { return slices.Compare(a[:], b[:]) })
}
