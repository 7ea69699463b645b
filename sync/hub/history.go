package hub

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/wire"
)

// Fetching says whose histories are wanted.
type Fetching struct {
	Site     string
	Wants    []wire.Want
	UpTo     uint64 // what comes after it comes in pages
	MaxBytes int    // of all parts together; one entry always fits
	Sited    map[journal.ChainID]bool
}

// Histories reads the first of the wanted histories, as many as fit, the last one
// perhaps in part.
func (c *Core) Histories(ctx context.Context, in Fetching) (parts []*wire.History, err error) {
	err = c.store.View(ctx, func(r storage.Reader) error {
		parts = nil
		f := &fetcher{r: r, in: in, router: c.router, receipts: c.receipts, room: in.MaxBytes}
		head, err := HeadOf(r)
		if err != nil {
			return err
		}
		f.lineage = head.Lineage
		for _, w := range in.Wants {
			h, err := f.history(w)
			if err != nil {
				return err
			}
			parts = append(parts, h)
			if !h.Last && !h.Refused || f.room <= 0 {
				return nil
			}
		}
		return nil
	})
	return parts, err
}

// fetcher reads histories.
type fetcher struct {
	r        storage.Reader
	in       Fetching
	router   Router
	receipts []byte
	lineage  wire.Lineage
	room     int
	sited    []journal.ChainID
}

// history reads one history, from behind what is there already.
func (f *fetcher) history(w wire.Want) (*wire.History, error) {
	homes, err := homesOf(f.r, w.Entity.ID)
	if err != nil {
		return nil, err
	}
	if !lives(homes, f.in.Site) {
		return &wire.History{Entity: w.Entity, Refused: true}, nil
	}
	records, err := f.records(w)
	if err != nil {
		return nil, err
	}
	p := &pageBuilder{
		r: f.r, receipts: f.receipts, lineage: f.lineage, keys: map[keyName]bool{},
		in: Reading{Site: f.in.Site, Scopes: true, Router: f.router, Sited: f.in.Sited},
	}
	h := &wire.History{Entity: w.Entity, Last: true}
	for _, position := range records {
		item, err := p.item(position)
		if err != nil {
			return nil, err
		}
		if item == nil {
			continue
		}
		if len(h.Items) > 0 && (f.room < len(item.Entry) || len(h.Items) == wire.MaxPageItems) {
			h.Last = false
			break
		}
		added, err := p.addKeys()
		if err != nil {
			return nil, err
		}
		f.room -= len(item.Entry) + added*keyRowBytes
		h.Items = append(h.Items, *item)
		if !slices.Contains(f.sited, item.Ref.Chain) {
			f.sited = append(f.sited, item.Ref.Chain)
			if err := p.addSite(item); err != nil {
				return nil, err
			}
		}
	}
	h.Keys, h.Sites, h.Foreign = p.page.Keys, p.page.Sites, p.page.Foreign
	return h, nil
}

// records are the positions of an entity's entries that are wanted, ascending.
func (f *fetcher) records(w wire.Want) ([]uint64, error) {
	refs, err := journal.Refs(f.r, w.Entity)
	if err != nil {
		return nil, err
	}
	var positions []uint64
	for _, ref := range refs {
		e, err := journal.Get(f.r, ref)
		if errors.Is(err, storage.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if e.Position > w.After && e.Position <= f.in.UpTo {
			positions = append(positions, e.Position)
		}
	}
	slices.SortFunc(positions, cmp.Compare)
	return positions, nil
}
