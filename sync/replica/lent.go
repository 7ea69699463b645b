package replica

import (
	"errors"
	"fmt"

	"github.com/fxamacker/cbor/v2"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/wire"
)

// Lent is what a device keeps of a run that another one brought, so that it can
// hand the run on: to HQ, or to a third device.
type Lent struct {
	Vouch  wire.Vouch     `cbor:"1,keyasint"`
	From   uint64         `cbor:"2,keyasint"`
	Before journal.Digest `cbor:"3,keyasint"` // link before From
}

// Bytes is the form in which the journal keeps it.
func (l Lent) Bytes() []byte {
	raw, err := cbor.Marshal(l)
	if err != nil {
		panic(err) // its types always encode
	}
	return raw
}

func parseLent(raw []byte) (l Lent, err error) {
	if err := cbor.Unmarshal(raw, &l); err != nil {
		return l, fmt.Errorf("%w: a vouch: %w", journal.ErrDamaged, err)
	}
	return l, nil
}

// BeginRun makes an empty run, or nil when the link before it is not known.
func BeginRun(r storage.Reader, first journal.Ref) (*wire.Push, error) {
	before, err := journal.LinkBefore(r, first)
	if errors.Is(err, journal.ErrGap) || errors.Is(err, storage.ErrNotFound) {
		return nil, nil
	}
	return &wire.Push{Chain: first.Chain, From: first.Seq, Before: before}, err
}

// LentRun makes a run, from an entry on, of what another device vouched for when
// this one took it; nil when it cannot be proven, or is not whole.
func LentRun(r storage.Reader, first journal.Ref) (*wire.Push, error) {
	last, raw, err := journal.VouchAt(r, first)
	if errors.Is(err, storage.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	lent, err := parseLent(raw)
	if err != nil || lent.From > first.Seq {
		return nil, err
	}
	run := &wire.Push{Chain: first.Chain, From: first.Seq, Before: lent.Before, Vouch: &lent.Vouch}
	if lent.From < first.Seq {
		if run, err = BeginRun(r, first); run == nil || err != nil {
			return nil, err
		}
		run.Vouch = &lent.Vouch
	}
	for seq := first.Seq; seq <= last; seq++ {
		e, err := journal.Get(r, journal.Ref{Chain: first.Chain, Seq: seq})
		if errors.Is(err, storage.ErrNotFound) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		if whole, err := journal.Whole(r, &e.Entry); err != nil || !whole {
			return nil, err
		}
		run.Entries = append(run.Entries, journal.Encode(&e.Entry))
	}
	return run, nil
}
