package service_test

import (
	"strconv"
	"testing"

	"etabli/app/domain/accounting"
	"etabli/app/domain/fault"
	"etabli/app/domain/till"
	"etabli/app/domain/vat"
	"etabli/app/domain/voucher"
	"etabli/app/service"
	"etabli/app/views"
)

func billed(t *testing.T, app *service.App, lines, payments string) string {
	t.Helper()
	return do(t, app, "till.sell", `{"lines":[`+lines+`],"payments":[`+payments+`]}`)["data"].(map[string]any)["number"].(string)
}

func TestAGiftIsPaidIssuedAndRefundedOnce(t *testing.T) {
	app := shop(t)
	const gift, paid = `{"label":"Bon cadeau","unit_cents":3000,"rate_permille":0,"nature":"voucher"}`, `{"tender":"card","cents":3000}`
	refuse(t, app, "till.sell", `{"lines":[{"label":"Bon","unit_cents":3000,"rate_permille":200,"nature":"voucher"}],"payments":[`+paid+`]}`, fault.OutOfRange, "lines.0.rate_permille")
	cable := billed(t, app, `{"label":"Câble","unit_cents":3000,"rate_permille":200}`, paid)
	refuse(t, app, "voucher.issue", `{"receipt":"`+cable+`","from":"gift"}`, voucher.NotACredit, "receipt")
	owed := billed(t, app, gift, `{"tender":"later","cents":3000}`)
	refuse(t, app, "voucher.issue", `{"receipt":"`+owed+`"}`, voucher.NotPaid, "receipt")

	number := billed(t, app, gift, paid)
	refuse(t, app, "voucher.issue", `{"receipt":"`+number+`","cents":3001}`, voucher.NotACredit, "receipt")
	v := do(t, app, "voucher.issue", `{"receipt":"`+number+`"}`)["data"].(map[string]any)
	code := v["code"].(string)
	if v["cents"].(float64) != 3000 {
		t.Errorf("%v", v)
	}
	spent := billed(t, app, `{"label":"Câble","unit_cents":1000,"rate_permille":200}`, `{"tender":"voucher","cents":1000,"ref":"`+code+`"}`)
	refuse(t, app, "till.refund", `{"number":"`+number+`","reason":"wrong_item"}`, voucher.TooLittle, "lines")
	do(t, app, "till.refund", `{"number":"`+spent+`","reason":"wrong_item"}`)
	do(t, app, "till.refund", `{"number":"`+number+`","reason":"wrong_item"}`)
	if v := ask[views.Voucher](t, app, "voucher.get", `{"code":"`+code+`"}`); v.RestCents != 0 || v.HeldCents != 0 || v.Status != voucher.Used {
		t.Errorf("the money is back and the voucher too: %+v", v)
	}
	undone := billed(t, app, gift, paid)
	do(t, app, "till.refund", `{"number":"`+undone+`","reason":"wrong_item"}`)
	refuse(t, app, "voucher.issue", `{"receipt":"`+undone+`","from":"gift","cents":3000}`, voucher.NotACredit, "receipt")
}

func TestOnlyWhatWasPaidAheadIsDeducted(t *testing.T) {
	app := shop(t)
	const off = `"label":"Acompte","unit_cents":-5000,"rate_permille":200,"deposit":"acompte"`
	const tv = `{"label":"Téléviseur","unit_cents":9000,"rate_permille":200}`
	sell := func(lines, cents string) string {
		return `{"lines":[` + lines + `],"payments":[{"tender":"cash","cents":` + cents + `}]}`
	}
	refuse(t, app, "till.sell", sell(`{`+off+`}`, "-5000"), till.BelowZero, "lines")
	refuse(t, app, "till.sell", sell(tv+`,{`+off+`}`, "4000"), fault.Missing, "lines.1.of")
	refuse(t, app, "till.sell", sell(tv+`,{`+off+`,"of":"LIL2-2026-000099"}`, "4000"), fault.NotFound, "lines.1.of")
	ahead := billed(t, app, `{"label":"Acompte","unit_cents":5000,"rate_permille":200,"deposit":"acompte"}`, `{"tender":"card","cents":5000}`)
	refuse(t, app, "till.sell", sell(tv+`,{"label":"Arrhes","unit_cents":-5000,"rate_permille":200,"deposit":"arrhes","of":"`+ahead+`"}`, "4000"), till.AheadLess, "lines.1.unit_cents")
	refuse(t, app, "till.sell", sell(tv+`,{"label":"Acompte","unit_cents":-5001,"rate_permille":200,"deposit":"acompte","of":"`+ahead+`"}`, "3999"), till.AheadLess, "lines.1.unit_cents")
	do(t, app, "till.sell", sell(tv+`,{`+off+`,"of":"`+ahead+`"}`, "4000"))
	refuse(t, app, "till.sell", sell(tv+`,{`+off+`,"of":"`+ahead+`"}`, "4000"), till.AheadLess, "lines.1.unit_cents")
	refuse(t, app, "till.refund", `{"number":"`+ahead+`","reason":"order_cancelled"}`, till.RefundTooBig, "lines")

	// by a file: what was paid for it, once
	id, _ := received(t, app)
	onFile := func(lines, cents string) string { return `{"repair":"` + id + `",` + sell(lines, cents)[1:] }
	refuse(t, app, "till.sell", onFile(tv+`,{`+off+`}`, "4000"), till.AheadLess, "lines.1.unit_cents")
	do(t, app, "till.sell", onFile(`{"label":"Acompte","unit_cents":5000,"rate_permille":200,"deposit":"acompte"}`, "5000"))
	do(t, app, "till.sell", onFile(tv+`,{`+off+`}`, "4000"))
	refuse(t, app, "till.sell", onFile(tv+`,{`+off+`}`, "4000"), till.AheadLess, "lines.1.unit_cents")
	if proofs, err := app.TillVerify(t.Context(), &service.Anything{}); err != nil || len(proofs[0].Problems) > 0 {
		t.Errorf("%v %v", proofs, err)
	}
}

func TestEveryGiftOfAReceiptIsAVoucherOfItsOwn(t *testing.T) {
	app := shop(t)
	const two = `{"label":"Bon cadeau","unit_cents":3000,"quantity":2000,"rate_permille":0,"nature":"voucher"},{"label":"Bon cadeau","unit_cents":5000,"rate_permille":0,"nature":"voucher"}`
	number := billed(t, app, two, `{"tender":"card","cents":11000}`)
	refuse(t, app, "voucher.issue", `{"receipt":"`+number+`"}`, voucher.Which, "nth")
	refuse(t, app, "voucher.issue", `{"receipt":"`+number+`","nth":4}`, fault.OutOfRange, "nth")
	var codes []string
	for i, cents := range []float64{3000, 3000, 5000} {
		in := `{"receipt":"` + number + `","nth":` + strconv.Itoa(i+1) + `}`
		v := do(t, app, "voucher.issue", in)["data"].(map[string]any)
		if v["cents"].(float64) != cents {
			t.Errorf("%v", v)
		}
		if again := do(t, app, "voucher.issue", in)["data"].(map[string]any)["code"]; again != v["code"] {
			t.Errorf("%v is issued again as %v", v["code"], again)
		}
		codes = append(codes, v["code"].(string))
	}
	if codes[0] == codes[1] || codes[1] == codes[2] {
		t.Fatalf("%v are one", codes)
	}
	rest := func(i int) int64 { return good(t, app, codes[i]).RestCents }
	billed(t, app, `{"label":"Câble","unit_cents":3000,"rate_permille":200}`, `{"tender":"voucher","cents":3000,"ref":"`+codes[0]+`"}`)
	back := func(of string) string {
		return `{"number":"` + number + `","reason":"wrong_item","lines":[{"label":"Bon cadeau","unit_cents":-3000,"rate_permille":0,"nature":"voucher"` + of + `}],"payments":[{"tender":"card","cents":-3000}]}`
	}
	refuse(t, app, "till.refund", back(`,"of":"`+codes[0]+`"`), voucher.IsSpent, "lines")
	do(t, app, "till.refund", back("")) // of the two, the one that nobody redeemed
	if rest(0) != 0 || rest(1) != 0 || rest(2) != 5000 {
		t.Errorf("left are %d, %d and %d", rest(0), rest(1), rest(2))
	}
	refuse(t, app, "till.refund", back(`,"of":"`+codes[1]+`"`), fault.NotFound, "lines.0.of")
}

func TestAGiftThatWentBackBeforeItWasIssuedIsNoneAndItsNeighbourIs(t *testing.T) {
	app := shop(t)
	const gift, cable = `{"label":"Bon cadeau","unit_cents":3000,"rate_permille":0,"nature":"voucher"}`, `{"label":"Câble","unit_cents":9000,"rate_permille":200}`
	number := billed(t, app, gift+","+gift+","+cable, `{"tender":"card","cents":15000}`)
	do(t, app, "till.refund", `{"number":"`+number+`","reason":"wrong_item","lines":[{"label":"Câble","unit_cents":-9000,"rate_permille":200}],"payments":[{"tender":"card","cents":-9000}]}`)
	do(t, app, "voucher.issue", `{"receipt":"`+number+`","nth":2}`)
	do(t, app, "till.refund", `{"number":"`+number+`","reason":"wrong_item","lines":[{"label":"Bon","unit_cents":-3000,"rate_permille":0,"nature":"voucher"}],"payments":[{"tender":"card","cents":-3000}]}`)
	refuse(t, app, "voucher.issue", `{"receipt":"`+number+`","nth":1}`, voucher.NotACredit, "receipt")
}

func TestASaleHasARateOfTheDay(t *testing.T) {
	app := shop(t)
	const paid = `"payments":[{"tender":"card","cents":1000}]`
	line := func(rate string) string { return `{"label":"Câble","unit_cents":1000,"rate_permille":` + rate + `}` }
	refuse(t, app, "till.sell", `{"lines":[`+line("200")+`,`+line("196")+`],"payments":[{"tender":"card","cents":2000}]}`, vat.UnknownRate, "lines.1.rate_permille")
	for _, rate := range []string{"200", "100", "55", "21", "0"} {
		do(t, app, "till.sell", `{"lines":[`+line(rate)+`],`+paid+`}`)
	}
	who := put(t, app, "customer.save", `{"name":"Karim Benali"}`, "id")
	refuse(t, app, "preorder.place", `{"customer":"`+who+`","lines":[`+line("196")+`]}`, vat.UnknownRate, "lines.0.rate_permille")
}

// Once they are used up, vouchers leave nothing among what the shop owes: neither
// the one that was paid for, nor the one that was given.
func TestVouchersThatAreUsedUpLeaveNothingOwedInTheBooks(t *testing.T) {
	app := shop(t)
	gift := billed(t, app, `{"label":"Bon cadeau","unit_cents":3000,"rate_permille":0,"nature":"voucher"}`, `{"tender":"card","cents":3000}`)
	paid := do(t, app, "voucher.issue", `{"receipt":"`+gift+`"}`)["data"].(map[string]any)["code"].(string)
	free := given(t, app, hire(t, app, "Sophie M.", "manager"), 2000, "")
	billed(t, app, `{"label":"Casque","unit_cents":6000,"rate_permille":200}`,
		`{"tender":"voucher","cents":3000,"ref":"`+paid+`"},{"tender":"voucher","cents":2000,"ref":"`+free+`"},{"tender":"voucher","cents":1000,"ref":"Titre du centre-ville 42"}`)
	sums := map[string]int64{}
	if err := app.EachAccountingEntry(t.Context(), "", "", func(e accounting.Entry) error {
		sums[e.Account] += e.Debit - e.Credit
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if sums["419800"] != 0 || sums["709700"] != 2000 || sums["467000"] != 1000 {
		t.Errorf("%v", sums)
	}
}
