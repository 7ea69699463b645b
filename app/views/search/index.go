package search

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"

	"etabli/storage"
)

// The shape of blocks.
const (
	// blockDocs is how far a block grows by single additions. Every addition
	// writes it whole.
	blockDocs = 128
	// bulkDocs is from how many documents of one word a transaction writes a
	// block of its own instead of extending the newest.
	bulkDocs = 32
	// openBlock stands in the key of the block that single additions extend,
	// so that it is found without a search, and first.
	openBlock = math.MaxUint32
)

// Index is the postings under one prefix of the store's keys.
type Index struct{ prefix []byte }

// At returns the index that lives under a prefix.
func At(prefix []byte) Index { return Index{prefix: slices.Clone(prefix)} }

// Additions gathers the postings of one transaction.
type Additions struct {
	docs map[string][]uint32
	bulk bool
}

// Add notes that a document holds words. Fresh says that it is new, so that no
// word of it can be in the index yet.
func (a *Additions) Add(doc uint32, words []string, fresh bool) {
	if a.docs == nil {
		a.docs, a.bulk = map[string][]uint32{}, true
	}
	a.bulk = a.bulk && fresh
	for _, w := range words {
		if w != "" {
			a.docs[w] = append(a.docs[w], doc)
		}
	}
}

// manyWords is from how many distinct words a transaction of fresh documents
// counts as a bulk load, which reads nothing back.
const manyWords = 400

// Write puts the additions into the index.
func (x Index) Write(tx storage.Tx, a *Additions) error {
	words := make([]string, 0, len(a.docs))
	for w := range a.docs {
		words = append(words, w)
	}
	slices.Sort(words) // neighbours in the store, and the same order on every run
	bulk := a.bulk && len(words) >= manyWords
	for _, w := range words {
		docs := a.docs[w]
		slices.Sort(docs)
		docs = slices.Compact(docs)
		var err error
		if bulk || a.bulk && len(docs) >= bulkDocs {
			err = x.put(tx, w, docs)
		} else {
			err = x.extend(tx, w, docs)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// extend adds documents to the open block of a word. One that is full moves to
// the place that its greatest document gives it.
func (x Index) extend(tx storage.Tx, word string, docs []uint32) error {
	held, err := x.block(tx, word, openBlock)
	if err != nil {
		return err
	}
	docs = merge(held, docs)
	if len(docs) < blockDocs {
		return tx.Put(x.key(word, openBlock), appendBlock(nil, docs))
	}
	if len(held) > 0 {
		if err := tx.Delete(x.key(word, openBlock)); err != nil {
			return err
		}
	}
	return x.join(tx, word, docs)
}

// join writes a block of its own, or into the one that has its key already.
func (x Index) join(tx storage.Tx, word string, docs []uint32) error {
	held, err := x.block(tx, word, docs[len(docs)-1])
	if err != nil {
		return err
	}
	return x.put(tx, word, merge(held, docs))
}

// block reads one block; it is empty when there is none.
func (x Index) block(r storage.Reader, word string, greatest uint32) ([]uint32, error) {
	raw, err := r.Get(x.key(word, greatest))
	if errors.Is(err, storage.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return readBlock(nil, raw)
}

func (x Index) put(tx storage.Tx, word string, docs []uint32) error {
	return tx.Put(x.key(word, docs[len(docs)-1]), appendBlock(nil, docs))
}

func (x Index) key(word string, greatest uint32) []byte {
	key := make([]byte, 0, len(x.prefix)+len(word)+5)
	key = append(append(append(key, x.prefix...), word...), 0)
	return binary.BigEndian.AppendUint32(key, ^greatest)
}

// wordRange is the blocks of exactly one word.
func (x Index) wordRange(word string) storage.Range {
	return storage.Prefix(append(append(slices.Clone(x.prefix), word...), 0))
}

// prefixRange is the blocks of all words that begin with a text.
func (x Index) prefixRange(begin string) storage.Range {
	return storage.Prefix(append(slices.Clone(x.prefix), begin...))
}
