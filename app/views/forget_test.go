package views_test

import (
	"regexp"
	"testing"

	"pgregory.net/rapid"

	"etabli/app/domain/customer"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/storage"
	"etabli/storage/journal"
)

// erasedWords are what only the erased customer and their file were known by.
var erasedWords = regexp.MustCompile(`(?i)ursule|odilon|vandenbroucke|gontran|grésille|gresille|6399877|fuit`)

// drawErasure lets devices write about two customers, one of whom is erased by
// somebody who knows a part of it.
func drawErasure(t *rapid.T) *world {
	w := newWorld(3)
	gone, stays := intake("LIL1-00001-AAA", "gone"), intake("LIL1-00002-BBB", "stays")
	gone.boxes = []box{
		{id("gone"), journal.File, repair.FileBox{Fault: "Elle grésille et fuit"}},
		{id("customer of gone"), journal.Contact, customer.ContactBox{Name: "Ursule Vandenbroucke", Phone: "+33639987766"}},
	}
	w.devices[0].write(gone)
	w.devices[0].write(stays)
	for _, d := range w.devices[1:] {
		d.hear(w.devices[0])
	}
	erased := false
	for range rapid.IntRange(1, 14).Draw(t, "acts") {
		d := rapid.SampledFrom(w.devices).Draw(t, "device")
		switch rapid.IntRange(0, 5).Draw(t, "act") {
		case 0:
			d.write(entry{kind: kind.CustomerSaved, entities: []journal.Entity{customerOf("customer of gone")}, facts: customer.SavedFacts{},
				boxes: []box{{id("customer of gone"), journal.Contact, customer.ContactBox{Name: rapid.SampledFrom([]string{"Ursule V.", "Odilon"}).Draw(t, "name")}}}})
		case 1:
			d.write(entry{kind: kind.RepairNoted, entities: []journal.Entity{repairOf("gone")}, facts: repair.NotedFacts{},
				boxes: []box{{id("gone"), journal.File, repair.FileBox{Note: "Gontran a rappelé"}}}})
		case 2:
			d.write(entry{kind: kind.RepairEdited, entities: []journal.Entity{repairOf("gone")}, facts: repair.EditedFacts{},
				boxes: []box{{id("gone"), journal.File, repair.FileBox{Fault: "Grésille chez Odilon"}}}})
		case 3:
			d.write(edit("stays", "promised_on", "2026-12-24"))
		default:
			d.hear(rapid.SampledFrom(w.devices).Draw(t, "other"))
		}
		if !erased && rapid.Bool().Draw(t, "now") {
			w.devices[2].write(erasureOf("gone", journal.Contact, journal.File))
			erased = true
		}
	}
	if !erased {
		w.devices[2].write(erasureOf("gone", journal.Contact, journal.File))
	}
	w.order(rapid.IntRange(0, len(w.entries)).Draw(t, "ordered"), func(free int) int {
		return rapid.IntRange(0, free-1).Draw(t, "next")
	})
	return w
}

// I9: whatever the order of arrival of entries, keys and the erasure, no row of
// the store has a word of whom was erased, somebody else is found as before, and
// all stores say the same.
func TestWhatWasErasedIsInNoRowWhateverTheOrderOfArrival(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := drawErasure(rt)
		var said string
		for range 2 {
			r := newReplica(rt)
			arrivals(rt, r, t, w)
			r.view(t, func(rd storage.Reader) error {
				err := rd.Scan(storage.Range{}, func(key, value []byte) error {
					if erasedWords.Match(key) || erasedWords.Match(value) {
						rt.Fatalf("row %q has a word of who was erased: %q", key, value)
					}
					return nil
				})
				if err != nil {
					return err
				}
				for words, want := range map[string]int{"hélène": 1, "écran": 1, "ursule": 0, "fuit": 0, "samsung": 2} {
					hits, err := r.views.Search(rd, words, 10)
					if err != nil || len(hits) != want {
						rt.Fatalf("%q finds %d files, want %d (%v)", words, len(hits), want, err)
					}
				}
				who, err := r.views.Customer(rd, id("customer of gone"))
				if err == nil && (who.Name != "" || !who.Erased) {
					rt.Fatalf("the erased customer: %+v", who)
				}
				return err
			})
			now := told(t, r, w)
			if said != "" && said != now {
				rt.Fatalf("one store says:\n%s\nanother:\n%s", said, now)
			}
			said = now
			if err := r.views.Rebuild(t.Context(), r.store, nil); err != nil {
				rt.Fatal(err)
			}
			if again := told(t, r, w); again != now {
				rt.Fatalf("before the rebuild:\n%s\nafter:\n%s", now, again)
			}
		}
	})
}
