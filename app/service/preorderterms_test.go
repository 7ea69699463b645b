package service_test

import (
	"testing"
	"time"
)

// A rule that is said after an order was made is for later orders.
func TestAnOrderEndsByTheRulesOfItsDay(t *testing.T) {
	now := time.Date(2026, 11, 2, 10, 0, 0, 0, time.UTC)
	app := shopAt(t, &now)
	ana := client(t, app, "Ana Roy")
	place := func() string {
		id := put(t, app, "preorder.place", `{"customer":"`+ana+`","due_on":"2026-12-20","ahead":"acompte","ahead_cents":5000,"lines":[{"label":"Écran","unit_cents":20000,"rate_permille":200}]}`, "id")
		receipt := put(t, app, "till.sell", `{"lines":[{"label":"Acompte","unit_cents":5000,"rate_permille":200,"deposit":"acompte"}],"payments":[{"tender":"card","cents":5000}]}`, "number")
		do(t, app, "preorder.pay", `{"id":"`+id+`","receipt":"`+receipt+`"}`)
		return id
	}
	back := func(id string) string {
		d := do(t, app, "preorder.cancel", `{"id":"`+id+`","why":"by_us","told":"phone"}`)["data"].(map[string]any)["cancelled"].(map[string]any)
		return d["back_by"].(string)
	}
	before := place()
	now = time.Date(2026, 11, 3, 10, 0, 0, 0, time.UTC)
	do(t, app, "rule.say", `{"rule_id":"preorder_back_days","country":"FR","valid_from":"2026-11-03","applies_on":"request_date","value":7,"unit":"days","source":"Usage","verified_on":"2026-11-03","status":"in_force"}`)
	after := place()
	now = time.Date(2026, 11, 4, 10, 0, 0, 0, time.UTC)
	if first, second := back(before), back(after); first != "2026-11-18" || second != "2026-11-11" {
		t.Errorf("to be given back by %s and %s", first, second)
	}
}
