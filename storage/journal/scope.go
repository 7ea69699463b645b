package journal

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"etabli/storage"
)

// What a device holds follows HQ's routing: a file that comes to its site is a
// stub until its history is here, one that leaves it becomes a stub of which the
// private part goes. What HQ could still lose stays until it cannot: this device
// may be the one that gives it back.

func (l *Log) lookForStubs(ctx context.Context) error {
	return l.store.View(ctx, func(r storage.Reader) error {
		some, err := HasStubs(r)
		l.stubs.Store(some)
		return err
	})
}

// foldTouched folds what a transaction touched, stubs as stubs.
func (l *Log) foldTouched(tx storage.Tx, touched []Touched) (err error) {
	if l.stubs.Load() {
		for i := range touched {
			if touched[i].Stub, err = StubOf(tx, touched[i].Entity); err != nil {
				return err
			}
		}
	}
	return l.folder.Fold(tx, touched)
}

// foreign marks entities of other sites that the entries of a page name. Where something
// of one is here as of this site, from an order that HQ has lost, it has left.
func (in *intake) foreign(p *Page) error {
	for _, e := range p.Foreign {
		stub, err := exists(in.tx, stubKey(e))
		if err != nil {
			return err
		}
		if stub {
			continue
		}
		known, err := exists(in.tx, entityKey(e))
		if err != nil {
			return err
		}
		s := Stub{Entity: e, Foreign: !known, Left: known, WasWhole: known}
		if known {
			s.Position = p.last()
			in.batch.change(e)
		}
		if err := in.putStub(&s); err != nil {
			return err
		}
	}
	return nil
}

func (in *intake) putStub(s *Stub) error {
	in.log.stubs.Store(true)
	return PutStub(in.tx, s)
}

// scopes takes in what came to the site and what left it, and which history is
// whole now.
func (in *intake) scopes(p *Page) error {
	for _, c := range p.Scopes {
		if err := in.scope(c); err != nil {
			return err
		}
	}
	if p.Scoped > 0 && in.log.stubs.Load() {
		if err := in.ofSite(p); err != nil {
			return err
		}
	}
	for i := range p.Stubs {
		if err := in.stub(p.Stubs[i]); err != nil {
			return err
		}
	}
	for i := range p.Histories {
		if err := in.history(&p.Histories[i]); err != nil {
			return err
		}
	}
	if p.Scoped > 0 {
		if err := putNumber(in.tx, metaScoped, p.Scoped); err != nil {
			return err
		}
	}
	if p.Stable > 0 {
		return putNumber(in.tx, metaStable, p.Stable)
	}
	return nil
}

// scope makes a stub of what came to the site or left it. An answer about what was handed
// back may come after a page that says where its entity has gone since: the later position
// stands.
func (in *intake) scope(c ScopeChange) error {
	was, err := StubOf(in.tx, c.Entity)
	if err != nil {
		return err
	}
	if was != nil && was.Wanted && was.Position > c.Position {
		return nil
	}
	s := Stub{Entity: c.Entity, Position: c.Position, Wanted: !c.Left, Left: c.Left}
	in.sum.Wanted = in.sum.Wanted || s.Wanted
	if was != nil {
		s.Content, s.WasWhole = was.Content, was.WasWhole && was.Content == nil
	} else if s.WasWhole, err = exists(in.tx, entityKey(c.Entity)); err != nil {
		return err
	}
	if !c.Left {
		s.WasWhole = false
	}
	if err := in.putStub(&s); err != nil {
		return err
	}
	in.batch.change(c.Entity)
	return nil
}

// ofSite asks for the histories of entities that a page no longer calls foreign:
// HQ has lost whatever made them so.
func (in *intake) ofSite(p *Page) error {
	for i := range p.Items {
		about, err := in.about(&p.Items[i])
		if err != nil {
			return err
		}
		for _, e := range about {
			if slices.Contains(p.Foreign, e) {
				continue
			}
			s, err := StubOf(in.tx, e)
			if err != nil {
				return err
			}
			if s == nil || !s.Foreign {
				continue
			}
			s.Foreign, s.Left, s.Dropped, s.Wanted, s.Position = false, false, false, true, p.Scoped
			if err := in.putStub(s); err != nil {
				return err
			}
		}
	}
	return nil
}

// about are the entities of an item, also of one that HQ only places.
func (in *intake) about(item *PageItem) ([]Entity, error) {
	if item.Entry != nil {
		return item.Entry.Header.Entities, nil
	}
	held, err := Get(in.tx, item.Ref)
	if errors.Is(err, storage.ErrNotFound) {
		return nil, nil
	}
	return held.Header.Entities, err
}

// history notes how far a history is here. A whole one is no stub any more, unless its
// file came to the site after HQ was asked: no page brings what lies between.
func (in *intake) history(h *HistoryPart) error {
	s, err := StubOf(in.tx, h.Entity)
	if err != nil || s == nil || !s.Wanted {
		return err // it left again meanwhile
	}
	since, err := s.since(in.tx)
	if err != nil {
		return err
	}
	in.batch.change(h.Entity)
	switch {
	case h.Last && since <= h.Asked:
		return in.tx.Delete(stubKey(h.Entity))
	case h.Last:
		s.After = max(s.After, h.Asked)
	default:
		s.After = max(s.After, h.UpTo)
	}
	return in.putStub(s)
}

// since is the position by which a stub came to be, in the order that HQ has now: the stub
// may be of one that it has lost.
func (s *Stub) since(r storage.Reader) (uint64, error) {
	scoped, err := ScopedOf(r)
	return min(s.Position, scoped), err
}

// DropDue lets go what is private of the entities that left the site, as far as
// HQ cannot lose it any more, and tells how many these were.
func (l *Log) DropDue(ctx context.Context) (dropped int, err error) {
	var due []Entity
	if !l.stubs.Load() {
		return 0, nil
	}
	err = l.store.View(ctx, func(r storage.Reader) error {
		stable, err := StableOf(r)
		if err != nil {
			return err
		}
		return EachStub(r, Entity{}, func(s *Stub) error {
			if s.Left && !s.Dropped && s.Position <= stable {
				due = append(due, s.Entity)
			}
			return nil
		})
	})
	for _, e := range due {
		if err != nil {
			break
		}
		var done bool
		if done, err = l.drop(ctx, e); done {
			dropped++
		}
	}
	return dropped, err
}

func (l *Log) drop(ctx context.Context, e Entity) (done bool, err error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	if err := l.usable(); err != nil {
		return false, err
	}
	err = l.store.Update(ctx, func(tx storage.Tx) error {
		done = false
		s, err := StubOf(tx, e)
		if err != nil || s == nil || !s.Left || s.Dropped {
			return err
		}
		stable, err := StableOf(tx)
		if err != nil {
			return err
		}
		done, err = dropPrivate(tx, e, stable)
		if err != nil || !done {
			return err
		}
		s.Dropped = true
		return PutStub(tx, s)
	})
	if err != nil {
		return false, fmt.Errorf("journal: let %s go: %w", e.ID, err)
	}
	return done, nil
}

// dropPrivate leaves only digests of the boxes of an entity, and no key of it. An entry
// about it that waits for HQ, or could be lost there, keeps its boxes, and the keys with
// them: done is false then.
func dropPrivate(tx storage.Tx, e Entity, stable uint64) (done bool, err error) {
	refs, err := Refs(tx, e)
	if err != nil {
		return false, err
	}
	done = true
	for _, ref := range refs {
		row, err := getEntryRow(tx, ref)
		if err != nil {
			return false, err
		}
		if at := row.place.Position; at == 0 || at > stable {
			done = false
			continue
		}
		if err := dropBoxes(tx, ref, e.ID); err != nil {
			return false, err
		}
	}
	for p := Contact; done && p <= Fiscal; p++ {
		if err := DeleteKeys(tx, e.ID, p); err != nil {
			return false, err
		}
	}
	return done, nil
}

func dropBoxes(tx storage.Tx, ref Ref, subject EntityID) error {
	row, err := getEntryRow(tx, ref)
	if err != nil {
		return err
	}
	e, err := Decode(row.encoded)
	if err != nil {
		return damagedRow(entryKey(ref), err.Error())
	}
	changed := false
	for i := range e.Boxes {
		if b := &e.Boxes[i]; b.Subject == subject && b.Sealed != nil {
			e.DropBox(i)
			changed = true
		}
	}
	if !changed {
		return nil
	}
	row.encoded = Encode(e)
	return putEntry(tx, ref, &row)
}

// unleave forgets changes of scope above a position, which HQ has lost: what has
// left is there again, and what came is asked for when HQ says so anew.
func (l *Log) unleave(ctx context.Context, position uint64) error {
	return l.store.Update(ctx, func(tx storage.Tx) error {
		var b Batch
		var above []*Stub
		err := EachStub(tx, Entity{}, func(s *Stub) error {
			if s.Position > position {
				above = append(above, s)
			}
			return nil
		})
		for _, s := range above {
			switch {
			case s.Left && !s.Dropped && s.WasWhole:
				b.change(s.Entity)
				err = errors.Join(err, tx.Delete(stubKey(s.Entity)))
			case s.Wanted, s.Left && !s.Dropped: // HQ says where it lives now
				s.Wanted, s.Left, s.Foreign, s.Position, s.After = true, false, false, position, 0
				err = errors.Join(err, PutStub(tx, s))
			}
		}
		for _, name := range []string{metaScoped, metaStable} {
			at, failed := number(tx, name)
			if failed == nil && at > position {
				failed = putNumber(tx, name, position)
			}
			err = errors.Join(err, failed)
		}
		if err != nil {
			return err
		}
		touched, err := b.Take(tx)
		if err != nil || len(touched) == 0 {
			return err
		}
		return l.foldTouched(tx, touched)
	})
}
