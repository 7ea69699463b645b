package service_test

import (
	"testing"

	"etabli/app/domain/fault"
	"etabli/app/domain/till"
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
