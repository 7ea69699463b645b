package views

import (
	"errors"
	"slices"

	"etabli/app/domain/kind"
	"etabli/app/domain/message"
	"etabli/app/domain/repair"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// recentMS is how long after its end a thread still takes up what is said next.
const recentMS = 14 * 24 * 3600 * 1000

// Sender answers what is known of who sent a message: the customers who have
// the number or address with their open files, the threads in which it was
// used, and the files that the text names by their numbers.
func (v *Views) Sender(r storage.Reader, key string, numbers []string, nowMS int64) (message.Sender, error) {
	l, err := newLook(r)
	if err != nil {
		return message.Sender{}, err
	}
	var out message.Sender
	if key != "" {
		if err := l.senders(&out, key, nowMS); err != nil {
			return out, err
		}
		if err := l.threadsFrom(&out, key, nowMS); err != nil {
			return out, err
		}
	}
	for _, number := range numbers {
		if err := l.nameFile(&out, number); err != nil {
			return out, err
		}
	}
	return out, nil
}

// senders are the customers who have a number or an address, with their open
// files and their threads.
func (l *look) senders(into *message.Sender, key string, nowMS int64) error {
	people, err := l.sharing(key)
	if err != nil {
		return err
	}
	for _, id := range people {
		c, err := l.customer(id)
		if err != nil {
			return err
		}
		rows, err := l.rows(c.Repairs)
		if err != nil {
			return err
		}
		p := message.Person{Customer: id.String()}
		for _, row := range rows {
			if row.Status.Scope() != repair.Ended {
				p.Files = append(p.Files, row.ID.String())
			}
		}
		into.People = append(into.People, p)
		for _, one := range append([]journal.EntityID{id}, c.Same...) {
			members, err := l.placed(kind.Thread, fold.FieldOf+"/"+one.String(), maxShared)
			if err != nil {
				return err
			}
			for _, m := range members {
				if err := l.addOpen(into, m.ID, "", nowMS); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// threadsFrom are the threads in which a number or an address was used.
func (l *look) threadsFrom(into *message.Sender, key string, nowMS int64) error {
	ids, err := l.found(kind.Thread, joinedPhone(key), MaxHits)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := l.addOpen(into, id, key, nowMS); err != nil {
			return err
		}
	}
	return nil
}

// addOpen adds a thread that is open, or ended lately, once. A key asks for
// those in which it was used.
func (l *look) addOpen(into *message.Sender, id journal.EntityID, key string, nowMS int64) error {
	s, err := l.whole(kind.Thread, id)
	if err != nil {
		return err
	}
	last := lastSaid(s.state)
	switch {
	case s.state.Value(fold.FieldJoined) != "", key != "" && !l.usedBy(s, key),
		s.state.Thread().Status() == message.Closed && last < nowMS-recentMS,
		slices.ContainsFunc(into.Threads, func(o message.Open) bool { return o.Thread == id.String() }):
		return nil
	}
	open := message.Open{Thread: id.String(), File: s.state.Value(fold.FieldRepair), LastMS: last}
	if of := s.state.ID(fold.FieldOf); !of.IsZero() {
		if of, err = l.itself(of); err != nil {
			return err
		}
		open.Customer = of.String()
	}
	into.Threads = append(into.Threads, open)
	return nil
}

func (l *look) usedBy(s *subject, key string) bool {
	return slices.ContainsFunc(s.state.Talk, func(said fold.Said) bool {
		return said.Inbound && l.words(s, said).FromKey == key
	})
}

func (l *look) nameFile(into *message.Sender, number string) error {
	ids, err := l.byNumber(number)
	if err != nil {
		return err
	}
	for _, id := range ids {
		row, err := l.raw(id)
		if errors.Is(err, storage.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		owner, err := l.itself(row.Customer)
		if err != nil {
			return err
		}
		into.Named = append(into.Named, message.Named{File: id.String(), Customer: owner.String()})
	}
	return nil
}

// ThreadOf answers the thread of a message of ours, nil when there is none.
func (v *Views) ThreadOf(r storage.Reader, said journal.Ref) (*message.Open, error) {
	e, err := journal.Get(r, said)
	if errors.Is(err, storage.ErrNotFound) || err == nil && (kind.Kind(e.Header.Kind) != kind.MessageSent || len(e.Header.Entities) == 0) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	var found message.Sender
	err = l.addOpen(&found, e.Header.Entities[0].ID, "", 0)
	if err != nil || len(found.Threads) == 0 {
		return nil, err
	}
	return &found.Threads[0], nil
}

// CustomerItself answers the customer that an id stands for.
func (v *Views) CustomerItself(r storage.Reader, id journal.EntityID) (journal.EntityID, error) {
	l, err := newLook(r)
	if err != nil {
		return id, err
	}
	return l.itself(id)
}
