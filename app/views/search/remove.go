package search

import (
	"slices"

	"etabli/storage"
)

// Remove takes a document out of the postings of words: they are somebody's who
// was erased, and a word may itself be a name. Notes is how many the index ever
// had; see Write.
func (x Index) Remove(tx storage.Tx, doc uint32, words []string, notes uint32) error {
	if err := x.unnote(tx, doc, words, notes); err != nil {
		return err
	}
	slices.Sort(words)
	for _, word := range slices.Compact(words) {
		if word == "" {
			continue
		}
		if err := x.unpost(tx, doc, word); err != nil {
			return err
		}
	}
	return nil
}

// unpost writes the blocks of a word anew that hold the document.
func (x Index) unpost(tx storage.Tx, doc uint32, word string) error {
	type block struct {
		key  []byte
		docs []uint32
	}
	var found []block
	err := tx.Scan(x.wordRange(word), func(key, value []byte) error {
		docs, err := readBlock(nil, value)
		if err == nil && slices.Contains(docs, doc) {
			found = append(found, block{slices.Clone(key), docs})
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, b := range found {
		if err := tx.Delete(b.key); err != nil {
			return err
		}
		left := slices.DeleteFunc(b.docs, func(d uint32) bool { return d == doc })
		if len(left) == 0 {
			continue
		}
		if err := x.join(tx, word, left); err != nil {
			return err
		}
	}
	return nil
}

// unnote writes the notes of the document anew that are no postings yet.
func (x Index) unnote(tx storage.Tx, doc uint32, words []string, notes uint32) error {
	begin := notes - notes%notesTogether
	for n := begin; n < notes; n++ {
		raw, err := tx.Get(x.noteKey(n))
		if err != nil {
			return err
		}
		one, err := readNote(raw)
		if err != nil {
			return err
		}
		if one.doc != doc {
			continue
		}
		one.words = slices.DeleteFunc(one.words, func(w string) bool { return slices.Contains(words, w) })
		if err := tx.Put(x.noteKey(n), one.bytes()); err != nil {
			return err
		}
	}
	return nil
}
