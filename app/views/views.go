package views

import (
	"errors"
	"fmt"

	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// layout is the version of the rows in this package. With the version of the
// fold it says whether what a store holds was made by this program.
const layout = 13

const version = fold.Version<<8 | layout

// ErrStale says that the views were made by another version of the program and
// must be rebuilt before they are used.
var ErrStale = fmt.Errorf("views: rebuild them: %w", journal.ErrOutdated)

// ErrOvertaken says that another process began to rebuild the views too; when it
// is done they are up to date.
var ErrOvertaken = errors.New("views: another process rebuilds them")

// Views folds entries and answers queries. It keeps nothing in memory, so one
// value serves any number of stores.
type Views struct{}

// New makes Views.
func New() *Views { return &Views{} }

// meta says which generations a store has.
type meta struct {
	Current         generation   `cbor:"1,keyasint,omitempty"`
	Version         int          `cbor:"2,keyasint,omitempty"` // of Current
	Building        generation   `cbor:"3,keyasint,omitempty"`
	BuildingVersion int          `cbor:"4,keyasint,omitempty"`
	Old             []generation `cbor:"5,keyasint,omitempty"` // to be deleted
	Last            generation   `cbor:"6,keyasint,omitempty"` // highest ever used

	unwritten bool // the store has no views yet
}

// getMeta reads the generations; a store without views begins with the first.
func getMeta(r storage.Reader) (m meta, err error) {
	raw, err := r.Get(generation(0).prefix())
	if errors.Is(err, storage.ErrNotFound) {
		return meta{Current: 1, Version: version, Last: 1, unwritten: true}, nil
	}
	if err != nil {
		return m, fmt.Errorf("views: generations: %w", err)
	}
	if err := journal.UnmarshalFacts(raw, &m); err != nil {
		return m, fmt.Errorf("views: generations: %w: %w", ErrDamaged, err)
	}
	return m, nil
}

func putMeta(tx storage.Tx, m meta) error {
	raw, err := journal.MarshalFacts(m)
	if err != nil {
		return err
	}
	return tx.Put(generation(0).prefix(), raw)
}

// current is the generation that queries read; ErrStale when it was made by
// another version.
func current(r storage.Reader) (generation, error) {
	m, err := getMeta(r)
	if err == nil && m.Version != version {
		err = ErrStale
	}
	return m.Current, err
}

// Stale tells whether the views of a store must be rebuilt before they can be
// used, because another version of the program made them.
func (v *Views) Stale(r storage.Reader) (bool, error) {
	m, err := getMeta(r)
	return m.Version != version, err
}

// Fold brings the views up to date with the entities that a transaction
// touched.
func (v *Views) Fold(tx storage.Tx, touched []journal.Touched) error {
	m, err := getMeta(tx)
	if err == nil && m.unwritten {
		err = putMeta(tx, m)
	}
	if err != nil {
		return err
	}
	var targets []generation
	if m.Version == version {
		targets = append(targets, m.Current)
	}
	if m.Building != 0 && m.BuildingVersion == version {
		targets = append(targets, m.Building)
	}
	if len(targets) == 0 {
		return ErrStale
	}
	subjects := make([]subject, 0, len(touched))
	for i := range touched {
		if done, err := settle(tx, targets, &touched[i]); err != nil {
			return err
		} else if done {
			continue
		}
		s, err := foldTouched(tx, &touched[i])
		if err != nil {
			return err
		}
		subjects = append(subjects, s)
	}
	if subjects, err = forget(tx, subjects); err != nil {
		return fmt.Errorf("views: erase: %w", err)
	}
	if len(subjects) == 0 {
		return nil
	}
	for _, g := range targets {
		if err := write(tx, g, subjects); err != nil {
			return fmt.Errorf("views: fold %d entities: %w", len(touched), err)
		}
	}
	return nil
}

// subject is an entity with its history and its new state.
type subject struct {
	entity  journal.Entity
	history []journal.Positioned
	state   *fold.State
	bytes   []byte
	fresh   bool          // it had no entry before: no row about it can be there
	news    []journal.Ref // the entries that came; nil: all of them

	forgotten forgotten
	stub      *journal.Stub // what the store keeps instead of the history
	short     *short        // of the stub
}

func foldTouched(tx storage.Tx, t *journal.Touched) (subject, error) {
	if t.Stub != nil {
		return foldStub(tx, t.Entity, t.Stub)
	}
	s := subject{entity: t.Entity, fresh: t.Fresh && len(t.Entries) == len(t.New), news: append([]journal.Ref{}, t.New...)}
	if s.fresh {
		s.history = inFoldOrder(t.Entries)
		return s, s.fold()
	}
	whole, err := foldEntity(tx, t.Entity)
	whole.news = s.news
	return whole, err
}

func foldEntity(r storage.Reader, e journal.Entity) (s subject, err error) {
	s.entity = e
	if s.history, err = journal.History(r, e); err != nil {
		return s, err
	}
	return s, s.fold()
}

func (s *subject) fold() (err error) {
	s.state = fold.Fold(s.history, s.entity)
	s.bytes, err = s.state.Bytes()
	return err
}

// entry finds an entry of the subject.
func (s *subject) entry(ref journal.Ref) *journal.Positioned {
	for i := range s.history {
		if s.history[i].Ref() == ref {
			return &s.history[i]
		}
	}
	return nil
}

// StateBytes answers the stored state of an entity in its canonical form, for
// those who compare stores; storage.ErrNotFound when there is none.
func (v *Views) StateBytes(r storage.Reader, e journal.Entity) ([]byte, error) {
	g, err := current(r)
	if err != nil {
		return nil, err
	}
	value, err := r.Get(g.entity(e))
	if err != nil {
		return nil, fmt.Errorf("views: %s: %w", e.ID, err)
	}
	state, _, err := cutEntity(value)
	return state, err
}

// Known answers storage.ErrNotFound when the store has no entry about an entity.
func (v *Views) Known(r storage.Reader, e journal.Entity) error {
	g, err := current(r)
	if err == nil {
		_, err = r.Get(g.entity(e))
	}
	if err != nil {
		return fmt.Errorf("views: %s: %w", e.ID, err)
	}
	return nil
}
