package hub

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/wire"
)

// Router says where entities live. It must answer from entries alone, which are
// written when it is asked.
type Router interface {
	// Homes are the entities that an entry gives other homes; homes tells where one
	// lives now.
	Homes(r storage.Reader, e *journal.Entry, homes func(journal.EntityID) ([]string, error)) ([]journal.Homes, error)
	// Private tells whether a site must not list entities of a type that only are
	// of others.
	Private(t journal.EntityType) bool
	// Everywhere tells whether every site must hear an entry, whoever it is about.
	Everywhere(e *journal.Entry) bool
}

// siteChange says that an entity came to a site, or left it.
type siteChange struct {
	Entity   journal.Entity `cbor:"1,keyasint"`
	Position uint64         `cbor:"2,keyasint"`
	Left     bool           `cbor:"3,keyasint,omitempty"`
	// Had are the sites that had it before it came to every site.
	Had []string `cbor:"4,keyasint,omitempty"`
}

// siteChanges are what sites gain and lose at one position.
type siteChanges map[string][]siteChange

// with adds the sites that gain or lose something to those an entry goes to.
func (c siteChanges) with(sites []string) []string {
	if len(c) == 0 {
		return sites
	}
	out := slices.Clone(sites)
	for site := range c {
		out = append(out, site)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// put enters a position into the feed of a site.
func (c siteChanges) put(tx storage.Tx, site string, position uint64) error {
	if len(c[site]) == 0 {
		return tx.Put(feedKey(site, position), nil)
	}
	return putRow(tx, feedKey(site, position), c[site])
}

// changesIn reads what a row of a feed says to a site beside its position.
func changesIn(key, value []byte, site string) (changes []wire.ScopeChange, err error) {
	if len(value) == 0 {
		return nil, nil
	}
	var all []siteChange
	err = parseRow(key, value, &all)
	for _, c := range all {
		if !slices.Contains(c.Had, site) {
			changes = append(changes, wire.ScopeChange{Entity: c.Entity, Position: c.Position, Left: c.Left})
		}
	}
	return changes, err
}

// rehome gives entities their new homes and tells what that means for sites.
func (o *ordering) rehome(e *journal.Entry, position uint64) (siteChanges, error) {
	if o.router == nil {
		return nil, nil
	}
	moved, err := o.router.Homes(o.tx, e, func(id journal.EntityID) ([]string, error) { return homesOf(o.tx, id) })
	if err != nil {
		return nil, fmt.Errorf("hub: homes after %s: %w", e.Ref(), err)
	}
	changes := siteChanges{}
	for _, m := range moved {
		was, err := homesOf(o.tx, m.Entity.ID)
		if err != nil {
			return nil, err
		}
		now := distinct(slices.Clone(m.Sites))
		if len(was) == 0 || len(now) == 0 || slices.Contains(was, everySite) || slices.Equal(was, now) {
			continue
		}
		if err := o.moveHome(m.Entity, was, now, position, changes); err != nil {
			return nil, err
		}
	}
	return changes, nil
}

func (o *ordering) moveHome(e journal.Entity, was, now []string, position uint64, changes siteChanges) error {
	left, err := leftOf(o.tx, e.ID)
	if err != nil {
		return err
	}
	left = slices.DeleteFunc(left, func(site string) bool { return lives(now, site) })
	for _, site := range was {
		if !lives(now, site) {
			left = append(left, site)
			changes[site] = append(changes[site], siteChange{Entity: e, Position: position, Left: true})
		}
	}
	for _, site := range now {
		switch {
		case site == everySite:
			changes[site] = append(changes[site], siteChange{Entity: e, Position: position, Had: was})
		case !slices.Contains(was, site):
			changes[site] = append(changes[site], siteChange{Entity: e, Position: position})
		}
	}
	if err := putRow(o.tx, leftKey(e.ID), distinct(left)); err != nil {
		return err
	}
	return putRow(o.tx, routeKey(e.ID), now)
}

// leftOf returns the sites that an entity has left.
func leftOf(r storage.Reader, id journal.EntityID) (sites []string, err error) {
	_, err = getRow(r, leftKey(id), &sites)
	return sites, err
}

// changesBetween are what came to a site and left it, from behind a position up
// to another.
func changesBetween(r storage.Reader, site string, after, upTo uint64) (all []wire.ScopeChange, err error) {
	for _, feed := range []string{site, everySite} {
		rng := storage.Range{Start: feedKey(feed, after+1), End: feedKey(feed, upTo+1)}
		if err := r.Scan(rng, func(key, value []byte) error {
			some, err := changesIn(slices.Clone(key), value, site)
			all = append(all, some...)
			return err
		}); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(all, func(a, b wire.ScopeChange) int { return cmp.Compare(a.Position, b.Position) })
	return all, nil
}

// StableOf returns the position up to which HQ cannot lose its log: it is in a
// second copy that was read back.
func StableOf(r storage.Reader) (position uint64, err error) {
	_, err = getRow(r, stableKey, &position)
	return position, err
}

// SetStable notes that the log in a store is in a second copy up to a position.
// Devices let nothing go that is above it.
func SetStable(ctx context.Context, store storage.Store, position uint64) error {
	return store.Update(ctx, func(tx storage.Tx) error {
		if err := tx.Lock(headKey); err != nil {
			return err
		}
		head, err := HeadOf(tx)
		if err != nil {
			return err
		}
		was, err := StableOf(tx)
		if position = min(position, head.Position); err != nil || position <= was {
			return err
		}
		return putRow(tx, stableKey, position)
	})
}

// SetStable is the function of that name, and tells the devices that are there.
func (h *Hub) SetStable(ctx context.Context, position uint64) error {
	if err := SetStable(ctx, h.o.Store, position); err != nil {
		return fmt.Errorf("hub: %w", err)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for r := range h.all {
		r.tell(Moved{})
	}
	return nil
}

// addForeign notes the entities of other sites that an entry names.
func (p *pageBuilder) addForeign(e *journal.Entry) error {
	if !p.in.Scopes || p.in.Router == nil {
		return nil
	}
	for _, about := range e.Header.Entities {
		if !p.in.Router.Private(about.Type) || slices.Contains(p.page.Foreign, about) {
			continue
		}
		homes, err := homesOf(p.r, about.ID)
		if err != nil {
			return err
		}
		if len(homes) > 0 && !lives(homes, p.in.Site) {
			p.page.Foreign = append(p.page.Foreign, about)
		}
	}
	return nil
}

// scopes adds what came to the site and left it up to the cursor of the page.
func (p *pageBuilder) scopes(found []wire.ScopeChange) error {
	if !p.in.Scopes {
		return nil
	}
	if p.in.ScopedTo < p.in.After {
		earlier, err := changesBetween(p.r, p.in.Site, p.in.ScopedTo, p.in.After)
		if err != nil {
			return err
		}
		p.page.Scopes = earlier
	}
	for _, c := range found {
		if c.Position <= p.page.Cursor.Position {
			p.page.Scopes = append(p.page.Scopes, c)
		}
	}
	stable, err := StableOf(p.r)
	if err == nil && stable > p.in.Stable {
		p.page.Stable = stable
	}
	return err
}
