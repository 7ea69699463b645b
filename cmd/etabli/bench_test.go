package main_test

import (
	"strings"
	"testing"
)

// A repair goes from the bench to its customer by scanner and keyboard alone: found by
// scan, diagnosed, quoted, accepted, repaired, checked, ready, paid by card and in cash,
// handed back, and the customer says that all is well.
func TestARepairGoesFromTheBenchToItsCustomerByKeyboardAlone(t *testing.T) {
	d := newDesk(t, "1366x768")
	store := d.path("counter")
	d.run("etablictl", "--store", store, "init", "--site", "LIL", "--name", "Atelier Lille")
	d.act(store, "staff.save", `{"display":"Nadia B.","role":"manager"}`)
	_, number := d.made(store, "repair.receive", `{"customer":{"name":"Karim Benali","phone":"06 39 98 00 77"},"product":{"label":"Lave-linge Bosch","category":"washing_machine"},"fault":"Ne vidange plus"}`)

	d.open(store)
	d.scan(number)
	d.step("bench-diagnosis", "F4")
	d.step("bench-sheet", "F4")
	d.write("Pompe bloquee")
	d.step("bench-found", "F9")
	d.step("bench-quote", "F4")
	d.write("Pompe")
	d.keys("Return")
	d.write("49,90")
	d.step("bench-lines", "Return")
	d.step("bench-wrong", "F9")  // the law asks about a used part: the keyboard is there now
	d.keys("Right", "Right")     // none is to be had
	d.step("bench-reason", "F9") // and why not
	d.step("bench-sent", "space", "F9")
	d.step("bench-back", "Escape")
	d.step("bench-answer", "F4")
	d.step("bench-accepted", "F9")
	d.step("bench-repair", "F4")
	d.step("bench-control", "F4")
	d.step("bench-ready-sheet", "F4")
	d.step("bench-ready", "F9")
	d.keys("F3")
	d.scan(number)
	d.write("20")
	d.keys("F6")
	d.write("50")
	d.step("bench-paid", "F5")
	d.step("bench-sold", "F9")
	d.keys("ctrl+k")
	d.write(number)
	d.step("bench-file", "Return")
	d.step("bench-hand-back", "F4")
	d.step("bench-handed-back", "F9")
	d.close()
	got := d.file(store, number)
	if got.Status != "returned" {
		t.Errorf("the file is %+v", got)
	}
	if money := d.run("etablictl", "--json", "--store", store, "get", number); !strings.Contains(money, `"sold_cents":4990,"paid_cents":4990,"cash_cents":2990,"due_cents":0`) {
		t.Errorf("its money: %s", money)
	}
	d.run("etablictl", "--store", store, "verify")
}
