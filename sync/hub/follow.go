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

// maxNews bounds the positions of other processes that are looked at one by
// one; of more, everybody is told.
const maxNews = 1024

// follow tells sessions and watchers what other processes over the same store
// did. Signals are hints: what is new is found by reading, from where this
// process last told.
func (h *Hub) follow(ctx context.Context, signals <-chan struct{}) {
	defer h.running.Done()
	for range signals {
		if err := h.catchUp(ctx); err != nil && ctx.Err() == nil {
			h.counters.failures.Add(1)
			h.o.Log.Error("news of other processes not read", "error", err)
		}
	}
}

// catchUp reads and tells what came since the last time.
func (h *Hub) catchUp(ctx context.Context) error {
	after := h.told.Load()
	var news Committed
	var latest, revoked uint64
	err := h.o.Store.View(ctx, func(r storage.Reader) (err error) {
		if _, err = getRow(r, revocationsKey, &revoked); err != nil {
			return err
		}
		news, latest, err = newsAfter(r, after)
		return err
	})
	if err != nil {
		return err
	}
	if news.Head.Position > after {
		h.o.Clock.Observe(latest)
		h.committed(news)
	}
	if h.revoked.Swap(revoked) != revoked {
		return h.endRevoked(ctx)
	}
	return nil
}

// newsAfter gathers what the positions after one touched, and the greatest
// hybrid time of their entries.
func newsAfter(r storage.Reader, after uint64) (news Committed, latest uint64, err error) {
	news = Committed{After: after, Sites: map[string]bool{}}
	if news.Head, err = HeadOf(r); err != nil || news.Head.Position <= after {
		return news, 0, err
	}
	if news.Head.Position-after > maxNews {
		news.Sites[everySite], news.Many = true, true
		return news, 0, nil
	}
	refs, err := refsAfter(r, after)
	if err != nil {
		return news, 0, err
	}
	for part := range slices.Chunk(refs, chunkPositions) {
		err = storage.Prefetch(r, func() [][]byte {
			w := wanted{seen: map[string]bool{}}
			for _, ref := range part {
				w.add(chainKey(ref.Chain), journal.RowOf(ref))
			}
			return w.keys
		})
		for _, ref := range part {
			var hlc uint64
			if err == nil {
				hlc, err = news.add(r, ref)
				latest = max(latest, hlc)
			}
		}
		if err != nil {
			return news, 0, err
		}
	}
	return news, latest, nil
}

// refsAfter lists what stands after a position.
func refsAfter(r storage.Reader, after uint64) (refs []journal.Ref, err error) {
	rng := storage.Prefix([]byte{prefix, 'p'})
	rng.Start = positionKey(after + 1)
	err = r.Scan(rng, func(key, value []byte) error {
		record, _, err := parseRecord(after+uint64(len(refs))+1, value)
		refs = append(refs, record.Ref)
		return err
	})
	return refs, err
}

// add gathers what one entry touched.
func (c *Committed) add(r storage.Reader, ref journal.Ref) (hlc uint64, err error) {
	var chain Chain
	if _, err := getRow(r, chainKey(ref.Chain), &chain); err != nil {
		return 0, err
	}
	if chain.Site != "" {
		c.Sites[chain.Site] = true
	}
	e, err := journal.Get(r, ref)
	if errors.Is(err, storage.ErrNotFound) {
		return 0, nil // it was set aside, its device knows
	}
	if err != nil {
		return 0, err
	}
	c.Entities = append(c.Entities, e.Header.Entities...)
	for _, entity := range e.Header.Entities {
		homes, err := homesOf(r, entity.ID)
		if err != nil {
			return 0, err
		}
		left, err := leftOf(r, entity.ID)
		if err != nil {
			return 0, err
		}
		for _, site := range append(homes, left...) {
			c.Sites[site] = true
		}
	}
	return e.Header.HLC, nil
}

// endRevoked ends the sessions of devices that another process revoked.
func (h *Hub) endRevoked(ctx context.Context) error {
	h.mu.Lock()
	here := slices.Collect(maps.Keys(h.sessions))
	h.mu.Unlock()
	var out []enrol.DeviceID
	err := h.o.Store.View(ctx, func(r storage.Reader) error {
		for _, id := range here {
			var row deviceRow
			if _, err := getRow(r, deviceKey(id), &row); err != nil {
				return err
			}
			if row.RevokedMS != 0 {
				out = append(out, id)
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("revoked devices: %w", err)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, id := range out {
		if r := h.sessions[id]; r != nil {
			r.tell(End{wire.CodeRevoked})
		}
	}
	return nil
}
