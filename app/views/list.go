package views

import (
	"bytes"
	"encoding/hex"
	"slices"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/storage"
	"etabli/storage/journal"
)

// MaxPage bounds a page of a list.
const MaxPage = 1000

// scopesOf says which rows of the store a list is made of.
var scopesOf = map[Scope][]repair.Scope{
	Open: {repair.Open}, Ready: {repair.Done}, Closed: {repair.Ended},
	All: {repair.Open, repair.Done, repair.Ended}, "": {repair.Open, repair.Done, repair.Ended},
}

// List answers a page of a list. Limit is 1 to MaxPage.
func (v *Views) List(r storage.Reader, f Filter, after Cursor, limit int) (Page, error) {
	if limit < 1 || limit > MaxPage {
		return Page{}, fault.New(fault.OutOfRange, "limit", "min", "1", "max", strconv.Itoa(MaxPage))
	}
	l, err := newLook(r)
	if err != nil {
		return Page{}, err
	}
	from, err := hex.DecodeString(string(after))
	if err != nil {
		return Page{}, fault.New(fault.Malformed, "after", "expected", "cursor")
	}
	positions, err := l.positions(f, from, limit+1)
	if err != nil {
		return Page{}, err
	}
	var page Page
	if len(positions) > limit {
		positions = positions[:limit]
		page.Next = Cursor(hex.EncodeToString(positions[limit-1]))
	}
	page.Rows, err = l.rows(idsOf(positions))
	return page, err
}

// ListIDs answers a whole list by its ids, which is quick enough for a hundred
// thousand of them.
func (v *Views) ListIDs(r storage.Reader, f Filter) ([]journal.EntityID, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	positions, err := l.positions(f, nil, 0)
	return idsOf(positions), err
}

func idsOf(positions [][]byte) []journal.EntityID {
	ids := make([]journal.EntityID, len(positions))
	for i, p := range positions {
		ids[i] = idOf(p)
	}
	return ids
}

// positions are the sort keys of a list behind a position, each with the id of
// its repair at the end. A limit of 0 means all.
func (l *look) positions(f Filter, after []byte, limit int) ([][]byte, error) {
	if f.Scope == InReview {
		return l.reviewPositions(f, after, limit)
	}
	scopes, known := scopesOf[f.Scope]
	if !known {
		return nil, fault.New(fault.Malformed, "scope", "expected", "open, ready, closed, all, review")
	}
	order := byte(newestFirst)
	if f.ByDue {
		order = mostUrgent
	}
	var all [][]byte
	for _, s := range scopes {
		part, err := l.scan(l.g.list(order, scopeBytes[s]), f.Site, after, limit)
		if err != nil {
			return nil, err
		}
		all = append(all, part...)
	}
	if len(scopes) > 1 {
		slices.SortFunc(all, bytes.Compare)
	}
	if limit > 0 && len(all) > limit {
		all = all[:limit]
	}
	return all, nil
}

func (l *look) scan(list []byte, site string, after []byte, limit int) ([][]byte, error) {
	rng := storage.Prefix(list)
	rng.KeysOnly = true
	if len(after) > 0 {
		rng.Start = storage.After(append(slices.Clone(list), after...))
	}
	var out [][]byte
	var slab []byte // one allocation for many positions
	err := l.r.Scan(rng, func(key, _ []byte) error {
		rest := key[len(list):]
		if site != "" && string(rest[8+idBytes:]) != site {
			return nil
		}
		if len(slab)+8+idBytes > cap(slab) {
			slab = make([]byte, 0, 1024*(8+idBytes))
		}
		at := len(slab)
		slab = append(slab, rest[:8+idBytes]...)
		out = append(out, slab[at:len(slab):len(slab)])
		if limit > 0 && len(out) == limit {
			return storage.Stop
		}
		return nil
	})
	return out, err
}

// reviewPositions lists the repairs with open items, in the order of the items.
func (l *look) reviewPositions(f Filter, after []byte, limit int) ([][]byte, error) {
	items, err := l.review()
	if err != nil {
		return nil, err
	}
	var out [][]byte
	seen := map[journal.EntityID]bool{}
	skipping := len(after) > 0
	for _, item := range items {
		id := item.Entity.ID
		if item.Entity.Type != journal.EntityType(kind.Repair) || seen[id] {
			continue
		}
		seen[id] = true
		if f.Site != "" {
			if r, _, err := l.row(id); err != nil || r.Site != f.Site {
				continue
			}
		}
		position := append(make([]byte, 8), id[:]...)
		if !skipping && (limit == 0 || len(out) < limit) {
			out = append(out, position)
		}
		if bytes.Equal(position, after) {
			skipping = false
		}
	}
	return out, nil
}

// Row answers one line of a list; storage.ErrNotFound when there is no such
// repair.
func (v *Views) Row(r storage.Reader, id journal.EntityID) (RepairRow, error) {
	l, err := newLook(r)
	if err != nil {
		return RepairRow{}, err
	}
	_, out, err := l.row(id)
	return out, err
}

// Counts answers the figures beside the lists.
func (v *Views) Counts(r storage.Reader) (Counts, error) {
	l, err := newLook(r)
	if err != nil {
		return Counts{}, err
	}
	c, err := getCounts(r, l.g)
	if err != nil {
		return Counts{}, err
	}
	clashes, err := l.clashes()
	return Counts{
		Open: c.Open, Ready: c.Ready, Closed: c.Closed, All: c.Open + c.Ready + c.Closed,
		Review: c.Items + len(clashes),
	}, err
}
