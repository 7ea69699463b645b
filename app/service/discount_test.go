package service_test

import (
	"testing"

	"etabli/app/domain/discount"
	"etabli/app/domain/fault"
	"etabli/app/domain/staff"
	"etabli/app/domain/till"
	"etabli/app/service"
	"etabli/storage/journal"
)

func TestADiscountBeyondOnesOwnIsAllowedByNameAndLogged(t *testing.T) {
	app := shop(t)
	nadia, sophie := hire(t, app, "Nadia B.", "counter"), hire(t, app, "Sophie M.", "manager")
	sell := func(who, off, rest, more string) string {
		return `{` + who + `"lines":[{"label":"Casque","unit_cents":10000,"discount_cents":` + off + `,"rate_permille":200,"nature":"goods"}],"payments":[{"tender":"cash","cents":` + rest + `}]` + more + `}`
	}
	as := `"staff":"` + nadia + `",`
	do(t, app, "till.sell", sell(as, "1000", "9000", ""))
	refuse(t, app, "till.sell", sell(as, "9000", "1000", ""), discount.AboveAuthority, "approved_by")
	refuse(t, app, "till.sell", sell("", "1", "9999", ""), discount.AboveAuthority, "approved_by")
	refuse(t, app, "till.sell", sell(as, "9000", "1000", `,"approved_by":"`+sophie+`"`), fault.Missing, "discount_why")
	refuse(t, app, "till.sell", sell(as, "9000", "1000", `,"discount_why":"damaged","approved_by":"`+nadia+`"`), discount.AboveAuthority, "approved_by")
	number := do(t, app, "till.sell", sell(as, "9000", "1000", `,"discount_why":"damaged","approved_by":"`+sophie+`"`))["data"].(map[string]any)["number"].(string)

	rec := ask[service.ReceiptSheet](t, app, "till.record", `{"number":"`+number+`"}`)
	if f := rec.Lowered; f == nil || f.Permille != 900 || f.Cents != 9_000 || f.CapPermille != 100 || f.Why != "damaged" || rec.Who != "Sophie M." {
		t.Errorf("the receipt keeps %+v by %q", f, rec.Who)
	}
	var said []string
	for _, line := range ask[[]service.ReceiptSheet](t, app, "till.receipts", `{"kinds":["event"]}`) {
		if line.Reason == till.DiscountAllowed {
			said = append(said, line.Ref+" "+line.Who)
		}
	}
	if want := "900 9000 damaged " + sophie + " Sophie M."; len(said) != 1 || said[0] != want {
		t.Errorf("the log says %q, want %q", said, want)
	}
}

func TestAPriceBelowTheArticlesIsADiscountUnlessItWasAgreedBefore(t *testing.T) {
	app := shop(t)
	nadia, sophie := hire(t, app, "Nadia B.", "counter"), hire(t, app, "Sophie M.", "manager")
	do(t, app, "part.save", `{"ref":"PMP","label":"Pompe","price_cents":8000}`)
	as := `"staff":"` + nadia + `",`
	refuse(t, app, "till.sell", `{`+as+`"lines":[{"label":"Pompe","article":"PMP","unit_cents":800,"rate_permille":200,"nature":"goods"}],"payments":[{"tender":"cash","cents":800}]}`, discount.AboveAuthority, "approved_by")
	refuse(t, app, "till.sell", `{`+as+`"lines":[{"label":"Pompe","article":"PMP","unit_cents":600,"rate_permille":0,"nature":"goods"}],"payments":[{"tender":"cash","cents":600}]}`, discount.AboveAuthority, "approved_by")

	id, _ := received(t, app)
	do(t, app, "repair.move", `{"id":"`+id+`","to":"diag"}`)
	quoted := func(more string) string {
		return `{` + as + `"id":"` + id + `","work":"Changer la pompe","circular":{"state":"unavailable","reason":"no_stock"},"lines":[
		{"kind":"part","label":"Pompe","article":"PMP","unit_cents":8000},{"kind":"reduction","label":"Remise","unit_cents":4000}]` + more + `}`
	}
	refuse(t, app, "repair.quote", quoted(""), discount.AboveAuthority, "approved_by")
	do(t, app, "repair.quote", quoted(`,"discount_why":"delay","approved_by":"`+sophie+`"`))
	if f := file(t, app, id).Quote.Facts.Lowered; f == nil || f.Permille != 500 || f.ApprovedBy != sophie {
		t.Errorf("the quote keeps %+v", f)
	}
	do(t, app, "quote.answer", `{"id":"`+id+`","version":1,"accepted":true,"channel":"counter"}`)
	due := dueOn(t, app, id)
	var who journal.EntityID
	if err := who.UnmarshalText([]byte(nadia)); err != nil {
		t.Fatal(err)
	}
	call, err := app.NewCall(who)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := app.TillSell(t.Context(), call, &service.SellInput{Repair: &due.ID, Lines: due.Lines, Payments: []till.Paid{{Tender: till.Card, Cents: due.ToSell}}}); err != nil {
		t.Errorf("what the quote agreed is asked again: %v", err)
	}
}

func TestADiscountInAQuoteNeedsAShareThatIsLargeEnoughAndAThinMarginARight(t *testing.T) {
	app := shop(t)
	nadia, bob, sophie := hire(t, app, "Nadia B.", "counter"), hire(t, app, "Bob W.", "technician"), hire(t, app, "Sophie M.", "manager")
	do(t, app, "rule.say", `{"staff":"`+sophie+`","rule_id":"discount_cap_counter","valid_from":"2020-01-01","value":50,"source":"Usage","verified_on":"2020-01-01"}`)
	id, _ := received(t, app)
	do(t, app, "repair.move", `{"id":"`+id+`","to":"diag"}`)
	quoted := func(off, cost, by string) string {
		return `{"staff":"` + nadia + `","id":"` + id + `","work":"Nettoyer","discount_why":"delay","approved_by":"` + by + `","lines":[
		{"kind":"labour","label":"Nettoyage","unit_cents":10000,"cost_cents":` + cost + `},{"kind":"reduction","label":"Remise","unit_cents":` + off + `}]}`
	}
	refuse(t, app, "repair.quote", quoted("800", "8000", bob), staff.NoRight, "approved_by")
	do(t, app, "repair.quote", quoted("800", "0", bob))
	if f := file(t, app, id).Quote.Facts; f.Lowered == nil || f.Lowered.ApprovedBy != bob || len(f.Approved) > 0 || f.Floor != 0 {
		t.Errorf("the quote keeps %+v, approved by %x above a floor of %d", f.Lowered, f.Approved, f.Floor)
	}
	do(t, app, "repair.quote", quoted("800", "8000", sophie))
	if f := file(t, app, id).Quote.Facts; len(f.Approved) == 0 || f.Floor != 200 {
		t.Errorf("the thin quote keeps %x above a floor of %d", f.Approved, f.Floor)
	}
}

func TestASiteSaysOtherwiseHowMuchOfAPriceIsLetGoOf(t *testing.T) {
	app := shop(t)
	nadia, sophie := hire(t, app, "Nadia B.", "counter"), hire(t, app, "Sophie M.", "manager")
	sale := `{"staff":"` + nadia + `","lines":[{"label":"Casque","unit_cents":10000,"discount_cents":1500,"rate_permille":200,"nature":"goods"}],"payments":[{"tender":"cash","cents":8500}]}`
	as := `{"staff":"` + sophie + `",`
	do(t, app, "claim.authority", as+`"cents":{"counter":9000}}`)
	do(t, app, "claim.authority", as+`"site":"ROU","discounts_permille":{"counter":200}}`)
	refuse(t, app, "till.sell", sale, discount.AboveAuthority, "approved_by")
	refuse(t, app, "claim.authority", as+`"discounts_permille":{"counter":1001}}`, fault.OutOfRange, "discounts_permille.counter")
	do(t, app, "claim.authority", as+`"discounts_permille":{"counter":150}}`)
	do(t, app, "till.sell", sale)
	if caps := ask[map[string]int64](t, app, "claim.caps", `{}`); caps["counter"] != 9000 {
		t.Errorf("what was said of claims is lost: %v", caps)
	}
	if terms := ask[service.TillRules](t, app, "till.terms", `{}`); terms.Discounts["counter"] != 150 || terms.Discounts["workshop"] != 200 {
		t.Errorf("the till goes by %v", terms.Discounts)
	}
}
