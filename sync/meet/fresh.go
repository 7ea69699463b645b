package meet

import (
	"errors"
	"slices"

	"etabli/storage"
	"etabli/storage/journal"
)

// fresh lists what HQ has not placed beyond what another device has: of own
// chains, and of those that others vouched for.
func fresh(r storage.Reader, epochs []journal.Epoch, has map[journal.ChainID]uint64) ([]journal.Ref, error) {
	last := map[journal.ChainID]uint64{}
	for _, e := range epochs {
		head, err := journal.HeadOf(r, e.Chain)
		if err != nil {
			return nil, err
		}
		last[e.Chain] = head.Seq
	}
	err := journal.Vouches(r, func(at journal.Ref, _ []byte) error {
		last[at.Chain] = max(last[at.Chain], at.Seq)
		return nil
	})
	var loose []journal.Ref
	for chain, upTo := range last {
		if err == nil {
			loose, err = looseOf(r, loose, chain, has[chain], upTo)
		}
	}
	slices.SortFunc(loose, func(a, b journal.Ref) int {
		if c := slices.Compare(a.Chain[:], b.Chain[:]); c != 0 {
			return c
		}
		return int(a.Seq) - int(b.Seq)
	})
	return loose, err
}

// looseOf adds the entries of a chain after one and up to another that HQ has not
// placed. HQ places a chain in order: they are the last ones.
func looseOf(r storage.Reader, loose []journal.Ref, chain journal.ChainID, after, upTo uint64) ([]journal.Ref, error) {
	for seq := upTo; seq > after; seq-- {
		ref := journal.Ref{Chain: chain, Seq: seq}
		e, err := journal.Get(r, ref)
		if err == nil && e.Position != 0 || errors.Is(err, storage.ErrNotFound) {
			return loose, nil
		}
		if err != nil {
			return nil, err
		}
		loose = append(loose, ref)
	}
	return loose, nil
}
