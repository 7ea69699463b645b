package search_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"etabli/app/views/search"
	"etabli/storage"
	"etabli/storage/memstore"
)

func TestWordsAreFoldedAndDistinct(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"Hélène Cœur-d’Acier", []string{"helene", "coeur", "d", "acier"}},
		{"Lave-linge  LAVE linge", []string{"lave", "linge"}},
		{"Straße Ł12 ﬁn", []string{"strasse", "l12", "fin"}},
		{"e\u0301te\u0301", []string{"ete"}},
		{" .,;!", nil},
	} {
		if got := search.Words(c.text); !slices.Equal(got, c.want) {
			t.Errorf("Words(%q) = %q, want %q", c.text, got, c.want)
		}
	}
	if got := search.Joined("lil2-00431-X7K"); got != "lil200431x7k" {
		t.Errorf("Joined = %q", got)
	}
}

// fataler is what a test and a property have in common.
type fataler interface {
	Context() context.Context
	Fatal(args ...any)
}

// write puts additions into an index, which had some notes before.
func write(t fataler, store storage.Store, index search.Index, add *search.Additions, notes uint32) uint32 {
	err := store.Update(t.Context(), func(tx storage.Tx) (err error) {
		notes, err = index.Write(tx, add, notes)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return notes
}

// others are so many documents that all notes become postings.
func others() *search.Additions {
	var add search.Additions
	for doc := range uint32(200) {
		add.Add(1000+doc, []string{"autre"}, false)
	}
	return &add
}

// unposted is a word that the owner of the documents finds otherwise.
const unposted = "0639980011"

// Any order of additions and changes is found as a plain scan would find it, also what is in
// no posting.
func TestQueriesFindWhatAScanFinds(t *testing.T) {
	vocabulary := []string{"lave", "linge", "lampe", "la", "pompe", "pomme", "x7k", search.Name("X7K-2"), search.Name("lave"), unposted}
	rapid.Check(t, func(t *rapid.T) {
		store := memstore.New()
		defer store.Close()
		index := search.At([]byte("v1s"))
		held := map[uint32][]string{}
		next, notes := uint32(1), uint32(0)
		for range rapid.IntRange(1, 12).Draw(t, "transactions") {
			var add search.Additions
			for range rapid.IntRange(1, 6).Draw(t, "documents") {
				words := slices.Compact(slices.Sorted(slices.Values(rapid.SliceOfN(rapid.SampledFrom(vocabulary), 1, 4).Draw(t, "words"))))
				doc, fresh := next, true
				if next > 1 && rapid.Bool().Draw(t, "change") {
					doc, fresh = rapid.Uint32Range(1, next-1).Draw(t, "doc"), false
				} else {
					next++
				}
				held[doc] = words
				add.Add(doc, slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == unposted }), fresh)
			}
			if notes = write(t, store, index, &add, notes); rapid.Bool().Draw(t, "many others") {
				notes = write(t, store, index, others(), notes)
			}
		}
		text := rapid.SampledFrom([]string{"la", "lave", "pom", "lave linge", "linge la", "x", "x7", "x7k2", "06399", "la 06399", unposted + " la", "zebre"}).Draw(t, "query")
		var want []uint32
		for doc, words := range held {
			if search.Holds(words, search.Words(text)) {
				want = append(want, doc)
			}
		}
		slices.Sort(want)
		slices.Reverse(want)
		elsewhere := func(word string, prefix bool) (docs []uint32, more bool, err error) {
			for doc, words := range held {
				if slices.Contains(words, unposted) && (word == unposted || prefix && strings.HasPrefix(unposted, word)) {
					docs = append(docs, doc)
				}
			}
			if len(docs) > 2 && len(search.Words(text)) > 1 { // as it is found by others too
				return docs[:2], true, nil
			}
			return docs, false, nil
		}
		var got []uint32
		err := store.View(t.Context(), func(r storage.Reader) (err error) {
			got, err = index.Query(r, notes, text, 1000, search.Asker{
				Elsewhere: elsewhere,
				Verify:    func(doc uint32, words []string) (bool, error) { return search.Holds(held[doc], words), nil },
			})
			return err
		})
		if err == nil {
			err = store.View(t.Context(), func(r storage.Reader) error { return named(r, index, notes, held) })
		}
		if err != nil || !slices.Equal(got, want) {
			t.Fatalf("%q: got %v, %v; want %v", text, got, err, want)
		}
	})
}

// named says what is wrong with the documents of a name.
func named(r storage.Reader, index search.Index, notes uint32, held map[uint32][]string) error {
	name := search.Name("lave")
	docs, err := index.Named(r, notes, name)
	for doc, words := range held {
		if slices.Contains(words, name) && !slices.Contains(docs, doc) && err == nil {
			err = fmt.Errorf("%d is named %s and not among %v", doc, name, docs)
		}
	}
	return err
}

func TestTheNewestHitsComeFirstAndNoMoreThanAsked(t *testing.T) {
	store := memstore.New()
	defer store.Close()
	index, notes := search.At([]byte("s")), uint32(0)
	for doc := uint32(1); doc <= 700; doc++ {
		var add search.Additions
		add.Add(doc, []string{"lave"}, true)
		notes = write(t, store, index, &add, notes)
	}
	err := store.View(t.Context(), func(r storage.Reader) error {
		got, err := index.Query(r, notes, "lav", 3, search.Asker{Verify: func(uint32, []string) (bool, error) { return true, nil }})
		if !slices.Equal(got, []uint32{700, 699, 698}) {
			t.Errorf("got %v", got)
		}
		blocks := 0
		_ = r.Scan(storage.Prefix([]byte("slave")), func(_, _ []byte) error { blocks++; return nil })
		if blocks > 16 {
			t.Errorf("700 single additions lie in %d blocks", blocks)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// The 99th percentile over 100,000 documents, common and rare words mixed.
func BenchmarkQueryOver100000(b *testing.B) {
	store := memstore.New()
	defer store.Close()
	index, notes := search.At([]byte("s")), uint32(0)
	dice := rand.New(rand.NewPCG(1, 2))
	words := make([]string, 20_000)
	for i := range words {
		words[i] = fmt.Sprintf("%c%c%05d", 'a'+dice.IntN(26), 'a'+dice.IntN(26), i)
	}
	docs := make([][]string, 100_001)
	for at := 1; at < len(docs); at += 250 {
		var add search.Additions
		for doc := at; doc < min(at+250, len(docs)); doc++ {
			for range 12 {
				docs[doc] = append(docs[doc], words[int(float64(len(words))*dice.Float64()*dice.Float64()*dice.Float64())])
			}
			docs[doc] = append(docs[doc], "lave")
			add.Add(uint32(doc), docs[doc], true)
		}
		notes = write(b, store, index, &add, notes)
	}
	queries := []string{"l", "lave", "a", words[5][:3], words[19_000], "lave " + words[100], words[1] + " " + words[2], "zzzz"}
	var spans []time.Duration
	for i := 0; b.Loop(); i++ {
		began := time.Now()
		err := store.View(b.Context(), func(r storage.Reader) error {
			_, err := index.Query(r, notes, queries[i%len(queries)], 20, search.Asker{Verify: func(doc uint32, q []string) (bool, error) {
				return search.Holds(docs[doc], q), nil
			}})
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
		spans = append(spans, time.Since(began))
	}
	slices.Sort(spans)
	b.ReportMetric(float64(spans[len(spans)*99/100].Microseconds())/1000, "p99-ms")
}
