package service_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"etabli/app/domain/claim"
	"etabli/app/domain/fault"
	"etabli/app/domain/staff"
	"etabli/app/domain/voucher"
	"etabli/app/service"
	"etabli/app/views"
)

// given issues goodwill and answers its code.
func given(t testing.TB, app *service.App, who string, cents int, more string) string {
	t.Helper()
	in := `{"staff":"` + who + `","from":"goodwill","cents":` + strconv.Itoa(cents) + more + `}`
	return do(t, app, "voucher.issue", in)["data"].(map[string]any)["code"].(string)
}

func good(t testing.TB, app *service.App, code string) views.Voucher {
	t.Helper()
	return ask[views.Voucher](t, app, "voucher.get", `{"code":"`+code+`"}`)
}

// bought sells for a price, paid with a voucher and the rest by card.
func bought(price, byVoucher int, code, more string) string {
	pay := `{"tender":"voucher","cents":` + strconv.Itoa(byVoucher) + `,"ref":"` + code + `"}`
	if rest := price - byVoucher; rest > 0 {
		pay += `,{"tender":"card","cents":` + strconv.Itoa(rest) + `}`
	}
	return `{"lines":[{"label":"Housse","unit_cents":` + strconv.Itoa(price) + `,"rate_permille":200}],"payments":[` + pay + `]` + more + `}`
}

func TestAVoucherIsRedeemedInPartsAndNotOnceMore(t *testing.T) {
	now := noon
	app := shopAt(t, &now)
	sophie := hire(t, app, "Sophie M.", "manager")
	code := given(t, app, sophie, 6000, "")
	if v := good(t, app, code); v.Status != voucher.Live || v.RestCents != 6000 || v.HeldCents != 6000 || v.Until.String() != "2027-11-23" {
		t.Errorf("issued %+v", v)
	}
	first := do(t, app, "till.sell", bought(4500, 4500, code, ""))["data"].(map[string]any)["number"].(string)
	refuse(t, app, "till.sell", bought(2000, 2000, code, ""), voucher.TooLittle, "payments.0.ref")
	twice := `{"lines":[{"label":"Câble","unit_cents":2000,"rate_permille":200}],"payments":[{"tender":"voucher","cents":1000,"ref":"` + code + `"},{"tender":"voucher","cents":1000,"ref":"` + code + `"}]}`
	refuse(t, app, "till.sell", twice, voucher.TooLittle, "payments.1.ref")
	do(t, app, "till.sell", bought(9900, 500, code, "")) // mixed
	if v := good(t, app, code); v.RestCents != 1000 || len(v.Spent) != 2 || v.SpentCents() != 5000 {
		t.Errorf("after two receipts %+v", v)
	}
	do(t, app, "till.sell", bought(99_00, 9900, code, `,"training":true`)) // practice takes nothing of it
	do(t, app, "till.refund", `{"number":"`+first+`","reason":"wrong_item"}`)
	if v := good(t, app, code); v.RestCents != 5500 || v.HeldCents != 5500 {
		t.Errorf("a refund goes the way the money came: %+v", v)
	}
	card := do(t, app, "till.sell", `{"lines":[{"label":"Câble","unit_cents":3000,"rate_permille":200}],"payments":[{"tender":"card","cents":3000}]}`)["data"].(map[string]any)["number"].(string)
	back := `{"number":"` + card + `","reason":"wrong_item","lines":[{"label":"Câble","unit_cents":-1000,"rate_permille":200}],"payments":[{"tender":"voucher","cents":-1000,"ref":"` + code + `"}]}`
	refuse(t, app, "till.refund", back, voucher.NotSpent, "payments.0.ref")
	do(t, app, "till.sell", bought(5500, 5500, code, ""))
	if v := good(t, app, code); v.Status != voucher.Used {
		t.Errorf("used up %+v", v)
	}
	other := given(t, app, sophie, 1000, "")
	mistyped := other[:len(other)-1] + map[bool]string{true: "1", false: "0"}[strings.HasSuffix(other, "0")]
	refuse(t, app, "till.sell", bought(1000, 1000, mistyped, ""), fault.Malformed, "payments.0.ref")
	now = now.Add(367 * 24 * time.Hour)
	refuse(t, app, "till.sell", bought(1000, 1000, other, ""), voucher.IsOver, "payments.0.ref")
	do(t, app, "till.sell", bought(1000, 1000, "CADEAU-2026-77", "")) // somebody else's voucher has its own rules
}

func TestAVoucherThatIsNotHeldHereIsTakenByNameWithinTheCap(t *testing.T) {
	app := shop(t)
	nadia, sophie := hire(t, app, "Nadia B.", "counter"), hire(t, app, "Sophie M.", "manager")
	elsewhere := voucher.FormatCode([voucher.CodeChars]byte{1, 2, 3, 4, 5, 6, 7, 8})
	refuse(t, app, "till.sell", bought(1500, 1500, elsewhere, ""), voucher.NotHeld, "payments.0.ref")
	refuse(t, app, "till.sell", bought(1500, 1500, elsewhere, `,"voucher_anyway":"regular"`), service.StaffNeeded, "staff")
	refuse(t, app, "till.sell", bought(1500, 1500, elsewhere, `,"staff":"`+nadia+`","voucher_anyway":"regular"`), staff.NoRight, "staff")
	refuse(t, app, "till.sell", bought(2001, 2001, elsewhere, `,"staff":"`+sophie+`","voucher_anyway":"regular"`), voucher.AboveCap, "payments.0.ref")
	do(t, app, "till.sell", bought(1500, 1500, elsewhere, `,"staff":"`+sophie+`","voucher_anyway":"regular"`))
	if v := good(t, app, elsewhere); v.HeldCents != -1500 {
		t.Errorf("what was taken without a right shows: %+v", v)
	}
	refuse(t, app, "till.sell", bought(501, 501, elsewhere, `,"staff":"`+sophie+`","voucher_anyway":"regular"`), voucher.AboveCap, "payments.0.ref")
}

func TestALostVoucherIsGivenAnewForItsRest(t *testing.T) {
	app := shop(t)
	sophie := hire(t, app, "Sophie M.", "manager")
	code := given(t, app, sophie, 6000, "")
	do(t, app, "till.sell", bought(1000, 1000, code, ""))
	do(t, app, "voucher.step", `{"code":"`+code+`","to":"lost","reason":"stolen"}`)
	refuse(t, app, "till.sell", bought(1000, 1000, code, ""), voucher.IsLost, "payments.0.ref")
	data := do(t, app, "voucher.reissue", `{"code":"`+code+`"}`)["data"].(map[string]any)
	fresh := data["code"].(string)
	if fresh == code || data["cents"].(float64) != 5000 || data["replaces"] != code {
		t.Errorf("reissued %v", data)
	}
	refuse(t, app, "till.sell", bought(1000, 1000, code, ""), voucher.IsReplaced, "payments.0.ref")
	refuse(t, app, "voucher.reissue", `{"code":"`+code+`"}`, voucher.NotInStatus, "code")
	do(t, app, "till.sell", bought(5000, 5000, fresh, ""))
	if v := good(t, app, code); v.RestCents != 0 || v.ReplacedBy != fresh {
		t.Errorf("old %+v", v)
	}
}

func TestAClaimIsGivenTheVoucherThatWasAgreedOnce(t *testing.T) {
	app := shop(t)
	sophie := hire(t, app, "Sophie M.", "manager")
	file, _, _ := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Chauffage")
	id := dispute(t, app, `,"repair":"`+file+`"`)
	refuse(t, app, "voucher.issue", `{"claim":"`+id+`"}`, voucher.NotOffered, "claim")
	do(t, app, "claim.decide", `{"staff":"`+sophie+`","id":"`+id+`","why":"law","channel":"phone","words":"Un bon, ou votre argent","measures":[{"do":"voucher","cents":6000,"legal":true}]}`)
	refuse(t, app, "voucher.issue", `{"claim":"`+id+`"}`, voucher.NotOffered, "claim")
	do(t, app, "claim.reply", `{"id":"`+id+`","n":1,"answer":"accepted","voucher_yes":true,"by":"phone"}`)
	if c := claimed(t, app, id); c.Risks[0] != claim.VoucherDue {
		t.Errorf("risks %v", c.Risks)
	}
	refuse(t, app, "claim.end", `{"id":"`+id+`","outcome":"settled"}`, claim.VoucherOpen, "id")
	data := do(t, app, "voucher.issue", `{"claim":"`+id+`"}`)["data"].(map[string]any)
	if data["cents"].(float64) != 6000 || data["from"] != "credit" || data["customer_name"] != "Ana Roy" {
		t.Errorf("voucher %v", data)
	}
	again := do(t, app, "voucher.issue", `{"claim":"`+id+`"}`)
	if again["repeated"] != true || again["data"].(map[string]any)["code"] != data["code"] {
		t.Errorf("asked again it is the same: %v", again)
	}
	do(t, app, "claim.end", `{"id":"`+id+`","outcome":"settled"}`)
	if mine := ask[[]views.Voucher](t, app, "voucher.of", `{"id":"`+data["customer"].(string)+`"}`); len(mine) != 1 {
		t.Errorf("of the customer: %+v", mine)
	}
}

func TestTwoVouchersThatWereAgreedAreBothIssued(t *testing.T) {
	app := shop(t)
	sophie := hire(t, app, "Sophie M.", "manager")
	id := dispute(t, app, "")
	for n, cents := range []string{"2000", "500"} {
		do(t, app, "claim.decide", `{"staff":"`+sophie+`","id":"`+id+`","why":"our_fault","channel":"phone","words":"Un bon","measures":[{"do":"voucher","cents":`+cents+`}]}`)
		do(t, app, "claim.reply", `{"id":"`+id+`","n":`+strconv.Itoa(n+1)+`,"answer":"accepted"}`)
	}
	for _, cents := range []float64{2000, 500} {
		if data := do(t, app, "voucher.issue", `{"claim":"`+id+`"}`)["data"].(map[string]any); data["cents"] != cents {
			t.Errorf("issued %v, want %v", data["cents"], cents)
		}
	}
	do(t, app, "claim.end", `{"id":"`+id+`","outcome":"settled"}`)
}

func TestACreditNoteBecomesAVoucherOnceAndByAYes(t *testing.T) {
	app := shop(t)
	number := sold(t, app, "")
	do(t, app, "till.settle", `{"number":"`+number+`","payments":[{"tender":"card","cents":5000}]}`)
	refuse(t, app, "voucher.issue", `{"receipt":"`+number+`"}`, voucher.NotACredit, "receipt")
	refund := do(t, app, "till.refund", `{"number":"`+number+`","reason":"wrong_item","payments":[{"tender":"voucher","cents":-10000}]}`)["data"].(map[string]any)["number"].(string)
	refuse(t, app, "voucher.issue", `{"receipt":"`+refund+`","legal":true}`, voucher.NotAgreed, "agreed")
	first := do(t, app, "voucher.issue", `{"receipt":"`+refund+`","legal":true,"agreed":true}`)["data"].(map[string]any)
	again := do(t, app, "voucher.issue", `{"receipt":"`+refund+`"}`)
	if first["cents"].(float64) != 10000 || again["repeated"] != true || again["data"].(map[string]any)["code"] != first["code"] {
		t.Errorf("%v %v", first, again)
	}
	if proofs, err := app.TillVerify(t.Context(), &service.Anything{}); err != nil || len(proofs[0].Problems) > 0 {
		t.Errorf("%v %v", proofs, err)
	}
}
