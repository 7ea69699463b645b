package views_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/badgerstore"
	"etabli/storage/journal"
	"etabli/storage/memstore"
)

const (
	benchRepairs = 100_000
	benchBatch   = 256
)

// corpus makes imported rows like those of Open Repair Data: few categories,
// many brands, half of the rows without a story, common and rare words.
type corpus struct {
	dice       *rand.Rand
	vocabulary []string
	brands     []string
	categories []string
}

func newCorpus() *corpus {
	c := &corpus{dice: rand.New(rand.NewPCG(1, 2))}
	c.categories = strings.Fields("Lamp Vacuum Laptop Kettle Toaster Radio Printer Tablet Mobile Drill Fan Iron Mixer Camera Clock Toy Heater Blender Shaver Amplifier")
	for range 400 {
		c.brands = append(c.brands, c.syllables(2))
	}
	for range 20_000 {
		c.vocabulary = append(c.vocabulary, c.syllables(2+c.dice.IntN(2)))
	}
	return c
}

func (c *corpus) syllables(n int) string {
	var b strings.Builder
	for range n {
		b.WriteByte("bcdfglmnprstv"[c.dice.IntN(13)])
		b.WriteByte("aeiou"[c.dice.IntN(5)])
		b.WriteByte("lnrst"[c.dice.IntN(5)])
	}
	return b.String()
}

// common picks from a list, the first ones far more often than the last.
func (c *corpus) common(list []string) string {
	x := c.dice.Float64()
	return list[int(float64(len(list))*x*x*x)]
}

func (c *corpus) row(n int) repair.ImportedFacts {
	var story []string
	if c.dice.IntN(2) == 0 {
		for range c.dice.IntN(24) {
			story = append(story, c.common(c.vocabulary))
		}
	}
	brand, category := c.common(c.brands), c.common(c.categories)
	f := repair.ImportedFacts{
		Number: repair.FormatNumber("LIL", "1", n+1, [2]byte{byte(n), byte(n >> 8)}), Site: "LIL", Source: "ords",
		Label: brand + " " + category, Brand: brand, Category: category, Status: repair.Closed, Outcome: repair.Repaired,
		DoneOn: fmt.Sprintf("20%02d-%02d-%02d", 10+c.dice.IntN(15), 1+c.dice.IntN(12), 1+c.dice.IntN(28)),
	}
	f.Columns = [14]string{fmt.Sprintf("row_%d", n), "Repair Café", "DNK", category + " ~ " + category, category, "36", brand, "", "", "Fixed", "", "Langaa", f.DoneOn, strings.Join(story, " ")}
	return f
}

// fill imports rows into a store, as the journal would.
func fill(b testing.TB, store storage.Store, v *views.Views, c *corpus, from, rows int) {
	b.Helper()
	chain := journal.ChainID{1}
	for at := from; at < from+rows; at += benchBatch {
		err := store.Update(context.Background(), func(tx storage.Tx) error {
			var batch journal.Batch
			for n := at; n < min(at+benchBatch, from+rows); n++ {
				if err := batch.Append(tx, importedEntry(chain, n, c.row(n))); err != nil {
					return err
				}
			}
			touched, err := batch.Take(tx)
			if err != nil {
				return err
			}
			return v.Fold(tx, touched)
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

func benchID(n int) journal.EntityID { return id(fmt.Sprintf("row %d", n)) }

func importedEntry(chain journal.ChainID, n int, f repair.ImportedFacts) *journal.Entry {
	facts, err := journal.MarshalFacts(f)
	if err != nil {
		panic(err)
	}
	return &journal.Entry{Facts: facts, Header: journal.Header{
		Chain: chain, Seq: uint64(n + 1), HLC: uint64(startMS+int64(n)) << 16, Kind: journal.Kind(kind.RepairImported), Version: 1, OldestReader: 1,
		Entities: []journal.Entity{{Type: journal.EntityType(kind.Repair), ID: benchID(n)}}, Seen: [][]journal.Ref{nil},
		Command: journal.CommandIDFrom("bench", fmt.Sprint(n)),
	}}
}

func stores(b *testing.B, run func(b *testing.B, store storage.Store)) {
	b.Run("memory", func(b *testing.B) {
		store := memstore.New()
		defer store.Close()
		run(b, store)
	})
	b.Run("badger", func(b *testing.B) {
		store, err := badgerstore.Open(b.Context(), badgerstore.Options{Dir: b.TempDir(), Key: make([]byte, badgerstore.KeyBytes), BallastBytes: -1})
		if err != nil {
			b.Fatal(err)
		}
		defer store.Close()
		run(b, store)
	})
}

// Rows a second with entries, views and search kept, without the outbox.
func BenchmarkImport(b *testing.B) {
	stores(b, func(b *testing.B, store storage.Store) {
		c, v, at := newCorpus(), views.New(), 0
		for b.Loop() {
			fill(b, store, v, c, at, benchBatch)
			at += benchBatch
		}
		b.ReportMetric(float64(at)/b.Elapsed().Seconds(), "rows/s")
		b.ReportMetric(float64(countRows(b, store))/float64(at), "keys/row")
	})
}

// What people meet over 100,000 repairs.
func BenchmarkOver100000(b *testing.B) {
	stores(b, func(b *testing.B, store storage.Store) {
		c, v := newCorpus(), views.New()
		fill(b, store, v, c, 0, benchRepairs)
		b.Run("search", func(b *testing.B) { benchSearch(b, store, v, c) })
		b.Run("list ids", func(b *testing.B) {
			for b.Loop() {
				view(b, store, func(r storage.Reader) error {
					ids, err := v.ListIDs(r, views.Filter{Scope: views.All})
					if len(ids) < benchRepairs {
						b.Fatalf("%d ids", len(ids))
					}
					return err
				})
			}
		})
		b.Run("page of 50", func(b *testing.B) {
			for b.Loop() {
				view(b, store, func(r storage.Reader) error {
					_, err := v.List(r, views.Filter{Scope: views.All}, "", 50)
					return err
				})
			}
		})
		b.Run("fold of one commit", func(b *testing.B) { benchCommit(b, store, v) })
	})
}

func countRows(b testing.TB, store storage.Store) (n int) {
	view(b, store, func(r storage.Reader) error {
		rng := storage.Prefix([]byte{'v'})
		rng.KeysOnly = true
		return r.Scan(rng, func(_, _ []byte) error { n++; return nil })
	})
	return n
}

func view(b testing.TB, store storage.Store, fn func(storage.Reader) error) {
	b.Helper()
	if err := store.View(context.Background(), fn); err != nil {
		b.Fatal(err)
	}
}

func benchSearch(b *testing.B, store storage.Store, v *views.Views, c *corpus) {
	w := c.vocabulary
	queries := []string{
		"l", "s", "7", "la", "lam", "lamp", "ra", "43", "lil1-004", w[0], w[0] + " " + w[1], w[0][:2], w[10] + " l", "lamp " + w[3][:2],
		"s s", w[15_000], w[19_999], w[500] + " " + w[19_000], c.brands[0] + " lamp", c.brands[399], "zzzz", "lamp zzzz", "zzzz l",
		repair.FormatNumber("LIL", "1", 501, [2]byte{500 % 256, 1}), "vacuum lamp s",
	}
	spans := map[string][]time.Duration{}
	var all []time.Duration
	for i := 0; b.Loop(); i++ {
		q := queries[i%len(queries)]
		began := time.Now()
		view(b, store, func(r storage.Reader) error {
			_, err := v.Search(r, q, 20)
			return err
		})
		spans[q] = append(spans[q], time.Since(began))
		all = append(all, spans[q][len(spans[q])-1])
	}
	slowest := slices.SortedFunc(maps.Keys(spans), func(x, y string) int { return int(slices.Max(spans[y]) - slices.Max(spans[x])) })
	for _, q := range slowest[:min(6, len(slowest))] {
		slices.Sort(spans[q])
		b.Logf("%q: median %v, most %v", q, spans[q][len(spans[q])/2], spans[q][len(spans[q])-1])
	}
	slices.Sort(all)
	b.ReportMetric(float64(all[len(all)*99/100].Microseconds())/1000, "p99-ms")
}

func benchCommit(b *testing.B, store storage.Store, v *views.Views) {
	chain, seq := journal.ChainID{2}, uint64(0)
	for b.Loop() {
		seq++
		about := journal.Entity{Type: journal.EntityType(kind.Repair), ID: benchID(int(seq) % benchRepairs)}
		facts, err := journal.MarshalFacts(repair.EditedFacts{Fields: map[string]string{"model": fmt.Sprint("M", seq)}})
		if err != nil {
			b.Fatal(err)
		}
		err = store.Update(context.Background(), func(tx storage.Tx) error {
			var batch journal.Batch
			if err := batch.Append(tx, &journal.Entry{Facts: facts, Header: journal.Header{
				Chain: chain, Seq: seq, HLC: uint64(startMS+int64(seq)) << 16, Kind: journal.Kind(kind.RepairEdited), Version: 1, OldestReader: 1,
				Entities: []journal.Entity{about}, Seen: [][]journal.Ref{nil}, Command: journal.CommandIDFrom("commit", fmt.Sprint(seq)),
			}}); err != nil {
				return err
			}
			touched, err := batch.Take(tx)
			if err != nil {
				return err
			}
			return v.Fold(tx, touched)
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// Entities a second of a rebuild over 20,000 repairs.
func BenchmarkRebuild(b *testing.B) {
	stores(b, func(b *testing.B, store storage.Store) {
		const rows = 20_000
		v := views.New()
		fill(b, store, v, newCorpus(), 0, rows)
		for b.Loop() {
			if err := v.Rebuild(context.Background(), store, nil); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.N*rows)/b.Elapsed().Seconds(), "repairs/s")
	})
}
