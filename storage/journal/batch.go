package journal

import (
	"errors"

	"etabli/storage"
)

// Touched is an entity whose fold must run again.
type Touched struct {
	Entity Entity
	New    []Ref // entries that came in this transaction; none when only positions changed
	Fresh  bool  // the entity had no entry before
	// Entries are the entries of New, so that a fresh entity folds without a
	// read. There are fewer of them than in New when some of them changed since.
	Entries []Positioned
	// Placed are the entries that HQ has ordered now, where nothing else changed and the
	// fold takes them in the same order as before.
	Placed []Positioned
	// Stub is what the store keeps of an entity whose history is not all here, or
	// not to be shown.
	Stub *Stub

	changed bool // otherwise than by New and Placed
}

// ErrOutdated is in the error of a Folder whose rows another version of the
// program made. Nothing is wrong with the entries.
var ErrOutdated = errors.New("journal: derived rows of another version")

// Folder keeps what is derived from entries, in the transaction that writes
// them.
type Folder interface {
	Fold(tx storage.Tx, touched []Touched) error
}

// Homes says at which sites an entity lives from an entry on.
type Homes struct {
	Entity Entity
	Sites  []string
}

// Batch writes the entries of one transaction and collects what they touch.
// The zero value is ready; it belongs to one transaction.
type Batch struct {
	touched []Touched
	at      map[Entity]int
	placed  map[Entity]*placing
}

// Append writes an entry that continues its chain. ErrGap: predecessors are
// missing. ErrFork: another entry has its place. ErrDuplicate: it is already
// held, which is harmless. Nothing is written with an error of these.
func (b *Batch) Append(tx storage.Tx, e *Entry) error {
	return b.AppendPlaced(tx, e, Place{})
}

// AppendPlaced is Append for an entry that gets its place at once.
func (b *Batch) AppendPlaced(tx storage.Tx, e *Entry, p Place) error {
	if err := e.Check(); err != nil {
		return err
	}
	if _, err := dropErased(tx, e); err != nil {
		return err
	}
	head, err := nextHead(tx, e)
	if err != nil {
		return err
	}
	if err := putHead(tx, e.Header.Chain, head); err != nil {
		return err
	}
	return b.write(tx, e, &entryRow{place: p, link: head.Link, encoded: Encode(e)})
}

// Keep writes an entry that came from HQ, which has checked its chain; it need
// not continue anything here. When the store holds it without some of its
// parts, those that e brings are added. Errors are those of Append without
// ErrGap.
func (b *Batch) Keep(tx storage.Tx, e *Entry, p Place) error {
	return b.keep(tx, e, p, Digest{})
}

// keep is Keep for an entry whose link may be known.
func (b *Batch) keep(tx storage.Tx, e *Entry, p Place, link Digest) error {
	if err := e.Check(); err != nil {
		return err
	}
	if _, err := dropErased(tx, e); err != nil {
		return err
	}
	held, err := compareHeld(tx, e)
	switch {
	case err == nil:
		return b.write(tx, e, &entryRow{place: p, link: link, encoded: Encode(e)})
	case harmless(err) && held.complete(e):
		return b.rewrite(tx, held, p)
	}
	return err
}

// complete adds the parts that e lacks and other has; both are the same entry.
func (e *Entry) complete(other *Entry) (changed bool) {
	if e.factsAbsent() && !other.factsAbsent() {
		e.Facts, e.FactsDigest, changed = other.Facts, Digest{}, true
	}
	for i := range e.Boxes {
		if e.Boxes[i].Sealed == nil && other.Boxes[i].Sealed != nil {
			e.Boxes[i], changed = other.Boxes[i], true
		}
	}
	return changed
}

// rewrite stores a held entry that was completed.
func (b *Batch) rewrite(tx storage.Tx, held *Positioned, p Place) error {
	row, err := getEntryRow(tx, held.Ref())
	if err != nil {
		return err
	}
	if p != (Place{}) {
		row.place = p
	}
	for _, entity := range held.Header.Entities {
		b.change(entity)
	}
	row.encoded = Encode(&held.Entry)
	return putEntry(tx, held.Ref(), &row)
}

// write stores entry, command and index rows.
func (b *Batch) write(tx storage.Tx, e *Entry, row *entryRow) error {
	indexes, err := indexesOf(tx, e.Header.Entities)
	if err != nil {
		return err
	}
	return b.writeIndexed(tx, e, row, indexes)
}

func indexesOf(r storage.Reader, entities []Entity) ([]*entityRow, error) {
	indexes := make([]*entityRow, len(entities))
	for i, entity := range entities {
		var err error
		if indexes[i], err = entityIndex(r, entity); err != nil {
			return nil, err
		}
	}
	return indexes, nil
}

// writeIndexed is write for who has read the indexes of the entities.
func (b *Batch) writeIndexed(tx storage.Tx, e *Entry, row *entryRow, indexes []*entityRow) error {
	if err := putEntry(tx, e.Ref(), row); err != nil {
		return err
	}
	if err := putCommand(tx, e.Header.Command, e.Ref()); err != nil {
		return err
	}
	if err := keepBooks(tx, &e.Header, 1); err != nil {
		return err
	}
	for i, entity := range e.Header.Entities {
		t := b.touch(entity, indexes[i].count == 0)
		t.New = append(t.New, e.Ref())
		t.Entries = append(t.Entries, positioned(e, row.place))
		if err := indexes[i].add(tx, entity, e.Ref()); err != nil {
			return err
		}
	}
	return nil
}

// change notes that what the batch knows of an entity's entries is out of date: the fold
// reads the store.
func (b *Batch) change(e Entity) {
	t := b.touch(e, false)
	t.Entries, t.changed = nil, true
}

func (b *Batch) touch(e Entity, fresh bool) *Touched {
	at, ok := b.at[e]
	if !ok {
		if b.at == nil {
			b.at = map[Entity]int{}
		}
		at = len(b.touched)
		b.at[e] = at
		b.touched = append(b.touched, Touched{Entity: e, Fresh: fresh})
	}
	return &b.touched[at]
}

// Append writes one entry that continues its chain; see Batch.Append.
func Append(tx storage.Tx, e *Entry) error { return new(Batch).Append(tx, e) }

// Keep writes one entry that came from HQ; see Batch.Keep.
func Keep(tx storage.Tx, e *Entry) error { return new(Batch).Keep(tx, e, Place{}) }

// SetPosition notes the position and HQ's receive time of an entry that the
// store holds; storage.ErrNotFound when it does not.
func SetPosition(tx storage.Tx, ref Ref, position uint64, receivedMS int64) error {
	return new(Batch).SetPlace(tx, ref, Place{Position: position, ReceivedMS: receivedMS})
}

// harmless tells whether an entry was refused only because it is already held.
func harmless(err error) bool { return errors.Is(err, ErrDuplicate) }
