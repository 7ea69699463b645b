package views

import (
	"errors"
	"fmt"
	"time"

	"etabli/app/domain/kind"
	"etabli/app/domain/site"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// look is one query at work: a snapshot, its current generation, and what was
// already looked up on the way.
type look struct {
	r         storage.Reader
	g         generation
	zones     map[string]*time.Location // by the code of the site
	customers map[journal.EntityID]*contact
	staff     map[journal.EntityID]string
	documents map[string][]byte // blocks of ids, by key
	rowsRead  map[journal.EntityID]*row
}

func newLook(r storage.Reader) (*look, error) {
	g, err := current(r)
	if err != nil {
		return nil, err
	}
	return &look{
		r: r, g: g, zones: map[string]*time.Location{}, customers: map[journal.EntityID]*contact{}, staff: map[journal.EntityID]string{},
		documents: map[string][]byte{}, rowsRead: map[journal.EntityID]*row{},
	}, nil
}

// Zone is the time zone of a shop.
func (v *Views) Zone(r storage.Reader, site string) (*time.Location, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	return l.zone(site)
}

func (l *look) zone(code string) (*time.Location, error) {
	if z, ok := l.zones[code]; ok {
		return z, nil
	}
	name, err := l.r.Get(l.g.zone(code))
	if err != nil && !errors.Is(err, storage.ErrNotFound) {
		return nil, err
	}
	z := site.Zone(string(name))
	l.zones[code] = z
	return z, nil
}

// contact is what is known of a customer; empty when nothing is.
func (l *look) contact(id journal.EntityID) (*contact, error) {
	if c, ok := l.customers[id]; ok {
		return c, nil
	}
	c := &contact{}
	if !id.IsZero() {
		err := getLocal(l.r, l.g, customerEntity(id), c)
		if err != nil && !errors.Is(err, storage.ErrNotFound) {
			return nil, err
		}
	}
	l.customers[id] = c
	return c, nil
}

// StaffName is the name of a member of staff, gone ones too; empty when nobody
// of that id is known.
func (v *Views) StaffName(r storage.Reader, id journal.EntityID) (string, error) {
	l, err := newLook(r)
	if err != nil {
		return "", err
	}
	return l.author(id)
}

func (l *look) author(id journal.EntityID) (string, error) {
	if name, ok := l.staff[id]; ok || id.IsZero() {
		return name, nil
	}
	s, err := getState(l.r, l.g, journal.Entity{Type: journal.EntityType(kind.Staff), ID: id})
	if err != nil && !errors.Is(err, storage.ErrNotFound) {
		return "", err
	}
	name := ""
	if s != nil {
		name = s.Value(fold.FieldDisplay)
	}
	l.staff[id] = name
	return name, nil
}

// device is the code of the device that writes a chain, empty when unknown.
func (l *look) device(c journal.ChainID) (string, error) {
	code, err := l.r.Get(l.g.device(c))
	if errors.Is(err, storage.ErrNotFound) {
		return "", nil
	}
	return string(code), err
}

// eachState calls fn for the states of all entities of a type.
func (l *look) eachState(t uint8, fn func(journal.EntityID, *fold.State)) error {
	return l.r.Scan(storage.Prefix(l.g.entities(t)), func(key, value []byte) error {
		e := journal.Entity{Type: journal.EntityType(t), ID: idOf(key)}
		s, err := parseState(e, value)
		if err == nil {
			fn(e.ID, s)
		}
		return err
	})
}

func repairEntity(id journal.EntityID) journal.Entity {
	return journal.Entity{Type: journal.EntityType(kind.Repair), ID: id}
}

// row reads one line of a list.
func (l *look) row(id journal.EntityID) (*row, RepairRow, error) {
	r, err := l.raw(id)
	if err != nil {
		return nil, RepairRow{}, err
	}
	out, err := l.show(id, r)
	return r, out, err
}

// raw reads what this store added to a repair, once for each query.
func (l *look) raw(id journal.EntityID) (*row, error) {
	if r, ok := l.rowsRead[id]; ok {
		return r, nil
	}
	r := &row{}
	if err := getLocal(l.r, l.g, repairEntity(id), r); err != nil {
		return nil, err
	}
	l.rowsRead[id] = r
	return r, nil
}

// rowAndState reads one line of a list and the state it comes from.
func (l *look) rowAndState(id journal.EntityID) (out RepairRow, s *fold.State, err error) {
	value, err := l.r.Get(l.g.entity(repairEntity(id)))
	if err != nil {
		return out, nil, fmt.Errorf("views: %s: %w", id, err)
	}
	r := &row{}
	if err := parseLocal(repairEntity(id), value, r); err != nil {
		return out, nil, err
	}
	if s, err = parseState(repairEntity(id), value); err != nil {
		return out, nil, err
	}
	l.rowsRead[id] = r
	out, err = l.show(id, r)
	return out, s, err
}

func (l *look) show(id journal.EntityID, r *row) (RepairRow, error) {
	out := RepairRow{
		ID: id, Number: r.Number, Site: r.Site, Product: r.Product, Serial: r.Serial,
		Status: r.Status, Outcome: r.Outcome, ReceivedMS: r.ReceivedMS, TouchedMS: r.TouchedMS,
		PromisedOn: r.PromisedOn, Tentative: r.Tentative, Review: r.Items, CalledMS: r.CalledMS, Score: r.Score,
		Stub: r.Stub,
	}
	c, err := l.contact(r.Customer)
	if err != nil {
		return out, err
	}
	out.Customer, out.Erased = c.Name, c.Erased
	if r.LegalMS != 0 {
		last, err := l.legalLast(r.LegalRule, r.LegalMS, r.Site)
		if err != nil {
			return out, err
		}
		out.LegalOn = last.String()
	}
	return out, nil
}

// rows reads the lines of a list; repairs that are gone are left out.
func (l *look) rows(ids []journal.EntityID) ([]RepairRow, error) {
	out := make([]RepairRow, 0, len(ids))
	for _, id := range ids {
		_, r, err := l.row(id)
		if errors.Is(err, storage.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}
