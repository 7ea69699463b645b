package hub

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/wire"
)

// Limits of a page.
const (
	MaxPageBytes   = 256 << 10 // encoded entries; one entry always fits
	leastPageBytes = 16 << 10
	pagePositions  = 1024 // positions looked at for one page
	keyRowBytes    = 64   // what a key counts against MaxPageBytes
)

// loadPage reads the next page of a site's feed.
func loadPage(r storage.Reader, in Reading, receipts []byte) (*wire.Page, error) {
	head, err := HeadOf(r)
	if err != nil {
		return nil, err
	}
	positions, changes, whole, err := upcoming(r, in)
	if err != nil {
		return nil, err
	}
	p := &pageBuilder{r: r, in: in, receipts: receipts, lineage: head.Lineage, keys: map[keyName]bool{}, shorts: map[journal.Entity]short{}}
	last, size := in.After, 0
	for i, position := range positions {
		if i%chunkPositions == 0 {
			if err := p.readAhead(positions[i:]); err != nil {
				return nil, err
			}
		}
		item, err := p.item(position)
		if err != nil {
			return nil, err
		}
		if item != nil {
			if size += len(item.Entry); size > in.MaxBytes && len(p.page.Items) > 0 {
				whole = false
				break
			}
			added, err := p.addKeys()
			if err != nil {
				return nil, err
			}
			size += added * keyRowBytes
			p.page.Items = append(p.page.Items, *item)
			if err := p.addSite(item); err != nil {
				return nil, err
			}
		}
		last = position
		if size+p.stubBytes > in.MaxBytes && i+1 < len(positions) {
			whole = false
			break
		}
	}
	p.page.More = !whole
	if whole {
		p.page.Cursor = head.cursor()
		return &p.page, p.scopes(changes)
	}
	_, hash, err := RecordAt(r, last)
	if err != nil {
		return nil, err
	}
	p.page.Cursor = wire.Cursor{Lineage: head.Lineage, Position: last, Hash: hash}
	return &p.page, p.scopes(changes)
}

// upcoming returns the next positions of the site's feed and everybody's,
// ascending, and what changes at them. whole tells whether there are no more.
func upcoming(r storage.Reader, in Reading) (positions []uint64, changes []wire.ScopeChange, whole bool, err error) {
	whole = true
	limit := uint64(1<<64 - 1) // no feed was read beyond this position
	for _, site := range []string{in.Site, everySite} {
		count := 0
		rng := storage.Range{Start: feedKey(site, in.After+1), End: storage.After(feedPrefix(site))}
		err := r.Scan(rng, func(key, value []byte) error {
			position := binary.BigEndian.Uint64(key[len(key)-8:])
			if count++; count > pagePositions {
				whole, limit = false, min(limit, position-1)
				return storage.Stop
			}
			positions = append(positions, position)
			if len(value) == 0 {
				return nil
			}
			some, err := changesIn(slices.Clone(key), value, in.Site)
			changes = append(changes, some...)
			return err
		})
		if err != nil {
			return nil, nil, false, fmt.Errorf("hub: feed of %s: %w", site, err)
		}
	}
	slices.SortStableFunc(changes, func(a, b wire.ScopeChange) int { return cmp.Compare(a.Position, b.Position) })
	slices.Sort(positions)
	positions = slices.Compact(positions)
	beyond := slices.IndexFunc(positions, func(p uint64) bool { return p > limit })
	if beyond >= 0 {
		positions = positions[:beyond]
	}
	return positions, changes, whole, nil
}

type keyName struct {
	subject journal.EntityID
	purpose journal.Purpose
}

// pageBuilder collects items and the keys of their boxes.
type pageBuilder struct {
	r        storage.Reader
	in       Reading
	receipts []byte // key
	lineage  wire.Lineage
	page     wire.Page
	keys     map[keyName]bool
	boxes    []journal.Box // readable ones of the item in work

	shorts    map[journal.Entity]short
	stubBytes int
}

// item reads what stands at a position, or nil when it is none of the reader's
// concern.
func (p *pageBuilder) item(position uint64) (*wire.Item, error) {
	p.boxes = nil
	record, _, err := RecordAt(p.r, position)
	if err != nil {
		return nil, err
	}
	item := &wire.Item{
		Ref: record.Ref, Position: record.Position, ReceivedMS: record.ReceivedMS,
		Receipt: record.receipt(p.receipts, p.lineage),
	}
	if record.Ref.Seq <= p.in.Holds[record.Ref.Chain] {
		return item, nil
	}
	if record.Flags&flagOpaque != 0 {
		return nil, nil
	}
	e, err := journal.Get(p.r, record.Ref)
	if err != nil {
		return nil, fmt.Errorf("hub: position %d: %w", position, err)
	}
	if p.pushed(record.Ref, &e.Entry) {
		return item, nil
	}
	if out, err := p.leftOut(&e); err != nil || out {
		return nil, err
	}
	if err := p.withhold(&e.Entry); err != nil {
		return nil, err
	}
	if err := p.addForeign(&e.Entry); err != nil {
		return nil, err
	}
	item.Entry = journal.Encode(&e.Entry)
	return item, nil
}

// addSite tells where a chain belongs, once a session.
func (p *pageBuilder) addSite(item *wire.Item) error {
	c := item.Ref.Chain
	told := len(item.Entry) == 0 || p.in.Sited[c] || slices.ContainsFunc(p.page.Sites, func(s wire.ChainSite) bool { return s.Chain == c })
	if told {
		return nil
	}
	var chain Chain
	_, err := getRow(p.r, chainKey(c), &chain)
	p.page.Sites = append(p.page.Sites, wire.ChainSite{Chain: c, Site: chain.Site})
	return err
}

// pushed tells whether the reader is handing this very entry in.
func (p *pageBuilder) pushed(ref journal.Ref, e *journal.Entry) bool {
	for _, in := range p.in.Pushed {
		if at := ref.Seq - in.From; in.Chain == ref.Chain && ref.Seq >= in.From && at < uint64(len(in.Entries)) {
			if bytes.Equal(in.Entries[at], journal.Encode(e)) {
				return true
			}
		}
	}
	return false
}

// withhold leaves only the digests of the boxes that the site may not hold.
func (p *pageBuilder) withhold(e *journal.Entry) error {
	if len(e.Boxes) == 0 {
		return nil
	}
	var chain Chain
	if _, err := getRow(p.r, chainKey(e.Header.Chain), &chain); err != nil {
		return err
	}
	for i := range e.Boxes {
		may, err := entitled(p.r, e.Boxes[i].Subject, p.in.Site, chain.Site)
		if err != nil {
			return err
		}
		if !may {
			e.DropBox(i)
		} else {
			p.boxes = append(p.boxes, e.Boxes[i])
		}
	}
	return nil
}

// addKeys adds the keys of the item in work, each once a page, and returns how
// many.
func (p *pageBuilder) addKeys() (added int, err error) {
	for _, b := range p.boxes {
		name := keyName{b.Subject, b.Purpose}
		if p.keys[name] || b.Sealed == nil {
			continue
		}
		p.keys[name] = true
		keys, err := journal.KeysOf(p.r, b.Subject, b.Purpose)
		if err != nil && !errors.Is(err, journal.ErrNoKey) {
			return added, err
		}
		added += len(keys)
		for _, k := range keys {
			p.page.Keys = append(p.page.Keys, wire.KeyRow{Subject: b.Subject, Purpose: b.Purpose, Key: k})
		}
	}
	return added, nil
}

// resume returns the highest position that a device's cursor, or one of its
// ladder, has in common with HQ's log.
func resume(r storage.Reader, head Head, cursor wire.Cursor, ladder wire.Ladder) (wire.Cursor, error) {
	for _, c := range append([]wire.Cursor{cursor}, ladder...) {
		if c.Position == 0 || c.Position > head.Position {
			continue
		}
		_, hash, err := RecordAt(r, c.Position)
		if err != nil {
			return wire.Cursor{}, err
		}
		if hash == c.Hash { // the log is the same whatever lineage it was told under
			return wire.Cursor{Lineage: head.Lineage, Position: c.Position, Hash: hash}, nil
		}
	}
	return wire.Cursor{Lineage: head.Lineage}, nil
}

// proven tells how much of its own chains a device has for certain: the end
// that it names is the one HQ has there. Of a chain that goes on beyond what HQ
// has, nothing is certain until it is handed in, and of one that HQ has without
// its links nothing at all: it may be another life's.
func proven(r storage.Reader, named []wire.ChainHead) (map[journal.ChainID]uint64, error) {
	holds := map[journal.ChainID]uint64{}
	all := newChains(r)
	for _, n := range named {
		row, err := all.get(n.Chain)
		if err != nil {
			return nil, err
		}
		if row == nil || n.Seq == 0 || n.Seq > row.Seq {
			continue
		}
		own, err := journal.LinkAt(r, journal.Ref{Chain: n.Chain, Seq: n.Seq})
		if err != nil && !errors.Is(err, journal.ErrGap) && !errors.Is(err, storage.ErrNotFound) {
			return nil, err
		}
		same := err == nil && own == n.Link
		if same && n.Gap > 0 {
			holds[n.Chain] = n.Gap - 1
		} else if same {
			holds[n.Chain] = n.Seq
		}
	}
	return holds, nil
}

// accepted tells how much HQ holds of the chains a device names.
func accepted(r storage.Reader, device journal.EntityID, named []wire.ChainHead) ([]wire.Accepted, wire.Code, error) {
	out := make([]wire.Accepted, 0, len(named))
	all := newChains(r)
	for _, n := range named {
		row, err := all.get(n.Chain)
		if err != nil {
			return nil, 0, err
		}
		a := wire.Accepted{Chain: n.Chain}
		if row != nil {
			if row.Device != device && !row.orphan() {
				return nil, wire.CodeNotYourChain, nil
			}
			a.Seq, a.Link, a.Held = row.whole(), row.Link, row.Held
		}
		out = append(out, a)
	}
	return out, 0, nil
}
