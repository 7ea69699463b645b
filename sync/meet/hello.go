package meet

import (
	"errors"
	"slices"
	"time"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/wire"
)

// Hello makes the first frame of a device: how far it has read HQ's log, and how
// far it holds what HQ has not placed.
func Hello(r storage.Reader, site, app string, cursor wire.Cursor, nowMS int64) (*wire.Meet, error) {
	epochs, err := journal.Epochs(r)
	if err != nil {
		return nil, err
	}
	_, loose, err := journal.Placed(r, cursor.Position)
	if err != nil {
		return nil, err
	}
	m := &wire.Meet{Version: wire.Version, Oldest: wire.OldestVersion, Site: site, Cursor: cursor, MadeMS: nowMS, App: app}
	has := map[journal.ChainID]uint64{}
	for _, ref := range loose {
		has[ref.Chain] = max(has[ref.Chain], ref.Seq)
	}
	for _, e := range epochs {
		head, err := journal.HeadOf(r, e.Chain)
		if err != nil {
			return nil, err
		}
		has[e.Chain] = max(has[e.Chain], head.Seq)
	}
	for chain, seq := range has {
		if seq == 0 || len(m.Has) == wire.MaxHas {
			continue
		}
		at := wire.ChainSeq{Chain: chain, Seq: seq}
		e, err := journal.Get(r, journal.Ref{Chain: chain, Seq: seq})
		if err != nil && !errors.Is(err, storage.ErrNotFound) {
			return nil, err
		}
		if err == nil {
			at.Digest = e.Digest()
		}
		m.Has = append(m.Has, at)
	}
	slices.SortFunc(m.Has, func(a, b wire.ChainSeq) int { return slices.Compare(a.Chain[:], b.Chain[:]) })
	return m, nil
}

// Since returns the position above which HQ placed something within a time
// before the last that the device heard from it.
func Since(r storage.Reader, within time.Duration) (uint64, error) {
	placed, _, err := journal.Placed(r, 0)
	if err != nil || len(placed) == 0 {
		return 0, err
	}
	above, oldest := uint64(0), placed[len(placed)-1].ReceivedMS-within.Milliseconds()
	for _, p := range placed {
		if p.ReceivedMS >= oldest {
			break
		}
		above = p.Position
	}
	return above, nil
}
