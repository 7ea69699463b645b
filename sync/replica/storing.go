package replica

import (
	"context"
	"errors"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/wire"
)

// failed reports a question that the journal could not answer.
func (s *session) failed(question Output, err error) Input {
	if !errors.Is(err, context.Canceled) {
		s.r.o.Logger.Error("journal failed", "question", question, "error", err)
	}
	return StoreFailed{Question: question}
}

// prepare reads the own chains, the one in work first, and the progress.
func (s *session) prepare(q DoPrepare) Input {
	raw, err := s.r.o.Log.Cursor(s.ctx)
	if err != nil {
		return s.failed(q, err)
	}
	progress, err := wire.ParseProgress(raw)
	if err != nil {
		return s.failed(q, err)
	}
	out := Prepared{Progress: progress}
	err = s.r.o.Log.View(s.ctx, func(r storage.Reader) error {
		epochs, err := journal.Epochs(r)
		if err != nil {
			return err
		}
		out.Chains = nil
		for i := len(epochs) - 1; i >= 0 && len(out.Chains) < wire.MaxChains; i-- {
			head, err := journal.HeadOf(r, epochs[i].Chain)
			if err != nil {
				return err
			}
			out.Chains = append(out.Chains, wire.ChainHead{Chain: epochs[i].Chain, Seq: head.Seq, Link: head.Link})
		}
		return nil
	})
	if err != nil {
		return s.failed(q, err)
	}
	return out
}

// verify follows the links from what HQ has to the own head.
func (s *session) verify(q DoVerify) Input {
	link, last := q.Link, q.After
	err := s.r.o.Log.View(s.ctx, func(r storage.Reader) error {
		return journal.Scan(r, q.Chain, q.After+1, func(e journal.Positioned) error {
			if e.Header.Seq != last+1 || last >= q.Head.Seq {
				return storage.Stop
			}
			link, last = journal.Link(link, e.Digest()), e.Header.Seq
			return nil
		})
	})
	if err != nil {
		return s.failed(q, err)
	}
	return Verified{Chain: q.Chain, Good: last == q.Head.Seq && link == q.Head.Link}
}

// loadTail reads own entries and the keys of their boxes.
func (s *session) loadTail(q DoLoadTail) Input {
	entries, err := s.r.o.Log.TailOf(s.ctx, q.Chain, q.After, q.MaxBytes)
	if err != nil {
		return s.failed(q, err)
	}
	entries = entries[:min(len(entries), wire.MaxPushEntries)]
	keys, err := s.keysOf(entries)
	if err != nil {
		return s.failed(q, err)
	}
	return TailLoaded{Chain: q.Chain, From: q.After + 1, Entries: entries, Keys: keys}
}

func (s *session) keysOf(entries [][]byte) ([]wire.KeyRow, error) {
	var boxes []journal.Box
	seen := map[[17]byte]bool{}
	for _, raw := range entries {
		e, err := journal.Decode(raw)
		if err != nil {
			return nil, err
		}
		for _, b := range e.Boxes {
			name := [17]byte(append(append([]byte{}, b.Subject[:]...), byte(b.Purpose)))
			if !seen[name] {
				seen[name] = true
				boxes = append(boxes, b)
			}
		}
	}
	if len(boxes) == 0 {
		return nil, nil
	}
	var rows []wire.KeyRow
	err := s.r.o.Log.View(s.ctx, func(r storage.Reader) error {
		rows = nil
		for _, b := range boxes {
			keys, err := journal.KeysOf(r, b.Subject, b.Purpose)
			if err != nil && !errors.Is(err, journal.ErrNoKey) {
				return err
			}
			for _, k := range keys {
				rows = append(rows, wire.KeyRow{Subject: b.Subject, Purpose: b.Purpose, Key: k})
			}
		}
		return nil
	})
	return rows[:min(len(rows), wire.MaxKeys)], err
}

func (s *session) count(q DoCount) Input {
	n, oldestMS, err := s.r.o.Log.Waiting(s.ctx)
	if err != nil {
		return s.failed(q, err)
	}
	return Counted{Waiting: n, OldestMS: oldestMS}
}

func (s *session) acknowledge(q DoAcknowledge) Input {
	for _, a := range q.Acks {
		if err := s.r.o.Log.AcknowledgeOf(s.ctx, a.Chain, a.Seq); err != nil {
			return s.failed(q, err)
		}
	}
	return Acknowledged{}
}

// apply takes a page into the journal.
func (s *session) apply(q DoApply) Input {
	page := journal.Page{Cursor: q.Progress.Bytes()}
	for _, item := range q.Page.Items {
		in := journal.PageItem{
			Ref: item.Ref, Position: item.Position, ReceivedMS: item.ReceivedMS, Receipt: item.Receipt,
		}
		if len(item.Entry) > 0 {
			e, err := journal.Decode(item.Entry)
			if err != nil || e.Ref() != item.Ref {
				// The rest of the page must not wait for one entry that this
				// version cannot read; the journal reports it as missing.
				s.r.o.Logger.Error("entry of HQ not readable", "ref", item.Ref, "error", err)
			} else {
				in.Entry = e
			}
		}
		page.Items = append(page.Items, in)
	}
	for _, k := range q.Page.Keys {
		page.Keys = append(page.Keys, journal.KeyRow{Subject: k.Subject, Purpose: k.Purpose, Key: k.Key})
	}
	received, err := s.r.o.Log.ReceivePage(s.ctx, page)
	if err != nil {
		return s.failed(q, err)
	}
	if len(received.Quarantined) > 0 || len(received.Missing) > 0 {
		s.r.o.Logger.Warn("page not wholly usable", "quarantined", received.Quarantined, "missing", received.Missing)
	}
	return PageApplied{Progress: q.Progress, NewChain: received.NewChain != 0}
}
