package search

import (
	"slices"

	"etabli/storage"
)

// The bounds of one query, so that no word, however common, makes people wait.
// A query that reaches them may miss old documents, never new ones of an exact
// word.
const (
	maxBlocks   = 1500    // blocks read for one word
	maxPostings = 200_000 // documents of one word
	maxVerified = 1500    // candidates looked at
	maxAsked    = 8       // words of a query that count
)

// Asker is who asks: what only the owner of the documents knows.
type Asker struct {
	// Elsewhere answers documents that hold a word, or one that begins with it, by what
	// is in no posting; more says that there are others. nil: there is nothing else.
	Elsewhere func(word string, prefix bool) (docs []uint32, more bool, err error)
	// Verify says whether a document really holds the words now; every hit has passed it.
	Verify func(doc uint32, words []string) (bool, error)
}

// Query answers at most limit documents that hold all words of a text, the
// last one as a prefix, newest first as far as that is cheap. Notes is how many
// the index ever had; see Write.
func (x Index) Query(r storage.Reader, notes uint32, text string, limit int, by Asker) ([]uint32, error) {
	words := Words(text)
	if len(words) == 0 || limit <= 0 {
		return nil, nil
	}
	words = words[:min(len(words), maxAsked)]
	standing, err := x.standing(r, notes)
	if err != nil {
		return nil, err
	}
	sets := make([]*set, len(words))
	for i, w := range words {
		last := i == len(words)-1
		if sets[i], err = x.docs(r, w, last); err != nil {
			return nil, err
		}
		sets[i].noted(standing, w, last)
		if err := sets[i].found(by.Elsewhere, w, last); err != nil {
			return nil, err
		}
		if sets[i].count == 0 {
			return nil, nil
		}
	}
	return hits(sets, words, limit, by.Verify)
}

// found adds the documents that are found elsewhere.
func (s *set) found(elsewhere func(string, bool) ([]uint32, bool, error), word string, prefix bool) error {
	if elsewhere == nil {
		return nil
	}
	docs, more, err := elsewhere(word, prefix)
	s.add(docs)
	s.partial = s.partial || more
	return err
}

// Named answers the documents that were ever given a Name, the newest first and not more
// than a query looks at.
func (x Index) Named(r storage.Reader, notes uint32, name string) (docs []uint32, err error) {
	if name == "" {
		return nil, nil
	}
	standing, err := x.standing(r, notes)
	if err != nil {
		return nil, err
	}
	s := &set{}
	for i := range standing {
		if slices.Contains(standing[i].words, name) {
			s.add([]uint32{standing[i].doc})
		}
	}
	if err := s.read(r, x.wordRange(name)); err != nil {
		return nil, err
	}
	for doc := range s.newestFirst {
		if docs = append(docs, doc); len(docs) == maxVerified {
			break
		}
	}
	return docs, nil
}

// docs reads the postings of a word, or of all words that begin with it, of names too.
func (x Index) docs(r storage.Reader, word string, prefix bool) (*set, error) {
	s := &set{}
	for _, word := range []string{word, NameMark + word} {
		rng := x.wordRange(word)
		if prefix {
			rng = x.prefixRange(word)
		}
		if err := s.read(r, rng); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// read adds the documents of the postings in a range.
func (s *set) read(r storage.Reader, rng storage.Range) error {
	blocks := 0
	var docs []uint32
	return r.Scan(rng, func(_, value []byte) error {
		if blocks++; blocks > maxBlocks || s.count > maxPostings {
			s.partial = true
			return storage.Stop
		}
		var err error
		docs, err = readBlock(docs[:0], value)
		s.add(docs)
		return err
	})
}

// hits walks the smallest set, a whole one if there is one, from its newest document, lets
// the others that are whole refuse, and asks verify last, because it reads the store.
func hits(sets []*set, words []string, limit int, verify func(uint32, []string) (bool, error)) ([]uint32, error) {
	slices.SortStableFunc(sets, func(a, b *set) int {
		if a.partial != b.partial {
			if a.partial {
				return 1
			}
			return -1
		}
		return a.count - b.count
	})
	var out []uint32
	looked := 0
	for doc := range sets[0].newestFirst {
		if !inAll(sets[1:], doc) {
			continue
		}
		if looked++; looked > maxVerified {
			break
		}
		ok, err := verify(doc, words)
		if err != nil {
			return nil, err
		}
		if ok {
			if out = append(out, doc); len(out) == limit {
				break
			}
		}
	}
	return out, nil
}

func inAll(sets []*set, doc uint32) bool {
	for _, s := range sets {
		if !s.partial && !s.has(doc) {
			return false
		}
	}
	return true
}

// Holds tells whether a document with these words answers a query's words,
// the last one as a prefix.
func Holds(document, query []string) bool {
	for i, q := range query {
		last := i == len(query)-1
		if !slices.ContainsFunc(document, func(held string) bool { return is(held, q, last) }) {
			return false
		}
	}
	return true
}
