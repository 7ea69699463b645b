package search

import (
	"encoding/binary"
	"slices"

	"etabli/storage"
)

// The shape of blocks.
const (
	// blockDocs is how far a block grows by single additions.
	blockDocs = 256
	// bulkDocs is from how many documents of one word a transaction writes a
	// block of its own instead of extending the newest.
	bulkDocs = 32
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

// extend merges documents into the newest block of a word, while it has room.
func (x Index) extend(tx storage.Tx, word string, docs []uint32) error {
	key, newest, err := x.newest(tx, word)
	if err != nil {
		return err
	}
	if key == nil || len(newest)+len(docs) > blockDocs {
		return x.join(tx, word, docs)
	}
	if err := tx.Delete(key); err != nil {
		return err
	}
	return x.put(tx, word, merge(newest, docs))
}

// join writes a block of its own, or into the one that has its key already.
func (x Index) join(tx storage.Tx, word string, docs []uint32) error {
	raw, err := tx.Get(x.key(word, docs[len(docs)-1]))
	if err == nil {
		held, err := readBlock(nil, raw)
		if err != nil {
			return err
		}
		docs = merge(held, docs)
	}
	return x.put(tx, word, docs)
}

func (x Index) newest(r storage.Reader, word string) (key []byte, docs []uint32, err error) {
	err = r.Scan(x.wordRange(word), func(k, v []byte) error {
		key = slices.Clone(k)
		if docs, err = readBlock(nil, v); err != nil {
			return err
		}
		return storage.Stop
	})
	return key, docs, err
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
