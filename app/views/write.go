package views

import (
	"errors"
	"slices"

	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/views/fold"
	"etabli/app/views/search"
	"etabli/storage"
	"etabli/storage/journal"
)

// documentBlock is how many documents share one row of their ids.
const documentBlock = 64

// counts are the counters of a generation.
type counts struct {
	Documents uint32 `cbor:"1,keyasint,omitempty"`
	Open      int    `cbor:"2,keyasint,omitempty"`
	Ready     int    `cbor:"3,keyasint,omitempty"`
	Closed    int    `cbor:"4,keyasint,omitempty"`
	Items     int    `cbor:"5,keyasint,omitempty"`
	// Things counts, by type, the documents of entities that have a shape.
	Things map[uint8]uint32 `cbor:"6,keyasint,omitempty"`
	// Notes counts, by type, what an index of words noted; see package search.
	Notes map[uint8]uint32 `cbor:"7,keyasint,omitempty"`
}

func getCounts(r storage.Reader, g generation) (c counts, err error) {
	raw, err := r.Get(g.counts())
	if errors.Is(err, storage.ErrNotFound) {
		return c, nil
	}
	if err == nil {
		err = journal.UnmarshalFacts(raw, &c)
	}
	return c, err
}

// of is the counter of a scope.
func (c *counts) of(s repair.Scope) *int {
	switch s {
	case repair.Done:
		return &c.Ready
	case repair.Ended:
		return &c.Closed
	}
	return &c.Open
}

// writer writes the views of one transaction into one generation. What many
// subjects share is gathered and written once, at the end.
type writer struct {
	tx        storage.Tx
	g         generation
	counts    counts
	added     search.Additions
	things    map[uint8]*search.Additions // by type of entity
	documents map[string][]byte           // blocks of ids, by key
	counters  map[string]int              // by key
	devices   map[journal.ChainID]bool
	removals  []removal
}

// write brings one generation up to date. Customers go first, because repairs
// are found by their names.
func write(tx storage.Tx, g generation, subjects []subject) (err error) {
	w := &writer{tx: tx, g: g, documents: map[string][]byte{}, counters: map[string]int{}, devices: map[journal.ChainID]bool{}}
	if w.counts, err = getCounts(tx, g); err != nil {
		return err
	}
	for i := range subjects {
		if err := w.unname(&subjects[i]); err != nil {
			return err
		}
		if !isRepair(subjects[i].entity) {
			if err := w.other(&subjects[i]); err != nil {
				return err
			}
		}
	}
	for i := range subjects {
		if isRepair(subjects[i].entity) {
			if err := w.repair(&subjects[i]); err != nil {
				return err
			}
		}
	}
	return w.finish()
}

func isRepair(e journal.Entity) bool { return e.Type == journal.EntityType(kind.Repair) }

// other writes what is not a repair.
func (w *writer) other(s *subject) error {
	if s.entity.Type == journal.EntityType(kind.Customer) {
		return w.customer(s)
	}
	if _, shaped := shapes[uint8(s.entity.Type)]; shaped {
		return w.thing(s)
	}
	before, err := w.itemsBefore(s)
	if err != nil {
		return err
	}
	if s.entity.Type == journal.EntityType(kind.Site) {
		if err := w.tx.Put(w.g.zone(s.state.Value(fold.FieldCode)), []byte(s.state.Value(fold.FieldZone))); err != nil {
			return err
		}
	}
	return w.put(s, struct{}{}, before)
}

// itemsBefore counts the open items of a subject's state as it was.
func (w *writer) itemsBefore(s *subject) (int, error) {
	if s.fresh {
		return 0, nil
	}
	old, err := getState(w.tx, w.g, s.entity)
	if errors.Is(err, storage.ErrNotFound) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	return len(old.Items), nil
}

// put writes a subject's own row and its place among those to be verified.
func (w *writer) put(s *subject, local any, itemsBefore int) error {
	if err := w.blobs(s); err != nil {
		return err
	}
	value, err := entityValue(s.bytes, local)
	if err != nil {
		return err
	}
	if err := w.tx.Put(w.g.entity(s.entity), value); err != nil {
		return err
	}
	if err := w.calls(s); err != nil {
		return err
	}
	items := len(s.state.Items)
	w.counts.Items += items - itemsBefore
	switch {
	case items > 0 && itemsBefore == 0:
		return w.tx.Put(w.g.review(s.entity), nil)
	case items == 0 && itemsBefore > 0:
		return w.tx.Delete(w.g.review(s.entity))
	}
	return nil
}

// document notes that an entity is the document n of the index of its type, the one
// behind the last.
func (w *writer) document(e journal.Entity, n uint32) error {
	key := w.g.documents(e.Type, n)
	ids, known := w.documents[string(key)]
	if !known && n%documentBlock != 0 {
		var err error
		if ids, err = w.tx.Get(key); err != nil {
			return err
		}
	}
	w.documents[string(key)] = append(ids, e.ID[:]...)
	return nil
}

// finish writes what was gathered, in an order that is always the same.
func (w *writer) finish() error {
	for _, key := range sortedKeys(w.documents) {
		if err := w.tx.Put([]byte(key), w.documents[key]); err != nil {
			return err
		}
	}
	for _, key := range sortedKeys(w.counters) {
		if err := putCounter(w.tx, []byte(key), w.counters[key]); err != nil {
			return err
		}
	}
	if err := w.unfind(); err != nil {
		return err
	}
	if err := w.index(w.g.words(), kind.Repair, &w.added); err != nil {
		return err
	}
	for _, t := range sortedKeys(w.things) {
		if err := w.index(w.g.thingWords(journal.EntityType(t)), t, w.things[t]); err != nil {
			return err
		}
	}
	raw, err := journal.MarshalFacts(w.counts)
	if err != nil {
		return err
	}
	return w.tx.Put(w.g.counts(), raw)
}

// index writes the words of the entities of one type.
func (w *writer) index(x search.Index, t uint8, added *search.Additions) error {
	before := w.counts.Notes[t]
	notes, err := x.Write(w.tx, added, before)
	if err == nil && notes != before {
		if w.counts.Notes == nil {
			w.counts.Notes = map[uint8]uint32{}
		}
		w.counts.Notes[t] = notes
	}
	return err
}

func sortedKeys[K interface{ ~string | ~uint8 | ~uint32 }, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func inFoldOrder(entries []journal.Positioned) []journal.Positioned {
	out := slices.Clone(entries)
	slices.SortFunc(out, func(a, b journal.Positioned) int { return journal.CompareFold(&a, &b) })
	return out
}
