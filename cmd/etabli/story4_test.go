package main_test

import (
	"strings"
	"testing"
)

// Thirteen euros by card while HQ is away: taken with their risk, paid in part in cash, or,
// where the shop displays a minimum, known to be too little before anybody has paid.
func TestStory4ThirteenEurosByCardAreTakenWithTheirRiskOrPaidMixed(t *testing.T) {
	d := newDesk(t, "1366x768")
	d.serve()
	store := d.path("counter")
	d.run("etablictl", "--store", store, "enrol", strings.TrimSpace(d.run("etabli-hq", "--dir", d.path("hq"), "enrol", "--site", "LIL", "--code-only")))
	d.stopHQ()
	sophie := d.act(store, "staff.save", `{"display":"Sophie M.","role":"manager"}`)
	d.act(store, "part.save", `{"ref":"CAB-USBC-2","label":"Cable USB-C","gtin":"4006381333931","price_cents":1300,"currency":"EUR"}`)
	sale := func(picture string, pay func()) {
		d.records(func() { d.keys("Escape", "Escape", "F3") }, func() {
			d.keys("F3")
			d.scan("4006381333931")
			pay()
			d.picture(picture)
			d.keys("F9")
		})
		d.keys("F9") // the next one
	}

	d.open(store)
	sale("story4-card", func() { d.keys("F6") })
	sale("story4-mixed", func() {
		d.keys("Return")
		d.write("10")
		d.keys("F5", "F6")
	})
	d.close()
	if doubts := d.run("etablictl", "--json", "--store", store, "ask", "till.cards_in_doubt"); !strings.Contains(doubts, `"cents":1300`) || !strings.Contains(doubts, `"cents":300`) {
		t.Errorf("the cards that may not come: %s", doubts)
	}

	d.act(store, "till.policy", `{"staff":"`+sophie+`","card_minimum_cents":1500,"displayed":true}`)
	d.open(store)
	sale("story4-cash", func() {
		d.picture("story4-minimum")
		d.step("story4-refused", "F6")
		d.keys("F5")
	})
	d.close()
	if now := d.run("etablictl", "--json", "--store", store, "ask", "till.now"); !strings.Contains(now, `"perpetual_cents":3900`) || !strings.Contains(now, `"drawer_cents":2300`) {
		t.Errorf("the till: %s", now)
	}
	d.run("etablictl", "--store", store, "verify")
}
