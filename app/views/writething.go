package views

import (
	"errors"

	"etabli/app/domain/kind"
	"etabli/app/views/search"
	"etabli/storage"
	"etabli/storage/journal"
)

// thing writes an entity that only has a shape.
func (w *writer) thing(s *subject) error {
	itemsBefore, err := w.itemsBefore(s)
	if err != nil {
		return err
	}
	var old thing
	if !s.fresh {
		if err := getLocal(w.tx, w.g, s.entity, &old); err != nil && !errors.Is(err, storage.ErrNotFound) {
			return err
		}
	}
	now := thing{Document: old.Document}
	if now.Places, err = w.places(s, old.Places); err != nil {
		return err
	}
	if err := w.findable(s, &old, &now); err != nil {
		return err
	}
	if s.entity.Type == journal.EntityType(kind.Visit) && s.state.ForgetsDoor() {
		if err := journal.DeleteKeys(w.tx, s.entity.ID, journal.Passcode); err != nil {
			return err
		}
	}
	return w.put(s, &now, itemsBefore)
}

// places brings the rows of an entity in lists up to date.
func (w *writer) places(s *subject, before [][]byte) ([][]byte, error) {
	keys := w.g.placeKeys(s.entity, s.state)
	return keys, w.replaceKeys(before, keys)
}

// replaceKeys deletes the keys that are no more and puts those that are new.
func (w *writer) replaceKeys(before, keys [][]byte) error {
	for _, key := range before {
		if !holdsKey(keys, key) {
			if err := w.tx.Delete(key); err != nil {
				return err
			}
		}
	}
	for _, key := range keys {
		if !holdsKey(before, key) {
			if err := w.tx.Put(key, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// findable enters the words of an entity into the index of its type.
func (w *writer) findable(s *subject, old, now *thing) error {
	texts := shapes[uint8(s.entity.Type)].texts
	if texts == nil {
		return nil
	}
	t := s.entity.Type
	if now.Document == 0 {
		if w.counts.Things == nil {
			w.counts.Things = map[uint8]uint32{}
		}
		if err := w.document(s.entity, w.counts.Things[uint8(t)]); err != nil {
			return err
		}
		w.counts.Things[uint8(t)]++
		now.Document = w.counts.Things[uint8(t)]
	}
	o := &opener{state: s.state, open: func(field string, into any) bool { return openShown(w.tx, s, field, into) }}
	words := dropInitials(search.Words(texts(o)...))
	words = words[:min(len(words), maxWords)]
	now.Words = joinWords(words)
	if w.things == nil {
		w.things = map[uint8]*search.Additions{}
	}
	if w.things[uint8(t)] == nil {
		w.things[uint8(t)] = &search.Additions{}
	}
	w.things[uint8(t)].Add(now.Document, newWords(old.Words, words), old.Document == 0)
	return nil
}
