package hub

import (
	"context"
	"errors"

	"etabli/storage"
	"etabli/storage/journal"
)

// Change is an entry as it stands in HQ's order, for those who follow what
// happens: what it is about, and nothing of its content.
type Change struct {
	Position   uint64
	ReceivedMS int64
	Kind       journal.Kind // 0 of an entry that HQ could not read
	Entities   []journal.Entity
	Moved      []journal.EntityID // accounts of the ledger that it changes
}

// Changes answers entries after a position, at most limit of them, and the head
// they were read under.
func (h *Hub) Changes(ctx context.Context, after uint64, limit int) (out []Change, head Head, err error) {
	err = h.o.Store.View(ctx, func(r storage.Reader) error {
		out = nil
		if head, err = HeadOf(r); err != nil {
			return err
		}
		for p := after + 1; p <= head.Position && len(out) < limit; p++ {
			record, _, err := RecordAt(r, p)
			if err != nil {
				return err
			}
			c := Change{Position: p, ReceivedMS: record.ReceivedMS}
			e, err := journal.Get(r, record.Ref)
			switch {
			case record.Flags&flagOpaque != 0 || errors.Is(err, storage.ErrNotFound):
			case err != nil:
				return err
			default:
				c.Kind, c.Entities = e.Header.Kind, e.Header.Entities
				for _, m := range e.Header.Moves {
					c.Moved = append(c.Moved, m.Account)
				}
			}
			out = append(out, c)
		}
		return nil
	})
	return out, head, err
}
