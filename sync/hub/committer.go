package hub

import (
	"context"

	"etabli/storage/journal"
)

// queued is a work that waits for the committer.
type queued struct {
	work *Work
	done func(*Work)
}

// submit waits for room in the queue. Once a work is in it, done is called.
func (h *Hub) submit(ctx context.Context, q *queued) error {
	select {
	case <-h.quit:
		return ErrClosed
	default:
	}
	select {
	case h.queue <- q:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-h.quit:
		return ErrClosed
	}
}

// commitLoop settles everything that waits, together, as soon as it is free.
func (h *Hub) commitLoop() {
	defer h.running.Done()
	defer close(h.finished)
	h.settle(nil) // what was held when the last process ended
	for {
		select {
		case <-h.quit:
			h.refuseRest()
			return
		case chains := <-h.released:
			h.settle(nil, chains...)
		case q := <-h.queue:
			h.settle(h.gather(q))
		}
	}
}

// gather takes what else waits, up to the size of a group.
func (h *Hub) gather(first *queued) []*queued {
	group := []*queued{first}
	size := int64(first.work.bytes())
	for len(group) < maxGroupWorks && size < h.core.group.Now() {
		select {
		case q := <-h.queue:
			group = append(group, q)
			size += int64(q.work.bytes())
		default:
			return group
		}
	}
	return group
}

func (h *Hub) settle(group []*queued, released ...journal.ChainID) {
	works := make([]*Work, len(group))
	for i, q := range group {
		works[i] = q.work
	}
	retried := h.core.Settle(context.Background(), works, released...)
	for _, q := range group {
		if q.work.Err != nil && q.work.HandIn != nil {
			h.counters.failures.Add(1)
			h.o.Log.Error("push not stored", "device", q.work.HandIn.Device, "error", q.work.Err)
		}
		q.done(q.work)
	}
	for _, w := range retried {
		h.tellLate(w)
	}
}

// tellLate tells a device, if it is connected, that its held entries went on.
func (h *Hub) tellLate(w *Work) {
	if w.Err != nil {
		h.counters.failures.Add(1)
		h.o.Log.Error("held entries not stored", "chain", w.HandIn.Chain, "error", w.Err)
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if r := h.sessions[w.HandIn.Device]; r != nil {
		r.tell(Ordered{Chain: w.HandIn.Chain, Verdict: w.Verdict, Late: true})
	}
}

// refuseRest answers what still waits when the hub closes.
func (h *Hub) refuseRest() {
	for {
		select {
		case q := <-h.queue:
			q.work.Err = ErrClosed
			q.done(q.work)
		default:
			return
		}
	}
}
