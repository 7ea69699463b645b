package service_test

import (
	"testing"

	"etabli/app/domain/custody"
	"etabli/app/domain/stock"
	"etabli/app/service"
	"etabli/app/views"
)

// One file leads to one exchange, by the guarantee of the file, and ends as one. An old
// device that does not come is owed, pressing once its day has passed, and billed once.
func TestOneFileOneExchange(t *testing.T) {
	l := newLife(t).on("2026-11-23")
	do(t, l.app, "part.save", `{"ref":"BOX","label":"Box fibre","tracking":"serial"}`)
	do(t, l.app, "stock.adjust", `{"part":"BOX","place":"LIL.swap","n":4,"serials":["B-1","B-2","B-3","B-4"],"reason":"found"}`)
	give := func(id, serial, more string) string {
		return `{"file":"` + id + `","part":"BOX","new_serial":"` + serial + `","owner":true,"data_loss":true,"lock_off":true` + more + `}`
	}
	box := func(serial string) string {
		return put(t, l.app, "repair.receive", `{"customer":{"name":"Karim Benali"},"product":{"label":"Box","serial":"`+serial+`"}}`, "id")
	}
	legal := box("A-1")
	do(t, l.app, "warranty.evidence", `{"id":"`+legal+`","delivered_on":"2026-03-01","condition":"new","buyer":"consumer","by":"us","evidence":[{"kind":"our_sale"}]}`)
	l.do("repair.diagnose", legal, `"finding":"Carte","verdict":"manufacture"`)
	do(t, l.app, "warranty.judge", `{"id":"`+legal+`","staff":"`+l.staff+`"}`)
	refused(t, l.app, "exchange.make", give(legal, "B-1", `,"condition":"new","advance":true,"core_cents":5000,"core_due_on":"2026-12-20"`), stock.MustBeFree, "core_cents")
	refused(t, l.app, "exchange.make", give(legal, "B-1", `,"condition":"refurbished"`), stock.MustBeNew, "condition")
	do(t, l.app, "exchange.make", give(legal, "B-1", `,"condition":"new"`))
	refused(t, l.app, "exchange.make", give(legal, "B-2", `,"condition":"new"`), stock.Exchanged, "file")
	refused(t, l.app, "repair.hand_back", `{"id":"`+legal+`","outcome":"repaired"}`, stock.EndedSo, "outcome")
	refused(t, l.app, "repair.move", `{"id":"`+legal+`","to":"returned","outcome":"nff"}`, stock.EndedSo, "outcome")
	// the one that was given does not work: it comes back for another
	do(t, l.app, "exchange.make", give(legal, "B-2", `,"condition":"new","old_serial":"B-1"`))
	do(t, l.app, "repair.hand_back", `{"id":"`+legal+`"}`)
	refused(t, l.app, "exchange.make", give(legal, "B-3", `,"condition":"new","old_serial":"B-2"`), custody.NotHere, "file")

	paid := box("A-2")
	do(t, l.app, "exchange.make", give(paid, "B-3", `,"condition":"refurbished","advance":true,"core_cents":5000,"core_due_on":"2026-11-30"`))
	refused(t, l.app, "exchange.make", give(paid, "B-4", `,"condition":"new","old_serial":"B-3"`), stock.Exchanged, "file")
	pressing := func() []service.Core {
		t.Helper()
		owed := ask[[]service.Core](t, l.app, "exchange.cores", `{}`)
		if len(owed) != 1 || owed[0].OldSerial != "A-2" || owed[0].Customer != "Karim Benali" {
			t.Fatalf("owed: %+v", owed)
		}
		return ask[service.Pressing](t, l.app, "shop.pressing", `{}`).Cores
	}
	if got := pressing(); len(got) != 0 {
		t.Errorf("before its day it presses: %+v", got)
	}
	l.on("2026-12-03")
	if got := pressing(); len(got) != 1 || got[0].DaysLate != 3 {
		t.Errorf("after its day: %+v", got)
	}
	// it comes, but incomplete: it is billed and here
	do(t, l.app, "exchange.core", `{"file":"`+paid+`","state":"invoiced","here":true}`)
	due := dueOn(t, l.app, paid)
	if due.ToSell != 5_000 || len(due.Lines) != 1 || due.Lines[0].Article != "core A-2" {
		t.Fatalf("to sell: %+v", due)
	}
	do(t, l.app, "till.sell", `{"repair":"`+paid+`","lines":[{"label":"Ancien appareil","unit_cents":5000,"rate_permille":200,"nature":"goods","article":"core A-2"}],"payments":[{"tender":"card","cents":5000}]}`)
	if due = dueOn(t, l.app, paid); due.ToSell != 0 {
		t.Errorf("once it is sold: %+v", due)
	}
	if at := ask[views.Account](t, l.app, "stock.account", `{"part":"BOX","place":"LIL.quarantine"}`); at.OnHand != 3 {
		t.Errorf("in quarantine: %v", at)
	}
}
