package hub

import (
	"context"
	"errors"
	"fmt"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/wire"
)

// maxVerifyFaults bounds what Verify lists.
const maxVerifyFaults = 100

// Verify proves HQ's order on a store that no hub has open: positions are
// dense, each log hash follows from the one before, every record names an entry
// that is held with the digest it had, and the head is the end. The error says
// that it could not look.
func Verify(ctx context.Context, store storage.Store) (faults []journal.Fault, err error) {
	err = store.View(ctx, func(r storage.Reader) error {
		head, err := HeadOf(r)
		if err != nil {
			return err
		}
		var hash wire.Hash
		for p := uint64(1); p <= head.Position && len(faults) < maxVerifyFaults; p++ {
			if err := ctx.Err(); err != nil {
				return err
			}
			var what string
			if what, hash = verifyPosition(r, p, hash); what != "" {
				faults = append(faults, journal.Fault{Place: fmt.Sprintf("position %d", p), What: what})
			}
		}
		if len(faults) == 0 && hash != head.Hash {
			faults = append(faults, journal.Fault{Place: "head", What: "its log hash is not that of the last position"})
		}
		return nil
	})
	return faults, err
}

// verifyPosition answers what is wrong with a position, and the log hash from
// which the next one follows.
func verifyPosition(r storage.Reader, p uint64, before wire.Hash) (what string, after wire.Hash) {
	record, hash, err := RecordAt(r, p)
	if err != nil {
		return err.Error(), before
	}
	if record.after(before) != hash {
		return "its log hash does not follow from the one before", hash
	}
	e, err := journal.Get(r, record.Ref)
	switch {
	case errors.Is(err, storage.ErrNotFound) && record.Flags&flagOpaque != 0:
		return "", hash // set aside: its bytes are in the quarantine
	case err != nil:
		return fmt.Sprintf("entry %s: %v", record.Ref, err), hash
	case e.Digest() != record.Digest:
		return fmt.Sprintf("entry %s is not the one that was ordered", record.Ref), hash
	}
	return "", hash
}
