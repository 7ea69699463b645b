package views

import (
	"slices"

	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/storage"
	"etabli/storage/journal"
)

// follows are the types of entities that belong to files: they live where one of
// their files does, and go with them.
var follows = []uint8{kind.Customer, kind.Product, kind.Thread, kind.Claim}

// anchors are the types of entities because of which others live at a site.
var anchors = []uint8{kind.Repair, kind.Visit, kind.Loan, kind.Voucher}

func isOne(types []uint8, e journal.Entity) bool { return slices.Contains(types, uint8(e.Type)) }

// Private tells whether a site must not list entities of a type that only are of
// other sites.
func (v *Views) Private(t journal.EntityType) bool {
	// A device may be known to several shops by its serial number.
	return uint8(t) == kind.Repair || uint8(t) != kind.Product && slices.Contains(follows, uint8(t))
}

// Everywhere tells whether every site must hear an entry: where somebody who is
// erased was known, HQ may have lost with its log.
func (v *Views) Everywhere(e *journal.Entry) bool {
	return kind.Kind(e.Header.Kind) == kind.PersonErased
}

// Homes says which entities an entry moves between sites. A device that is sent
// is of both shops until it arrives; then its file is of the new one alone, and
// whoever belongs to no other file here goes with it. It reads entries only.
func (v *Views) Homes(r storage.Reader, e *journal.Entry, homes func(journal.EntityID) ([]string, error)) ([]journal.Homes, error) {
	if kind.Kind(e.Header.Kind) != kind.RepairSent || len(e.Header.Entities) == 0 || !isRepair(e.Header.Entities[0]) {
		return nil, nil
	}
	var f repair.SentFacts
	if journal.UnmarshalFacts(e.Facts, &f) != nil || !repair.SiteCode(f.To) {
		return nil, nil // nobody can tell where it goes
	}
	file := e.Header.Entities[0]
	now := []string{f.To}
	if !f.Arrived {
		was, err := homes(file.ID)
		if err != nil {
			return nil, err
		}
		now = append(now, was...)
	}
	at := func(id journal.EntityID) ([]string, error) {
		if id == file.ID {
			return now, nil
		}
		return homes(id)
	}
	out := []journal.Homes{{Entity: file, Sites: now}}
	companions, err := named(r, file, follows)
	if err != nil {
		return nil, err
	}
	for _, c := range companions {
		sites, err := homesBy(r, c, at)
		if err != nil {
			return nil, err
		}
		out = append(out, journal.Homes{Entity: c, Sites: sites})
	}
	return out, nil
}

// homesBy are the sites of what an entity belongs to.
func homesBy(r storage.Reader, e journal.Entity, homes func(journal.EntityID) ([]string, error)) (sites []string, err error) {
	files, err := named(r, e, anchors)
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		some, err := homes(file.ID)
		if err != nil {
			return nil, err
		}
		sites = append(sites, some...)
	}
	return sites, nil
}

// named are the entities of some types that the entries about an entity name, in
// the order they came.
func named(r storage.Reader, e journal.Entity, types []uint8) (out []journal.Entity, err error) {
	refs, err := journal.Refs(r, e)
	if err != nil {
		return nil, err
	}
	for _, ref := range refs {
		entry, err := journal.Get(r, ref)
		if err != nil {
			return nil, err
		}
		for _, other := range entry.Header.Entities {
			if other != e && isOne(types, other) && !slices.Contains(out, other) {
				out = append(out, other)
			}
		}
	}
	return out, nil
}
