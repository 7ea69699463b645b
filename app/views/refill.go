package views

import (
	"context"
	"errors"

	"etabli/storage"
	"etabli/storage/journal"
)

// A rebuild walks the entries as they lie in the store, one chain after the other, and
// folds an entity where it meets one of its entries first: what a file needs was mostly
// written together. While one step is written, the next is folded.

// stepEntries is how many entries one step walks over: few enough that work goes on
// between two of them.
const stepEntries = 250

// step is what a rebuild writes in one transaction.
type step struct {
	subjects []subject
	stubs    []journal.Entity // folded where they are written, which may leave an extract
	err      error
}

// fill folds every entity of the journal into the generation in work.
func (v *Views) fill(ctx context.Context, store storage.Store, g generation, progress func(done, total int)) error {
	total, err := countEntities(ctx, store)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	steps := make(chan step)
	go func() {
		defer close(steps)
		walkEntries(ctx, store, g, steps)
	}()
	defer func() {
		stop()
		for range steps { // it has ended when nothing is left
		}
	}()
	if progress != nil {
		progress(0, total)
	}
	done := 0
	for s := range steps {
		if s.err != nil {
			return s.err
		}
		if err := v.fillStep(ctx, store, g, s); err != nil {
			return err
		}
		if done += len(s.subjects) + len(s.stubs); progress != nil {
			progress(done, max(done, total))
		}
	}
	return ctx.Err()
}

// walkEntries folds step after step, each on a snapshot of its own.
func walkEntries(ctx context.Context, store storage.Store, g generation, steps chan<- step) {
	w := &walker{g: g}
	for !w.over {
		var s step
		s.err = store.View(ctx, func(r storage.Reader) (err error) {
			s, err = w.next(r)
			return err
		})
		select {
		case steps <- s:
		case <-ctx.Done():
			return
		}
		if s.err != nil {
			return
		}
	}
}

// walker is how far a rebuild has come.
type walker struct {
	g      generation
	from   journal.Ref             // the entry that comes next
	before map[journal.Entity]bool // what the last step folds, whether it is written yet or not
	over   bool
}

func (w *walker) next(r storage.Reader) (out step, err error) {
	var entries []journal.Positioned
	read := map[journal.Ref]journal.Positioned{}
	err = journal.ScanAll(r, w.from, func(p journal.Positioned) error {
		if len(entries) == stepEntries {
			return storage.Stop
		}
		ref := p.Ref()
		entries, read[ref] = append(entries, p), p
		w.from = journal.Ref{Chain: ref.Chain, Seq: ref.Seq + 1}
		return nil
	})
	if err != nil {
		return out, err
	}
	w.over = len(entries) < stepEntries
	met := map[journal.Entity]bool{}
	for i := range entries {
		for _, e := range entries[i].Header.Entities {
			if met[e] || w.before[e] {
				continue
			}
			met[e] = true
			if err := out.fold(r, w.g, e, read); err != nil {
				return out, err
			}
		}
	}
	w.before = met
	return out, nil
}

// fold adds an entity of which there is no row yet.
func (s *step) fold(r storage.Reader, g generation, e journal.Entity, read map[journal.Ref]journal.Positioned) error {
	there, err := isThere(r, g, e)
	if err != nil || there {
		return err
	}
	stub, err := journal.StubOf(r, e)
	if err != nil {
		return err
	}
	if stub != nil {
		s.stubs = append(s.stubs, e)
		return nil
	}
	one := subject{entity: e}
	if one.history, err = journal.HistoryWith(r, e, read); err == nil {
		err = one.fold()
	}
	s.subjects = append(s.subjects, one)
	return err
}

func isThere(r storage.Reader, g generation, e journal.Entity) (bool, error) {
	_, err := r.Get(g.entity(e))
	return err == nil, ignoreMissing(err)
}

// fillStep writes a step, in parts if it is too much for one transaction.
func (v *Views) fillStep(ctx context.Context, store storage.Store, g generation, s step) error {
	err := store.Update(ctx, func(tx storage.Tx) error {
		if _, err := mine(tx, g); err != nil {
			return err
		}
		return s.write(tx, g)
	})
	if !errors.Is(err, storage.ErrTooBig) || len(s.subjects)+len(s.stubs) < 2 {
		return err
	}
	half, rest := len(s.subjects)/2, len(s.stubs)/2
	return errors.Join(
		v.fillStep(ctx, store, g, step{subjects: s.subjects[:half], stubs: s.stubs[:rest]}),
		v.fillStep(ctx, store, g, step{subjects: s.subjects[half:], stubs: s.stubs[rest:]}))
}

// write writes what nobody has touched since it was folded: that is there already, unless
// it became a stub of which nothing is shown.
func (s *step) write(tx storage.Tx, g generation) error {
	var due []subject
	for i := range s.subjects {
		one := s.subjects[i]
		stub, err := journal.StubOf(tx, one.entity)
		if err == nil && stub != nil {
			one, err = foldStub(tx, one.entity, stub)
		}
		if err != nil {
			return err
		}
		due = append(due, one)
	}
	for _, e := range s.stubs {
		one, err := foldHeld(tx, e)
		if err != nil {
			return err
		}
		due = append(due, one)
	}
	due, err := untouched(tx, g, due)
	if err == nil {
		due, err = forget(tx, due)
	}
	if err != nil {
		return err
	}
	return write(tx, g, due)
}

// untouched leaves out the subjects that have a row.
func untouched(r storage.Reader, g generation, subjects []subject) (due []subject, err error) {
	for i := range subjects {
		s := &subjects[i]
		there, err := isThere(r, g, s.entity)
		if err != nil {
			return nil, err
		}
		if !there {
			s.fresh = s.entity.Type != customerType // a customer may have repairs here already
			due = append(due, *s)
		}
	}
	return due, nil
}
