package replica

import (
	"context"
	"errors"
	"fmt"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/wire"
)

// Answer asks the journal what a Machine wants to know or have done, which is
// any output but DoDial, DoSend, DoClose and DoCompare.
func Answer(ctx context.Context, log Log, question Output) (Input, error) {
	a := asker{ctx, log}
	switch q := question.(type) {
	case DoPrepare:
		return a.prepare()
	case DoVerify:
		return a.verify(q)
	case DoLoadTail:
		return a.loadTail(q)
	case DoCount:
		return a.count()
	case DoAcknowledge:
		return a.acknowledge(q)
	case DoApply:
		return a.apply(q)
	case DoRewind:
		return a.rewind(q)
	case DoPlace:
		return a.place(q)
	case DoLoadVoids:
		return a.loadVoids(q)
	case DoLoadLent:
		return a.loadLent(q)
	case DoLoadWants:
		return a.loadWants()
	case DoTakeHistories:
		return a.takeHistories(q)
	}
	return nil, fmt.Errorf("replica: %T is no question to the journal", question)
}

// asker puts questions to a journal.
type asker struct {
	ctx context.Context
	log Log
}

// prepare reads the own chains, the one in work first, and the progress.
func (a asker) prepare() (Input, error) {
	raw, err := a.log.Cursor(a.ctx)
	if err != nil {
		return nil, err
	}
	progress, err := wire.ParseProgress(raw)
	if err != nil {
		return nil, err
	}
	out := Prepared{Progress: progress}
	err = a.log.View(a.ctx, func(r storage.Reader) error {
		epochs, err := journal.Epochs(r)
		if err != nil {
			return err
		}
		if out.Voids, err = journal.Voids(r); err != nil {
			return err
		}
		cleared, err := journal.ClearedOf(r)
		if err != nil {
			return err
		}
		out.Cleared = cleared.Position
		if out.Scoped, err = journal.ScopedOf(r); err != nil {
			return err
		}
		if progress.Cursor.Position == 0 && out.Voids == 0 {
			holds, err := journal.HoldsOthers(r)
			if err != nil {
				return err
			}
			out.Short = !holds
		}
		out.Chains = nil
		for i := len(epochs) - 1; i >= 0 && len(out.Chains) < wire.MaxChains; i-- {
			head, err := journal.HeadOf(r, epochs[i].Chain)
			if err != nil {
				return err
			}
			gap, err := journal.GapOf(r, epochs[i].Chain)
			if err != nil {
				return err
			}
			out.Chains = append(out.Chains, wire.ChainHead{Chain: epochs[i].Chain, Seq: head.Seq, Link: head.Link, Gap: gap})
		}
		return nil
	})
	return out, err
}

// verify follows the links from what HQ has to the own head. Where an entry is
// lost that HQ lacks too, what follows it cannot be handed in under its numbers.
func (a asker) verify(q DoVerify) (Input, error) {
	link, last, hole := q.Link, q.After, false
	err := a.log.View(a.ctx, func(r storage.Reader) error {
		return journal.Scan(r, q.Chain, q.After+1, func(e journal.Positioned) error {
			hole = e.Header.Seq != last+1 && last < q.Head.Seq
			if hole || last >= q.Head.Seq {
				return storage.Stop
			}
			link, last = journal.Link(link, e.Digest()), e.Header.Seq
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	if hole || last < q.Head.Seq {
		lost := journal.Ref{Chain: q.Chain, Seq: last + 1}
		return nil, errors.Join(fmt.Errorf("%w: %s was lost", journal.ErrGap, lost), a.log.Abandon(a.ctx, lost))
	}
	return Verified{Chain: q.Chain, Good: last == q.Head.Seq && link == q.Head.Link}, nil
}

// loadTail reads own entries and the keys of their boxes.
func (a asker) loadTail(q DoLoadTail) (Input, error) {
	entries, err := a.log.TailOf(a.ctx, q.Chain, q.After, q.MaxBytes)
	if errors.Is(err, journal.ErrGap) {
		// HQ asks for what is lost here: what follows it goes in on a new chain,
		// which the next session learns of.
		err = errors.Join(err, a.log.Abandon(a.ctx, journal.Ref{Chain: q.Chain, Seq: q.After + 1}))
	}
	if err != nil {
		return nil, err
	}
	entries = entries[:min(len(entries), wire.MaxPushEntries)]
	keys, err := a.keysOf(entries)
	for err == nil && len(keys) > wire.MaxKeys { // one entry has far fewer
		entries = entries[:len(entries)/2]
		keys, err = a.keysOf(entries)
	}
	if err != nil {
		return nil, err
	}
	in := TailLoaded{Chain: q.Chain, From: q.After + 1, Entries: entries, Keys: keys}
	err = a.log.View(a.ctx, func(r storage.Reader) (err error) {
		if q.Previous && q.After > 0 {
			before, err := journal.Get(r, journal.Ref{Chain: q.Chain, Seq: q.After})
			if err != nil && !errors.Is(err, storage.ErrNotFound) {
				return err
			}
			if err == nil {
				in.Previous = before.Digest()
			}
		}
		in.Before, err = journal.LinkAt(r, journal.Ref{Chain: q.Chain, Seq: q.After})
		if errors.Is(err, journal.ErrGap) || errors.Is(err, storage.ErrNotFound) {
			return nil
		}
		return err
	})
	return in, err
}

func (a asker) keysOf(entries [][]byte) (rows []wire.KeyRow, err error) {
	err = a.log.View(a.ctx, func(r storage.Reader) error {
		rows, err = KeysOf(r, entries)
		return err
	})
	return rows, err
}

// KeysOf returns the keys of the boxes of encoded entries, each once.
func KeysOf(r storage.Reader, entries [][]byte) (rows []wire.KeyRow, err error) {
	type name struct {
		subject journal.EntityID
		purpose journal.Purpose
	}
	seen := map[name]bool{}
	for _, raw := range entries {
		e, err := journal.Decode(raw)
		if err != nil {
			return nil, err
		}
		for _, b := range e.Boxes {
			if seen[name{b.Subject, b.Purpose}] {
				continue
			}
			seen[name{b.Subject, b.Purpose}] = true
			keys, err := journal.KeysOf(r, b.Subject, b.Purpose)
			if err != nil && !errors.Is(err, journal.ErrNoKey) {
				return nil, err
			}
			for _, k := range keys {
				rows = append(rows, wire.KeyRow{Subject: b.Subject, Purpose: b.Purpose, Key: k})
			}
		}
	}
	return rows, nil
}

func (a asker) count() (Input, error) {
	var in Counted
	var err error
	if in.Waiting, in.OldestMS, err = a.log.Waiting(a.ctx); err != nil {
		return nil, err
	}
	err = a.log.View(a.ctx, func(r storage.Reader) (err error) {
		in.Voids, err = journal.Voids(r)
		return err
	})
	return in, err
}

func (a asker) acknowledge(q DoAcknowledge) (Input, error) {
	for _, ack := range q.Acks {
		if err := a.log.AcknowledgeOf(a.ctx, ack.Chain, ack.Seq); err != nil {
			return nil, err
		}
	}
	return Acknowledged{}, nil
}

// apply takes a page into the journal.
func (a asker) apply(q DoApply) (Input, error) {
	page := journal.Page{Cursor: q.Progress.Bytes(), Stable: q.Page.Stable, Foreign: q.Page.Foreign}
	if q.Scoped {
		page.Scoped = q.Page.Cursor.Position
	}
	page.Scopes = scopeChanges(q.Page.Scopes)
	for _, s := range q.Page.Stubs {
		page.Stubs = append(page.Stubs, journal.Stub{Entity: s.Entity, Position: s.Position, Content: s.Content})
	}
	unreadable := fill(&page, q.Page.Items, q.Page.Keys, q.Page.Sites)
	received, err := a.log.ReceivePage(a.ctx, page)
	if err != nil {
		return nil, err
	}
	return PageApplied{
		Progress: q.Progress, NewChain: received.NewChain != 0,
		Unusable: unreadable + len(received.Quarantined), Wanted: received.Wanted,
	}, nil
}

func scopeChanges(in []wire.ScopeChange) (out []journal.ScopeChange) {
	for _, c := range in {
		out = append(out, journal.ScopeChange{Entity: c.Entity, Position: c.Position, Left: c.Left})
	}
	return out
}

// fill adds what a frame brings to a page, and tells how many entries are not
// readable.
func fill(page *journal.Page, items []wire.Item, keys []wire.KeyRow, sites []wire.ChainSite) (unreadable int) {
	for _, item := range items {
		in := journal.PageItem{
			Ref: item.Ref, Position: item.Position, ReceivedMS: item.ReceivedMS, Receipt: item.Receipt,
		}
		if len(item.Entry) > 0 {
			e, err := journal.Decode(item.Entry)
			if err == nil && e.Ref() == item.Ref {
				in.Entry = e
			} else {
				unreadable++ // the rest of the page must not wait for it
			}
		}
		page.Items = append(page.Items, in)
	}
	for _, k := range keys {
		page.Keys = append(page.Keys, journal.KeyRow{Subject: k.Subject, Purpose: k.Purpose, Key: k.Key})
	}
	for _, s := range sites {
		if page.Sites == nil {
			page.Sites = map[journal.ChainID]string{}
		}
		page.Sites[s.Chain] = s.Site
	}
	return unreadable
}
