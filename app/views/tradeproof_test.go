package views_test

import (
	"strings"
	"testing"

	"etabli/app/domain/kind"
	"etabli/app/domain/loan"
	"etabli/app/domain/stock"
	"etabli/app/domain/warranty"
	"etabli/app/views"
	"etabli/storage/journal"
)

// audited is what the proof of the trade says about a world.
func audited(t *testing.T, w *world) (faults, notes string) {
	t.Helper()
	r := newReplica(t)
	r.all(t, w)
	var report journal.Report
	if err := views.ProveTrade(t.Context(), r.store, &report); err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Faults {
		faults += f.Place + ": " + f.What + "\n"
	}
	return faults, strings.Join(report.Notes, "\n")
}

// a part on the shelf of Lille.
var shelf = stock.Line{Part: stock.ID(id("pump")), Place: "LIL.shop", N: 2}

func shelfEntity() journal.Entity {
	return journal.Entity{Type: journal.EntityType(kind.Account), ID: journal.EntityID(stock.AccountID(shelf.Part, shelf.Place))}
}

func onShelf(k kind.Kind, facts any, moves ...journal.Move) entry {
	for i := range moves {
		moves[i].Account = shelfEntity().ID
	}
	return entry{kind: k, entities: []journal.Entity{shelfEntity()}, facts: facts, moves: moves}
}

func receivedOnShelf(moved int64) entry {
	return onShelf(kind.StockReceived, stock.ReceivedFacts{Lines: []stock.ReceivedLine{{Line: shelf, For: stock.ForShelf}}},
		journal.Move{Act: journal.In, N: moved}, journal.Move{Act: journal.Mint, N: moved})
}

func usedFromShelf() entry {
	return onShelf(kind.StockUsed, stock.UsedFacts{Lines: []stock.Line{shelf}}, journal.Move{Act: journal.Out, N: 2}, journal.Move{Act: journal.Use, N: 2})
}

func TestGoodsMoveAsTheirEntriesSay(t *testing.T) {
	w := newWorld(2)
	w.devices[0].write(receivedOnShelf(2))
	w.devices[0].write(usedFromShelf())
	if faults, notes := audited(t, w); faults != "" || notes != "" {
		t.Errorf("sound: %s %s", faults, notes)
	}
	w.devices[1].write(usedFromShelf()) // they took what was not there: it is recorded, and named
	if faults, notes := audited(t, w); faults != "" || !strings.Contains(notes, "2 more went out") || !strings.Contains(notes, "not its own to promise") {
		t.Errorf("past the right: %q %q", faults, notes)
	}
	w.devices[0].write(receivedOnShelf(3))
	if faults, _ := audited(t, w); !strings.Contains(faults, "says 2 and moved 3") {
		t.Errorf("another number was moved: %q", faults)
	}
}

func TestNoVerdictStandsWithoutItsReasons(t *testing.T) {
	file := []journal.Entity{{Type: journal.EntityType(kind.Repair), ID: id("a")}}
	sound := warranty.VerdictFacts{On: "2026-11-23", Reasons: []warranty.Reason{{Code: warranty.SoldElsewhere}}, Rules: warranty.RulesFact{Version: "1"}}
	decided := sound
	decided.By = []byte("nadia")
	for _, c := range []struct {
		kind  kind.Kind
		facts warranty.VerdictFacts
		want  string
	}{
		{kind.WarrantyJudged, sound, ""},
		{kind.WarrantyDecided, decided, ""},
		{kind.WarrantyDecided, sound, "nobody decided it"},
		{kind.WarrantyJudged, warranty.VerdictFacts{Rules: sound.Rules}, "it gives no reason"},
		{kind.WarrantyJudged, warranty.VerdictFacts{Reasons: sound.Reasons}, "it names no rules"},
	} {
		w := newWorld(1)
		w.devices[0].write(entry{kind: c.kind, entities: file, facts: c.facts})
		if faults, _ := audited(t, w); (c.want == "") != (faults == "") || !strings.Contains(faults, c.want) {
			t.Errorf("%+v: %q, want %q", c.facts, faults, c.want)
		}
	}
}

func TestAUnitThatIsOutTwiceIsAlwaysAskedAbout(t *testing.T) {
	unit := journal.Entity{Type: journal.EntityType(kind.LoanerUnit), ID: id("unit")}
	lend := func(name string, acts ...journal.MoveAct) entry {
		e := entry{kind: kind.LoanIssued, entities: []journal.Entity{{Type: journal.EntityType(kind.Loan), ID: id(name)}, unit}, facts: loan.IssuedFacts{Site: "LIL"}}
		for _, act := range acts {
			e.moves = append(e.moves, journal.Move{Account: unit.ID, Act: act, N: 1})
		}
		return e
	}
	for _, c := range []struct {
		name  string
		acts  []journal.MoveAct
		asked bool
	}{
		{"its books say so", []journal.MoveAct{journal.Out, journal.Use}, true},
		{"a program that forgot the books", nil, false},
	} {
		w := newWorld(2)
		w.devices[0].write(entry{kind: kind.LoanerSaved, entities: []journal.Entity{unit}, facts: loan.SavedFacts{Label: "A15", Site: "LIL"}, moves: []journal.Move{
			{Account: unit.ID, Act: journal.In, N: 1}, {Account: unit.ID, Act: journal.Mint, N: 1},
		}})
		w.devices[1].hear(w.devices[0])
		w.devices[0].write(lend("one", c.acts...))
		w.devices[1].write(lend("two", c.acts...))
		w.order(3, first)
		if faults, _ := audited(t, w); c.asked != (faults == "") {
			t.Errorf("%s: %q", c.name, faults)
		}
	}
}
