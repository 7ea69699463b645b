package views_test

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"etabli/app/domain/customer"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// What a broken device sends is kept and shown as not readable; it stops
// neither the fold nor the transaction that brings it.
func TestABrokenEntryBlocksNothing(t *testing.T) {
	long := strings.Repeat("x", 15<<10)
	w := newWorld(1)
	d := w.devices[0]
	e := intake(numberA, "a")
	f := e.facts.(repair.ReceivedFacts)
	f.Site, f.Product.Serial, f.Number, f.TokenHash = long, long, strings.Repeat("é", 500), make([]byte, 3000)
	f.PromisedOn = "soon"
	e.facts = f
	e.boxes[1].value = customer.ContactBox{Name: long, Phone: long[:9000], Email: "\x00"}
	d.write(e)
	d.write(edit("a", "quote", "not a quote"))
	d.write(edit("a", "product", strings.Repeat("x", 40<<10)))
	d.write(entry{kind: kind.RepairMoved, entities: []journal.Entity{repairOf("a")}, facts: []string{"not", "facts"}})
	d.write(entry{kind: kind.RepairMoved, entities: []journal.Entity{repairOf("a")}, facts: repair.MovedFacts{To: "shipped"}})
	d.write(entry{kind: kind.ReviewSettled, entities: []journal.Entity{repairOf("a")}, facts: repair.SettledFacts{Item: []byte("nothing")}})
	d.write(entry{kind: kind.SiteSaved, entities: []journal.Entity{repairOf("a"), {Type: 77, ID: id("x")}}, facts: map[int]string{1: "LIL"}})
	r := newReplica(t)
	r.all(t, w)
	got := r.file(t, "a")
	if !got.Newer || got.Status != repair.Received || got.Quote != nil || got.Product != "Samsung Galaxy S21" {
		t.Errorf("the file reads %+v", got.RepairRow)
	}
	rules := map[string]int{}
	for _, item := range got.Items {
		rules[item.Rule] += len(item.Sides)
	}
	if rules["newer_version"] != 3 || rules["not_applied"] != 2 {
		t.Errorf("items %v", rules)
	}
	if err := r.views.Rebuild(t.Context(), r.store, nil); err != nil {
		t.Error(err)
	}
}

// An answer to a quote that was replaced meanwhile has no effect and is asked
// about: nobody accepted the new price.
func TestAnAnswerToAReplacedQuoteIsAskedAbout(t *testing.T) {
	w := newWorld(2)
	one, two := w.devices[0], w.devices[1]
	about := []journal.Entity{repairOf("a")}
	quote := func(version int, cents int64) entry {
		return entry{kind: kind.RepairQuoted, entities: about, facts: repair.QuotedFacts{Version: version, TotalCents: cents, Currency: "EUR", Work: "Écran"}}
	}
	one.write(intake(numberA, "a"))
	one.write(quote(1, 9000))
	two.hear(one)
	one.write(quote(2, 15000))
	two.write(entry{kind: kind.QuoteAnswered, entities: about, facts: repair.AnsweredFacts{Version: 1, Accepted: true, Channel: "page"}})
	w.order(4, func(int) int { return 0 })
	r := newReplica(t)
	r.all(t, w)
	f := r.file(t, "a")
	if f.Status != repair.QuoteSent || f.Quote.Version != 2 || f.Quote.Answer != "" || len(f.Items) != 1 || f.Items[0].Rule != fold.NotApplied {
		t.Fatalf("status %s, quote %+v, items %+v", f.Status, f.Quote, f.Items)
	}
}

// Only the first entity of an entry judges it; for another repair the same
// move is a fact.
func TestOnlyTheFirstEntityJudges(t *testing.T) {
	w := newWorld(1)
	d := w.devices[0]
	d.write(intake(numberA, "a"))
	d.write(intake(numberB, "b"))
	m := move("a", repair.Closed)
	m.entities = append(m.entities, repairOf("b"))
	d.write(m)
	r := newReplica(t)
	r.all(t, w)
	if a, b := r.file(t, "a"), r.file(t, "b"); a.Status != repair.Received || len(a.Items) != 1 || b.Status != repair.Closed || len(b.Items) != 0 {
		t.Fatalf("first: %s with %d items, second: %s with %d items", a.Status, len(a.Items), b.Status, len(b.Items))
	}
}

// A command that was run twice, on two devices, acts once.
func TestACommandActsOnce(t *testing.T) {
	w := newWorld(2)
	one, two := w.devices[0], w.devices[1]
	first, second := intake(numberA, "a"), intake(numberB, "a")
	first.command, second.command = "the same", "the same"
	one.write(first)
	two.write(second)
	w.order(2, func(int) int { return 0 })
	r := newReplica(t)
	r.all(t, w)
	f := r.file(t, "a")
	if f.Number != numberA || len(f.OtherNumbers) != 0 || len(f.Items) != 0 || len(f.Timeline) != 1 {
		t.Fatalf("number %s, others %v, items %+v, %d lines", f.Number, f.OtherNumbers, f.Items, len(f.Timeline))
	}
	r.view(t, func(rd storage.Reader) error {
		items, err := r.views.Review(rd)
		if len(items) != 0 {
			t.Errorf("items %+v", items)
		}
		return err
	})
}

// Any bytes as facts of any kind fold without a panic, the same each time.
func TestAnyFactsFold(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(1)
		w.devices[0].write(intake(numberA, "a"))
		history := w.of(repairOf("a"))
		for i := range rapid.IntRange(1, 5).Draw(rt, "entries") {
			p := history[0]
			p.Header.Seq = uint64(i + 2)
			p.Header.Command = journal.CommandIDFrom("any", string(rune('a'+i)))
			p.Header.Kind = journal.Kind(rapid.Uint16Max(45).Draw(rt, "kind"))
			p.Header.Version = rapid.Uint16Max(3).Draw(rt, "version")
			p.Header.OldestReader = rapid.Uint16Max(3).Draw(rt, "oldest")
			p.Facts = rapid.SliceOf(rapid.Byte()).Draw(rt, "facts")
			history = append(history, p)
		}
		a, errA := fold.Fold(history, repairOf("a")).Bytes()
		b, errB := fold.Fold(history, repairOf("a")).Bytes()
		if errA != nil || errB != nil || !bytes.Equal(a, b) {
			rt.Fatalf("%v, %v", errA, errB)
		}
		if _, err := fold.Parse(a); err != nil {
			rt.Fatal(err)
		}
	})
}
