package views

import (
	"encoding/binary"
	"errors"
	"slices"

	"etabli/app/domain/customer"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/views/search"
	"etabli/storage"
	"etabli/storage/journal"
)

// rowGone names a blob that was erased; it belongs to no generation, because
// the file may come again from a device that has not heard of it.
const rowGone = 'g'

func goneKey(hash []byte) []byte { return generation(0).key(rowGone, hash) }

// forgotten is what was in the boxes of a subject that are erased in this
// transaction: the words by which it was found, and its attachments.
type forgotten struct {
	words []string
	blobs [][]byte
}

// forget carries out what the states of subjects say was erased. Nothing of it
// can be opened afterwards. It answers the subjects that are to be shown.
func forget(tx storage.Tx, subjects []subject) ([]subject, error) {
	shown := subjects[:0]
	for i := range subjects {
		if err := subjects[i].forget(tx); err != nil {
			return nil, err
		}
		ghost := subjects[i].isGhost()
		whole, err := subjects[i].cut()
		if err != nil {
			return nil, err
		}
		if whole && !ghost {
			shown = append(shown, subjects[i])
		}
	}
	return shown, nil
}

func (s *subject) forget(tx storage.Tx) error {
	var due []journal.Purpose
	for _, p := range s.state.Erased {
		gone, err := journal.IsErased(tx, s.entity.ID, p)
		if err != nil {
			return err
		}
		if !gone {
			due = append(due, p)
		}
	}
	if len(due) == 0 {
		return nil
	}
	for i := range s.history {
		e := &s.history[i]
		for n, b := range e.Boxes {
			if b.Subject == s.entity.ID && slices.Contains(due, b.Purpose) {
				s.forgotten.add(tx, e, n)
			}
		}
	}
	for _, hash := range s.forgotten.blobs {
		if err := tx.Put(goneKey(hash), nil); err != nil {
			return err
		}
	}
	_, err := journal.Erase(tx, s.entity, due...)
	return err
}

// isGhost tells whether all that is known here of an entity is that it was
// erased: it is of another shop, and nothing of it is shown or counted.
func (s *subject) isGhost() bool {
	for i := range s.history {
		if kind.Kind(s.history[i].Header.Kind) != kind.PersonErased {
			return false
		}
	}
	return len(s.history) > 0
}

// add notes what is in a box. One that does not open tells nothing.
func (f *forgotten) add(r storage.Reader, e *journal.Positioned, n int) {
	var photos repair.PhotosBox
	if e.Boxes[n].Purpose == journal.Photos && openBox(r, e, n, &photos) {
		for _, k := range photos.Keys {
			if len(k.Hash) == blobHashBytes {
				f.blobs = append(f.blobs, k.Hash)
			}
		}
		return
	}
	var content any
	if !openBox(r, e, n, &content) {
		return
	}
	eachText(content, func(text string) {
		f.words = append(f.words, search.Split(text)...)
		f.words = append(f.words, search.Joined(text), search.Joined(customer.NationalPhone(text)))
	})
}

// eachText calls fn for every text inside a value, whatever its form.
func eachText(value any, fn func(string)) {
	switch v := value.(type) {
	case string:
		fn(v)
	case []any:
		for _, one := range v {
			eachText(one, fn)
		}
	case map[any]any:
		for _, one := range v {
			eachText(one, fn)
		}
	}
}

// removal is words that must not find a document any more.
type removal struct {
	entity   journal.Entity
	document uint32
	words    []string
}

// unname takes what was forgotten of a subject out of the rows of attachments,
// and notes the words to be taken out of the indexes.
func (w *writer) unname(s *subject) error {
	if s.stub != nil && s.stub.Left {
		if err := w.leave(s); err != nil {
			return err
		}
	}
	for _, hash := range s.forgotten.blobs {
		if err := w.tx.Delete(w.g.blob(hash)); err != nil {
			return err
		}
	}
	if len(s.forgotten.words) == 0 {
		return nil
	}
	if s.entity.Type == journal.EntityType(kind.Customer) {
		err := w.tx.Scan(storage.Prefix(w.g.owned(s.entity.ID)), func(key, value []byte) error {
			doc, size := binary.Uvarint(value)
			if size <= 0 {
				return ErrDamaged
			}
			w.removals = append(w.removals, removal{repairEntity(idOf(key)), uint32(doc), s.forgotten.words})
			return nil
		})
		if err != nil {
			return err
		}
	}
	w.removals = append(w.removals, removal{entity: s.entity, words: s.forgotten.words})
	return nil
}

// unfind takes words out of the indexes, but for those that an entity is still
// found by.
func (w *writer) unfind() error {
	for _, rm := range w.removals {
		keeps, document, index, err := w.foundBy(rm)
		if errors.Is(err, storage.ErrNotFound) || err == nil && document == none {
			continue
		}
		if err != nil {
			return err
		}
		words := slices.DeleteFunc(slices.Clone(rm.words), func(word string) bool { return slices.Contains(keeps, word) })
		if err := index.Remove(w.tx, document, words, w.counts.Notes[uint8(rm.entity.Type)]); err != nil {
			return err
		}
	}
	return nil
}

// none is the document of an entity that is in no index.
const none = ^uint32(0)

// foundBy is what an entity is found by, and where, as this transaction leaves it.
func (w *writer) foundBy(rm removal) (words []string, document uint32, index search.Index, err error) {
	if isRepair(rm.entity) {
		var r row
		if err := getLocal(w.tx, w.g, rm.entity, &r); err != nil {
			return nil, none, index, err
		}
		var c contact
		if err := getLocal(w.tx, w.g, customerEntity(r.Customer), &c); err != nil && !errors.Is(err, storage.ErrNotFound) {
			return nil, none, index, err
		}
		return append(splitWords(r.Words), splitWords(c.Words)...), r.Document, w.g.words(), nil
	}
	var t thing
	if shapes[uint8(rm.entity.Type)].texts == nil {
		return nil, none, index, nil
	}
	err = getLocal(w.tx, w.g, rm.entity, &t)
	return splitWords(t.Words), t.Document, w.g.thingWords(rm.entity.Type), err
}

// GoneBlobs lists the attachments that were erased, by their hashes. Their files
// are to be deleted wherever they are, and again when they come back.
func (v *Views) GoneBlobs(r storage.Reader) (hashes [][]byte, err error) {
	under := generation(0).key(rowGone)
	rng := storage.Prefix(under)
	rng.KeysOnly = true
	err = r.Scan(rng, func(key, _ []byte) error {
		hashes = append(hashes, slices.Clone(key[len(under):]))
		return nil
	})
	return hashes, err
}
