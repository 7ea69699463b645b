package journal

import (
	"context"
	"slices"

	"etabli/storage"
)

// Want asks for the history of a stub; HQ is asked when it can be reached. It
// tells whether there is something to ask for.
func (l *Log) Want(ctx context.Context, entities ...Entity) (asked bool, err error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	if err := l.usable(); err != nil {
		return false, err
	}
	err = l.store.Update(ctx, func(tx storage.Tx) error {
		asked = false
		for _, e := range entities {
			s, err := StubOf(tx, e)
			if err != nil {
				return err
			}
			if s == nil || !s.Pruned {
				continue
			}
			asked = true
			if !s.Wanted {
				s.Wanted = true
				if err := PutStub(tx, s); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err == nil && asked {
		l.watchers.Notify(entities)
	}
	return asked, err
}

// Unwanted notes that HQ, asked at a position, does not give the history of an entity: it
// is of other sites. Where something of it is here, and may be shown, it counts as one that
// has left, until HQ says that it is of this site after all. What came to the site after
// HQ was asked stays wanted.
func (l *Log) Unwanted(ctx context.Context, e Entity, asked uint64) error {
	l.writing.Lock()
	defer l.writing.Unlock()
	if err := l.usable(); err != nil {
		return err
	}
	return l.store.Update(ctx, func(tx storage.Tx) error {
		s, err := StubOf(tx, e)
		if err != nil || s == nil || !s.Wanted {
			return err
		}
		if since, err := s.since(tx); err != nil || since > asked {
			return err
		}
		refs, err := Refs(tx, e)
		if err != nil {
			return err
		}
		s.Wanted, s.Left, s.Foreign, s.Pruned = false, len(refs) > 0, true, false
		var b Batch
		b.change(e)
		touched, err := b.Take(tx)
		if err != nil {
			return err
		}
		if err := PutStub(tx, s); err != nil {
			return err
		}
		return l.foldTouched(tx, touched)
	})
}

// Wanted lists stubs whose history is to be asked for, those that came last
// first, up to limit, and counts them all.
func Wanted(r storage.Reader, limit int) (list []Stub, all int, err error) {
	err = EachStub(r, Entity{}, func(s *Stub) error {
		if s.Wanted {
			s.Content = nil
			list = append(list, *s)
		}
		return nil
	})
	slices.SortStableFunc(list, func(a, b Stub) int {
		switch {
		case a.Position > b.Position:
			return -1
		case a.Position < b.Position:
			return 1
		}
		return 0
	})
	all = len(list)
	return list[:min(limit, all)], all, err
}

// revive asks for the histories of entities that had been let go: somebody works on
// them again, or a neighbour brought what HQ would not say again. Position 0 is that
// of what HQ has not placed.
func (in *intake) revive(ref Ref, position uint64) error {
	if !in.log.stubs.Load() {
		return nil
	}
	e, err := Get(in.tx, ref)
	if err != nil {
		return err
	}
	for _, about := range e.Header.Entities {
		s, err := StubOf(in.tx, about)
		if err != nil {
			return err
		}
		if s == nil || !s.Pruned || s.Wanted || position > 0 && position <= s.Position {
			continue
		}
		s.Wanted, in.sum.Wanted = true, true
		if err := in.putStub(s); err != nil {
			return err
		}
	}
	return nil
}

// stub takes the stub of an entity of which entries were left out. What a neighbour
// has brought of it would wait for HQ's word for ever: then the history is asked for.
func (in *intake) stub(s Stub) error {
	was, err := StubOf(in.tx, s.Entity)
	if err != nil || was != nil {
		return err
	}
	refs, err := Refs(in.tx, s.Entity)
	if err != nil {
		return err
	}
	for _, ref := range refs {
		row, err := getEntryRow(in.tx, ref)
		if err != nil {
			return err
		}
		s.Wanted = s.Wanted || row.place.Position == 0
	}
	s.Pruned, in.sum.Wanted = true, in.sum.Wanted || s.Wanted
	in.batch.change(s.Entity)
	return in.putStub(&s)
}

// HoldsOthers tells whether a store holds entries of chains that are not its own.
func HoldsOthers(r storage.Reader) (holds bool, err error) {
	epochs, err := Epochs(r)
	if err != nil {
		return false, err
	}
	rng := storage.Prefix([]byte{prefixEntry})
	rng.KeysOnly = true
	err = r.Scan(rng, func(key, _ []byte) error {
		if holds = !owns(epochs, ChainID(key[1:9])); holds {
			return storage.Stop
		}
		return nil
	})
	return holds, err
}
