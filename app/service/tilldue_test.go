package service_test

import (
	"strconv"
	"testing"
	"time"

	"etabli/app/domain/quote"
	"etabli/app/domain/till"
	"etabli/app/service"
	"etabli/storage/journal"
)

// dueOn is what a file has to pay.
func dueOn(t *testing.T, app *service.App, id string) service.FileDue {
	t.Helper()
	var e journal.EntityID
	if err := e.UnmarshalText([]byte(id)); err != nil {
		t.Fatal(err)
	}
	due, err := app.TillDue(t.Context(), &service.ByID{ID: e})
	if err != nil {
		t.Fatal(err)
	}
	return due
}

// quoted is a file whose quote was accepted at the counter: a part, an hour and a
// half, and a reduction. The legal guarantee bears the freight.
func quoted(t *testing.T, app *service.App) string {
	t.Helper()
	id, _ := received(t, app)
	do(t, app, "repair.move", `{"id":"`+id+`","to":"diag"}`)
	do(t, app, "repair.quote", `{"id":"`+id+`","work":"Changer la batterie","circular":{"state":"unavailable","reason":"no_stock"},"lines":[
		{"kind":"part","label":"Batterie","quantity":1000,"unit_cents":7000},
		{"kind":"labour","label":"Main-d’œuvre","quantity":1500,"unit":"h","unit_cents":6000},
		{"kind":"freight","label":"Port","quantity":1000,"unit_cents":900,"layer":"lgc"},
		{"kind":"reduction","label":"Remise","quantity":1000,"unit_cents":1000}]}`)
	do(t, app, "quote.answer", `{"id":"`+id+`","version":1,"accepted":true,"channel":"counter"}`)
	return id
}

func TestAFileHasToPayWhatItsQuoteAgreedLessWhatWasPaidAhead(t *testing.T) {
	app := shop(t)
	id := quoted(t, app)
	due := dueOn(t, app, id)
	if due.ToSell != 15_000 || len(due.Lines) != 2 || due.Lines[0].Discount != 1_000 || due.Lines[1].Quantity != 1_500 {
		t.Fatalf("%+v", due)
	}
	do(t, app, "till.sell", `{"repair":"`+id+`","lines":[{"label":"Acompte","unit_cents":5000,"rate_permille":200,"deposit":"acompte"}],"payments":[{"tender":"cash","cents":5000}]}`)
	if due = dueOn(t, app, id); due.ToSell != 10_000 || due.Cash != 5_000 || due.Lines[2].Unit != -5_000 {
		t.Fatalf("after the acompte: %+v", due)
	}
	sell := service.SellInput{Repair: &due.ID, Lines: due.Lines, Payments: []till.Paid{{Tender: till.Card, Cents: 4_000}, {Tender: till.Later, Cents: 6_000}}}
	call, err := app.NewCall(journal.EntityID{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := app.TillSell(t.Context(), call, &sell); err != nil {
		t.Fatal(err)
	}
	due = dueOn(t, app, id)
	if len(due.Lines) != 0 || due.Owed != 6_000 || len(due.Debts) != 1 {
		t.Fatalf("after the bill: %+v", due)
	}
	do(t, app, "till.settle", `{"number":"`+due.Debts[0].Number+`","payments":[{"tender":"card","cents":6000}]}`)
	if due = dueOn(t, app, id); due.Owed != 0 || due.ToSell != 0 {
		t.Errorf("after all is paid: %+v", due)
	}
}

func TestReceiptsAreFoundOnTheirDayAndWhatIsOpenStands(t *testing.T) {
	now := noon
	app := shopAt(t, &now)
	owed := sold(t, app, "")
	caution := do(t, app, "till.caution", `{"cents":20000,"payment":{"tender":"card"}}`)["data"].(map[string]any)["number"].(string)
	now = noon.Add(24 * time.Hour)
	do(t, app, "till.sell", `{"lines":[{"label":"Câble","unit_cents":1290,"rate_permille":200}],"payments":[{"tender":"cash","cents":1290}]}`)
	find := func(in service.ReceiptsInput) int {
		t.Helper()
		list, err := app.TillReceipts(t.Context(), &in)
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	if n := find(service.ReceiptsInput{}); n != 1 {
		t.Errorf("today has %d", n)
	}
	if n := find(service.ReceiptsInput{From: "2026-11-01", What: "100,00"}); n != 1 {
		t.Errorf("%d are found by their amount", n)
	}
	if n := find(service.ReceiptsInput{From: "2026-11-01", Limit: 2}); n != 2 {
		t.Errorf("%d of two are answered", n)
	}
	if n := find(service.ReceiptsInput{From: "2026-11-01", Practice: service.Practice{Training: true}}); n != 0 {
		t.Errorf("practice has %d", n)
	}
	open := func() (list []string) {
		t.Helper()
		rows, err := app.TillUndone(t.Context(), &service.ReceiptsInput{})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			list = append(list, r.Number)
		}
		return list
	}
	if got := open(); len(got) != 2 || got[0] != caution || got[1] != owed {
		t.Fatalf("open are %v", got)
	}
	do(t, app, "till.settle", `{"number":"`+owed+`","payments":[{"tender":"card","cents":5000}]}`)
	do(t, app, "till.caution", `{"cents":-20000,"number":"`+caution+`","payment":{"tender":"card"}}`)
	if got := open(); len(got) != 0 {
		t.Errorf("open are still %v", got)
	}
	do(t, app, "till.copy", `{"number":"`+owed+`"}`)
	history, err := app.TillHistory(t.Context(), &service.NumberInput{Number: owed})
	if err != nil || len(history) != 2 || history[0].Kind != till.Payment || history[1].Kind != till.Copy {
		t.Errorf("the history is %+v, %v", history, err)
	}
	closed, err := app.TillClosing(t.Context(), &service.PeriodInput{Level: till.OfDay, Period: "2026-11-23"})
	if err != nil || closed.Closed.Totals.Gross != 10_000 {
		t.Errorf("the first day closed as %+v, %v", closed.Closed, err)
	}
	if _, err := app.TillClosing(t.Context(), &service.PeriodInput{Level: till.OfDay, Period: "2026-11-24"}); err == nil {
		t.Error("a day that is open has a closing")
	}
	terms, err := app.TillTerms(t.Context(), &service.Anything{})
	if err != nil || terms.CashCap == 0 || terms.Rates[0] != 200 || terms.Rates[len(terms.Rates)-1] != 0 {
		t.Errorf("%+v, %v", terms, err)
	}
}

// A contract made at home: what is necessary to an urgent repair that was asked for is
// paid at once, the rest when the days of the law are over, whatever the form.
func TestNoMoneyIsTakenAtHomeBeforeTheDaysOfTheLaw(t *testing.T) {
	for _, c := range []struct {
		name, lines, answer string
		atOnce              int64
	}{
		{"in lines", `,"lines":[{"kind":"part","label":"Pompe","unit_cents":9000,"necessary":true},{"kind":"labour","label":"Entretien","unit_cents":4000}]`, `,"asked_for":true,"urgent":true`, 9_000},
		{"not urgent", `,"lines":[{"kind":"part","label":"Pompe","unit_cents":9000,"necessary":true},{"kind":"labour","label":"Entretien","unit_cents":4000}]`, `,"asked_for":true`, 0},
	} {
		l := newLife(t).on("2026-11-24")
		id := l.receive("2026-11-24")
		l.do("repair.quote", id, `"work":"Pompe","circular":{"state":"unavailable","reason":"no_stock"}`+c.lines)
		l.do("quote.answer", id, `"version":1,"accepted":true,"channel":"home"`+c.answer)
		sale := func(pay string) string {
			return `{"repair":"` + id + `","lines":[{"label":"Réparation","unit_cents":13000,"rate_permille":200}],"payments":[` + pay + `]}`
		}
		refuse(t, l.app, "till.sell", sale(`{"tender":"card","cents":13000}`), till.PayBanned, "payments")
		refuse(t, l.app, "till.sell", sale(`{"tender":"cheque","cents":`+strconv.FormatInt(c.atOnce+1, 10)+`},{"tender":"later","cents":`+strconv.FormatInt(12_999-c.atOnce, 10)+`}`), till.PayBanned, "payments")
		pay := `{"tender":"later","cents":` + strconv.FormatInt(13_000-c.atOnce, 10) + `,"due_on":"2026-12-02"}`
		if c.atOnce > 0 {
			pay += `,{"tender":"cash","cents":` + strconv.FormatInt(c.atOnce, 10) + `}`
		}
		number := do(t, l.app, "till.sell", sale(pay))["data"].(map[string]any)["number"].(string)
		settle := `{"number":"` + number + `","payments":[{"tender":"card","cents":` + strconv.FormatInt(13_000-c.atOnce, 10) + `}]}`
		l.on("2026-12-01")
		refuse(t, l.app, "till.settle", settle, till.PayBanned, "payments")
		l.on("2026-12-02")
		do(t, l.app, "till.settle", settle)
	}
}

func TestASumAloneIsNotAgreedAtHome(t *testing.T) {
	l := newLife(t).on("2026-11-24")
	id := l.receive("2026-11-24")
	l.do("repair.quote", id, `"work":"Pompe","total_cents":13000`)
	refuse(t, l.app, "quote.answer", `{"id":"`+id+`","version":1,"accepted":true,"channel":"home"}`, quote.NeedsLines, "channel")
	l.do("quote.answer", id, `"version":1,"accepted":true,"channel":"counter"`)
}

// The fee of a diagnosis is due where it was announced and the device is not repaired,
// and never under a guarantee.
func TestTheAnnouncedFeeOfADiagnosisIsDueWhenTheQuoteIsRefused(t *testing.T) {
	for _, c := range []struct {
		name, intake, layer string
		want                int64
	}{
		{"announced at the intake", `,"diagnosis":{"cents":3900,"deducted":true}`, "", 3_900},
		{"not announced", "", "", 0},
		{"under the legal guarantee", `,"diagnosis":{"cents":3900}`, "lgc", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := newLife(t).on("2026-11-24")
			id := put(t, l.app, "repair.receive", `{"product":{"label":"Radio","serial":"R-1"}`+c.intake+`}`, "id")
			l.do("repair.diagnose", id, `"finding":"Ampli","verdict":"manufacture"`)
			if c.layer != "" {
				l.do("warranty.decide", id, `"answer":"covered","layer":"`+c.layer+`","why":"Défaut d'origine"`)
			}
			l.do("repair.quote", id, `"work":"Ampli","lines":[{"kind":"labour","label":"Ampli","unit_cents":9000}]`)
			l.do("quote.answer", id, `"version":1,"accepted":false,"channel":"phone"`)
			l.do("repair.move", id, `"to":"ready","outcome":"refused"`)
			due := dueOn(t, l.app, id)
			if due.ToSell != c.want || c.want > 0 && (len(due.Lines) != 1 || due.Lines[0].Label != "Diagnostic") {
				t.Fatalf("%+v", due)
			}
			if c.want == 0 {
				return
			}
			do(t, l.app, "till.sell", `{"repair":"`+id+`","lines":[{"label":"Diagnostic","unit_cents":3900,"rate_permille":200}],"payments":[{"tender":"card","cents":3900}]}`)
			if due = dueOn(t, l.app, id); due.ToSell != 0 {
				t.Errorf("after the bill: %+v", due)
			}
		})
	}
}

// Nothing of what was agreed is owed for a device that turns out to be beyond repair.
func TestWorkThatWasAgreedAndNotDoneIsNotOwed(t *testing.T) {
	app := shop(t)
	id := quoted(t, app)
	do(t, app, "repair.move", `{"id":"`+id+`","to":"ready","outcome":"ber"}`)
	if due := dueOn(t, app, id); due.ToSell != 0 || len(due.Lines) != 0 {
		t.Errorf("%+v", due)
	}
}
