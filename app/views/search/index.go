package search

import (
	"encoding/binary"
	"errors"
	"hash/fnv"
	"maps"
	"slices"

	"etabli/storage"
)

// The shape of blocks.
const (
	// fullDocs is from how many documents a block is left alone.
	fullDocs = 128
	// gatherDocs is how many documents a block may have after small ones were
	// gathered into it.
	gatherDocs = 1024
	// gatherEvery is after how many additions, on average, the small blocks of a
	// word are gathered.
	gatherEvery = 64
	// notesTogether is how many notes become postings together.
	notesTogether = 128
)

// Index is the postings under one prefix of the store's keys.
type Index struct{ prefix []byte }

// At returns the index that lives under a prefix.
func At(prefix []byte) Index { return Index{prefix: slices.Clone(prefix)} }

// Additions gathers what one transaction adds.
type Additions struct {
	notes []note
	at    map[uint32]int
}

// Add notes that a document holds words. Fresh says that it is new, so that no
// word of it can be in the index yet.
func (a *Additions) Add(doc uint32, words []string, fresh bool) {
	if len(words) == 0 {
		return
	}
	at, again := a.at[doc]
	if !again {
		if a.at == nil {
			a.at = map[uint32]int{}
		}
		at = len(a.notes)
		a.at[doc] = at
		a.notes = append(a.notes, note{doc: doc, known: !fresh})
	}
	n := &a.notes[at]
	n.words = append(n.words[:len(n.words):len(n.words)], words...)
	n.known = n.known || !fresh
}

// Write puts the additions into an index that had some notes so far, and
// answers how many it has had now.
func (x Index) Write(tx storage.Tx, a *Additions, notes uint32) (uint32, error) {
	standing := notes % notesTogether
	if int(standing)+len(a.notes) < notesTogether {
		for i := range a.notes {
			if err := tx.Put(x.noteKey(notes), a.notes[i].bytes()); err != nil {
				return notes, err
			}
			notes++
		}
		return notes, nil
	}
	all, err := x.standing(tx, notes)
	if err != nil {
		return notes, err
	}
	for n := notes - standing; n < notes; n++ {
		if err := tx.Delete(x.noteKey(n)); err != nil {
			return notes, err
		}
	}
	return notes - standing + notesTogether, x.post(tx, append(all, a.notes...))
}

// posting is the documents that one word gets. Known says that one of them was
// in the index before, perhaps with this very word.
type posting struct {
	docs  []uint32
	known bool
}

// post makes postings of notes, the oldest first.
func (x Index) post(tx storage.Tx, notes []note) error {
	words := map[string]*posting{}
	for _, n := range notes {
		for _, w := range n.words {
			p := words[w]
			if p == nil {
				p = &posting{}
				words[w] = p
			}
			p.docs = append(p.docs, n.doc)
			p.known = p.known || n.known
		}
	}
	for _, word := range slices.Sorted(maps.Keys(words)) { // neighbours in the store, and the same order on every run
		p := words[word]
		slices.Sort(p.docs)
		docs := slices.Compact(p.docs)
		write := x.put
		switch {
		case p.known:
			write = x.join
		case len(docs) < fullDocs && due(word, docs[len(docs)-1]):
			write = x.gather
		}
		if err := write(tx, word, docs); err != nil {
			return err
		}
	}
	return nil
}

// due draws the additions at which small blocks are gathered: by chance, so
// that the work is spread, and always the same ones.
func due(word string, doc uint32) bool {
	h := fnv.New32a()
	h.Write(binary.BigEndian.AppendUint32([]byte(word), doc))
	return h.Sum32()%gatherEvery == 0
}

// gather writes documents into one block with those of the small blocks that
// are newer than the word's last full one.
func (x Index) gather(tx storage.Tx, word string, docs []uint32) error {
	var small [][]byte
	err := tx.Scan(x.wordRange(word), func(key, value []byte) error {
		held, err := readBlock(nil, value)
		if err != nil {
			return err
		}
		if len(held) >= fullDocs || len(docs)+len(held) > gatherDocs {
			return storage.Stop
		}
		docs, small = merge(held, docs), append(small, slices.Clone(key))
		return nil
	})
	if err != nil {
		return err
	}
	for _, key := range small {
		if err := tx.Delete(key); err != nil {
			return err
		}
	}
	return x.put(tx, word, docs)
}

// join writes a block of its own, or into the one that has its key already.
func (x Index) join(tx storage.Tx, word string, docs []uint32) error {
	raw, err := tx.Get(x.key(word, docs[len(docs)-1]))
	if errors.Is(err, storage.ErrNotFound) {
		return x.put(tx, word, docs)
	}
	if err != nil {
		return err
	}
	held, err := readBlock(nil, raw)
	if err != nil {
		return err
	}
	return x.put(tx, word, merge(held, docs))
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
