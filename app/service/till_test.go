package service_test

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"etabli/app/service"
)

// sold sells for 100 €, half of it owed, and answers the number of the receipt.
func sold(t *testing.T, app *service.App, more string) string {
	t.Helper()
	data := do(t, app, "till.sell", `{"lines":[{"label":"Écran","unit_cents":10000,"rate_permille":200}],
		"payments":[{"tender":"card","cents":5000},{"tender":"later","cents":5000}]`+more+`}`)["data"].(map[string]any)
	return data["number"].(string)
}

func TestPracticeKnowsItsOwnReceiptsAndLeavesNothingOnAFile(t *testing.T) {
	app := shop(t)
	id, _ := received(t, app)
	real := sold(t, app, "")
	if _, err := app.Do(t.Context(), "till.refund", []byte(`{"training":true,"number":"`+real+`","reason":"wrong_item"}`)); err == nil {
		t.Error("practice refunds a real sale")
	}
	before := len(file(t, app, id).Timeline)
	practice := sold(t, app, `,"training":true,"repair":"`+id+`"`)
	if now := len(file(t, app, id).Timeline); now != before {
		t.Errorf("practice leaves %d lines on the file", now-before)
	}
	do(t, app, "till.refund", `{"training":true,"number":"`+practice+`","reason":"wrong_item"}`)
}

func TestARefundFindsTheFileOfItsReceipt(t *testing.T) {
	app := shop(t)
	id, _ := received(t, app)
	number := sold(t, app, `,"repair":"`+id+`"`)
	do(t, app, "till.settle", `{"number":"`+number+`","payments":[{"tender":"card","cents":2000}]}`)
	if due := file(t, app, id).Money.DueCents; due != 3000 {
		t.Errorf("%d is due after a part was paid", due)
	}
	do(t, app, "till.refund", `{"number":"`+number+`","reason":"wrong_item","payments":[{"tender":"card","cents":-7000},{"tender":"later","cents":-3000}]}`)
	if m := file(t, app, id).Money; m != nil {
		t.Errorf("after the refund: %+v", m)
	}
}

func TestADayThatIsClosedAgainAfterTheClockWasCorrectedIsClosedOnce(t *testing.T) {
	now := noon
	app := shopAt(t, &now)
	sold(t, app, "")
	now = noon.Add(24 * time.Hour)
	sold(t, app, "") // closes the first day
	now = noon       // the clock goes back
	sold(t, app, "") // on the open day
	do(t, app, "till.close", `{}`)
	sold(t, app, "") // reopens it
	now = noon.Add(72 * time.Hour)
	sold(t, app, "")
	proofs, err := app.TillVerify(t.Context(), &service.Anything{})
	if err != nil || len(proofs) != 1 || len(proofs[0].Problems) > 0 {
		t.Fatalf("%+v, %v", proofs, err)
	}
	if n := proofs[0].Records; n > 20 {
		t.Errorf("four sales and their closings are %d records", n)
	}
}

func TestRecordsOfSeveralTillsFollowEachOtherInTime(t *testing.T) {
	now := noon
	tills := countersAt(t, &now, "1", "2")
	var want []string
	for i := range 6 {
		now = now.Add(time.Minute)
		want = append([]string{sold(t, tills[i%2], "")}, want...)
	}
	for _, limit := range []int{6, 4} {
		var got []string
		for _, s := range ask[[]service.ReceiptSheet](t, tills[0], "till.receipts", `{"limit":`+strconv.Itoa(limit)+`}`) {
			got = append(got, s.Number)
		}
		if !slices.Equal(got, want[:limit]) {
			t.Errorf("of %d: %v, want %v", limit, got, want[:limit])
		}
	}
}
