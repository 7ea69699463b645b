package views

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"strings"

	"etabli/app/domain/customer"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/views/fold"
	"etabli/app/views/search"
	"etabli/storage"
	"etabli/storage/journal"
)

func customerEntity(id journal.EntityID) journal.Entity {
	return journal.Entity{Type: journal.EntityType(kind.Customer), ID: id}
}

// customer writes a customer, and the words by which their repairs are found.
func (w *writer) customer(s *subject) error {
	var old contact
	itemsBefore, err := w.itemsBefore(s)
	if err != nil {
		return err
	}
	if !s.fresh {
		if err := getLocal(w.tx, w.g, s.entity, &old); err != nil && !errors.Is(err, storage.ErrNotFound) {
			return err
		}
	}
	c := contactOf(w.tx, s)
	c.Erased = erasedContact(s.state)
	words := contactWords(&c)
	c.Words = joinWords(words)
	if err := w.reach(s, &old, &c); err != nil {
		return err
	}
	if fresh := newWords(old.Words, words); len(fresh) > 0 && !s.fresh {
		if err := w.spread(s.entity.ID, fresh); err != nil {
			return err
		}
	}
	if c.Places, err = w.places(s, old.Places); err != nil {
		return err
	}
	own := thing{Document: old.Document, Words: old.Own}
	now := own
	if err := w.findable(s, &own, &now); err != nil {
		return err
	}
	c.Document, c.Own = now.Document, now.Words
	return w.put(s, &c, itemsBefore)
}

// reach enters the numbers and addresses by which a customer is recognised:
// their own, and those of their people.
func (w *writer) reach(s *subject, old, now *contact) error {
	now.Reach = reachOf(now.Phone, now.Email)
	for _, p := range peopleOf(w.tx, s) {
		now.Reach = append(now.Reach, reachOf(p.Phone, p.Email)...)
	}
	slices.Sort(now.Reach)
	now.Reach = slices.Compact(now.Reach)
	keys := func(list []string) [][]byte {
		out := make([][]byte, len(list))
		for i, at := range list {
			out[i] = with(w.g.phones(at), s.entity.ID)
		}
		return out
	}
	return w.replaceKeys(keys(old.Reach), keys(now.Reach))
}

func reachOf(phone, email string) []string {
	var out []string
	if phone != "" {
		out = append(out, phone)
	}
	if email != "" {
		out = append(out, strings.ToLower(email))
	}
	return out
}

// peopleOf are the people of a customer whose boxes open, by key.
func peopleOf(r storage.Reader, s *subject) []Person {
	var out []Person
	roles := s.state.Records(fold.GroupPersonRoles)
	for _, key := range slices.Sorted(maps.Keys(roles)) {
		p := Person{Key: key}
		for _, role := range repair.SplitList(roles[key]) {
			p.Roles = append(p.Roles, customer.Role(role))
		}
		var box customer.ContactBox
		if openShown(r, s, fold.GroupPerson+key, &box) {
			p.Name, p.Phone, p.Email, p.Address = box.Name, cmp.Or(box.Phone, box.PhoneRaw), box.Email, box.Address
		}
		out = append(out, p)
	}
	return out
}

// contactOf opens the shown contact of a customer. It is empty when its key or
// its bytes were erased or withheld.
func contactOf(r storage.Reader, s *subject) contact {
	if s.short != nil {
		return contact{Name: s.short.Name, Phone: s.short.Phone, Email: s.short.Email}
	}
	var box customer.ContactBox
	if !openShown(r, s, fold.FieldContact, &box) {
		return contact{}
	}
	return contact{Name: box.Name, Phone: box.Phone, PhoneRaw: box.PhoneRaw, Email: box.Email, Address: box.Address}
}

func erasedContact(s *fold.State) bool { return slices.Contains(s.Erased, journal.Contact) }

// openShown opens the box that holds the shown value of a private field. It is
// false when there is none that can be opened.
func openShown(r storage.Reader, s *subject, field string, into any) bool {
	shown := s.state.Shown(field)
	if shown == nil || shown.Box == nil {
		return false
	}
	e := s.entry(shown.Box.Ref)
	return e != nil && openBox(r, e, shown.Box.Box, into)
}

// openBox opens a box of an entry. A box that does not open has nothing to
// show, whatever the reason: its entry stands all the same.
func openBox(r storage.Reader, e *journal.Positioned, n int, into any) bool {
	if n >= len(e.Boxes) {
		return false
	}
	plain, err := journal.OpenBox(r, e.Boxes[n])
	return err == nil && journal.UnmarshalFacts(plain, into) == nil
}

// contactWords are the words by which the repairs of a customer are found. Telephone
// numbers that were understood have rows of their own, see phone.go.
func contactWords(c *contact) []string {
	words := search.Words(c.Name, c.Email)
	if c.Phone == "" {
		words = append(words, search.Words(search.Joined(c.PhoneRaw))...)
	}
	return words
}

// spread lets new words of a customer find all their repairs.
func (w *writer) spread(id journal.EntityID, words []string) error {
	docs, err := ownedDocuments(w.tx, w.g, nil, id)
	for _, doc := range docs {
		w.added.Add(doc, words, false)
	}
	return err
}
