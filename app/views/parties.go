package views

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"strings"

	"etabli/app/domain/civil"
	"etabli/app/domain/customer"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Party is somebody with a role on a file.
type Party struct {
	Role     customer.Role    `json:"role"`
	Key      string           `json:"key"`
	Customer journal.EntityID `json:"customer,omitzero"`
	Name     string           `json:"name,omitempty"`
	Phone    string           `json:"phone,omitempty"`
}

// FilePeople is who has to do with a file, and by when it must be done.
type FilePeople struct {
	Parties []Party        `json:"parties,omitempty"`
	NeedBy  civil.Date     `json:"need_by,omitzero"`
	NeedWhy string         `json:"need_because,omitempty"`
	Shelved bool           `json:"shelved,omitempty"` // the customer's own telephone is on our shelf
	Reach   customer.Reach `json:"reach"`             // how the customer can be told
	ToldMS  int64          `json:"told_ms,omitempty"` // when a person last told them
}

// FilePeople answers who has to do with a file; storage.ErrNotFound when there
// is none.
func (v *Views) FilePeople(r storage.Reader, id journal.EntityID) (FilePeople, error) {
	l, err := newLook(r)
	if err != nil {
		return FilePeople{}, err
	}
	s, err := l.whole(kind.Repair, id)
	if err != nil {
		return FilePeople{}, err
	}
	out := FilePeople{
		NeedBy: dateIn(s.state.Value(fold.FieldNeedBy)), Shelved: shelvedNow(s.state), ToldMS: s.state.Millis(fold.FieldTold),
	}
	var why customer.WhyBox
	l.private(s, fold.FieldNeedWhy, &why)
	out.NeedWhy = why.Why
	if out.Reach, err = l.reachFor(s.state); err != nil {
		return out, err
	}
	if out.Reach, _, _, err = l.callable(id, out.Reach); err != nil {
		return out, err
	}
	named := s.state.Records(fold.GroupParty)
	for _, name := range slices.Sorted(maps.Keys(named)) {
		p, err := l.party(s, name)
		if err != nil {
			return out, err
		}
		out.Parties = append(out.Parties, p)
	}
	return out, nil
}

func (l *look) party(s *subject, name string) (Party, error) {
	role, key, _ := strings.Cut(name, "/")
	p := Party{Role: customer.Role(role), Key: key}
	var box customer.ContactBox
	if l.private(s, fold.GroupPartyWho+name, &box) {
		p.Name, p.Phone = box.Name, box.Phone
		return p, nil
	}
	if p.Customer.UnmarshalText([]byte(key)) != nil {
		return p, nil
	}
	c, err := l.contact(p.Customer)
	if err == nil {
		p.Name, p.Phone = c.Name, c.Phone
	}
	return p, err
}

// shelvedNow tells whether the customer's own telephone is with us: it was said
// so, and the device has not gone back.
func shelvedNow(s *fold.State) bool {
	return s.Value(fold.FieldShelved) != "" && repair.Status(s.Status).Scope() != repair.Ended
}

// reachFor is how the customer of a file can be told of something.
func (l *look) reachFor(s *fold.State) (customer.Reach, error) {
	c, err := l.contact(s.Customer)
	if err != nil {
		return "", err
	}
	tellBy, err := l.tellBy(s.Customer)
	if err != nil {
		return "", err
	}
	shelved := ""
	if shelvedNow(s) {
		shelved = c.Phone
	}
	return customer.ReachOf(c.box(), tellBy, shelved), nil
}

// tellBy is how a customer wishes to be told, empty when nobody said.
func (l *look) tellBy(id journal.EntityID) (string, error) {
	if id.IsZero() {
		return "", nil
	}
	of, err := l.state(kind.Customer, id)
	if errors.Is(err, storage.ErrNotFound) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return of.Value(fold.FieldTellBy), nil
}

// ToTell is a file of which its customer has to be told by a person.
type ToTell struct {
	RepairRow
	SinceMS int64          `json:"since_ms"` // when there was something to tell
	By      customer.Reach `json:"by"`       // phone, letter, or counter
	Phone   string         `json:"phone,omitempty"`
	Name    string         `json:"ask_for,omitempty"` // of the second contact, when it is theirs
}

// callable is whom to call about a file that no machine reaches: its customer, or the
// second contact that an intake asked for, where the customer's own number is none.
func (l *look) callable(id journal.EntityID, by customer.Reach) (_ customer.Reach, phone, name string, err error) {
	s, err := l.whole(kind.Repair, id)
	if err != nil {
		return by, "", "", err
	}
	c, err := l.contact(s.state.Customer)
	if err != nil {
		return by, "", "", err
	}
	wish, err := l.tellBy(s.state.Customer)
	if err != nil || by != customer.Nohow || wish == "none" {
		return by, c.Phone, "", err
	}
	for _, name := range slices.Sorted(maps.Keys(s.state.Records(fold.GroupParty))) {
		p, err := l.party(s, name)
		if err != nil {
			return by, "", "", err
		}
		if p.Role == customer.Caller && p.Phone != "" && p.Phone != c.Phone {
			return customer.ByCall, p.Phone, p.Name, nil
		}
	}
	return by, "", "", nil
}

// tellAt are the statuses that a customer has to hear of.
var tellAt = []repair.Status{repair.QuoteSent, repair.Ready}

// ToTell answers the files of a site that no machine can tell their customers
// of, the one that waits longest first.
func (v *Views) ToTell(r storage.Reader, site string) ([]ToTell, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	var ids []journal.EntityID
	for _, scope := range []Scope{Open, Ready} {
		positions, err := l.positions(Filter{Scope: scope, Site: site}, nil, 0)
		if err != nil {
			return nil, err
		}
		ids = append(ids, idsOf(positions)...)
	}
	out := []ToTell{}
	for _, id := range ids {
		_, row, err := l.row(id)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(tellAt, row.Status) {
			continue
		}
		s, err := l.state(kind.Repair, id)
		if err != nil {
			return nil, err
		}
		by, err := l.reachFor(s)
		if err != nil {
			return nil, err
		}
		if by == customer.ByMachine || s.Millis(fold.FieldTold) >= s.SinceMS {
			continue
		}
		one := ToTell{RepairRow: row, SinceMS: s.SinceMS, By: by}
		if by, one.Phone, one.Name, err = l.callable(id, by); err != nil {
			return nil, err
		}
		one.By = by
		out = append(out, one)
	}
	slices.SortStableFunc(out, func(a, b ToTell) int { return cmp.Compare(a.SinceMS, b.SinceMS) })
	return out, nil
}

// ShelvedNumber tells whether a number belongs to a customer whose own telephone
// lies on our shelf: what is sent to it reaches nobody.
func (v *Views) ShelvedNumber(r storage.Reader, of journal.EntityID, phone string) (bool, error) {
	l, err := newLook(r)
	if err != nil || phone == "" || of.IsZero() {
		return false, err
	}
	c, err := l.contact(of)
	if err != nil || c.Phone != phone {
		return false, err
	}
	files, err := l.ids(l.g.owned(of))
	if err != nil {
		return false, err
	}
	for _, id := range files {
		s, err := l.state(kind.Repair, id)
		if err != nil {
			return false, err
		}
		if shelvedNow(s) {
			return true, nil
		}
	}
	return false, nil
}

// Needed is an open file that must be done by a day.
type Needed struct {
	RepairRow
	By civil.Date `json:"by"`
}

// Needed answers the open files of a site that must be done by a day, none
// later than until, the first day first.
func (v *Views) Needed(r storage.Reader, site string, until civil.Date) ([]Needed, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	members, err := l.placedBetween(kind.Repair, listNeed+site, nil, daySort(until+1), 0)
	if err != nil {
		return nil, err
	}
	out := make([]Needed, 0, len(members))
	for _, m := range members {
		s, err := l.state(kind.Repair, m.ID)
		if err != nil {
			return nil, err
		}
		_, row, err := l.row(m.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, Needed{RepairRow: row, By: dateIn(s.Value(fold.FieldNeedBy))})
	}
	return out, nil
}
